package idempotency

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

func TestNamed(t *testing.T) {
	for name, want := range map[string]bool{
		"Idempotency-Key": true, "idempotency-key": true, "X-Idempotency-Key": true, "IDEMPOTENCY_KEY": true, "idempotencyKey": true,
		"X-Acme-Idempotency-Token": true, "Idempotence-Key": true, "Idempotent-Key": true, "X-Request-Idempotency-Id": true,
		"X-Request-Id": false, "Key": false, "Idempotency": false, "Idempotency-Key-Ttl": false, "Idempotency-Replayed": false, "": false,
	} {
		if got := Named(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

func TestFits(t *testing.T) {
	text := func(change func(*openapi3.Schema)) *openapi3.Schema {
		s := openapi3.NewStringSchema()
		change(s)
		return s
	}
	for name, c := range map[string]struct {
		schema *openapi3.Schema
		fits   bool
	}{
		"no schema":       {nil, true},
		"no type":         {&openapi3.Schema{}, true},
		"text":            {openapi3.NewStringSchema(), true},
		"a uuid":          {text(func(s *openapi3.Schema) { s.Format = "uuid" }), true},
		"a date":          {text(func(s *openapi3.Schema) { s.Format = "date-time" }), false},
		"a number":        {openapi3.NewInt64Schema(), false},
		"an enum":         {text(func(s *openapi3.Schema) { s.Enum = []any{"a"} }), false},
		"255 characters":  {text(func(s *openapi3.Schema) { s.MinLength = 1; s.MaxLength = new(uint64(255)) }), true},
		"32 characters":   {text(func(s *openapi3.Schema) { s.MaxLength = new(uint64(32)) }), false},
		"50 and more":     {text(func(s *openapi3.Schema) { s.MinLength = 50 }), false},
		"a wide pattern":  {text(func(s *openapi3.Schema) { s.Pattern = "^[a-zA-Z0-9-]{1,64}$" }), true},
		"digits":          {text(func(s *openapi3.Schema) { s.Pattern = `^\d+$` }), false},
		"another dialect": {text(func(s *openapi3.Schema) { s.Pattern = "(?=a)" }), false},
	} {
		if got := Fits(c.schema); (got == "") != c.fits {
			t.Errorf("%s: %q", name, got)
		}
	}
}
