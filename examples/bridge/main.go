// Bridge connects an SMS gateway to HubSpot's inbox: messages and pictures both ways, and delivery reports. It is
// configured by its environment, see [configured], and keeps what it must not lose in a file.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// config is what the environment says.
type config struct {
	Listen, Database, PublicURL              string
	ClientID, ClientSecret                   string
	DeveloperKey, AppID                      string
	ChannelName, Number, InboxID             string
	GatewayURL, GatewaySecret                string
	ChannelsURL, FilesURL, AuthURL, TokenURL string // for a server that plays HubSpot
	Again                                    time.Duration
	Options                                  []sdk.Option // for tests
}

// configured reads the environment. Everything without a default must be set.
func configured() (*config, error) {
	c := &config{Again: 10 * time.Second}
	var problems []error
	for _, variable := range []struct {
		into           *string
		name, fallback string
	}{
		{&c.Listen, "BRIDGE_LISTEN", ":8080"}, {&c.Database, "BRIDGE_DATABASE", "bridge.db"}, {&c.PublicURL, "BRIDGE_PUBLIC_URL", ""},
		{&c.ClientID, "HUBSPOT_CLIENT_ID", ""}, {&c.ClientSecret, "HUBSPOT_CLIENT_SECRET", ""},
		{&c.DeveloperKey, "HUBSPOT_DEVELOPER_KEY", ""}, {&c.AppID, "HUBSPOT_APP_ID", ""},
		{&c.ChannelName, "BRIDGE_CHANNEL", "SMS"}, {&c.Number, "BRIDGE_NUMBER", ""}, {&c.InboxID, "HUBSPOT_INBOX_ID", ""},
		{&c.GatewayURL, "GATEWAY_URL", ""}, {&c.GatewaySecret, "GATEWAY_SECRET", ""},
		{&c.ChannelsURL, "HUBSPOT_URL", "https://api.hubapi.com"}, {&c.FilesURL, "HUBSPOT_FILES_URL", "https://api.hubapi.com"},
		{&c.AuthURL, "HUBSPOT_AUTH_URL", "https://app.hubspot.com/oauth/authorize"},
		{&c.TokenURL, "HUBSPOT_TOKEN_URL", "https://api.hubapi.com/oauth/2026-03/token"},
	} {
		*variable.into = os.Getenv(variable.name)
		if *variable.into == "" {
			*variable.into = variable.fallback
		}
		if *variable.into == "" {
			problems = append(problems, fmt.Errorf("%s is not set", variable.name))
		}
	}
	return c, errors.Join(problems...)
}

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	c, err := configured()
	if err == nil {
		err = run(ctx, c, log, nil)
	}
	if err != nil {
		log.Error("bridge ends", slog.Any("error", err))
		os.Exit(1)
	}
}

// run serves until the context ends, and then lets what has begun come to its end. Started, if set, is called with the
// address that it listens on.
func run(ctx context.Context, c *config, log *slog.Logger, started func(address string)) error {
	b, err := newBridge(ctx, c, log)
	if err != nil {
		return err
	}
	defer b.store.db.Close()
	handler, err := b.handler()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: time.Minute}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var all sync.WaitGroup
	all.Go(func() { b.outbox(ctx) })
	all.Go(func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			cancel(err)
		}
	})
	if _, err := b.channel(ctx); err != nil { // it is registered again when it is needed
		log.Warn("no channel yet", slog.Any("error", err))
	}
	if started != nil {
		started(listener.Addr().String())
	}
	<-ctx.Done()
	ending, done := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer done()
	err = server.Shutdown(ending)
	all.Wait()
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		err = errors.Join(cause, err)
	}
	return err
}
