// Package fetch gets the files that documents refer to over the network, from addresses that somebody allowed.
//
// It is a list of addresses and not a switch that allows all: a document may come from anywhere, and with a switch it
// could make the machine on which it is generated ask addresses that only this machine reaches, such as a cloud's
// metadata service or a neighbour without a password. Whoever allows an address knows what is there.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"time"
)

const (
	// fileTimeout is how long one file may take, from the first byte sent to the last one received.
	fileTimeout  = time.Minute
	maxRedirects = 5
)

// Client fetches from what is allowed. It sends no credentials. A nil client fetches nothing.
type Client struct {
	allowed []allowed
	http    http.Client
}

// File is what was fetched.
type File struct {
	Data []byte
	// Address is where it was in the end, after redirects: what it refers to is relative to that.
	Address *url.URL
}

// New makes a client that fetches from some addresses and from all below them: https://example.com is a host,
// https://example.com/schemas a folder of it. Plain http is allowed on loopback only. The transport is nil for the usual
// one; without addresses the client is nil.
func New(addresses []string, transport http.RoundTripper) (*Client, error) {
	if len(addresses) == 0 {
		return nil, nil
	}
	c := &Client{http: http.Client{Transport: transport, Timeout: fileTimeout}}
	c.http.CheckRedirect = func(request *http.Request, via []*http.Request) error {
		if err := c.Check(request.URL); err != nil {
			return fmt.Errorf("it redirects to %s: %w", request.URL.Redacted(), err)
		}
		if len(via) > maxRedirects {
			return errors.New("it redirects too often")
		}
		request.Header.Del("Referer")
		return nil
	}
	for _, address := range addresses {
		parsed, err := parseAllowed(address)
		if err != nil {
			return nil, err
		}
		c.allowed = append(c.allowed, parsed)
	}
	return c, nil
}

var (
	// ErrNotAllowed says that nobody allowed an address.
	ErrNotAllowed = errors.New("nothing is fetched over the network unless it is allowed")
	// ErrTooLarge says that a file is larger than it may be.
	ErrTooLarge = errors.New("it is too large")
)

// Check says why an address is not fetched, and with [ErrNotAllowed] that nothing else speaks against it.
func (c *Client) Check(address *url.URL) error {
	if err := sound(address); err != nil {
		return err
	}
	if c == nil || !slices.ContainsFunc(c.allowed, func(a allowed) bool { return a.allows(address) }) {
		return ErrNotAllowed
	}
	return nil
}

// Get fetches a file of at most limit bytes.
func (c *Client) Get(ctx context.Context, address *url.URL, limit int64) (File, error) {
	if err := c.Check(address); err != nil {
		return File{}, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return File{}, inner(err)
	}
	request.Header.Set("Accept", "application/yaml, application/json, */*;q=0.5")
	request.Header.Set("User-Agent", "hubchannels-generator")
	response, err := c.http.Do(request)
	if err != nil {
		return File{}, why(ctx, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return File{}, fmt.Errorf("the server answers %s", response.Status)
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = ErrTooLarge
	}
	if err != nil {
		return File{}, why(ctx, err)
	}
	return File{Data: data, Address: response.Request.URL}, nil
}

// why is what ended an exchange: if it was the caller, then for the caller's reason.
func why(ctx context.Context, err error) error {
	var late interface{ Timeout() bool }
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &late) && late.Timeout():
		return errors.New("the server does not answer in time")
	}
	return inner(err)
}

// inner is an error without the address, which stands in the message around it.
func inner(err error) error {
	var inURL *url.Error
	if errors.As(err, &inURL) {
		return inURL.Err
	}
	return err
}
