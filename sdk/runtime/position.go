package runtime

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
)

// positionOf writes a value as a position. 0 is the beginning, "".
func positionOf(v reflect.Value) string {
	switch v = held(v); {
	case v.Kind() == reflect.String:
		return v.String()
	case v.CanInt() && v.Int() != 0:
		return strconv.FormatInt(v.Int(), 10)
	case v.CanUint() && v.Uint() != 0:
		return strconv.FormatUint(v.Uint(), 10)
	case v.CanFloat() && v.Float() != 0:
		return strconv.FormatFloat(v.Float(), 'f', -1, v.Type().Bits())
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8: // JSON that may be anything
		return rawPosition(v.Bytes())
	default:
		return ""
	}
}

// rawPosition is the position that JSON text is.
func rawPosition(raw []byte) string {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if decoder.Decode(&value) != nil {
		return ""
	}
	switch value := value.(type) {
	case string:
		return value
	case json.Number:
		if value.String() != "0" {
			return value.String()
		}
	}
	return ""
}

// setPosition sets a field to a position. It is false for a position that is none of the field's type.
func setPosition(field reflect.Value, position string) bool {
	field.SetZero()
	if position == "" {
		return true
	}
	v := field
	if field.Kind() == reflect.Pointer {
		v = reflect.New(field.Type().Elem()).Elem()
	}
	if !parsePosition(v, position) {
		return false
	}
	if field.Kind() == reflect.Pointer {
		field.Set(v.Addr())
	}
	return true
}

func parsePosition(v reflect.Value, position string) bool {
	switch {
	case v.Kind() == reflect.String:
		v.SetString(position)
		return true
	case v.CanInt():
		n, err := strconv.ParseInt(position, 10, v.Type().Bits())
		if err == nil {
			v.SetInt(n)
		}
		return err == nil
	case v.CanUint():
		n, err := strconv.ParseUint(position, 10, v.Type().Bits())
		if err == nil {
			v.SetUint(n)
		}
		return err == nil
	case v.CanFloat():
		f, err := strconv.ParseFloat(position, v.Type().Bits())
		if err == nil {
			v.SetFloat(f)
		}
		return err == nil
	default:
		return false
	}
}
