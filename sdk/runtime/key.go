package runtime

import (
	"fmt"
	"strings"
)

// Key joins what identifies something. It is empty where a part is empty or zero.
func Key(kind string, parts ...any) string {
	var key strings.Builder
	key.WriteString(kind)
	for _, part := range parts {
		text := fmt.Sprint(part)
		if text == "" || text == "0" {
			return ""
		}
		key.WriteString("/" + text)
	}
	return key.String()
}
