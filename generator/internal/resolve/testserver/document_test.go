package testserver

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func TestLongDocumentsHaveLongLines(t *testing.T) {
	long := make([]string, 20_000)
	for i := range long {
		long[i] = `a "quoted", \\ text`
	}
	data, err := json.Marshal(long)
	if err != nil {
		t.Fatal(err)
	}
	text, err := layOut(data)
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(text, "\n"); lines < 50 || lines > readableLines {
		t.Errorf("%d lines", lines)
	}
	var read []string
	if err := json.Unmarshal([]byte(text), &read); err != nil || !reflect.DeepEqual(read, long) {
		t.Errorf("the text says something else: %v", err)
	}
}
