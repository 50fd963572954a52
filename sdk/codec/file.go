package codec

import (
	"errors"
	"io"
	"strings"
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

// readFile reads a string as a file's content.
func readFile(v *File, d *decoder) error {
	var text string
	err := readString(&text, d)
	*v = File{Content: strings.NewReader(text)}
	return err
}

// appendFile appends a file's content as a string. It reads the content to its end.
func appendFile(b []byte, key string, v File) []byte {
	var text string
	if v.Content != nil {
		content, err := io.ReadAll(v.Content)
		if seeker, ok := v.Content.(io.Seeker); ok {
			_, seekErr := seeker.Seek(0, io.SeekStart)
			err = errors.Join(err, seekErr)
		}
		if err == nil {
			text = string(content)
		}
	}
	return appendString(b, key, text)
}
