package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubchannels/hubchannels-go/examples/own-document/parcels"
	"github.com/hubchannels/hubchannels-go/examples/own-document/parcels/parcelstest"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// started is a server that checks every request against the document, and a client of it.
func started(t *testing.T, options ...sdktest.Option) (*parcelstest.Server, *parcels.Client) {
	t.Helper()
	server := parcelstest.NewServer(t, append(options, sdktest.VerifyAnswers())...)
	client, err := parcels.NewClient(server.Option())
	if err != nil {
		t.Fatal(err)
	}
	return server, client
}

func TestRun(t *testing.T) {
	server, client := started(t)
	var out bytes.Buffer
	if err := run(t.Context(), client, &out); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"costs 7.80 until 2026-04-01\n", "the parcel with goods worth 12.50 EUR is announced for 2026-04-01\n", "to be sent on 2026-04-02\n", "picked up at 2026-04-01T08:00:00Z\n"} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("%q is not in\n%s", line, out.String())
		}
	}
	created := server.ParcelsCreateRequests()
	if len(created) != 1 || created[0].Header.Get("Idempotency-Key") != "order-4711" || created[0].Body.Recipient.City != "Riga" {
		t.Errorf("got %+v", created)
	}
	if kept := server.All(); len(kept) != 1 || kept[0].SendOn.String() != "2026-04-02" || kept[0].Reference != nil {
		t.Errorf("got %+v", kept)
	}
}

// TestLostAnswers loses the answer of every kind of call once: nothing is made twice.
func TestLostAnswers(t *testing.T) {
	server, client := started(t)
	server.FailOperation(parcelstest.OperationParcelsCreate, sdktest.LoseResponse())
	server.FailOperation(parcelstest.OperationParcelsChange, sdktest.Unavailable(time.Second))
	if err := run(t.Context(), client, io.Discard); err != nil {
		t.Fatal(err)
	}
	if kept := server.All(); len(kept) != 1 {
		t.Errorf("%d parcels", len(kept))
	}
}

// TestErrors reads a problem, and an error with a body of its own.
func TestErrors(t *testing.T) {
	other := uuid.New()
	answer, status := `{"title":"no","detail":"The street is unknown.","fields":[{"path":"recipient.street"}]}`, http.StatusUnprocessableEntity
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	defer server.Close()
	client, err := parcels.NewClient(parcels.WithBaseURL(server.URL), parcels.WithKey("k-123456"))
	if err != nil {
		t.Fatal(err)
	}
	var problem *parcels.Error
	err = run(t.Context(), client, io.Discard)
	if !errors.As(err, &problem) || problem.Detail != "The street is unknown." || problem.Fields[0].Path != "recipient.street" || !errors.Is(err, parcels.ErrValidation) {
		t.Errorf("got %+v", err)
	}
	answer, status = `{"parcel":"`+other.String()+`"}`, http.StatusConflict
	order := parcels.MakeNewParcel(parcels.NewAddress("Ada", "Main Street 1", "Riga", "LV"), parcels.NewDocuments())
	_, err = client.Parcels.Create(t.Context(), nil, order)
	if conflict := (*parcels.ErrorWith[parcels.Conflict])(nil); !errors.As(err, &conflict) || conflict.Body.Parcel != other || !errors.Is(err, parcels.ErrConflict) {
		t.Errorf("got %+v", err)
	}
	order.Recipient.Country = "Latvia"
	if _, err := client.Parcels.Create(t.Context(), nil, order); err == nil || !strings.Contains(err.Error(), "recipient.country") {
		t.Errorf("got %v", err)
	}
}

