package codec

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// readFile reads a string as a file's content.
func readFile(v *sdk.File, d *decoder) error {
	var text string
	err := readString(&text, d)
	*v = sdk.File{Content: strings.NewReader(text)}
	return err
}

// unreadable is the panic that ends writing a value of which a file cannot be read. It does not leave the package.
type unreadable struct{ err error }

// appendFile appends a file's content as a string. It reads the content to its end.
func appendFile(b []byte, key string, v sdk.File) []byte {
	content, err := contentOf(&v)
	if err != nil {
		panic(unreadable{err})
	}
	return appendString(b, key, content)
}

// contentOf is what can be read of a file now. A file that can seek is at the same place afterwards.
func contentOf(f *sdk.File) (string, error) {
	if f.Content == nil {
		return "", nil
	}
	seeker, _ := f.Content.(io.Seeker)
	start := int64(0)
	if seeker != nil {
		if at, err := seeker.Seek(0, io.SeekCurrent); err == nil {
			start = at
		} else {
			seeker = nil // a pipe is an *os.File that says it can seek
		}
	}
	content, err := io.ReadAll(f.Content)
	if seeker != nil {
		_, seekErr := seeker.Seek(start, io.SeekStart)
		err = errors.Join(err, seekErr)
	}
	if err != nil {
		return "", fmt.Errorf("reading the file %q: %w", f.Name, err)
	}
	return string(content), nil
}

// caught makes an error of the panic about a file.
func caught(err *error) {
	switch r := recover().(type) {
	case nil:
	case unreadable:
		*err = r.err
	default:
		panic(r)
	}
}
