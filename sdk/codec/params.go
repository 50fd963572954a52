package codec

import (
	"fmt"
	"strconv"
)

// PathInteger checks a path parameter that is a string in Go and an integer of so many bits in the path.
func PathInteger(problems Problems, name, value string, bits int) Problems {
	n, err := strconv.ParseInt(value, 10, bits)
	if err == nil && strconv.FormatInt(n, 10) == value {
		return problems
	}
	return problems.Check(false, name, fmt.Sprintf("must be a decimal integer of %d bits, such as \"4711\"", bits))
}

// PathText checks a path parameter that is text: an empty one, "." and ".." would address another resource.
func PathText(problems Problems, name, value string) Problems {
	return problems.Check(value != "" && value != "." && value != "..", name,
		`must not be empty, "." or "..": it would address another resource`)
}
