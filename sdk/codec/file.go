package codec

import (
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
	content, err := v.Text()
	if err != nil {
		panic(unreadable{err})
	}
	return appendString(b, key, content)
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
