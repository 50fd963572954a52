// Command own-document sends a parcel by the SDK that was made of openapi.yaml, a document that has what modern documents have: unions, dates and
// exact prices, uploads and downloads, streams, several answers, typed errors, webhooks. It runs against a server in this process, which
// plays the API by the same document.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/hubchannels/hubchannels-go/examples/own-document/parcels"
	"github.com/hubchannels/hubchannels-go/examples/own-document/parcels/parcelstest"
	"github.com/hubchannels/hubchannels-go/sdk"
)

func main() {
	server := parcelstest.Start()
	defer server.Close()
	client, err := parcels.NewClient(server.Option())
	if err == nil {
		err = run(context.Background(), client, os.Stdout)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// run announces a parcel, changes it, prints its label and follows it.
func run(ctx context.Context, client *parcels.Client, out io.Writer) error {
	ada := parcels.NewAddress("Ada", "Main Street 1", "Riga", "LV")
	order := parcels.MakeNewParcel(ada, parcels.NewGoods("12.50", parcels.GoodsCurrencyEur)).
		WithSendOn(sdk.Date{Year: 2026, Month: time.April, Day: 1}).WithReference("order 4711")
	if err := price(ctx, client, order, out); err != nil {
		return err
	}
	parcel, err := client.Parcels.Create(ctx, nil, order, parcels.IdempotencyKey("order-4711"))
	if conflict := (*parcels.ErrorWith[parcels.Conflict])(nil); errors.As(err, &conflict) {
		return fmt.Errorf("there is parcel %s already", conflict.Body.Parcel)
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "the parcel with", describe(parcel.Contents), "is", parcel.State, "for", parcel.SendOn)
	change := parcels.NewParcelChange().WithSendOn(parcel.SendOn.AddDays(1)).ClearReference()
	if parcel, err = client.Parcels.Change(ctx, parcel.Parcel, change); err != nil {
		return err
	}
	fmt.Fprintln(out, "to be sent on", parcel.SendOn)
	if err := label(ctx, client, parcel.Parcel); err != nil {
		return err
	}
	return follow(ctx, client, parcel.Parcel, out)
}

// price prints what a parcel will cost, or that the price takes a while.
func price(ctx context.Context, client *parcels.Client, order *parcels.NewParcel, out io.Writer) error {
	answer, err := client.Prices.Quote(ctx, order)
	if err != nil {
		return err
	}
	switch quote := answer.(type) {
	case *parcels.Quote:
		fmt.Fprintln(out, "costs", quote.Price, "until", quote.Until.Time().Format(time.DateOnly))
	case *parcels.QuoteJob:
		fmt.Fprintln(out, "the price comes later, by job", quote.Job)
	}
	return nil
}

// describe says what is in a parcel. The compiler checks that all kinds are there.
func describe(contents parcels.Contents) string {
	return parcels.MatchContents(contents,
		func(d *parcels.Documents) string { return fmt.Sprint(d.GetPages(), " pages") },
		func(g *parcels.Goods) string { return fmt.Sprint("goods worth ", g.Value, " ", g.Currency) },
		func(u *parcels.UnknownContents) string { return "what only newer versions know: " + u.Type },
	)
}

// label uploads a label and reads the one that is there.
func label(ctx context.Context, client *parcels.Client, id uuid.UUID) error {
	file := sdk.File{Name: "label.pdf", Content: strings.NewReader("%PDF-1.7")}
	upload := parcels.NewUploadLabelRequest(file, parcels.UploadLabelRequestSizeA6).WithPrintedAt(time.Now())
	if err := client.Parcels.UploadLabel(ctx, id, upload); err != nil {
		return err
	}
	content, err := client.Parcels.DownloadLabel(ctx, id)
	if err != nil {
		return err
	}
	defer content.Close()
	_, err = io.Copy(io.Discard, content)
	return err
}

// follow prints what happens to a parcel, as it happens.
func follow(ctx context.Context, client *parcels.Client, id uuid.UUID, out io.Writer) error {
	for step, err := range client.Parcels.Track(ctx, id) {
		if err != nil {
			return err
		}
		switch step := step.(type) {
		case *parcels.PickedUp:
			fmt.Fprintln(out, "picked up at", step.At.Format(time.RFC3339))
		case *parcels.Arrived:
			fmt.Fprintln(out, "signed by", step.GetSignedBy())
		}
	}
	return nil
}
