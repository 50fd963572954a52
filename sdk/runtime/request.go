package runtime

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
)

// request builds a request to the operation at a server, whose URL ends in "/": URL, parameters, body. Each try has one of
// its own.
func (c *Call) request(ctx context.Context, server *url.URL, body io.Reader) (*http.Request, error) {
	path, err := c.expandPath()
	if err != nil {
		return nil, err
	}
	target, err := server.Parse(path)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, c.Operation.Method, "", body)
	if err != nil {
		return nil, err
	}
	req.URL, req.Host = target, target.Host
	return req, c.addParams(req)
}

// expandPath is the path template with the values in it, relative to the server.
func (c *Call) expandPath() (string, error) {
	var path strings.Builder
	rest := cmp.Or(c.Operation.address, c.Operation.Path)
	path.Grow(len(rest) + 64)
	path.WriteByte('.')
	for {
		before, after, found := strings.Cut(rest, "{")
		path.WriteString(before)
		if !found {
			return path.String(), checkSegments(path.String())
		}
		name, behind, _ := strings.Cut(after, "}")
		value, err := c.pathValue(placeholder(name))
		if err != nil {
			return "", err
		}
		if value == "" { // an empty list, for instance
			return "", errTarget
		}
		path.WriteString(value)
		rest = behind
	}
}

// checkSegments refuses a path that values have made to lead elsewhere: the list ["."] in style simple, for instance. The
// first segment is the one that stands for the server.
func checkSegments(path string) error {
	for segment := range strings.SplitSeq(strings.TrimPrefix(path, "."), "/") {
		if segment == "." || segment == ".." {
			return errTarget
		}
	}
	return nil
}

// placeholder is the name of the parameter that a path template has in braces. Some documents are written for routers
// that have more in them: {name:pattern}, {name*}.
func placeholder(text string) string {
	name, _, _ := strings.Cut(text, ":")
	return strings.TrimSuffix(name, "*")
}

func (c *Call) pathValue(name string) (string, error) {
	n := 0
	for i := range c.Operation.Parameters {
		switch p := &c.Operation.Parameters[i]; {
		case p.In != "path":
		case p.Name != name:
			n++
		case n < len(c.Path):
			value, err := c.written(c.Path[n])
			if err != nil {
				return "", err
			}
			text, _, err := p.write(value)
			return text, err
		}
	}
	return "", fmt.Errorf("the parameter %q in the path has no value", name)
}

// addParams adds what the params struct holds: to the query, to the header, and to the cookies.
func (c *Call) addParams(req *http.Request) error {
	if missing(c.Params, false) {
		return nil
	}
	params := reflect.Indirect(reflect.ValueOf(c.Params))
	for i, field := range c.Operation.fieldsOf(params.Type()) {
		p := &c.Operation.Parameters[i]
		if p.In == "path" || p.Key {
			continue
		}
		if field < 0 {
			return fmt.Errorf("the params have no field %s for the parameter %q", p.Field, p.Name)
		}
		value, err := c.written(p.value(params.Field(field)))
		if err == nil && value != nil {
			err = p.add(req, value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// written is a value without what is only read: as JSON, where it has parts.
func (c *Call) written(value any) (any, error) {
	if _, plain := scalar(value); value == nil || plain || c.requests == nil {
		return value, nil
	}
	if _, raw := value.(json.RawMessage); raw {
		return value, nil
	}
	data, err := c.requests.Append(nil, value)
	return json.RawMessage(bytes.TrimSuffix(data, []byte(","))), err
}

// add adds a parameter's value to a request.
func (p *Parameter) add(req *http.Request, value any) error {
	text, some, err := p.write(value)
	switch {
	case err != nil:
		return fmt.Errorf("parameter %q: %w", p.Name, err)
	case !some && p.Required:
		return fmt.Errorf("parameter %q is required and has no value", p.Name)
	case !some:
		return nil
	}
	switch p.In {
	case "query":
		addQuery(req.URL, text)
	case "header":
		p.addHeader(req, text)
	case "cookie":
		addCookie(req.Header, text)
	}
	return nil
}

// addHeader adds a header. net/http has a place of its own for Host.
func (p *Parameter) addHeader(req *http.Request, text string) {
	if strings.EqualFold(p.Name, "Host") {
		req.Host = text
		return
	}
	req.Header.Set(p.Name, text)
}

// addCookie adds name=value to the cookies. net/http would quote or drop what RFC 6265 does not allow; the styles have
// escaped that.
func addCookie(header http.Header, pair string) {
	if others := header.Get("Cookie"); others != "" {
		pair = others + "; " + pair
	}
	header.Set("Cookie", pair)
}

// value is what a field has to say, nil if that is nothing.
func (p *Parameter) value(field reflect.Value) any {
	switch field.Kind() {
	case reflect.Slice, reflect.Map, reflect.Pointer, reflect.Interface:
		if field.IsNil() {
			return nil
		}
	}
	return field.Interface()
}

func addQuery(target *url.URL, part string) {
	if target.RawQuery != "" && part != "" {
		part = "&" + part
	}
	target.RawQuery += part
}

// fields are where the parameters' values are in a struct: the index of each one's field, -1 where there is none. Finding
// fields by their names takes longer than all else that a request with parameters needs.
type fields struct {
	of    reflect.Type
	index []int
}

func (o *Operation) fieldsOf(t reflect.Type) []int {
	if known := o.fields.Load(); known != nil && known.of == t {
		return known.index
	}
	index := make([]int, len(o.Parameters))
	for i := range o.Parameters {
		index[i] = -1
		if field, ok := t.FieldByName(o.Parameters[i].Field); ok && len(field.Index) == 1 {
			index[i] = field.Index[0]
		}
	}
	o.fields.Store(&fields{of: t, index: index})
	return index
}
