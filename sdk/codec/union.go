package codec

import (
	"bytes"
	"slices"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// tag looks ahead in an object for the property that tells a union's variants apart and returns its text: a string's
// own, the JSON of anything else. It is nil where the property is missing or null. The decoder stays where it is.
func tag(d *decoder, name string) (text []byte, err error) {
	var wrong error
	err = d.properties(func(key, value []byte) bool {
		if string(keyText(key)) != name {
			return true
		}
		text, wrong = tagText(value)
		return false
	})
	if err == nil && wrong != nil {
		err = at(wrong, []byte(name))
	}
	return text, err
}

func tagText(value []byte) ([]byte, error) {
	d := scan.Of(value)
	switch d.Kind() {
	case scan.String:
		return d.Text()
	case scan.Null:
		return nil, d.Null()
	default:
		return d.Raw()
	}
}

// keyText is the name in a key. One that cannot be read is no name that a document knows.
func keyText(key []byte) []byte {
	if bytes.IndexByte(key, '\\') < 0 {
		return key[1 : len(key)-1]
	}
	of := scan.Of(key)
	name, err := of.Text()
	if err != nil {
		return nil
	}
	return name
}

// countProperties looks ahead in an object for several properties, and returns how many of them it has, and the first of these.
// The decoder stays where it is.
func countProperties(d *decoder, names ...string) (first string, count int, err error) {
	least := len(names)
	err = d.properties(func(key, _ []byte) bool {
		if i := slices.Index(names, string(keyText(key))); i >= 0 {
			least, count = min(least, i), count+1
		}
		return true
	})
	if count > 0 {
		first = names[least]
	}
	return first, count, err
}
