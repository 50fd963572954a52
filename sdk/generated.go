package sdk

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// Options makes one option of several.
func Options(options ...Option) Option {
	return func(c *config) error {
		var problems []error
		for _, option := range options {
			if option != nil {
				problems = append(problems, option(c))
			}
		}
		return errors.Join(problems...)
	}
}

// KeyOf is the idempotency key of a call: the call's option, else the one that the body has, else a new random UUID.
func KeyOf[T ~string](current *T, options []CallOption) *T {
	if key, ok := CallIdempotencyKey(options); ok {
		return new(T(key))
	}
	if current != nil && *current != "" {
		return current
	}
	return new(T(IdempotencyKeyFor(nil)))
}

// Decoded is raw JSON as a value that a parameter's style can be applied to. What is no JSON is text.
func Decoded(raw json.RawMessage) any {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil || decoder.More() || value == nil {
		return string(raw)
	}
	return value
}

// DeepStyle is the style of a parameter that is styled as a deepObject: that of a form where the value is none.
func DeepStyle(value any) string {
	data, err := json.Marshal(value)
	if err == nil && len(data) > 0 && data[0] != '{' && data[0] != '[' {
		return "form"
	}
	return "deepObject"
}

// Delimited escapes what separates values in a query.
func Delimited(query string) string {
	return strings.NewReplacer(" ", "%20", "|", "%7C").Replace(query)
}
