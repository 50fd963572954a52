package sdk

import (
	"cmp"
	"fmt"
	"io"
)

// File is what is uploaded as a part of a multipart body. In JSON, where some documents have it, too, it is a string.
type File struct {
	// Name is the file's name as the server gets it; empty sends none.
	Name string
	// ContentType is the media type; empty is application/octet-stream.
	ContentType string
	// Content is read when the request is sent. A request whose files are all io.Seekers can be sent again.
	Content io.Reader
}

// Format prints the name and the media type, whatever the verb, and nothing of the content.
func (f File) Format(s fmt.State, _ rune) {
	_, _ = fmt.Fprintf(s, "file %q of type %s", f.Name, cmp.Or(f.ContentType, "application/octet-stream"))
}
