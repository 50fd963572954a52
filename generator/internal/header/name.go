package header

import (
	"fmt"
	"net/textproto"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// NameFields names the fields of a struct.
func NameFields(fields []*ir.HeaderField) {
	taken := naming.NewScope("ReadHeader", "Err")
	for _, f := range fields {
		word := f.Field.JSON
		if strings.ToUpper(word) == word { // X-RATE-LEFT
			word = textproto.CanonicalMIMEHeaderKey(word)
		}
		words := []string{naming.Exported(word)}
		if len(f.Only) > 0 {
			words = append(words, fmt.Sprintf("%s%d", words[0], f.Only[0]))
		}
		f.Field.Name = taken.ClaimOne(words, "Header", nil)
	}
}
