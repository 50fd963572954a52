package sdk

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/textproto"
)

// File is what is uploaded as a part of a multipart body. In JSON, where some documents have it, too, it is a string.
type File struct {
	// Name is the file's name as the server gets it; empty sends none.
	Name string
	// ContentType is the media type; empty is what the document says, or application/octet-stream.
	ContentType string
	// Content is read when the request is sent, from where it stands. A request whose files are all io.Seekers can be sent
	// again.
	Content io.Reader
	// Header are further headers of the file's part. They have no effect in JSON.
	Header textproto.MIMEHeader
}

// Text reads the content to its end. A file that can seek is at the same place afterwards.
func (f *File) Text() (string, error) {
	if f.Content == nil {
		return "", nil
	}
	seeker, _ := f.Content.(io.Seeker)
	start := int64(0)
	if seeker != nil {
		if at, err := seeker.Seek(0, io.SeekCurrent); err == nil {
			start = at
		} else {
			seeker = nil // a pipe is an *os.File that says it can seek
		}
	}
	content, err := io.ReadAll(f.Content)
	if seeker != nil {
		_, seekErr := seeker.Seek(start, io.SeekStart)
		err = errors.Join(err, seekErr)
	}
	if err != nil {
		return "", fmt.Errorf("reading the file %q: %w", f.Name, err)
	}
	return string(content), nil
}

// Format prints the name and the media type, whatever the verb, and nothing of the content.
func (f File) Format(s fmt.State, _ rune) {
	_, _ = fmt.Fprintf(s, "file %q of type %s", f.Name, cmp.Or(f.ContentType, "application/octet-stream"))
}
