package customchannels_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
)

func behindGateway(t *testing.T, status int) *customchannels.Client {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/login" { // a gateway whose session is over, or that adds a slash
			http.Redirect(w, r, "/login", status)
			return
		}
		fmt.Fprint(w, `{"message":"please log in"}`)
	}))
	t.Cleanup(srv.Close)
	c, err := customchannels.NewClient(customchannels.WithBaseURL(srv.URL), customchannels.WithAccessToken("tokentoken"),
		customchannels.WithDeveloperKey("keykeykey", "1"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A write that is answered by a redirect was not done, whatever the page says that it leads to.
func TestRedirectedWritesFail(t *testing.T) {
	for _, status := range []int{301, 302} {
		t.Run(fmt.Sprint("archive channel ", status), func(t *testing.T) {
			c := behindGateway(t, status)
			if err := c.ArchiveChannel(context.Background(), "17"); err == nil {
				t.Error("nothing was archived, and the call succeeded")
			}
		})
		t.Run(fmt.Sprint("publish message ", status), func(t *testing.T) {
			c := behindGateway(t, status)
			m := customchannels.NewMessageRequest("4711", customchannels.MessageDirectionIncoming, "hello").
				WithSenders(customchannels.NewParticipant(customchannels.PhoneNumber("+15551230000"))).
				WithRecipients(customchannels.NewParticipant(customchannels.PhoneNumber("+15551230001")))
			_, err := c.PublishMessage(context.Background(), "17", m)
			if err == nil {
				t.Error("no message was published, and the call succeeded")
			}
		})
		t.Run(fmt.Sprint("update status ", status), func(t *testing.T) {
			c := behindGateway(t, status)
			_, err := c.UpdateMessageStatus(context.Background(), "17", "m1", customchannels.NewMessageStatusUpdate("SENT"))
			if err == nil {
				t.Error("no status was updated, and the call succeeded")
			}
		})
	}
}

// The redirect may lead to another host, for instance an identity provider's page. It gets no credentials, but its 200
// counts as the server's.
func TestWriteRedirectedToAnotherHostFails(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "<html>please log in</html>")
	}))
	defer other.Close()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"/login", http.StatusFound)
	}))
	defer srv.Close()
	c, err := customchannels.NewClient(customchannels.WithBaseURL(srv.URL), customchannels.WithDeveloperKey("keykeykey", "1"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.ArchiveChannel(context.Background(), "17"); err == nil {
		t.Error("another host's HTML page counts as the archived channel")
	}
}
