package bench

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// The payloads are files in testdata, one folder per shape; response64 is response8 with its attachments eight times.
const (
	response8  = "response8"
	response64 = "response64"
	text       = "text"
	request7   = "request7"
)

func payloads() []string { return []string{response8, response64, text, request7} }

// read returns a payload as a server sends it, without the file's white space.
func read(tb testing.TB, p peer, payload string) []byte {
	tb.Helper()
	if payload == response64 {
		return repeated(tb, read(tb, p, response8), 8)
	}
	data, err := os.ReadFile(filepath.Join("testdata", p.folder(), payload+".json"))
	if err != nil {
		tb.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, data); err != nil {
		tb.Fatal(err)
	}
	return compact.Bytes()
}

// repeated repeats the elements of the array that holds the union.
func repeated(tb testing.TB, message []byte, times int) []byte {
	tb.Helper()
	start, end, err := union(message)
	if err != nil {
		tb.Fatal(err)
	}
	var longer bytes.Buffer
	longer.Write(message[:start])
	for i := range times {
		if i > 0 {
			longer.WriteByte(',')
		}
		longer.Write(message[start:end])
	}
	longer.Write(message[end:])
	return longer.Bytes()
}

// union returns where in a message the elements of its union are: "attachments" is a message's, "content" stainless's.
func union(message []byte) (start, end int, err error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(message, &fields); err != nil {
		return 0, 0, err
	}
	array := fields["attachments"]
	if array == nil {
		array = fields["content"]
	}
	start = bytes.Index(message, array) + len("[")
	return start, start + len(array) - len("[]"), nil
}
