// Package charset makes UTF-8 of texts that are said to be something else.
package charset

import (
	"encoding/binary"
	"fmt"
	"mime"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// UTF8 is a body's text as UTF-8, by the charset of its Content-Type. It trusts the bytes more than the word where they are UTF-8
// already: many servers name a charset that they do not write. It knows ISO 8859-1 (and Windows-1252, which the web takes it
// for) and UTF-16; of another charset it reads ASCII.
func UTF8(contentType string, data []byte) ([]byte, error) {
	if !strings.Contains(contentType, "=") { // most have no parameter, and parsing takes time
		return data, nil
	}
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return data, nil
	}
	switch name := strings.ToLower(params["charset"]); {
	case name == "utf-16" || name == "utf-16le" || name == "utf-16be":
		return ofUTF16(name, data), nil
	case name == "" || utf8.Valid(data):
		return data, nil
	case name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "windows-1252":
		return ofLatin(data), nil
	case name == "utf-8" || name == "utf8":
		return data, nil
	default:
		return nil, fmt.Errorf("the charset %q is not known", name)
	}
}

// special are the characters that Windows-1252 has in place of the control characters from 0x80 to 0x9f.
const special = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func ofLatin(data []byte) []byte {
	controls := []rune(special)
	text := make([]byte, 0, len(data)+len(data)/8)
	for _, c := range data {
		r := rune(c)
		if 0x80 <= c && c < 0xa0 {
			r = controls[c-0x80]
		}
		text = utf8.AppendRune(text, r)
	}
	return text
}

// ofUTF16 reads big-endian text unless the name or a byte order mark says otherwise.
func ofUTF16(name string, data []byte) []byte {
	var order binary.ByteOrder = binary.BigEndian
	if name == "utf-16le" || name == "utf-16" && len(data) > 1 && data[0] == 0xff && data[1] == 0xfe {
		order = binary.LittleEndian
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}
