package runtime

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"strings"

	"github.com/go-faster/jx"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// Parts is a multipart body. Files are not held in memory: they are read while the body is.
type Parts struct {
	mediaType string
	first     string // the first part's media type
	boundary  string
	frames    bytes.Buffer
	writer    *multipart.Writer
	sources   []source
	reader    io.Reader
}

// Format prints no content, whatever the verb.
func (p Parts) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "multipart body") }

// source is what a body has next, and where it began.
type source struct {
	io.Reader
	start int64
}

// NewParts makes an empty multipart/form-data body.
func NewParts() *Parts { return NewPartsOf("multipart/form-data") }

// NewPartsOf makes an empty body of a multipart media type, such as multipart/related.
func NewPartsOf(mediaType string) *Parts {
	p := &Parts{mediaType: mediaType}
	p.writer = multipart.NewWriter(&p.frames)
	p.boundary = p.writer.Boundary()
	return p
}

// ContentType is the body's media type with the boundary between its parts. RFC 2387 wants the type of the first part of
// multipart/related, too.
func (p *Parts) ContentType() string {
	params := map[string]string{"boundary": p.boundary}
	if p.mediaType == "multipart/related" && p.first != "" {
		params["type"] = p.first
	}
	return mime.FormatMediaType(p.mediaType, params)
}

// Text adds a part that is plain text.
func (p *Parts) Text(name, text string) { p.Part(name, nil, strings.NewReader(text)) }

// JSON adds a part that is JSON. A scalar is sent as its text.
func (p *Parts) JSON(name string, json []byte) {
	text, err := jx.DecodeBytes(json).StrBytes()
	switch {
	case err == nil:
		p.Text(name, string(text))
	case len(json) > 0 && (json[0] == '{' || json[0] == '['):
		p.Part(name, textproto.MIMEHeader{"Content-Type": {"application/json"}}, bytes.NewReader(json))
	default:
		p.Part(name, nil, bytes.NewReader(json))
	}
}

// File adds a part that is a file.
func (p *Parts) File(name string, file *sdk.File) {
	header := textproto.MIMEHeader{"Content-Type": {file.ContentType}}
	for key, values := range file.Header {
		header[textproto.CanonicalMIMEHeaderKey(key)] = values
	}
	if file.ContentType == "" && len(file.Header["Content-Type"]) == 0 {
		header.Set("Content-Type", "application/octet-stream")
	}
	content := file.Content
	if content == nil {
		content = strings.NewReader("")
	}
	if file.Name != "" {
		header.Set("Content-Disposition", disposition(name)+`; filename="`+quoted(file.Name)+`"`)
	}
	p.Part(name, header, content)
}

// Part adds a part with headers. One that has no Content-Disposition gets one with its name.
func (p *Parts) Part(name string, header textproto.MIMEHeader, content io.Reader) {
	own := textproto.MIMEHeader{}
	own.Set("Content-Disposition", disposition(name))
	for key, values := range header {
		for i, value := range values {
			if i == 0 {
				own.Set(oneLine(key), oneLine(value))
			} else {
				own.Add(oneLine(key), oneLine(value))
			}
		}
	}
	if len(p.sources) == 0 {
		p.first, _, _ = mime.ParseMediaType(own.Get("Content-Type"))
	}
	_, _ = p.writer.CreatePart(own) // a buffer takes everything
	p.sources = append(p.sources, p.frame(), from(content))
}

func disposition(name string) string { return `form-data; name="` + quoted(name) + `"` }

// from is a source at its beginning.
func from(content io.Reader) source {
	s := source{Reader: content, start: -1}
	if seeker, ok := content.(io.Seeker); ok {
		if at, err := seeker.Seek(0, io.SeekCurrent); err == nil { // a pipe is an *os.File that says it can seek
			s.start = at
		}
	}
	return s
}

// frame takes what was written between contents.
func (p *Parts) frame() source {
	frame := bytes.NewReader(bytes.Clone(p.frames.Bytes()))
	p.frames.Reset()
	return from(frame)
}

func quoted(text string) string {
	return strings.NewReplacer("\\", "\\\\", `"`, "\\\"", "\r", "%0D", "\n", "%0A").Replace(text)
}

func oneLine(text string) string {
	return strings.NewReplacer("\r", "", "\n", "").Replace(text)
}

// Read reads the body.
func (p *Parts) Read(buffer []byte) (int, error) {
	if p.reader == nil {
		p.open()
	}
	return p.reader.Read(buffer)
}

// open ends the body, if it is not ended yet, and begins to read it.
func (p *Parts) open() {
	if p.writer != nil {
		_ = p.writer.Close() // a buffer takes everything
		p.sources = append(p.sources, p.frame())
		p.writer = nil
	}
	readers := make([]io.Reader, len(p.sources))
	for i, source := range p.sources {
		readers[i] = source.Reader
	}
	p.reader = io.MultiReader(readers...)
}

// Seek goes back to the beginning, if all files can, or to the end, which tells the length. That is all that sending needs.
func (p *Parts) Seek(offset int64, whence int) (int64, error) {
	switch {
	case offset != 0:
		return 0, errors.New("a multipart body can only be read from the beginning")
	case whence == io.SeekCurrent:
		return 0, nil
	}
	p.open()
	for _, source := range p.sources { // before any of them has moved
		if source.start < 0 {
			return 0, errors.New("a file cannot be read again")
		}
	}
	length := int64(0)
	for _, source := range p.sources {
		n, err := source.seek(whence)
		if err != nil {
			return 0, err
		}
		length += n
	}
	return length, nil
}

// seek goes to a source's beginning or end, and returns how far that is from the beginning.
func (s source) seek(whence int) (int64, error) {
	offset := s.start
	if whence == io.SeekEnd {
		offset = 0
	}
	at, err := s.Reader.(io.Seeker).Seek(offset, whence)
	return max(0, at-s.start), err
}
