package load

import (
	"encoding/json"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// constNull writes "const: null" as the enum with the one value null, which is the same: kin-openapi takes it for no const at
// all, and a value that is null for one that is anything.
func (r reader) constNull() {
	for file, t := range r.files.Trees {
		if t != nil && !t.Empty() {
			r.constNullBelow(file, t, 0, false)
		}
	}
}

// constNullBelow walks the values below one, whose keys are names or the specification's.
func (r reader) constNullBelow(file string, t *source.Tree, parent int32, names bool) {
	for at := range t.Children(parent) {
		key, kind := t.Key(at), t.Kind(at)
		switch {
		case !names && key == "const" && string(t.Raw(at)) == "null":
			r.asEnum(file, t, parent)
		case !names && source.IsLiteral(key, kind):
		default:
			r.constNullBelow(file, t, at, !names && kind == source.Mapping && source.HoldsNames(key))
		}
	}
}

// asEnum writes a schema whose const is null with an enum instead.
func (r reader) asEnum(file string, t *source.Tree, schema int32) {
	var said map[string]json.RawMessage
	if json.Unmarshal(t.Raw(schema), &said) != nil || said["enum"] != nil {
		return
	}
	delete(said, "const")
	said["enum"] = json.RawMessage("[null]")
	text, err := json.Marshal(said)
	if err == nil {
		r.files.Edit(file, schema, string(text))
	}
}
