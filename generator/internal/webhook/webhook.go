// Package webhook decides how what an API sends is received: which requests there are, what answers them, and by which
// property of their bodies several are told apart. Pure functions.
package webhook

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/variant"
)

// Delivery is a request that the API sends.
type Delivery struct {
	Method    string
	Operation *openapi3.Operation
}

// Deliveries are the requests of a path item, those that post first, the others by method.
func Deliveries(item *openapi3.PathItem) []Delivery {
	if item == nil {
		return nil
	}
	var found []Delivery
	for method, operation := range item.Operations() {
		found = append(found, Delivery{method, operation})
	}
	slices.SortFunc(found, func(a, b Delivery) int {
		if rank := rank(a.Method) - rank(b.Method); rank != 0 {
			return rank
		}
		return slices.Compare([]byte(a.Method), []byte(b.Method))
	})
	return found
}

func rank(method string) int {
	if method == http.MethodPost {
		return 0
	}
	return 1
}

// Answer is how a delivery that was handled is answered: the key among the responses, "" where the document names no
// success, and the status. Where it has a choice, the lowest status is taken: a 2XX is 200.
func Answer(operation *openapi3.Operation) (key string, status int) {
	keys := slices.Sorted(slices.Values(operation.Responses.Keys()))
	for _, key := range keys {
		if len(key) != 3 || key[0] != '2' {
			continue
		}
		if status, err := strconv.Atoi(key); err == nil {
			return key, status
		}
	}
	for _, key := range keys {
		if key == "2XX" || key == "2xx" {
			return key, http.StatusOK
		}
	}
	return "", http.StatusNoContent
}

// Word is the word of an expression by which its address is told from others: that of what it refers to last, "failedUrl" of
// {$request.body#/failedUrl}; "" is none.
func Word(expression string) string {
	end := strings.LastIndexByte(expression, '}')
	if end < 0 {
		return ""
	}
	refers := expression[:end]
	return refers[strings.LastIndexAny(refers, "/.{$#")+1:]
}

// Tag is the property that every body has, with values that no other one has; "" is none. Of several it is the first
// body's first.
func Tag(bodies []variant.Member) string {
	if len(bodies) < 2 {
		return ""
	}
	for _, property := range bodies[0].Properties {
		if tells(property.Name, bodies) {
			return property.Name
		}
	}
	return ""
}

func tells(name string, bodies []variant.Member) bool {
	seen := map[string]bool{}
	for _, body := range bodies {
		at := slices.IndexFunc(body.Properties, func(p variant.Property) bool { return p.Name == name })
		if at < 0 || !body.Properties[at].Required || !slices.Equal(body.Properties[at].Kinds, []string{"string"}) {
			return false
		}
		values := body.Properties[at].Values
		if len(values) == 0 || slices.ContainsFunc(values, func(value string) bool { return seen[value] }) {
			return false
		}
		for _, value := range values {
			seen[value] = true
		}
	}
	return true
}
