package check

import (
	"encoding"
	"encoding/json"
)

// Written adds what a value's own methods say where they cannot write it: that a date is none, for instance. A type that has both
// kinds of methods is asked for its text.
func Written(p Problems, path string, value any) Problems {
	var err error
	switch value := value.(type) {
	case encoding.TextMarshaler:
		_, err = value.MarshalText()
	case json.Marshaler:
		_, err = value.MarshalJSON()
	}
	if err == nil {
		return p
	}
	return p.Check(false, path, err.Error())
}
