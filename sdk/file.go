package sdk

import "io"

// File is what is uploaded as a part of a multipart body. In JSON, where some documents have it, too, it is a string.
type File struct {
	// Name is the file's name as the server gets it; empty sends none.
	Name string
	// ContentType is the media type; empty is application/octet-stream.
	ContentType string
	// Content is read when the request is sent. A request whose files are all io.Seekers can be sent again.
	Content io.Reader
}
