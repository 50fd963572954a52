package codec_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// In JSON, a file is its content as a string, which may be written as often as it can be read.
func TestFilesAreStringsInJSON(t *testing.T) {
	type upload struct {
		File  sdk.File  `json:"file"`
		Maybe *sdk.File `json:"maybe,omitempty"`
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
	once := sdk.File{Content: io.MultiReader(strings.NewReader("a"))}
	if got := written(once); got != `"a"` {
		t.Errorf("a file that is read once is written as %s", got)
	}
	if _, err := readAs[sdk.File](`7`); err == nil {
		t.Error("a number is read as a file")
	}
}

// torn is a reader that breaks off.
func torn() io.Reader { return io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errTorn)) }

var errTorn = errors.New("torn")

// A file that cannot be read is an error and not an empty string, wherever it stands.
func TestFilesThatCannotBeRead(t *testing.T) {
	type upload struct {
		Files []sdk.File `json:"files"`
	}
	v := upload{Files: []sdk.File{{Name: "a.txt", Content: torn()}}}
	if data, err := types.Marshal(&v); !errors.Is(err, errTorn) || data != nil || !strings.Contains(err.Error(), "a.txt") {
		t.Errorf("Marshal: %s, %v", data, err)
	}
	if b, err := types.Append([]byte("x"), &v); !errors.Is(err, errTorn) || string(b) != "x" {
		t.Errorf("Append: %s, %v", b, err)
	}
}

// Reading begins where the file stands, and leaves it there.
func TestFilesAreReadFromWhereTheyStand(t *testing.T) {
	content := strings.NewReader("header|body")
	_, _ = content.Seek(7, io.SeekStart)
	file := sdk.File{Content: content}
	for range 2 {
		if got := written(file); got != `"body"` {
			t.Errorf("the file is written as %s", got)
		}
	}
}
