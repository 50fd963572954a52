// Package check is how generated types check themselves: the rules of JSON Schema that Go types do not hold, and the problems
// that they find.
package check
