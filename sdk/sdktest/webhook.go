package sdktest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Delivery is what a receiver answered to an event.
type Delivery struct {
	Status int
	Header http.Header
	Body   []byte
}

// Format prints the status, whatever the verb.
func (d Delivery) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "delivery answered with %d", d.Status)
}

// MarshalText is what Format prints, for logs.
func (d Delivery) MarshalText() ([]byte, error) { return fmt.Append(nil, d), nil }

// Deliver posts an event to a URL, signed as [WithWebhookSigner] or the vendor signs, and returns the receiver's answer,
// whatever its status. event is a value that encodes as the document's JSON. What is signed is that URL, or the one of
// [WithWebhookURL].
func (s *Server) Deliver(ctx context.Context, url string, event any) (*Delivery, error) {
	return s.DeliverBy(ctx, http.MethodPost, url, event)
}

// DeliverBy is [Server.Deliver] by another method than POST.
func (s *Server) DeliverBy(ctx context.Context, method, url string, event any) (*Delivery, error) {
	body, err := json.Marshal(event)
	if err != nil {
		return nil, fmt.Errorf("sdktest: encoding the event: %w", err)
	}
	return s.Send(ctx, method, url, jsonType, body)
}

// Send is [Server.Deliver] of a body that is no JSON, of any media type; "" is none.
func (s *Server) Send(ctx context.Context, method, url, mediaType string, body []byte) (*Delivery, error) {
	request, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("sdktest: %w", err)
	}
	for name, values := range s.options.webhookHeader {
		request.Header[http.CanonicalHeaderKey(name)] = values
	}
	if mediaType != "" {
		request.Header.Set("Content-Type", mediaType)
	}
	if err := s.sign(request, body); err != nil {
		return nil, err
	}
	response, err := s.client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("sdktest: delivering the event: %w", err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, fmt.Errorf("sdktest: reading the receiver's answer: %w", err)
	}
	return &Delivery{Status: response.StatusCode, Header: response.Header, Body: answer}, nil
}

// sign signs a request for the public URL, as if a proxy stood between the vendor and the receiver.
func (s *Server) sign(request *http.Request, body []byte) error {
	reached := request.URL
	if s.options.webhookURL != "" {
		public, err := request.URL.Parse(s.options.webhookURL)
		if err != nil {
			return fmt.Errorf("sdktest: WithWebhookURL: %w", err)
		}
		request.URL = public
	}
	signer := s.options.signer
	if signer == nil {
		signer = s.api.vendor
	}
	signer.Sign(request, body, s.options.now())
	request.URL = reached
	return nil
}
