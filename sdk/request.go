package sdk

import (
	"context"
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
	path.Grow(len(c.Operation.Path) + 64)
	path.WriteByte('.')
	rest := c.Operation.Path
	for {
		before, after, found := strings.Cut(rest, "{")
		path.WriteString(before)
		if !found {
			return path.String(), nil
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
			return p.write(c.Path[n])
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
		if p.In == "path" {
			continue
		}
		if field < 0 {
			return fmt.Errorf("the params have no field %s for the parameter %q", p.Field, p.Name)
		}
		if err := p.add(req, params.Field(field)); err != nil {
			return err
		}
	}
	return nil
}

// add adds a parameter to a request, unless it has no value.
func (p *Parameter) add(req *http.Request, field reflect.Value) error {
	value := p.value(field)
	if value == nil {
		return nil
	}
	text, err := p.write(value)
	if err != nil {
		return err
	}
	switch p.In {
	case "query":
		addQuery(req.URL, text)
	case "header":
		req.Header.Set(p.Name, text)
	case "cookie":
		req.AddCookie(&http.Cookie{Name: p.Name, Value: text})
	}
	return nil
}

// value is what a field has to say, nil if that is nothing. A required slice or map that is nil is an empty one.
func (p *Parameter) value(field reflect.Value) any {
	switch field.Kind() {
	case reflect.Slice, reflect.Map:
		if !p.Required && field.IsNil() {
			return nil
		}
	case reflect.Pointer, reflect.Interface:
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
