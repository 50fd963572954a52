package sdk

import (
	"bytes"
	"encoding/json"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"github.com/oapi-codegen/runtime"
)

// write is a value as it stands in the request: escaped, and in a query with the name before it.
func (p *Parameter) write(value any) (string, error) {
	style := p.style()
	if style == "json" {
		data, err := json.Marshal(value)
		return p.content(string(data)), err
	}
	if text, ok := scalar(value); ok && (style == "text" || style == "simple" || style == "form") {
		return p.escape(text), nil
	}
	return p.styled(style, value)
}

// style is the parameter's own, or that which OpenAPI gives to its place.
func (p *Parameter) style() string {
	switch {
	case p.In == "cookie" && (p.Style == "form" || p.Style == ""):
		return "simple" // a cookie's name is written by net/http
	case p.Style != "":
		return p.Style
	case p.In == "query":
		return "form"
	default:
		return "simple"
	}
}

// content escapes JSON, which has quotes and commas: no cookie can hold these.
func (p *Parameter) content(text string) string {
	if p.In == "cookie" {
		return url.QueryEscape(text)
	}
	return p.escape(text)
}

// escape writes a text that is the whole value.
func (p *Parameter) escape(text string) string {
	switch p.In {
	case "path":
		return url.PathEscape(text)
	case "query":
		escape := runtime.DefaultQueryEncoder.EscapeQueryValue
		return escape(p.Name, false) + "=" + escape(text, false)
	default:
		return text
	}
}

// scalar is the text of the values that most parameters have. The others' texts are the styles' affair.
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
	return "", false
}

// styled leaves the styles to the library that knows all of them, but for what it does not know whole: raw JSON, objects
// that may be something else, and separators that no URL has.
func (p *Parameter) styled(style string, value any) (string, error) {
	options := runtime.StyleParamOptions{ParamLocation: p.location()}
	switch v := value.(type) {
	case json.RawMessage:
		value = decoded(v)
	case []byte:
		options.Format = "byte"
	default:
		value = indirect(value)
	}
	explode := p.Explode
	if style == "deepObject" {
		style, explode = deepStyle(value), true
	}
	text, err := runtime.StyleParamWithOptions(style, explode, p.Name, value, options)
	if !explode && (style == "spaceDelimited" || style == "pipeDelimited") {
		text = strings.NewReplacer(" ", "%20", "|", "%7C").Replace(text)
	}
	return text, err
}

func (p *Parameter) location() runtime.ParamLocation {
	switch p.In {
	case "path":
		return runtime.ParamLocationPath
	case "query":
		return runtime.ParamLocationQuery
	case "header":
		return runtime.ParamLocationHeader
	default:
		return runtime.ParamLocationCookie
	}
}

// indirect is what a pointer points to.
func indirect(value any) any {
	if v := reflect.ValueOf(value); v.Kind() == reflect.Pointer && !v.IsNil() {
		return v.Elem().Interface()
	}
	return value
}

// decoded is raw JSON as a value that a style can be applied to. What is no JSON is text.
func decoded(raw json.RawMessage) any {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil || decoder.More() || value == nil {
		return string(raw)
	}
	return value
}

// deepStyle is the style of a value that is to be a deepObject: that of a form where it is neither object nor array.
func deepStyle(value any) string {
	data, err := json.Marshal(value)
	if err == nil && len(data) > 0 && data[0] != '{' && data[0] != '[' {
		return "form"
	}
	return "deepObject"
}
