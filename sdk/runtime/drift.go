package runtime

import (
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// WithObserver reports what servers answer that the document does not know, each thing once for a client: new properties, values,
// variants and statuses, and that an operation is deprecated or ends. The function is called before the call returns, and by
// several goroutines at once. Looking for it costs about as much as decoding the answer.
func WithObserver(report func(sdk.Drift)) sdk.Option {
	return func(c *settings.Client) error {
		if report == nil {
			return errors.New("WithObserver: the function is nil")
		}
		c.Observer = &driftObserver{report: report, seen: map[sdk.Drift]bool{}}
		return nil
	}
}

// observer looks at what servers answer. It is an interface so that a program without one does not link it.
type observer interface {
	header(op *Operation, header http.Header)
	result(op *Operation, status int, v any)
	undeclared(op *Operation, status int)
}

// maxDrift is how many things an observer remembers, and reports at most.
const maxDrift = 10_000

// driftObserver is the observer that reports drift.
type driftObserver struct {
	report func(sdk.Drift)

	lock sync.Mutex
	seen map[sdk.Drift]bool
}

// add reports a drift, unless it was.
func (o *driftObserver) add(d sdk.Drift) {
	key := d
	key.Date = time.Time{} // which may move
	o.lock.Lock()
	known := o.seen[key] || len(o.seen) >= maxDrift
	if !known {
		o.seen[key] = true
	}
	o.lock.Unlock()
	if !known {
		o.report(d)
	}
}

// header reports that an operation is deprecated, or ends.
func (o *driftObserver) header(op *Operation, header http.Header) {
	for _, notice := range noticesOf(op, header) {
		o.add(notice)
	}
}

func (o *driftObserver) undeclared(op *Operation, status int) {
	o.add(sdk.Drift{Kind: sdk.DriftStatus, Operation: op.Name, Status: status})
}

// result reports what is unknown in a value that was decoded.
func (o *driftObserver) result(op *Operation, status int, v any) {
	w := &driftWalk{o, op.Name, status, maxWalk}
	w.value(reflect.ValueOf(v), "", 0)
}

// maxWalk is how many values of an answer are looked at, maxWalkDepth how deep.
const maxWalk, maxWalkDepth = 100_000, 200

// driftWalk goes through one answer.
type driftWalk struct {
	observer  *driftObserver
	operation string
	status    int
	left      int
}

func (w *driftWalk) found(kind sdk.DriftKind, t reflect.Type, pointer string) {
	w.observer.add(sdk.Drift{Kind: kind, Operation: w.operation, Symbol: t.String(), Pointer: pointer, Status: w.status})
}

func (w *driftWalk) value(v reflect.Value, pointer string, depth int) {
	if w.left--; w.left < 0 || depth > maxWalkDepth || !v.IsValid() {
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			w.value(v.Elem(), pointer, depth+1)
		}
	case reflect.Struct:
		w.object(v, pointer, depth)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			w.value(v.Index(i), pointer+"/*", depth+1)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			w.value(v.MapIndex(key), pointer+"/*", depth+1)
		}
	default:
		if known, is := v.Interface().(interface{ Known() bool }); is && !v.IsZero() && !known.Known() {
			w.found(sdk.DriftEnum, v.Type(), pointer)
		}
	}
}

// object goes through the fields of a struct.
func (w *driftWalk) object(v reflect.Value, pointer string, depth int) {
	t := v.Type()
	if isUnknown(t) {
		w.found(sdk.DriftVariant, t, pointer)
		return
	}
	names := map[string]bool{}
	for i := range t.NumField() {
		field := t.Field(i)
		name, is := propertyOf(field)
		switch {
		case !field.IsExported():
		case strings.Contains(field.Tag.Get("sdk"), "value"):
			w.value(v.Field(i), pointer, depth+1)
		case is:
			names[name] = true
			w.value(v.Field(i), pointer+"/"+escapePointer(name), depth+1)
		}
	}
	extra, is := t.FieldByName("AdditionalProperties")
	if !is || strings.Contains(extra.Tag.Get("sdk"), "any") {
		return
	}
	if kept, raw := v.FieldByIndex(extra.Index).Interface().(map[string]json.RawMessage); raw {
		for name := range kept {
			if !names[name] && !constantOf(v, name) { // a known one is a value that does not fit
				w.found(sdk.DriftProperty, t, pointer+"/"+escapePointer(cutName(name)))
			}
		}
	} else {
		w.value(v.FieldByIndex(extra.Index), pointer, depth+1)
	}
}

// isUnknown reports whether a type is the variant of a union that holds all others.
func isUnknown(t reflect.Type) bool {
	raw, is := t.FieldByName("Raw")
	return is && strings.HasPrefix(t.Name(), "Unknown") && raw.Type == reflect.TypeFor[json.RawMessage]() && raw.Tag.Get("sdk") == "value"
}

// constantOf reports whether the object writes a property that is no field: one that has a single legal value.
func constantOf(v reflect.Value, name string) bool {
	made := reflect.New(v.Type()).Interface()
	text, err := json.Marshal(made)
	var properties map[string]json.RawMessage
	return err == nil && json.Unmarshal(text, &properties) == nil && properties[name] != nil
}

// propertyOf is the property that a field holds.
func propertyOf(field reflect.StructField) (name string, is bool) {
	if odd, is := field.Tag.Lookup("name"); is {
		return odd, true
	}
	name, _, _ = strings.Cut(field.Tag.Get("json"), ",")
	return name, name != "" && name != "-"
}

func escapePointer(name string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}

// cutName is a name that a server chose, without what a terminal could take for a command, and not longer than 100 bytes.
func cutName(name string) string {
	const longest = 100
	if len(name) > longest {
		name = name[:longest]
	}
	return strings.Map(func(char rune) rune {
		if !unicode.IsPrint(char) || char == unicode.ReplacementChar {
			return '?'
		}
		return char
	}, name)
}
