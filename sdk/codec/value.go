package codec

import "encoding/json"

// SetNull makes a property be sent as null while its field is nil.
func SetNull(extra *map[string]json.RawMessage, name string) {
	keep(extra, name, []byte("null"))
}
