package runtime

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
	"github.com/hubchannels/hubchannels-go/sdk/internal/retryafter"
	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// ResponseHeader is a header that answers have, and the field that has its value.
type ResponseHeader struct {
	Name, Field string
	// Kind is how its text becomes a value. List means that commas part several.
	Kind HeaderKind
	List bool
	// Required are the statuses of answers that must have it, Only those of answers that it is read of; none are all. 2 is
	// 2XX.
	Required, Only []int
}

// HeaderKind is how a header's text becomes a value.
type HeaderKind uint8

const (
	// HeaderText is a string, or what is written as one in JSON.
	HeaderText HeaderKind = iota
	// HeaderLiteral is a number, true or false.
	HeaderLiteral
	// HeaderJSON is JSON.
	HeaderJSON
	// HeaderTime is a date with a time, by RFC 3339 or as HTTP writes dates.
	HeaderTime
	// HeaderURL is an address.
	HeaderURL
	// HeaderWait is a number of seconds, or a date as HTTP writes it: how long it is until then.
	HeaderWait
	// HeaderLinks are those of a Link header.
	HeaderLinks
	// HeaderCookies are those that Set-Cookie sets.
	HeaderCookies
)

// ReadHeaders reads an answer's headers into the fields of the struct that into points to. Its error names those whose values
// are something else than the document says, or that are missing; their fields stay as they are.
func ReadHeaders(into any, headers []ResponseHeader, types *codec.Types, status int, header http.Header) error {
	var problems []error
	fields := reflect.ValueOf(into).Elem()
	for i := range headers {
		h := &headers[i]
		if len(h.Only) > 0 && !covers(h.Only, status) {
			continue
		}
		values := header.Values(h.Name)
		if len(values) == 0 {
			if covers(h.Required, status) {
				problems = append(problems, fmt.Errorf("header %s is missing", h.Name))
			}
			continue
		}
		if h.read(fields.FieldByName(h.Field), types, values, header) != nil {
			problems = append(problems, fmt.Errorf("header %s is not what the document says", h.Name)) // its text may be a secret
		}
	}
	return errors.Join(problems...)
}

// covers reports whether a status is one of some, which may be ranges.
func covers(statuses []int, status int) bool {
	return slices.Contains(statuses, status) || slices.Contains(statuses, status/100)
}

// read reads a header's values into a field.
func (h *ResponseHeader) read(field reflect.Value, types *codec.Types, values []string, header http.Header) error {
	switch h.Kind {
	case HeaderLinks:
		return put(field, links(values), nil)
	case HeaderCookies:
		return put(field, (&http.Response{Header: http.Header{"Set-Cookie": values}}).Cookies(), nil)
	case HeaderURL:
		target, err := url.Parse(values[0])
		return put(field, target, err)
	case HeaderWait:
		wait, ok := retryafter.Parse(header, time.Now())
		if !ok {
			return errHeaderValue
		}
		return put(field, wait, nil)
	case HeaderTime:
		if !h.List {
			at, err := headerTime(values[0])
			return put(field, at, err)
		}
	}
	return decodeInto(field, types, h.json(values))
}

var errHeaderValue = errors.New("the header has another value")

// put sets a field, or what it points to.
func put(field reflect.Value, value any, err error) error {
	if err != nil {
		return err
	}
	v := reflect.ValueOf(value)
	if field.Kind() == reflect.Pointer && v.Type() != field.Type() {
		field.Set(reflect.New(field.Type().Elem()))
		field = field.Elem()
	}
	field.Set(v)
	return nil
}

func headerTime(text string) (time.Time, error) {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at, nil
	}
	return http.ParseTime(text)
}

// decodeInto reads JSON into a new value, which the field gets if it is one of its type.
func decodeInto(field reflect.Value, types *codec.Types, data []byte) error {
	t := field.Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	made := reflect.New(t)
	if !scan.Valid(data) {
		return errHeaderValue
	}
	if err := types.Unmarshal(data, made.Interface()); err != nil {
		return err
	}
	if field.Kind() == reflect.Pointer {
		field.Set(made)
		return nil
	}
	field.Set(made.Elem())
	return nil
}

// json is the JSON text of a header's values.
func (h *ResponseHeader) json(values []string) []byte {
	if h.Kind == HeaderJSON {
		return []byte(values[0])
	}
	if !h.List {
		return h.element(values[0])
	}
	text := strings.Join(values, ",")
	if strings.TrimSpace(text) == "" {
		return []byte("[]")
	}
	list := []byte("[")
	for i, value := range strings.Split(text, ",") {
		if i > 0 {
			list = append(list, ',')
		}
		list = append(list, h.element(strings.TrimSpace(value))...)
	}
	return append(list, ']')
}

func (h *ResponseHeader) element(text string) []byte {
	if h.Kind == HeaderLiteral {
		return []byte(text)
	}
	return quotedJSON(text)
}

// links are those of Link headers.
func links(values []string) []sdk.Link {
	var found []sdk.Link
	for _, value := range values {
		for link, rest, ok := nextOf(value); ok; link, rest, ok = nextOf(rest) {
			found = append(found, link)
		}
	}
	return found
}

// nextOf is the first link of a text, and what comes behind it.
func nextOf(text string) (link sdk.Link, rest string, ok bool) {
	_, after, ok := strings.Cut(text, "<")
	if !ok {
		return link, "", false
	}
	target, rest, ok := strings.Cut(after, ">")
	if !ok {
		return link, "", false
	}
	link = sdk.Link{Target: strings.TrimSpace(target), Params: map[string]string{}}
	for {
		rest = strings.TrimLeft(rest, " \t;")
		if rest == "" || rest[0] == ',' {
			link.Rel = link.Params["rel"]
			delete(link.Params, "rel")
			return link, rest, true
		}
		var name, value string
		name, value, rest = linkParam(rest)
		if _, twice := link.Params[name]; !twice { // the first counts
			link.Params[name] = value
		}
	}
}
