package main

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

// handler is what the bridge serves: to users who install it, to HubSpot, and to the gateway.
func (b *bridge) handler() (http.Handler, error) {
	verifier, err := hubspot.NewVerifier(b.config.ClientSecret, hubspot.WithPublicURL(b.config.PublicURL+"/hubspot"))
	if err != nil {
		return nil, err
	}
	webhook := customchannels.NewChannelEventsHandler(verifier, nil, &customchannels.ChannelEvents{OnOutgoingChannelMessageCreated: b.take})
	webhook.Logger = b.log
	mux := http.NewServeMux()
	mux.Handle("GET /install", b.app.InstallHandler(b.installed))
	mux.Handle("/hubspot", webhook)
	mux.HandleFunc("POST /gateway/messages", b.fromGateway)
	mux.HandleFunc("POST /gateway/reports", b.report)
	return mux, nil
}

func (b *bridge) installed(w http.ResponseWriter, r *http.Request, account string, err error) {
	if err == nil {
		err = b.connect(r.Context(), account)
	}
	b.answer(w, r, "installed in the account "+account, err)
}

// answer tells how something ended. The gateway sends again what it gets a 5xx for.
func (b *bridge) answer(w http.ResponseWriter, r *http.Request, done string, err error) {
	status := http.StatusOK
	switch {
	case errors.Is(err, customchannels.ErrValidation):
		status = http.StatusUnprocessableEntity
	case err != nil:
		status = http.StatusServiceUnavailable
	}
	if err != nil {
		b.log.ErrorContext(r.Context(), "request failed", slog.String("path", r.URL.Path), slog.Any("error", err))
		http.Error(w, http.StatusText(status), status)
		return
	}
	b.log.InfoContext(r.Context(), done)
	_, _ = w.Write([]byte(done + "\n"))
}

// read reads what the gateway posts, if it is the gateway.
func (b *bridge) read(w http.ResponseWriter, r *http.Request, into any) bool {
	if subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte("Bearer "+b.config.GatewaySecret)) != 1 {
		http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized)
		return false
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 20<<20)).Decode(into); err != nil {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return false
	}
	return true
}

func (b *bridge) fromGateway(w http.ResponseWriter, r *http.Request) {
	var in sms
	if b.read(w, r, &in) {
		b.answer(w, r, "published "+in.ID, b.publish(r.Context(), &in))
	}
}

// report takes what the gateway says about a message that it was given: READ, or FAILED for a reason.
func (b *bridge) report(w http.ResponseWriter, r *http.Request) {
	var report struct{ ID, Status, Reason string }
	if !b.read(w, r, &report) {
		return
	}
	err := b.store.note(context.WithoutCancel(r.Context()), report.ID, report.Status, report.Reason)
	b.look()
	b.answer(w, r, "noted "+report.ID, err)
}
