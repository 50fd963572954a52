package hubspot

import (
	"context"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/webhook"
)

// What HubSpot's webhooks share with all others is package webhook's.
type (
	// Webhook is the http.Handler that generated packages wrap in handlers for typed events.
	Webhook = webhook.Handler
	// Event is what a webhook's body tells.
	Event = webhook.Event
	// BodyError marks an error as the body's fault.
	BodyError = webhook.BodyError
	// Deduper remembers which events have been handled.
	Deduper = webhook.Deduper
	// DeliveryState is what a Deduper knows of an event.
	DeliveryState = webhook.DeliveryState
	// DeduperError is an error of a Deduper.
	DeduperError = webhook.DeduperError
	// MemoryDeduper is a Deduper for one process.
	MemoryDeduper = webhook.MemoryDeduper
)

// The states of a delivery.
const (
	DeliveryNew        = webhook.DeliveryNew
	DeliveryInProgress = webhook.DeliveryInProgress
	DeliveryDone       = webhook.DeliveryDone
)

// The defaults of [Webhook] and [NewMemoryDeduper].
const (
	DefaultMaxWebhookBytes = webhook.DefaultMaxBytes
	DefaultBodyTimeout     = webhook.DefaultBodyTimeout
	DefaultDedupeSize      = webhook.DefaultDedupeSize
	DefaultDedupeAge       = webhook.DefaultDedupeAge
)

var (
	// ErrSignature is what a request that does not prove to be HubSpot's fails with.
	ErrSignature = webhook.ErrSignature
	// ErrInProgress answers a delivery of an event that is being handled.
	ErrInProgress = webhook.ErrInProgress
)

// NewWebhook is [webhook.New] with HubSpot's signatures. Generated packages call it.
func NewWebhook(verifier *Verifier, deduper Deduper, read func(body []byte) (Event, error)) *Webhook {
	return webhook.New(verifier, deduper, read)
}

// NewMemoryDeduper is [webhook.NewMemoryDeduper].
func NewMemoryDeduper(size int, age time.Duration, now func() time.Time) *MemoryDeduper {
	return webhook.NewMemoryDeduper(size, age, now)
}

// DefaultDeduper is [webhook.DefaultDeduper].
func DefaultDeduper() Deduper { return webhook.DefaultDeduper() }

// Once is [webhook.Once].
func Once(ctx context.Context, d Deduper, id string, handle func(context.Context) error) error {
	return webhook.Once(ctx, d, id, handle)
}

// EventID is [webhook.EventID] of a HubSpot account, its portalId.
func EventID(portal any, kind string, parts ...any) string {
	return webhook.EventID(portal, kind, parts...)
}

// EventIDFromContext is [webhook.EventIDFromContext].
func EventIDFromContext(ctx context.Context) string { return webhook.EventIDFromContext(ctx) }
