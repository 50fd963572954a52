package problem

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
)

// Quote shows a piece of a document in a message: on one line, and not longer than a person reads.
func Quote(s string) string {
	const limit = 80
	if len(s) > limit {
		s = strings.ToValidUTF8(s[:limit], "") + "…"
	}
	return fmt.Sprintf("%q", s)
}

// OneLine makes text from elsewhere fit for a message.
func OneLine(s string) string {
	const limit = 300
	if len(s) > 4*limit {
		s = s[:4*limit]
	}
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > limit {
		s = strings.ToValidUTF8(s[:limit], "") + "…"
	}
	return s
}

// Reason is an error without the operation and the path that the message around it gives already.
func Reason(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return OneLine(pathErr.Err.Error())
	}
	var urlErr *url.Error
	if errors.As(err, &urlErr) {
		return OneLine(urlErr.Err.Error())
	}
	return OneLine(err.Error())
}
