package load

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// statuses reports responses whose key is no status, which kin-openapi does not look at.
func (c *checker) statuses() {
	if c.doc.Paths == nil {
		return
	}
	for _, path := range slices.Sorted(slices.Values(c.doc.Paths.Keys())) {
		item := c.doc.Paths.Value(path)
		if item == nil {
			continue
		}
		for method, operation := range item.Operations() {
			if operation.Responses == nil {
				continue
			}
			at := source.Join("#/paths", path, strings.ToLower(method), "responses")
			for _, status := range operation.Responses.Keys() {
				c.status(source.Join(at, status), method+" "+path, status)
			}
		}
	}
}

func (c *checker) status(pointer, operation, status string) {
	if isStatus(status) {
		return
	}
	p, ok := c.place(pointer)
	if !ok || c.files.IsBroken(p) {
		return
	}
	c.problems.Add(problem.Problem{
		Pos: p.Tree.Position(p.At), Pointer: pointer,
		Message: fmt.Sprintf("%s has a response for %s, which is no status", operation, problem.Quote(status)),
		Repair:  repairStatus,
		Hint:    `write one such as "404", a range such as "4XX", or default`,
	})
}

// isStatus tells whether a response's key is a status, a range of them, default or an extension.
func isStatus(key string) bool {
	if key == "default" || strings.HasPrefix(key, "x-") {
		return true
	}
	if len(key) != 3 || key[0] < '1' || key[0] > '5' {
		return false
	}
	return key[1:] == "XX" || !strings.ContainsFunc(key[1:], func(r rune) bool { return r < '0' || r > '9' })
}
