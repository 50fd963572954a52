// Bridge connects an SMS gateway to HubSpot's inbox: messages and pictures both ways, and delivery reports. It is
// configured by its environment, see [configured], and keeps what it must not lose in a file.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/webhook"
)

// config is what the environment says.
type config struct {
	Listen, Database, PublicURL                    string
	ClientID, ClientSecret, DeveloperKey, AppID    string
	ChannelName, Number, InboxID                   string
	GatewayURL, GatewaySecret                      string
	HubSpotURL, HubSpotFilesURL, AuthURL, TokenURL string // for a server that plays HubSpot
	Again                                          time.Duration
	Options                                        []sdk.Option // for tests
}

// configured reads the environment. What has no default must be set.
func configured() (*config, error) {
	var missing []error
	env := func(name, fallback string) string {
		value := cmp.Or(os.Getenv(name), fallback)
		if value == "" {
			missing = append(missing, fmt.Errorf("%s is not set", name))
		}
		return value
	}
	c := &config{
		Listen: env("BRIDGE_LISTEN", ":8080"), Database: env("BRIDGE_DATABASE", "bridge.db"), PublicURL: env("BRIDGE_PUBLIC_URL", ""),
		ClientID: env("HUBSPOT_CLIENT_ID", ""), ClientSecret: env("HUBSPOT_CLIENT_SECRET", ""),
		DeveloperKey: env("HUBSPOT_DEVELOPER_KEY", ""), AppID: env("HUBSPOT_APP_ID", ""), InboxID: env("HUBSPOT_INBOX_ID", ""),
		ChannelName: env("BRIDGE_CHANNEL", "SMS"), Number: env("BRIDGE_NUMBER", ""),
		GatewayURL: env("GATEWAY_URL", ""), GatewaySecret: env("GATEWAY_SECRET", ""),
		HubSpotURL: env("HUBSPOT_URL", "https://api.hubapi.com"), HubSpotFilesURL: env("HUBSPOT_FILES_URL", "https://api.hubapi.com"),
		AuthURL: os.Getenv("HUBSPOT_AUTH_URL"), TokenURL: os.Getenv("HUBSPOT_TOKEN_URL"),
	}
	return c, errors.Join(missing...)
}

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := start(ctx, log); err != nil {
		log.Error("bridge ends", slog.Any("error", err))
		os.Exit(1)
	}
}

func start(ctx context.Context, log *slog.Logger) error {
	c, err := configured()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	return run(ctx, c, log, listener)
}

// run serves until the context ends, and then lets what has begun come to its end.
func run(ctx context.Context, c *config, log *slog.Logger, listener net.Listener) (err error) {
	defer listener.Close()
	flush, err := telemetry(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, flush(context.WithoutCancel(ctx))) }()
	b, err := newBridge(ctx, c, log)
	if err != nil {
		return err
	}
	defer b.db.Close()
	var working sync.WaitGroup
	defer working.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	working.Go(func() { b.outbox.Work(ctx, b.forward) })
	if _, err := b.channel(ctx); err != nil { // it is registered when it is needed
		log.WarnContext(ctx, "no channel yet", slog.Any("error", err))
	}
	return webhook.Serve(ctx, listener, b.handler())
}
