package sdktest

import (
	"fmt"
	"strings"
)

// Violation is a request that the document does not allow.
type Violation struct {
	// Operation is the operation's Go name, "" where the document has none for the request.
	Operation string
	// Method and Path are the operation's, else the request's.
	Method, Path string
	// Problems are all that is wrong.
	Problems []Problem
}

// Problem is one thing that is wrong with a request.
type Problem struct {
	// In is body, path, query, header, cookie or security; "" for the request as a whole.
	In string
	// Field is the parameter, the security scheme, or where in the body: "attachments[0].fileId".
	Field string
	// Message tells what is wrong.
	Message string
}

// Error names the operation and every field.
func (v *Violation) Error() string {
	var b strings.Builder
	if v.Operation != "" {
		b.WriteString(v.Operation + ": ")
	}
	fmt.Fprintf(&b, "%s %s: not what the document allows", v.Method, v.Path)
	for _, problem := range v.Problems {
		b.WriteString("\n\t" + problem.String())
	}
	return b.String()
}

// String is the problem in one line: "body: attachments[0].fileId: ...".
func (p Problem) String() string {
	text := p.Message
	if p.Field != "" {
		text = p.Field + ": " + text
	}
	if p.In != "" {
		text = p.In + ": " + text
	}
	return text
}
