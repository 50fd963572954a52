package runtime

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"

	"github.com/google/uuid"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/headers"
)

// KeyOf is the idempotency key of a call: the call's option, else the one that the body has, else a new random UUID.
func KeyOf[T ~string](current *T, options []sdk.CallOption) *T {
	if key := newCallConfig(options).IdempotencyKey; key != nil {
		return new(T(*key))
	}
	if current != nil && *current != "" {
		return current
	}
	return new(T(uuid.NewString()))
}

// key is the parameter that is the idempotency key, nil if there is none.
func (o *Operation) key() *Parameter {
	if !o.IdempotencyKey {
		return nil
	}
	for i := range o.Parameters {
		if o.Parameters[i].Key {
			return &o.Parameters[i]
		}
	}
	return nil
}

// idempotencyKey is the call's key, "" if no parameter has it.
func (r *run) idempotencyKey() (key string, err error) {
	p := r.call.Operation.key()
	if p == nil {
		return "", nil
	}
	if own := r.options.key(p); own != nil {
		key = *own
	} else if key, err = r.call.keyParam(p); err != nil {
		return "", fmt.Errorf("parameter %q: %w", p.Name, err)
	}
	if key == "" {
		key = uuid.NewString()
	}
	if !headers.Value(key) {
		return "", errKeyText
	}
	return key, nil
}

var errKeyText = errors.New("the idempotency key has control characters")

// key is what the call's options say of the key: the option of that name, or a header.
func (c *callConfig) key(p *Parameter) *string {
	switch {
	case c == nil:
		return nil
	case c.IdempotencyKey != nil:
		return c.IdempotencyKey
	case p.In == "header" && c.Header.Get(p.Name) != "":
		return new(c.Header.Get(p.Name))
	}
	return nil
}

// keyParam is the caller's own value for a key, "" if there is none.
func (c *Call) keyParam(p *Parameter) (string, error) {
	if missing(c.Params, false) {
		return "", nil
	}
	field := reflect.Indirect(reflect.ValueOf(c.Params)).FieldByName(p.Field)
	if !field.IsValid() || field.IsZero() {
		return "", nil
	}
	text, _, err := (&Parameter{Name: p.Name, In: "header"}).write(field.Interface())
	return text, err
}

// setKey puts the key where the document wants it.
func (r *run) setKey(req *http.Request) {
	if r.key == "" {
		return
	}
	if p := r.call.Operation.key(); p.In == "query" {
		text, _, _ := p.write(r.key)
		addQuery(req.URL, text)
	} else {
		req.Header.Set(p.Name, r.key)
	}
}
