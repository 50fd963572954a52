package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff/render"
)

func report() *diff.Report {
	return &diff.Report{
		From:    diff.Version{Document: "old.yaml", Title: "Letters", Version: "1"},
		To:      diff.Version{Document: "new.yaml", Title: "Letters", Version: "2"},
		Verdict: diff.Breaking, StopsCompiling: true,
		Rows: []diff.Row{{
			ID: "letter.text", Subject: "Letter.text", Changes: []string{"removed"}, Verdict: diff.Breaking, StopsCompiling: true,
			From:    &diff.Place{File: "old.yaml", Line: 7, Pointer: "#/x"},
			Symbols: []diff.Symbol{{Name: "Letter.Text", Change: "removed"}},
			Instead: []string{`Do without <script>alert("1")</script> *this*.`},
		}},
	}
}

// TestColour writes as for a terminal that has colours, with and without NO_COLOR.
func TestColour(t *testing.T) {
	for _, test := range []struct {
		environment []string
		coloured    bool
	}{
		{[]string{"TERM=xterm-256color", "CLICOLOR_FORCE=1"}, true},
		{[]string{"TERM=xterm-256color", "CLICOLOR_FORCE=1", "NO_COLOR=yes"}, false},
		{[]string{"TERM=xterm-256color"}, false}, // the buffer is no terminal
	} {
		var b bytes.Buffer
		if err := render.TextIn(&b, test.environment, report()); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(b.String(), "\x1b[31m"); got != test.coloured {
			t.Errorf("%v: coloured %t (%s), in %q", test.environment, got, colorprofile.Detect(&b, test.environment), &b)
		}
	}
}

// TestEscaping has words of a document that would be markup.
func TestEscaping(t *testing.T) {
	var page, note bytes.Buffer
	if err := render.HTML(&page, report()); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), "<script>") {
		t.Errorf("a script of the document's is in the page:\n%s", &page)
	}
	if err := render.Markdown(&note, report()); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(note.String(), "<script>") || strings.Contains(note.String(), " *this*") {
		t.Errorf("markup of the document's is in the note:\n%s", &note)
	}
}

// TestHostileText has a report whose texts try to be commands, to the terminal and to a build server.
func TestHostileText(t *testing.T) {
	const hostile = "x\n::error::FAKE ##[group]\x1b[31m"
	r := report()
	r.From.Title, r.To.Document, r.Notes = hostile, hostile, []string{hostile}
	row := &r.Rows[0]
	row.Subject, row.Changes, row.Operations, row.Instead = hostile, []string{hostile, hostile}, []string{hostile}, []string{hostile}
	row.From = &diff.Place{File: hostile, Line: 7, Pointer: "#/" + hostile}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text":     func(b *bytes.Buffer) error { return render.TextIn(b, nil, r) },
		"markdown": func(b *bytes.Buffer) error { return render.Markdown(b, r) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); strings.Contains(got, "\n::") || strings.Contains(got, "\x1b[31m") || strings.Contains(got, "##[") {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestUntouched does not call documents the same of whose changes a program sees none.
func TestUntouched(t *testing.T) {
	var b bytes.Buffer
	if err := render.TextIn(&b, nil, &diff.Report{Verdict: diff.Nothing, Untouched: 5}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "Verdict: nothing. Nothing that the program uses changes.") {
		t.Error(b.String())
	}
}
