package codec_test

import (
	"io"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// In JSON, a file is its content as a string, which may be written as often as it can be read.
func TestFilesAreStringsInJSON(t *testing.T) {
	type upload struct {
		File  codec.File  `json:"file"`
		Maybe *codec.File `json:"maybe,omitempty"`
	}
	for in, want := range map[string]string{
		`{"file":"a\u00e9","maybe":""}`:                    `{"file":"aé","maybe":""}`,
		`{"file":"a","file":"b","maybe":"c","maybe":null}`: `{"file":"b"}`,
		`{"maybe":"a","file":"b","file":null,"maybe":"c"}`: `{"file":"","maybe":"c"}`,
		`{}`: `{"file":""}`,
	} {
		v := mustRead[upload](t, in)
		for range 2 {
			if got := written(&v); got != want {
				t.Errorf("%s is written as %s, want %s", in, got, want)
			}
		}
	}
	once := codec.File{Content: io.MultiReader(strings.NewReader("a"))}
	if got := written(once); got != `"a"` {
		t.Errorf("a file that is read once is written as %s", got)
	}
	if _, err := readAs[codec.File](`7`); err == nil {
		t.Error("a number is read as a file")
	}
}