// TestReads goes through lists, an export, an answer by words, headers.
func TestReads(t *testing.T) {
	server, client := started(t, sdktest.WithPageSize(2))
	for range 5 {
		order := parcels.MakeNewParcel(parcels.NewAddress("Ada", "Main Street 1", "Riga", "LV"), parcels.NewDocuments().WithPages(3))
		if _, err := client.Parcels.Create(t.Context(), nil, order); err != nil {
			t.Fatal(err)
		}
	}
	count := 0
	for parcel, err := range client.Parcels.All(t.Context(), parcels.NewParcelsListParams().WithState(parcels.StateAnnounced)) {
		if err != nil || describe(parcel.Contents) != "3 pages" {
			t.Fatal(parcel, err)
		}
		count++
	}
	if count != 5 || len(server.ParcelsListRequests()) != 3 {
		t.Errorf("%d parcels on %d pages", count, len(server.ParcelsListRequests()))
	}
	for _, err := range client.Parcels.Export(t.Context()) {
		if err != nil {
			t.Error(err)
		}
	}
	for _, err := range client.Prices.AdviseStream(t.Context(), parcels.NewAdviseRequest("What is cheap?")) {
		if err != nil {
			t.Error(err)
		}
	}
	if _, err := client.Prices.Advise(t.Context(), parcels.NewAdviseRequest("What is cheap?")); err != nil {
		t.Error(err)
	}
	if asked := server.AdviseRequests(); len(asked) != 2 || !*asked[0].Body.Stream || *asked[1].Body.Stream {
		t.Errorf("got %+v", asked)
	}
	var headers parcels.ParcelsGetHeaders
	if _, err := client.Parcels.Get(t.Context(), server.All()[0].Parcel, sdk.CaptureHeaders(&headers)); err != nil || headers.Err() != nil {
		t.Error(err, headers.Err())
	}
}

// TestImport sends parcels as they are made, and is answered by a list, or by a text.
func TestImport(t *testing.T) {
	server, client := started(t)
	order := func(name string) *parcels.NewParcel {
		return parcels.MakeNewParcel(parcels.NewAddress(name, "Main Street 1", "Riga", "LV"), parcels.NewDocuments())
	}
	answered, err := client.Parcels.Import(t.Context(), sdk.Items(order("Ada"), order("Grace")))
	if numbers, is := answered.(*parcels.ParcelsImportResultList); err != nil || !is || len(numbers.Value) != 1 {
		t.Errorf("got %+v, %v", answered, err)
	}
	server.FailOperation(parcelstest.OperationParcelsImport, sdktest.AnswerWith(http.StatusAccepted, "text/plain", "by noon"))
	answered, err = client.Parcels.Import(t.Context(), sdk.Items(order("Ada")))
	if when, is := answered.(*parcels.ParcelsImportResultText); err != nil || !is || when.Value != "by noon" {
		t.Errorf("got %+v, %v", answered, err)
	}
}

// TestWebhook delivers an event twice, as a server that got no answer does: it is handled once.
func TestWebhook(t *testing.T) {
	secret := "whsec_" + base64.StdEncoding.EncodeToString([]byte("a secret of the two"))
	verifier, err := parcels.NewWebhookVerifier(secret)
	if err != nil {
		t.Fatal(err)
	}
	server, _ := started(t)
	var delivered []uuid.UUID
	hook := httptest.NewServer(parcels.NewParcelDeliveredHandler(verifier, nil, func(ctx context.Context, event *parcels.Delivered) error {
		delivered = append(delivered, event.Parcel)
		if params, err := parcels.ParcelDeliveredParamsOf(ctx); err != nil || params.ParcelsAttempt != 2 {
			t.Errorf("got %+v, %v", params, err)
		}
		return nil
	}))
	defer hook.Close()
	id := uuid.New()
	event := &parcels.Delivered{Type: parcels.DeliveredTypeParcelDelivered, Parcel: id}
	if delivery, err := server.SendParcelDelivered(t.Context(), hook.URL, event); err == nil && delivery.Status == http.StatusNoContent {
		t.Error("a delivery without a signature is taken")
	}
	body := `{"type":"parcel.delivered","parcel":"` + id.String() + `"}`
	for range 2 {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, hook.URL, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("webhook-id", "msg_1")
		request.Header.Set("Parcels-Attempt", "2")
		verifier.Sign(request, []byte(body), time.Now())
		response, err := http.DefaultClient.Do(request)
		if err != nil || response.StatusCode != http.StatusNoContent {
			t.Fatal(response, err)
		}
		response.Body.Close()
	}
	if len(delivered) != 1 || delivered[0] != id {
		t.Errorf("got %v", delivered)
	}
}
