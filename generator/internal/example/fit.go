package example

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// fit makes of a JSON value what can be written as a value of a type: without properties that it does not know or that
// cannot be written. ok is false where the whole cannot be.
func fit(t *ir.Type, value any) (fitted any, ok bool) {
	switch t.Kind {
	case ir.Raw:
		return value, value != nil
	case ir.String, ir.File, ir.Stream, ir.Bytes, ir.Time, ir.Custom:
		return fitText(t, value)
	case ir.Bool:
		_, ok = value.(bool)
		return value, ok
	case ir.Int, ir.Float:
		return value, isNumber(t, value)
	case ir.Array:
		return fitArray(t, value)
	case ir.Map:
		return fitMap(t, value)
	}
	switch decl := t.Decl.(type) {
	case *ir.Object:
		return fitObject(decl, value)
	case *ir.Enum:
		return value, known(decl, value) != nil
	case *ir.Union:
		return fitUnion(decl, value)
	}
	return nil, false
}

// fitText is for what is a string in JSON.
func fitText(t *ir.Type, value any) (any, bool) {
	if number, is := value.(json.Number); is && t.Kind == ir.String {
		value = number.String()
	}
	text, is := value.(string)
	if !is || !utf8.ValidString(text) {
		return nil, false
	}
	switch t.Kind {
	case ir.Time:
		at, err := time.Parse(time.RFC3339, text)
		return at.UTC().Format(time.RFC3339Nano), err == nil && at.Year() > 0
	case ir.Bytes:
		_, err := base64.StdEncoding.DecodeString(text)
		return text, err == nil
	case ir.Custom:
		return text, isCustom(t.Custom, text)
	}
	return text, true
}

// isCustom reports whether a text is a value of one of the types that are written as a text between brackets.
func isCustom(custom *ir.CustomType, text string) bool {
	switch custom.Package + "." + custom.Name {
	case "github.com/google/uuid.UUID":
		_, err := uuid.Parse(text)
		return err == nil
	}
	return false
}

// isNumber reports whether a value is a number that the type holds.
func isNumber(t *ir.Type, value any) bool {
	number, is := value.(json.Number)
	if !is {
		return false
	}
	bits := t.Bits
	if bits == 0 {
		bits = 32
	}
	var err error
	switch {
	case t.Kind == ir.Float:
		var float float64
		float, err = strconv.ParseFloat(number.String(), bits)
		return err == nil && !math.IsInf(float, 0)
	case t.Unsigned:
		_, err = strconv.ParseUint(number.String(), 10, bits)
	default:
		_, err = strconv.ParseInt(number.String(), 10, bits)
	}
	return err == nil
}

// known is the enum's value; nil is none.
func known(enum *ir.Enum, value any) *ir.EnumValue {
	for i := range enum.Values {
		switch of := enum.Values[i].Value.(type) {
		case string:
			if value == of {
				return &enum.Values[i]
			}
		case int64:
			if value == json.Number(strconv.FormatInt(of, 10)) {
				return &enum.Values[i]
			}
		}
	}
	return nil
}

func fitArray(t *ir.Type, value any) (any, bool) {
	array, is := value.([]any)
	if !is || ir.PointerElement(t.Elem) && t.Elem.Object() == nil {
		return nil, false
	}
	fitted := make([]any, len(array))
	for i, element := range array {
		if fitted[i], is = fit(t.Elem, element); !is {
			return nil, false
		}
	}
	return fitted, true
}

func fitMap(t *ir.Type, value any) (any, bool) {
	object, is := value.(map[string]any)
	if !is || ir.PointerElement(t.Elem) {
		return nil, false
	}
	fitted := make(map[string]any, len(object))
	for name, element := range object {
		if fitted[name], is = fit(t.Elem, element); !is {
			return nil, false
		}
	}
	return fitted, true
}

// fitObject leaves out of an object what is no property, what the server sets, and what cannot be written.
func fitObject(object *ir.Object, value any) (any, bool) {
	from, is := value.(map[string]any)
	if !is {
		return nil, false
	}
	fitted := map[string]any{}
	for _, constant := range object.Constants {
		only, err := decode([]byte(constant.Value))
		if given, has := from[constant.JSON]; err != nil || has && !scalar(only) || has && given != only {
			return nil, false
		}
	}
	for _, field := range object.Fields {
		if given, has := from[field.JSON]; has && !field.ReadOnly {
			if of, ok := fit(field.Type, given); ok {
				fitted[field.JSON] = of
			}
		}
	}
	for _, field := range object.Constructor {
		if _, has := fitted[field.JSON]; !has {
			return nil, false
		}
	}
	return fitted, true
}

// fitUnion makes a value of the variant that keeps the most of it.
func fitUnion(union *ir.Union, value any) (any, bool) {
	best, most := ir.OfVariant{}, -1
	for i, variant := range union.Variants {
		if variant.Wrapper != "" && !union.Sent {
			continue
		}
		fitted, ok := fit(variant.Type, value)
		if !ok {
			continue
		}
		if kept := size(fitted) + constants(variant.Type, value); kept > most {
			best, most = ir.OfVariant{Index: i, Value: fitted}, kept
		}
	}
	return best, most >= 0
}

// size is how many scalars a value has.
func size(value any) int {
	n := 0
	switch value := value.(type) {
	case map[string]any:
		for _, element := range value {
			n += size(element) + 1
		}
	case []any:
		for _, element := range value {
			n += size(element)
		}
	case ir.OfVariant:
		return size(value.Value)
	default:
		n = 1
	}
	return n
}

// constants is how many constant properties of a type a value has.
func constants(t *ir.Type, value any) int {
	object, is := value.(map[string]any)
	if !is || t.Object() == nil {
		return 0
	}
	n := 0
	for _, constant := range t.Object().Constants {
		if object[constant.JSON] != nil {
			n += 2
		}
	}
	return n
}
