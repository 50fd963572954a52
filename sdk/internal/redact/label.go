package redact

import "strings"

const maxLabel = 100

// Label reports whether a text is a short token that may stand in an error's text or a log, whoever wrote it.
func Label(label string) bool {
	if label == "" || len(label) > maxLabel {
		return false
	}
	for i := 0; i < len(label); i++ {
		if !labelByte(label[i]) || label[i] == ' ' && (i == 0 || i == len(label)-1 || label[i-1] == ' ') {
			return false
		}
	}
	return true
}

func labelByte(c byte) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		return true
	}
	return strings.IndexByte(" _.:/-[]", c) >= 0
}
