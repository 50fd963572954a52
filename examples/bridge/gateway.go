package main

import (
	"bytes"
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
)

// sms is a message from or to the gateway. The id is whoever sends's, and the same each time that it is sent.
type sms struct {
	ID    string   `json:"id"`
	From  string   `json:"from,omitempty"`
	To    string   `json:"to,omitempty"`
	Text  string   `json:"text"`
	Media []media  `json:"media,omitempty"`
	URLs  []string `json:"urls,omitempty"`
}

type media struct {
	Name, Type string
	Data       []byte
}

// report is what the gateway says of a message that it was given.
type report struct{ ID, Status, Reason string }

// handler is what the bridge serves: to users who install it, to HubSpot, and to the gateway.
func (b *bridge) handler() http.Handler {
	webhook := customchannels.NewChannelEventsHandler(b.verifier, nil, &customchannels.ChannelEvents{OnOutgoingChannelMessageCreated: b.take})
	webhook.Logger = b.log
	mux := http.NewServeMux()
	mux.Handle("GET /install", b.app.InstallHandler(func(w http.ResponseWriter, r *http.Request, account string, err error) {
		if err == nil {
			err = b.connect(r.Context(), account)
		}
		b.answer(w, r, "installed in the account "+account, err)
	}))
	mux.Handle("/hubspot", webhook)
	mux.HandleFunc("POST /gateway/messages", func(w http.ResponseWriter, r *http.Request) {
		if in := new(sms); b.read(w, r, in) {
			b.answer(w, r, "published "+in.ID, b.publish(r.Context(), in))
		}
	})
	mux.HandleFunc("POST /gateway/reports", func(w http.ResponseWriter, r *http.Request) {
		if report := new(report); b.read(w, r, report) {
			b.answer(w, r, "noted "+report.ID, b.note(r.Context(), report))
		}
	})
	return mux
}

// note has HubSpot told what the gateway says about a message that it was given: READ, or FAILED for a reason.
func (b *bridge) note(ctx context.Context, report *report) error {
	if report.Status != "READ" && report.Status != "FAILED" {
		return fmt.Errorf("%w: the status is neither READ nor FAILED", customchannels.ErrValidation)
	}
	account, err := b.store.Remember(ctx, "account", nobody)
	if err != nil {
		return err
	}
	return b.outbox.Add(ctx, report.ID, outgoing{Account: account, ID: report.ID, Status: report.Status, Reason: report.Reason})
}

// answer tells how something ended. The gateway sends again what it gets a 5xx for.
func (b *bridge) answer(w http.ResponseWriter, r *http.Request, done string, err error) {
	status := http.StatusServiceUnavailable
	switch {
	case err == nil:
		b.log.InfoContext(r.Context(), done)
		_, _ = io.WriteString(w, done+"\n")
		return
	case errors.Is(err, customchannels.ErrValidation):
		status = http.StatusUnprocessableEntity
	}
	b.log.ErrorContext(r.Context(), "request failed", slog.String("path", r.URL.Path), slog.Any("error", err))
	http.Error(w, http.StatusText(status), status)
}

// read reads what the gateway posts, if it is the gateway.
func (b *bridge) read(w http.ResponseWriter, r *http.Request, into any) bool {
	status := 0
	if subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte("Bearer "+b.config.GatewaySecret)) != 1 {
		status = http.StatusUnauthorized
	} else if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 20<<20)).Decode(into); err != nil {
		status = http.StatusBadRequest
	}
	if status != 0 {
		http.Error(w, http.StatusText(status), status)
	}
	return status == 0
}

// toGateway hands a message to the gateway, files as addresses that are good for a while.
func (b *bridge) toGateway(ctx context.Context, client clients, m *outgoing) (status, reason string, err error) {
	out := sms{ID: m.ID, From: b.config.Number, To: m.To, Text: m.Text}
	for _, id := range m.Files {
		signed, err := client.files.GetSignedURL(ctx, id, nil)
		if err != nil {
			return "", "", err
		}
		out.URLs = append(out.URLs, signed.URL)
	}
	body, err := json.Marshal(out)
	if err != nil {
		return "", "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.config.GatewayURL, bytes.NewReader(body))
	if err != nil {
		return "", "", err
	}
	req.Header.Set("Authorization", "Bearer "+b.config.GatewaySecret)
	resp, err := b.http.Do(req)
	if err != nil {
		return "", "", err
	}
	defer resp.Body.Close()
	answer, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
	switch {
	case resp.StatusCode < 300:
		return "SENT", "", nil
	case resp.StatusCode >= 400 && resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests:
		return "FAILED", string(answer), nil
	}
	return "", "", fmt.Errorf("the gateway answered %d", resp.StatusCode)
}
