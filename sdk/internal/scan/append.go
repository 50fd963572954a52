package scan

import "unicode/utf8"

// AppendText appends a text as a JSON string. What is no UTF-8 in it becomes U+FFFD, as it does in encoding/json.
func AppendText(b []byte, text string) []byte {
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	b = append(b, '"')
	start := 0
	for i := range len(text) {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = appendEscape(append(b, text[start:i]...), c)
		start = i + 1
	}
	return append(append(b, text[start:]...), '"')
}

func appendEscape(b []byte, c byte) []byte {
	const digits = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	default:
		return append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&0xF])
	}
}
