package customchannels_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/sdk"
)

// TestDriftIsReported answers with what the document does not know. Each thing is reported once, without a value.
func TestDriftIsReported(t *testing.T) {
	const answer = `{"id":"1","type":"SECRET_TYPE","direction":"INCOMING","channelId":"2","channelAccountId":"3","conversationsThreadId":"4",` +
		`"createdAt":"2026-03-30T12:00:00Z","createdBy":"5","senders":[{"actorId":"A-1","rank":"secret","deliveryIdentifier":{"type":"SECRET_KIND","value":"x"}},{"actorId":"A-2","rank":2}],` +
		`"recipients":[],"attachments":[{"type":"SECRET_VARIANT","a":1},{"type":"LOCATION","latitude":1,"longitude":1e400,"mood/~":"secret"}],"text":"","richText":"","a\u001bb":1}`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Deprecation", "@1798761600")
		w.Header().Set("Sunset", "Fri, 31 Dec 2027 23:59:59 GMT")
		if r.Method == http.MethodPost {
			w.WriteHeader(http.StatusAccepted)
		}
		_, _ = io.WriteString(w, answer)
	}))
	defer server.Close()
	var lock sync.Mutex
	var got []string
	client := newClient(t, customchannels.WithBaseURL(server.URL), customchannels.WithAccessToken("t"), customchannels.WithObserver(func(d sdk.Drift) {
		lock.Lock()
		defer lock.Unlock()
		date := ""
		if !d.Date.IsZero() {
			date = d.Date.Format(time.DateOnly)
		}
		got = append(got, strings.TrimSpace(strings.Join([]string{d.Operation, string(d.Kind), d.Symbol, d.Pointer, date}, " ")))
	}))
	for range 2 {
		if _, err := client.GetMessage(t.Context(), channelID, messageID); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = client.PublishMessage(t.Context(), channelID, newMessage()) // 202 is not declared
	want := []string{
		"GetMessage deprecation   2027-01-01", "GetMessage sunset   2027-12-31",
		"GetMessage enum customchannels.MessageType /type",
		"GetMessage enum customchannels.DeliveryIdentifierType /senders/*/deliveryIdentifier/type",
		"GetMessage property customchannels.Sender /senders/*/rank",
		"GetMessage variant customchannels.UnknownAttachment /attachments/*",
		"GetMessage property customchannels.LocationAttachment /attachments/*/mood~1~0",
		"GetMessage property customchannels.Message /a?b",
		"PublishMessage deprecation   2027-01-01", "PublishMessage sunset   2027-12-31", "PublishMessage status",
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, d := range got {
		if strings.Contains(strings.ToLower(d), "secret") {
			t.Errorf("a value is in %q", d)
		}
	}
}
