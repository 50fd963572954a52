package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

// look wakes the outbox.
func (b *bridge) look() {
	select {
	case b.wake <- struct{}{}:
	default: // it is awake
	}
}

// outbox takes messages to the gateway, and what becomes of them to HubSpot, until the context ends. It begins with what an
// earlier run has left. Each step can be done twice: the gateway knows messages by their ids, and a status is a status.
func (b *bridge) outbox(ctx context.Context) {
	for ctx.Err() == nil {
		b.round(ctx)
		select {
		case <-ctx.Done():
		case <-b.wake:
		case <-time.After(b.config.Again):
		}
	}
}

// round goes through the outbox once.
func (b *bridge) round(ctx context.Context) {
	failed := map[string]bool{}
	for ctx.Err() == nil {
		m, err := b.store.next(ctx, failed)
		if err != nil || m == nil {
			return
		}
		if err := b.forward(ctx, m); err != nil && ctx.Err() == nil {
			b.log.WarnContext(ctx, "message waits", slog.String("id", m.ID), slog.Any("error", err))
			failed[m.ID] = true
		}
	}
}

func (b *bridge) forward(ctx context.Context, m *outgoing) error {
	client, err := b.clients.For(ctx, m.Account)
	if err != nil {
		return err
	}
	if m.Status == "" {
		if m.Status, m.Reason, err = b.toGateway(ctx, client, m); err != nil {
			return err
		}
		if err := b.store.note(ctx, m.ID, m.Status, m.Reason); err != nil {
			return err
		}
	}
	channel, err := b.channel(ctx)
	if err != nil {
		return err
	}
	update := customchannels.NewMessageStatusUpdate(customchannels.MessageStatusUpdateType(m.Status))
	if m.Reason != "" {
		update.WithErrorMessage(m.Reason)
	}
	_, err = client.channels.UpdateMessageStatus(ctx, channel, m.ID, update)
	if errors.Is(err, customchannels.ErrNotFound) || errors.Is(err, hubspot.ErrNotInstalled) {
		b.log.WarnContext(ctx, "nobody to report to", slog.String("id", m.ID), slog.Any("error", err))
		err = nil // the message is gone, or the app
	}
	if err != nil {
		return err
	}
	return b.store.reported(ctx, m)
}

// toGateway hands a message to the gateway, files as addresses that are good for a while.
func (b *bridge) toGateway(ctx context.Context, client clients, m *outgoing) (status, reason string, err error) {
	out := sms{ID: m.ID, From: b.config.Number, To: m.Recipient, Text: m.Text}
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
