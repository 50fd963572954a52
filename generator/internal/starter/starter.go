// Package starter answers: what does a first sdk.yaml for a document say? Pure.
//
// What decides how the SDK is made stands in it. What was found in the document stands behind a #, as it is: without the #,
// most of it says what holds anyway, and is there to be changed.
package starter

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/attention"
	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/console"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// most is how many lines of one kind are written: nobody reads more before the first run.
const most = 40

// Found is what a document turned out to hold.
type Found struct {
	API  *ir.API
	Tags []Tag
	// Repairs are what --lenient repairs, in sentences. Losses is how many things are not in the SDK.
	Repairs []string
	Losses  int
}

// Tag is a tag and how many operations have it first.
type Tag struct {
	Name  string
	Count int
}

// Text is the configuration.
func Text(making config.Making, found Found) string {
	f := &file{}
	f.note("How the SDK in %s is made; hubchannels generate finds this file, hubchannels generate -h has all keys.", making.Out)
	f.note("A line with a # and a blank is a comment. The other lines with a # are what the document says, or what may be said: remove the # to use or change it.")
	f.making(making, found)
	f.groups(found.Tags)
	f.paging(found.API)
	f.keys(found.API)
	f.failure(found.API)
	f.webhooks(found.API)
	f.unions(found.API)
	f.names(found.API)
	return f.b.String()
}

// file is a configuration while it is written.
type file struct{ b strings.Builder }

// note writes a comment. Text of the document is made fit for a line.
func (f *file) note(format string, args ...any) {
	f.b.WriteString("# " + console.Line(fmt.Sprintf(format, args...)) + "\n")
}

// offer writes a line that begins to count once its # is removed. It has no text of the document but in quotes.
func (f *file) offer(format string, args ...any) {
	f.b.WriteString("#" + fmt.Sprintf(format, args...) + "\n")
}

func (f *file) set(key, value string) { f.b.WriteString(key + ": " + value + "\n") }

func (f *file) gap() { f.b.WriteByte('\n') }

// making writes what the SDK is made of, where its requests go, and what is not in it.
func (f *file) making(m config.Making, found Found) {
	f.gap()
	f.set("spec", attention.Word(m.Spec))
	f.set("out", attention.Word(m.Out))
	f.set("package", attention.Word(m.Package))
	for _, list := range []struct {
		key    string
		values []string
	}{{"overlays", m.Overlays}, {"fetch", m.Fetch}} {
		if len(list.values) > 0 {
			f.set(list.key, words(list.values))
		}
	}
	if m.Refs != "" {
		f.set("refs", attention.Word(m.Refs))
	}
	if m.Lenient {
		f.lenient(found.Repairs)
	}
	if m.StrictExamples {
		f.set("strictExamples", "true")
	}
	f.offer("docs: true                 # README.md, reference.md and executed examples in %s, too", console.Line(m.Out))
	f.losses(found.Losses)
	f.client(found.API)
}

func (f *file) lenient(repairs []string) {
	f.set("lenient", "true")
	for _, repair := range repairs {
		f.note("repaired: %s", repair)
	}
}

func (f *file) losses(count int) {
	if count > 0 {
		f.note("%s not in the SDK: hubchannels coverage lists what.", things(count))
		return
	}
	f.offer("failOnLoss: [all]          # an error if the document says what the SDK does not have; now it has all")
}

func things(count int) string {
	if count == 1 {
		return "1 thing of the document is"
	}
	return strconv.Itoa(count) + " things of the document are"
}

// client writes how a client is made: where requests go, and by which options credentials come.
func (f *file) client(api *ir.API) {
	if api.BaseURL != "" {
		f.note("Requests go to %s, unless WithBaseURL says otherwise.", api.BaseURL)
	}
	for _, server := range api.Servers[:min(most, len(api.Servers))] {
		f.note("%s is %s", server.Name, server.URL)
	}
	for _, credential := range api.Credentials {
		text := credential.Option
		if credential.ClientCredentials != "" {
			text += " or " + credential.ClientCredentials
		}
		if credential.Refresh != "" {
			text += ", or what a user authorizes by " + credential.Config + " and " + credential.Refresh
		}
		f.note("NewClient takes credentials by %s.", text)
	}
}

// words are a list in one line.
func words(values []string) string {
	quoted := make([]string, len(values))
	for i, value := range values {
		quoted[i] = attention.Word(value)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
