package sdk

import (
	"fmt"
	"time"
)

// Drift is something that a server said and that the document, which the package was made from, does not know. It holds no values.
type Drift struct {
	Kind DriftKind
	// Operation is the operation that was called, Symbol the Go type that is concerned: "pets.Pet".
	Operation, Symbol string
	// Pointer is a JSON pointer to the place in the answer, with * for every element of an array and every name of a map. A
	// property's name, which the server chose, is its last part, cut to 100 bytes.
	Pointer string
	// Status is that of the answer.
	Status int
	// Date is when the operation was or will be deprecated, or is no more. It is zero where the server does not say when.
	Date time.Time
}

// DriftKind is what a [Drift] is.
type DriftKind string

// The kinds of drift.
const (
	DriftProperty    DriftKind = "property"    // an object has a property that its type does not have
	DriftEnum        DriftKind = "enum"        // a value is none of those that are known
	DriftVariant     DriftKind = "variant"     // a value is none of the variants of a union
	DriftStatus      DriftKind = "status"      // a success has a status that is not declared
	DriftDeprecation DriftKind = "deprecation" // the Deprecation header of RFC 9745
	DriftSunset      DriftKind = "sunset"      // the Sunset header of RFC 8594
)

// String says what it is, and where.
func (d Drift) String() string {
	text := fmt.Sprintf("%s: %s %s %s", d.Operation, d.Kind, d.Symbol, d.Pointer)
	if d.Kind == DriftStatus {
		text += fmt.Sprint(d.Status)
	}
	if !d.Date.IsZero() {
		text += d.Date.UTC().Format(time.DateOnly)
	}
	return text
}
