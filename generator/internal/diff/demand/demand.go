// Package demand says what a keyword that changed means for requests: whether the server may refuse what it took before,
// or reads it otherwise than it was sent.
package demand

import (
	"encoding/json"
	"slices"
)

// Tightened reports whether a keyword of a schema allows less than it did. Nil is a keyword that is absent.
func Tightened(keyword string, before, after any) bool {
	switch keyword {
	case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains":
		return bounded(before, after, func(was, is float64) bool { return is < was })
	case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains":
		return bounded(before, after, func(was, is float64) bool { return is > was })
	case "additionalProperties", "unevaluatedProperties", "items", "unevaluatedItems":
		return after == false
	case "uniqueItems":
		return after == true
	case "enum":
		return narrowed(before, after)
	case "multipleOf", "pattern", "const", "not", "contains", "propertyNames", "format", "type", "if", "then", "else",
		"dependentRequired", "dependentSchemas":
		return after != nil
	default:
		return false
	}
}

// SentOtherwise reports whether a keyword of a parameter or of a part of a form decides how its value is written: a
// program that was built before goes on to write it as it did.
func SentOtherwise(keyword string) bool {
	switch keyword {
	case "style", "explode", "allowReserved", "contentType", "collectionFormat", "in":
		return true
	default:
		return false
	}
}

// bounded compares bounds. One that was not there is tighter; one that is a boolean, as in OpenAPI 3.0, is if it is true.
func bounded(before, after any, tighter func(was, is float64) bool) bool {
	if after == nil {
		return false
	}
	if flag, ok := after.(bool); ok {
		return flag
	}
	was, known := number(before)
	is, ok := number(after)
	return ok && (!known || tighter(was, is))
}

func number(value any) (float64, bool) {
	switch value := value.(type) {
	case json.Number:
		float, err := value.Float64()
		return float, err == nil
	case float64:
		return value, true
	default:
		return 0, false
	}
}

// narrowed reports whether one of the values is no longer legal, or only some are where all were.
func narrowed(before, after any) bool {
	was, known := before.([]any)
	is, ok := after.([]any)
	if !ok {
		return false
	}
	return !known || slices.ContainsFunc(was, func(value any) bool { return !slices.Contains(is, value) })
}
