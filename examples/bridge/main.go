// Bridge connects an SMS gateway to HubSpot's inbox: messages and pictures both ways, and delivery reports. It is
// configured by its environment, see [config], and keeps what it must not lose in a file.
package main

import (
	"context"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/caarlos0/env/v11"
	_ "modernc.org/sqlite" // the driver

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/sqlstore"
	"github.com/hubchannels/hubchannels-go/sdk/otel/otlp"
	"github.com/hubchannels/hubchannels-go/sdk/webhook"
)

// config is what the environment says. What has no default must be set.
type config struct {
	Listen        string        `env:"BRIDGE_LISTEN" envDefault:":8080"`
	Database      string        `env:"BRIDGE_DATABASE" envDefault:"bridge.db"`
	PublicURL     string        `env:"BRIDGE_PUBLIC_URL"`
	Number        string        `env:"BRIDGE_NUMBER"`
	ChannelName   string        `env:"BRIDGE_CHANNEL" envDefault:"SMS"`
	Again         time.Duration `env:"BRIDGE_AGAIN" envDefault:"10s"` // after which what failed is tried again
	Account       string        `env:"HUBSPOT_ACCOUNT"`
	InboxID       string        `env:"HUBSPOT_INBOX_ID"`
	ClientID      string        `env:"HUBSPOT_CLIENT_ID"`
	ClientSecret  string        `env:"HUBSPOT_CLIENT_SECRET"`
	DeveloperKey  string        `env:"HUBSPOT_DEVELOPER_KEY"`
	AppID         string        `env:"HUBSPOT_APP_ID"`
	HubSpotURL    string        `env:"HUBSPOT_URL" envDefault:""` // of a server that plays HubSpot
	GatewayURL    string        `env:"GATEWAY_URL"`
	GatewayToken  string        `env:"GATEWAY_TOKEN"`
	GatewaySecret string        `env:"GATEWAY_SECRET"` // by which the gateway signs what it posts
	Options       []sdk.Option  // for tests
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
	c, err := env.ParseAsWithOptions[config](env.Options{RequiredIfNoDef: true})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	return run(ctx, &c, log, listener)
}

// run serves until the context ends, and then lets what has begun come to its end.
func run(ctx context.Context, c *config, log *slog.Logger, listener net.Listener) error {
	defer otlp.Start(ctx)()
	store, err := sqlstore.OpenSQLite(ctx, c.Database)
	if err != nil {
		return err
	}
	defer store.Close()
	b, err := newBridge(c, log, store)
	if err != nil {
		return err
	}
	if _, err := b.channel(ctx); err != nil { // it is registered when it is needed
		log.WarnContext(ctx, "no channel yet", slog.Any("error", err))
	}
	return webhook.Serve(ctx, listener, b.handler(), func(ctx context.Context) { b.outbox.Work(ctx, b.forward) })
}
