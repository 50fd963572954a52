package guide_test

import (
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/guide"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// TestReferenceHasAllMethods describes an operation that can be sent and answered in several ways by all its methods.
func TestReferenceHasAllMethods(t *testing.T) {
	reply := func(name string) *ir.Type { return &ir.Type{Kind: ir.Named, Decl: &ir.Object{Name: name}} }
	chat := func(call string, media string, result *ir.Result) *ir.Operation {
		return &ir.Operation{Name: "Chat", Call: call, Method: "POST", Path: "/chat", Result: result,
			Body: &ir.Body{Arg: "chat", MediaType: media, Type: reply("ChatRequest")}}
	}
	operation := chat("Chat", "application/json", &ir.Result{Type: reply("ChatResponse")})
	operation.Alternatives = []*ir.Operation{
		chat("ChatStream", "application/json", &ir.Result{Type: &ir.Type{Kind: ir.Stream}, Items: &ir.Items{Type: reply("ChatEvent")}}),
		chat("ChatWithForm", "multipart/form-data", nil),
	}
	page := string(guide.Reference(&ir.API{Title: "Chats", Operations: []*ir.Operation{operation}}, "example.com/chats"))
	for _, want := range []string{
		"result, err := client.Chat(ctx, chat)\nfor item, err := range client.ChatStream(ctx, chat) { /* as they come */ }\nerr := client.ChatWithForm(ctx, chat)\n",
		"`ChatStream` sends `application/json` and answers a stream of [`ChatEvent`](https://pkg.go.dev/example.com/chats#ChatEvent).\n",
		"`ChatWithForm` sends `multipart/form-data`.\n",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("lacks %q:\n%s", want, page)
		}
	}
}
