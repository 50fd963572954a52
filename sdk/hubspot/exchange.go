package hubspot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
)

// ExchangeError says that a code could not be exchanged for tokens, or that HubSpot does not say whose they are. Its text
// has nothing of the answer but its status and error code.
type ExchangeError struct {
	Err error

	secrets redact.Secrets
}

// Error says why there are no tokens, without the code and the secret of the app.
func (e ExchangeError) Error() string {
	return "exchanging the code for HubSpot tokens: " + redact.Cause(e.Err, e.secrets)
}

// Unwrap returns Err.
func (e ExchangeError) Unwrap() error { return e.Err }

// GoString is the text, marked as an ExchangeError.
func (e ExchangeError) GoString() string { return fmt.Sprintf("hubspot.ExchangeError(%q)", e.Error()) }

// MarshalText is the text.
func (e ExchangeError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

var errNoContext = errors.New("the context is nil")

// exchange makes tokens of a code, and finds out whose they are.
func (a app) exchange(ctx context.Context, code, redirect string) (token *oauth2.Token, account string, err error) {
	if ctx == nil {
		return nil, "", &ExchangeError{Err: errNoContext}
	}
	ctx, cancel := context.WithTimeout(context.WithValue(ctx, oauth2.HTTPClient, a.client), refreshTimeout)
	defer cancel()
	config := a.config()
	config.RedirectURL = redirect
	if token, err = config.Exchange(ctx, code); err == nil {
		account, err = a.accountOf(ctx, token)
	}
	if err != nil {
		secrets := redact.New(code, a.secret)
		if token != nil {
			secrets = secrets.And(redact.New(token.AccessToken, token.RefreshToken))
		}
		return nil, "", &ExchangeError{err, secrets}
	}
	return token, account, nil
}

// accountOf is the id of the token's account: the answer's hub_id, or else what introspection says.
func (a app) accountOf(ctx context.Context, token *oauth2.Token) (string, error) {
	if id, ok := token.Extra("hub_id").(float64); ok && id > 0 {
		return fmt.Sprintf("%.0f", id), nil
	}
	form := url.Values{"client_id": {a.id}, "client_secret": {a.secret}, "token": {token.AccessToken}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.url+"/introspect", strings.NewReader(form.Encode()))
	if err != nil {
		return "", errors.New("the token URL cannot be parsed")
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := a.client.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var answer struct {
		HubID int64 `json:"hub_id"`
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(&answer); err != nil || answer.HubID <= 0 {
		return "", fmt.Errorf("asked whose the token is, HubSpot answered %d without a hub_id", resp.StatusCode)
	}
	return fmt.Sprint(answer.HubID), nil
}
