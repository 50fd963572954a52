package customchannels_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// debugLog is a log at debug level, and the option for it.
func debugLog() (*bytes.Buffer, customchannels.Option) {
	var log bytes.Buffer
	handler := slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})
	return &log, customchannels.WithLogger(slog.New(handler))
}

// tellsNothing checks that none of the secrets is in a text.
func tellsNothing(t *testing.T, what, text string, secrets ...string) {
	t.Helper()
	for _, secret := range secrets {
		if strings.Contains(text, secret) {
			t.Errorf("%q is in %s: %s", secret, what, text)
		}
	}
}

// marked makes JSON values of the document's schemas. Whatever the document calls sensitive has the mark in it, and
// everything else does not.
type marked struct{ n int }

// What stands for a sensitive text, and for a sensitive number.
const markText, markNumber = "SENSITIVE", "31.41592"

func (m *marked) value(ref *openapi3.SchemaRef, sensitive bool) any {
	schema := ref.Value
	sensitive = sensitive || schema.Extensions["x-sdk-sensitive"] == true || schema.Format == "password"
	switch {
	case len(schema.AllOf) == 1: // a reference with a description of its own
		return m.value(schema.AllOf[0], sensitive)
	case len(schema.OneOf) > 0:
		return m.value(schema.OneOf[m.next()%len(schema.OneOf)], sensitive)
	case schema.Type.Is("array"):
		return m.array(schema, sensitive)
	case schema.Type.Is("object"):
		return m.object(schema, sensitive)
	}
	return m.scalar(schema, sensitive)
}

func (m *marked) next() int {
	m.n++
	return m.n
}

// array has an item for each variant of a union.
func (m *marked) array(schema *openapi3.Schema, sensitive bool) any {
	items := []any{m.value(schema.Items, sensitive)}
	for range max(1, len(schema.Items.Value.OneOf)) - 1 {
		items = append(items, m.value(schema.Items, sensitive))
	}
	return items
}

func (m *marked) object(schema *openapi3.Schema, sensitive bool) any {
	object := map[string]any{}
	for name, property := range schema.Properties {
		object[name] = m.value(property, sensitive || sensitiveRef(property))
	}
	if values := schema.AdditionalProperties.Schema; values != nil {
		object["key"] = m.value(values, sensitive)
	} else if sensitive {
		object["key"] = markText
	}
	return object
}

// sensitiveRef: the mark may stand beside a $ref.
func sensitiveRef(ref *openapi3.SchemaRef) bool { return ref.Extensions["x-sdk-sensitive"] == true }

func (m *marked) scalar(schema *openapi3.Schema, sensitive bool) any {
	switch {
	case len(schema.Enum) > 0:
		return schema.Enum[0]
	case schema.Type.Is("boolean"):
		return true
	case schema.Type.Is("integer"):
		return 7
	case schema.Type.Is("number") && sensitive:
		return json.Number(markNumber)
	case schema.Type.Is("number"):
		return 1.5
	case schema.Format == "date-time":
		return "2026-03-30T09:21:00Z"
	case schema.Format == "uuid":
		return "0f7d1b52-6f0a-4b55-9a5b-7d4f2f9d8c11"
	case sensitive:
		return markText + strconv.Itoa(m.next())
	}
	return "7"
}

