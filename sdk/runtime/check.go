package runtime

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"

	"github.com/hubchannels/hubchannels-go/sdk/check"
)

// check holds the arguments against the operation and returns all that is wrong with them.
func (c *Call) check() error {
	op := c.Operation
	problems := append(c.checkPath(), c.Problems...)
	problems = append(problems, checkArgument("params", "", c.Params, op.needsParams())...)
	problems = append(problems, c.checkRequired()...)
	problems = append(problems, c.checkBody()...)
	if err := problems.Err(); err != nil {
		return invalid(op, err)
	}
	return nil
}

// checkBody checks the body, which is there if it must be.
func (c *Call) checkBody() check.Problems {
	rules := &c.Operation.Body
	if missing(c.Stream, true) {
		return checkArgument(rules.Argument, "", c.Body, rules.Required && !c.sendsNull())
	}
	problems := checkArgument(rules.Argument, "", c.Body, rules.Required && c.Body != nil)
	if parts, ok := c.Stream.(*Parts); ok {
		problems = append(problems, parts.problems...)
	}
	return problems
}

// sendsNull reports whether the body is null.
func (c *Call) sendsNull() bool { return c.Operation.Body.Null && missing(c.Body, false) }

// checkPath checks the values in the path, each of which must be something.
func (c *Call) checkPath() (problems check.Problems) {
	n := 0
	for i := range c.Operation.Parameters {
		p := &c.Operation.Parameters[i]
		if p.In != "path" || n == len(c.Path) {
			continue
		}
		problems = p.check(problems, c.Path[n])
		n++
	}
	return problems
}

// checkRequired checks that required lists are there: params cannot tell, because their rules count elements only.
func (c *Call) checkRequired() (problems check.Problems) {
	if missing(c.Params, false) {
		return nil
	}
	params := reflect.Indirect(reflect.ValueOf(c.Params))
	for i, field := range c.Operation.fieldsOf(params.Type()) {
		p := &c.Operation.Parameters[i]
		if !p.Required || field < 0 {
			continue
		}
		if value := params.Field(field); value.Kind() == reflect.Slice || value.Kind() == reflect.Map {
			problems = problems.Check(!p.lacks(value), p.Name, "is required")
		}
	}
	return problems
}

func (p *Parameter) check(problems check.Problems, value any) check.Problems {
	text, isText := stringOf(value)
	switch {
	case isText && p.Bits > 0:
		return pathInteger(problems, p.Name, text, p.Bits)
	case isText:
		return pathText(problems, p.Name, text)
	default:
		return append(problems, checkArgument(p.Name, p.Name, value, true)...)
	}
}

// stringOf is the text of a value that is a string, of whatever type.
func stringOf(value any) (text string, ok bool) {
	if text, ok = value.(string); ok {
		return text, true
	}
	if v := reflect.ValueOf(value); v.Kind() == reflect.String {
		return v.String(), true
	}
	return "", false
}

// needsParams reports whether a call is impossible without a struct of parameters.
func (o *Operation) needsParams() bool {
	for i := range o.Parameters {
		if o.Parameters[i].Required {
			return true
		}
	}
	return false
}

// checkArgument checks that an argument is there, if it must be, and has it check itself. Within is where its properties
// are: those of params and bodies stand for themselves.
func checkArgument(name, within string, value any, required bool) (problems check.Problems) {
	if missing(value, required) {
		return problems.Check(!required, name, "must not be nil")
	}
	argument, ok := value.(interface{ Validate() error })
	if !ok {
		return nil
	}
	err := argument.Validate()
	if err == nil {
		return nil
	}
	var found check.Problems
	if !errors.As(err, &found) {
		return problems.Check(false, name, err.Error())
	}
	return problems.Within(within, found)
}

// missing reports whether an argument is nil. A nil slice or map is an empty one where it is required.
func missing(value any, required bool) bool {
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.Invalid:
		return true
	case reflect.Pointer:
		return v.IsNil()
	case reflect.Slice, reflect.Map:
		return !required && v.IsNil()
	default:
		return false
	}
}

// pathInteger checks a path parameter that is a string in Go and an integer of so many bits in the path.
func pathInteger(problems check.Problems, name, value string, bits int) check.Problems {
	n, err := strconv.ParseInt(value, 10, bits)
	if err == nil && strconv.FormatInt(n, 10) == value {
		return problems
	}
	return problems.Check(false, name, fmt.Sprintf("must be a decimal integer of %d bits, such as \"4711\"", bits))
}

// pathText checks a path parameter that is text: an empty one, "." and ".." would address another resource.
func pathText(problems check.Problems, name, value string) check.Problems {
	return problems.Check(value != "" && value != "." && value != "..", name,
		`must not be empty, "." or "..": it would address another resource`)
}
