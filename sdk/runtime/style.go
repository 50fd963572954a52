package runtime

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"

	"github.com/hubchannels/hubchannels-go/sdk/internal/style"
	"github.com/hubchannels/hubchannels-go/sdk/internal/unwritten"
)

// write is a value as it stands in the request: escaped, and in a query and a cookie with the name before it. There is none
// for an empty list.
func (p *Parameter) write(value any) (text string, some bool, err error) {
	if p.Whole {
		text, err = p.wholeQuery(value)
		return text, err == nil && text != "", err
	}
	rule := p.rule()
	if text, ok := scalar(value); ok && rule.Style != style.JSON {
		text, err = rule.Text(p.Name, text)
		return text, err == nil, err
	}
	data, err := parameterJSON(value)
	if err != nil {
		return "", false, err
	}
	if raw, is := value.(json.RawMessage); is && rule.Style != style.JSON && !json.Valid(raw) { // what is no JSON is text
		text, err = rule.Text(p.Name, string(raw))
		return text, err == nil, err
	}
	return rule.Write(p.Name, data)
}

// wholeQuery is the text of a value that is all of the query: a form, JSON, or a text of the caller's.
func (p *Parameter) wholeQuery(value any) (string, error) {
	query := style.Rule{In: style.Query}
	if text, ok := scalar(value); ok && p.Style == "text" {
		return query.Value(text)
	}
	data, err := parameterJSON(value)
	switch {
	case err != nil:
		return "", err
	case p.Style == style.JSON:
		return query.Value(string(data))
	default:
		return style.Pairs(data, func(name string) style.Rule { return partOf(p.Parts, name).rule() })
	}
}

func (p *Parameter) rule() style.Rule {
	rule := style.Rule{In: p.In, Style: p.Style, Explode: p.Explode, Reserved: p.Reserved, Empty: p.Empty, Inner: p.Inner}
	if rule.Style == "text" { // written by the caller
		rule.Style = ""
	}
	return rule
}

// parameterJSON is a value as JSON. encoding/json knows generated types by their methods, and escapes HTML only if told to.
func parameterJSON(value any) ([]byte, error) {
	if raw, is := value.(json.RawMessage); is {
		return raw, unwritten.Reason(raw)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSpace(b.Bytes()), err
}

// scalar is the text of the values that most parameters have.
func scalar(value any) (text string, ok bool) {
	switch v := value.(type) {
	case string:
		return v, true
	case *string:
		return *v, true
	case int:
		return strconv.Itoa(v), true
	case *int:
		return strconv.Itoa(*v), true
	case int32:
		return strconv.FormatInt(int64(v), 10), true
	case *int32:
		return strconv.FormatInt(int64(*v), 10), true
	case int64:
		return strconv.FormatInt(v, 10), true
	case *int64:
		return strconv.FormatInt(*v, 10), true
	case bool:
		return strconv.FormatBool(v), true
	case *bool:
		return strconv.FormatBool(*v), true
	}
	return integer(reflect.Indirect(reflect.ValueOf(value)))
}

// integer is the text of integers of other sizes.
func integer(v reflect.Value) (text string, ok bool) {
	switch {
	case !v.IsValid() || v.Type().PkgPath() != "":
		return "", false
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10), true
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10), true
	}
	return "", false
}

// lacks reports whether a required parameter's field has no value: nil, or a list without elements where that is none.
func (p *Parameter) lacks(field reflect.Value) bool {
	switch field.Kind() {
	case reflect.Slice:
		content := p.Style == style.JSON || p.Empty || field.Type().Elem().Kind() == reflect.Uint8
		return field.IsNil() || !content && field.Len() == 0
	case reflect.Map:
		return field.IsNil() || p.Style != style.JSON && field.Len() == 0
	case reflect.Pointer, reflect.Interface:
		return field.IsNil()
	default:
		return false
	}
}