func (m *marked) json(t *testing.T, content openapi3.Content) []byte {
	t.Helper()
	media := content.Get("application/json")
	if media == nil {
		return nil
	}
	data, err := json.Marshal(m.value(media.Schema, false))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// sending sends a body, given as JSON, with the operation that takes it.
func sending() map[string]func(context.Context, *customchannels.Client, []byte) error {
	return map[string]func(context.Context, *customchannels.Client, []byte) error{
		customchannelstest.OperationPublishMessage: func(ctx context.Context, c *customchannels.Client, body []byte) error {
			return sendAs(body, func(m *customchannels.MessageRequest) (any, error) { return c.PublishMessage(ctx, "7", m) })
		},
		customchannelstest.OperationUpdateMessageStatus: func(ctx context.Context, c *customchannels.Client, body []byte) error {
			return sendAs(body, func(u *customchannels.MessageStatusUpdate) (any, error) {
				return c.UpdateMessageStatus(ctx, "7", "7", u)
			})
		},
		customchannelstest.OperationRegisterChannel: func(ctx context.Context, c *customchannels.Client, body []byte) error {
			return sendAs(body, func(r *customchannels.ChannelCreateRequest) (any, error) { return c.RegisterChannel(ctx, r) })
		},
		customchannelstest.OperationUpdateChannel: func(ctx context.Context, c *customchannels.Client, body []byte) error {
			return sendAs(body, func(u *customchannels.ChannelUpdateRequest) (any, error) { return c.UpdateChannel(ctx, "7", u) })
		},
		customchannelstest.OperationCreateChannelAccount: func(ctx context.Context, c *customchannels.Client, body []byte) error {
			return sendAs(body, func(a *customchannels.ChannelAccountCreateRequest) (any, error) {
				return c.CreateChannelAccount(ctx, "7", a)
			})
		},
		customchannelstest.OperationUpdateChannelAccount: func(ctx context.Context, c *customchannels.Client, body []byte) error {
			return sendAs(body, func(u *customchannels.ChannelAccountUpdateRequest) (any, error) {
				return c.UpdateChannelAccount(ctx, "7", "7", u)
			})
		},
		customchannelstest.OperationUpdateChannelAccountStagingToken: func(ctx context.Context, c *customchannels.Client, body []byte) error {
			return sendAs(body, func(u *customchannels.ChannelAccountStagingTokenUpdateRequest) (any, error) {
				return c.UpdateChannelAccountStagingToken(ctx, "7", markText, u)
			})
		},
	}
}

func sendAs[T any](body []byte, send func(*T) (any, error)) error {
	value := new(T)
	if err := json.Unmarshal(body, value); err != nil {
		return err
	}
	_, err := send(value)
	return err
}

// TestNothingSensitiveIsLogged sends and receives, with every operation, bodies that have all that the document knows.
func TestNothingSensitiveIsLogged(t *testing.T) {
	document, err := openapi3.NewLoader().LoadFromFile("../../spec/custom-channels/2026-03.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all := operations()
	for name := range all {
		for _, status := range []int{200, 400} {
			t.Run(fmt.Sprint(name, "/", status), func(t *testing.T) {
				log, option := debugLog()
				server := &documented{t: t, document: document, status: status}
				client := inMemory(t, server.answer, option, customchannels.WithoutRetries())
				var err error
				if send, ok := sending()[name]; ok {
					err = send(t.Context(), client, server.request(name))
				} else {
					err = all[name](t.Context(), client)
				}
				if (err == nil) != (status == 200) {
					t.Fatal(err)
				}
				tellsNothing(t, "the log", log.String(), markText, markNumber, "+15550100001", "a&b=c d", customchannelstest.AccessToken, customchannelstest.DeveloperKeyHapikey)
				if err != nil {
					tellsNothing(t, "the error", err.Error(), markText, markNumber)
				}
				if server.marked && !strings.Contains(log.String(), "[redacted]") {
					t.Errorf("what was sensitive is not in the log at all: %s", log)
				}
			})
		}
	}
}

// documented answers as the document says, with marks.
type documented struct {
	t        *testing.T
	document *openapi3.T
	status   int
	marked   bool // a body had something sensitive
}

func (d *documented) answer(_ int, request *http.Request) (*http.Response, error) {
	attempt, _ := sdk.AttemptFromContext(request.Context())
	operation := d.document.Paths.Find(attempt.Path).GetOperation(request.Method)
	key := "default"
	if d.status == 200 {
		key = slices.Min(slices.Collect(maps.Keys(operation.Responses.Map()))) // 200, 201 or 204 come before default
	}
	body := d.note(new(marked).json(d.t, operation.Responses.Value(key).Value.Content))
	status := d.status
	if len(body) == 0 {
		status = 204
	}
	return reply(request, status, string(body), "Content-Type", "application/json"), nil
}

func (d *documented) note(body []byte) []byte {
	d.marked = d.marked || bytes.Contains(body, []byte(markText))
	return body
}

// request makes the body that an operation takes.
func (d *documented) request(name string) []byte {
	d.t.Helper()
	for _, item := range d.document.Paths.Map() {
		for _, operation := range item.Operations() {
			if strings.EqualFold(operation.OperationID, name) {
				return d.note(new(marked).json(d.t, operation.RequestBody.Value.Content))
			}
		}
	}
	d.t.Fatalf("no operation %s", name)
	return nil
}

// echo is a server that tells what it was told: credentials in properties and headers that are not sensitive.
func echo(status int) memory {
	return func(_ int, request *http.Request) (*http.Response, error) {
		token := strings.TrimPrefix(request.Header.Get("Authorization"), "Bearer ")
		if token == "" {
			token = request.URL.Query().Get("hapikey")
		}
		body := `{"id":"7","category":"` + token + `","correlationId":"` + token + `","links":{"self":"` + request.URL.String() + `"},` +
			`"results":[],"paging":{"next":{"after":"2","link":"https://api.hubapi.com/?after=2&hapikey=` + token + `"}}}`
		return reply(request, status, body, "X-HubSpot-Correlation-Id", token), nil
	}
}

// TestEchoedCredentials: HubSpot's own links have the caller's key in them.
func TestEchoedCredentials(t *testing.T) {
	for _, status := range []int{200, 400, 429, 503} {
		for name, call := range operations() {
			log, option := debugLog()
			err := call(t.Context(), inMemory(t, echo(status), option, customchannels.WithoutRetries()))
			text := fmt.Sprint(err)
			tellsNothing(t, "the log of "+name, log.String(), customchannelstest.AccessToken, customchannelstest.DeveloperKeyHapikey)
			tellsNothing(t, "the error of "+name, text, customchannelstest.AccessToken, customchannelstest.DeveloperKeyHapikey)
		}
	}
}

// TestFaultsTellNoSecret meets operations with every fault. Neither the error nor the log has a credential, a value of
// the query or of a secret in the path, or what a message says.
func TestFaultsTellNoSecret(t *testing.T) {
	secrets := []string{
		customchannelstest.AccessToken, customchannelstest.DeveloperKeyHapikey, "blue", "Robin", "15550100042",
		"a&b=c d", "a%26b", "stg/2", "stg%2F2",
	}
	faults := failures()
	faults["slow"] = failing{fault: sdktest.NoResponse()}
	for name, failing := range faults {
		t.Run(name, func(t *testing.T) {
			for operation, call := range operations() {
				server := customchannelstest.NewServer(t)
				server.Fail(failing.fault)
				log, option := debugLog()
				client := newClient(t, server.Option(), option, customchannels.WithoutRetries())
				ctx, cancel := context.WithCancel(t.Context())
				if name == "slow" {
					go cancelOnArrival(server, cancel)
				}
				err := call(ctx, client)
				cancel()
				if err == nil && operation != customchannelstest.OperationArchiveChannel {
					t.Errorf("%s: no error", operation)
				}
				tellsNothing(t, "the log of "+operation, log.String(), secrets...)
				tellsNothing(t, "the error of "+operation, fmt.Sprint(err), secrets...)
			}
		})
	}
}

func cancelOnArrival(server *customchannelstest.Server, cancel context.CancelFunc) {
	for !slices.ContainsFunc(server.Requests(), func(r *sdktest.Request) bool { return r.Taken }) {
		time.Sleep(time.Millisecond)
	}
	cancel()
}

// Dumpers print an error's fields, of which the header and what the API said may repeat a secret.
func TestPrintedErrorTellsNoSecret(t *testing.T) {
	const token = "pat-na1-11111111-2222"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Echo", token)
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"category":"VALIDATION_ERROR","message":"%s"}`, token)
	}))
	defer server.Close()
	client, err := customchannels.NewClient(customchannels.WithBaseURL(server.URL), customchannels.WithAccessToken(token))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.GetMessage(t.Context(), "17", "m1")
	var refused *customchannels.Error
	if !errors.As(err, &refused) {
		t.Fatalf("got %v", err)
	}
	for _, value := range []any{err, *refused, refused.ResponseError, &refused.ResponseError, []any{*refused}} {
		encoded, err := json.Marshal(value)
		if err != nil {
			t.Error(err)
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("refused", "error", value)
		for _, text := range []string{fmt.Sprintf("%v %+v %#v %s", value, value, value, value), string(encoded), log.String()} {
			tellsNothing(t, "the printed error", text, token)
			if !strings.Contains(text, "400 Bad Request") {
				t.Errorf("it does not say what failed: %s", text)
			}
		}
	}
}
