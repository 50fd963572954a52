package server_test

import (
	"fmt"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/server"
)

func TestOf(t *testing.T) {
	at := func(urls ...string) openapi3.Servers {
		servers := openapi3.Servers{}
		for _, url := range urls {
			servers = append(servers, &openapi3.Server{URL: url})
		}
		return servers
	}
	own := server.NewOwn("https://a.example")
	ofOperation := at("https://c.example")
	for _, test := range []struct {
		item      openapi3.Servers
		operation *openapi3.Servers
		want      int
	}{
		{nil, nil, 0},
		{at("https://a.example"), nil, 0},
		{at("https://b.example", "https://d.example"), nil, 1},
		{at("https://b.example"), &ofOperation, 2},
		{at("https://b.example"), nil, 1},
		{at("https://b.example"), &openapi3.Servers{}, 0}, // an empty list is none
	} {
		number, facts := own.Of(&openapi3.PathItem{Servers: test.item}, &openapi3.Operation{Servers: test.operation})
		if number != test.want || (number > 0) != (len(facts) > 0) {
			t.Errorf("%v %v: got %d %q", test.item, test.operation, number, facts)
		}
	}
	if got := fmt.Sprint(own.Servers); got != "[{https://b.example []} {https://c.example []}]" {
		t.Errorf("got %s", got)
	}
}

// A server that speaks something else than HTTP is none that requests go to, if there is another.
func TestBase(t *testing.T) {
	for _, test := range []struct {
		urls []string
		want string
	}{
		{nil, ""},
		{[]string{"wss://a.example", "https://b.example"}, "https://b.example"},
		{[]string{"/v1", "https://b.example"}, "/v1"},
		{[]string{"{scheme}://a.example", "https://b.example"}, "{scheme}://a.example"},
		{[]string{"mqtt://a.example"}, "mqtt://a.example"},
	} {
		doc := &load.Document{T: &openapi3.T{}}
		for _, url := range test.urls {
			doc.T.Servers = append(doc.T.Servers, &openapi3.Server{URL: url})
		}
		if got := server.Base(doc).URL; got != test.want {
			t.Errorf("%q: got %q", test.urls, got)
		}
	}
}
