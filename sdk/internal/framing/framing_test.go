package framing

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// all reads everything: each item as "name|id|data", and the end.
func all(reader Reader) (items []string, end error) {
	for {
		item, err := reader.Next()
		if err != nil {
			return items, err
		}
		items = append(items, fmt.Sprintf("%s|%s|%s", item.Name, item.ID, item.Data))
	}
}

// TestEvents has the cases of the WHATWG's own tests of formats (web-platform-tests, eventsource/format-*), and the examples
// of the standard.
func TestEvents(t *testing.T) {
	for _, test := range []struct {
		name, stream string
		want         []string
		cut          bool
	}{
		{"byte order mark", "\ufeffdata:1\n\ndata:2\n\n", []string{"||1", "||2"}, false},
		{"two byte order marks", "\ufeff\ufeffdata:1\n\ndata:2\n\ndata:3\n\n", []string{"||2", "||3"}, false},
		{"byte order mark later", "data:1\n\n\ufeffdata:2\n\ndata:3\n\n", []string{"||1", "||3"}, false},
		{"comments", "data:1\r:\x00\n:\r\ndata:2\n:\ufeff\rdata:3\n:data:fail\r:" + strings.Repeat("x", 2048) + "\rdata:4\n\n", []string{"||1\n2\n3\n4"}, false},
		{"before the final empty line", "retry:1000\ndata:test1\n\nid:test\ndata:test2", []string{"||test1"}, true},
		{"empty data", "data:\n\ndata\ndata\n\ndata:test\n\n", []string{"||", "||\n", "||test"}, false},
		{"event", "event:test\ndata:x\n\ndata:x\n\n", []string{"test||x", "||x"}, false},
		{"empty event", "event: \ndata:data\n\n", []string{"||data"}, false},
		{"id", "id:1\ndata:a\n\ndata:b\n\nid\ndata:c\n\n", []string{"|1|a", "|1|b", "||c"}, false},
		{"id without an event", "id:7\n\ndata:a\n\n", []string{"|7|a"}, false},
		{"id with null", "id: 1\x001\ndata:a\n\n", []string{"||a"}, false},
		{"field that is none", "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n", []string{"||test\n\ntest"}, false},
		{"leading spaces", "data:\ttest\rdata: \ndata:test\n\n", []string{"||\ttest\n\ntest"}, false},
		{"field names", "data:test\ndata\nDaTa: test\nData: test\ndata : test\n\n", []string{"||test\n"}, false},
		{"ends of lines", "data:test\r\ndata\ndata:test\r\n\r", []string{"||test\n\ntest"}, false},
		{"null in data", "data:\x00\n\n", []string{"||\x00"}, false},
		{"UTF-8", "data:ok\xe2\x80\xa6\n\ndata:\xff\n\n", []string{"||ok…", "||\uFFFD"}, false},
		{"stocks", "data: YHOO\ndata: +2\ndata: 10\n\n", []string{"||YHOO\n+2\n10"}, false},
		{"blocks", ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n", []string{"|1|first event", "||second event"}, true},
		{"spaces", "data:test\n\ndata: test\n\n", []string{"||test", "||test"}, false},
		{"no data", "event: ping\n\n", nil, false},
		{"nothing", "", nil, false},
		{"an incomplete comment", "data: 1\n\n: wa", []string{"||1"}, false},
	} {
		want := io.EOF
		if test.cut {
			want = io.ErrUnexpectedEOF
		}
		for _, body := range []io.Reader{strings.NewReader(test.stream), iotest.OneByteReader(strings.NewReader(test.stream))} {
			got, end := all(Events(body, 1<<20, ""))
			if end != want || strings.Join(got, "¶") != strings.Join(test.want, "¶") {
				t.Errorf("%s: got %q, %v, want %q, %v", test.name, got, end, test.want, want)
			}
		}
	}
}

func TestRetry(t *testing.T) {
	for text, want := range map[string]time.Duration{"retry:1500": 1500 * time.Millisecond, "retry: 0": 0, "retry:x": -1, "retry: -1": -1, "retry": -1, "retry:1000x": -1,
		"retry:9999999999999999999": 9223372036854 * time.Millisecond} {
		item, err := Events(strings.NewReader(text+"\ndata:x\n\n"), 100, "").Next()
		if err != nil || item.HasRetry != (want >= 0) || item.HasRetry && item.Retry != want {
			t.Errorf("%q: got %+v, %v", text, item, err)
		}
	}
}

func TestLastID(t *testing.T) {
	events := Events(strings.NewReader("data:a\n\nid:9\n\nid:10\n"), 100, "8")
	if item, err := events.Next(); err != nil || item.ID != "8" || item.HasID {
		t.Errorf("got %+v, %v", item, err)
	}
	if _, err := events.Next(); err != io.EOF || events.LastID() != "9" {
		t.Errorf("got %v, id %q", err, events.LastID())
	}
}

// TestAtOnce: an item is there as soon as its last byte is.
func TestAtOnce(t *testing.T) {
	for text, made := range map[string]func(io.Reader) Reader{
		"data:x\r\r":            func(r io.Reader) Reader { return Events(r, 100, "") },
		"data:x\n\n":            func(r io.Reader) Reader { return Events(r, 100, "") },
		"{\"a\":1}\n":           func(r io.Reader) Reader { return Lines(r, 100) },
		"\x1e{\"a\":\n\"}\"}\n": func(r io.Reader) Reader { return Sequence(r, 100) },
	} {
		read, write := io.Pipe()
		go func() { _, _ = write.Write([]byte(text)) }()
		item, err := made(read).Next()
		if err != nil || len(item.Data) == 0 {
			t.Errorf("%q: got %q, %v", text, item.Data, err)
		}
		read.Close()
	}
}

func TestLinesAndSequences(t *testing.T) {
	lines := func(r io.Reader) Reader { return Lines(r, 64) }
	sequence := func(r io.Reader) Reader { return Sequence(r, 64) }
	for _, test := range []struct {
		name, stream string
		made         func(io.Reader) Reader
		want         []string
		end          error
	}{
		{"lines", "\ufeff{\"a\":1}\n\n  \r\n2\r\nnull\n", lines, []string{`||{"a":1}`, "||2", "||null"}, io.EOF},
		{"last line without an end", "1\n2", lines, []string{"||1", "||2"}, io.EOF},
		{"large line", "1\n" + strings.Repeat("2", 65) + "\n", lines, []string{"||1"}, ErrTooLarge},
		{"sequence", "\x1e{\"a\":\n1}\n\x1e\x1e2\n\x1e\"\\\"\x1b\"\n", sequence, []string{"||{\"a\":\n1}", "||2", "||\"\\\"\x1b\""}, io.EOF},
		{"last element without an end", "\x1e{}", sequence, []string{"||{}"}, io.EOF},
		{"half a number", "\x1e1\n\x1e12", sequence, []string{"||1"}, io.ErrUnexpectedEOF},
		{"half an object", "\x1e{\"a\":1\x1e2\n", sequence, nil, io.ErrUnexpectedEOF},
		{"cut object", "\x1e{\"a\":{}", sequence, nil, io.ErrUnexpectedEOF},
		{"large element", "\x1e1\n\x1e[" + strings.Repeat("2", 65), sequence, []string{"||1"}, ErrTooLarge},
	} {
		for _, body := range []io.Reader{strings.NewReader(test.stream), iotest.OneByteReader(strings.NewReader(test.stream))} {
			if got, end := all(test.made(body)); end != test.end || strings.Join(got, "¶") != strings.Join(test.want, "¶") {
				t.Errorf("%s: got %q, %v", test.name, got, end)
			}
		}
	}
}

// TestEventsAreBounded: neither one line nor many of them make an event grow past the limit.
func TestEventsAreBounded(t *testing.T) {
	for _, stream := range []string{"data:" + strings.Repeat("x", 200) + "\n\n", strings.Repeat("data:xxxxxxxxx\n", 20) + "\n", ":" + strings.Repeat("x", 200)} {
		if _, err := Events(strings.NewReader(stream), 100, "").Next(); !errors.Is(err, ErrTooLarge) {
			t.Errorf("got %v", err)
		}
	}
	broken := errors.New("broken")
	if _, err := Events(io.MultiReader(strings.NewReader("data:x\n"), iotest.ErrReader(broken)), 100, "").Next(); err != broken {
		t.Errorf("got %v", err)
	}
}

// FuzzFraming: the same bytes make the same items however they arrive, and none is larger than the limit.
func FuzzFraming(f *testing.F) {
	for _, seed := range []string{"data:1\r\n\r\nid:2\ndata\n\n", "{}\n1", "\x1e{}\n\x1e\"\\", "\ufeffretry:1\n\n"} {
		f.Add([]byte(seed), uint8(20))
	}
	f.Fuzz(func(t *testing.T, body []byte, limit uint8) {
		for _, made := range []func(io.Reader, int64) Reader{func(r io.Reader, n int64) Reader { return Events(r, n, "") }, Lines, Sequence} {
			whole, end := all(made(bytes.NewReader(body), int64(limit)))
			pieces, pieceEnd := all(made(iotest.OneByteReader(bytes.NewReader(body)), int64(limit)))
			if end != pieceEnd || strings.Join(whole, "¶") != strings.Join(pieces, "¶") {
				t.Errorf("at once %q, %v; byte by byte %q, %v", whole, end, pieces, pieceEnd)
			}
			for _, item := range whole {
				if len(item) > 9*int(limit)+10 { // name, id and data; a byte that is no UTF-8 becomes three
					t.Errorf("an item of %d bytes", len(item))
				}
			}
		}
	})
}
