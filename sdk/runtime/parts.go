package runtime

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/check"
	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// Parts is a multipart body. Files are not held in memory: they are read while the body is.
type Parts struct {
	mediaType string
	first     string // the first part's media type
	boundary  string
	frames    bytes.Buffer
	writer    *multipart.Writer
	sources   []io.Reader
	reader    io.Reader
	problems  check.Problems
}

// Format prints no content, whatever the verb.
func (p Parts) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "multipart body") }

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
	s := scan.Of(json)
	text, err := s.Text()
	switch {
	case err == nil:
		p.Text(name, string(text))
	case len(json) > 0 && (json[0] == '{' || json[0] == '['):
		p.Part(name, textproto.MIMEHeader{"Content-Type": {"application/json"}}, bytes.NewReader(json))
	default:
		p.Part(name, nil, bytes.NewReader(json))
	}
}

// File adds a part that is a file. One without content makes the call fail: it would arrive empty.
func (p *Parts) File(name string, file *sdk.File) {
	if missing(file.Content, true) {
		p.problems = p.problems.Check(false, name, "must have a Content that is not nil")
		return
	}
	header := textproto.MIMEHeader{"Content-Type": {file.ContentType}}
	for key, values := range file.Header {
		header[textproto.CanonicalMIMEHeaderKey(key)] = values
	}
	if file.ContentType == "" && len(file.Header["Content-Type"]) == 0 {
		header.Set("Content-Type", "application/octet-stream")
	}
	if file.Name != "" {
		header.Set("Content-Disposition", disposition(name)+`; filename="`+quoted(file.Name)+`"`)
	}
	p.Part(name, header, file.Content)
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
	p.sources = append(p.sources, p.frame(), content)
}

func disposition(name string) string { return `form-data; name="` + quoted(name) + `"` }

// frame takes what was written between contents.
func (p *Parts) frame() io.Reader {
	frame := bytes.NewReader(bytes.Clone(p.frames.Bytes()))
	p.frames.Reset()
	return frame
}

// quoted is a name between quotation marks. Control characters are percent-encoded, as browsers do with ends of lines: many
// servers read no header that has one.
func quoted(text string) string {
	var b strings.Builder
	for i := range len(text) {
		switch c := text[i]; {
		case isControl(c):
			fmt.Fprintf(&b, "%%%02X", c)
		case c == '"' || c == '\\':
			b.WriteString(`\` + string(c))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isControl(c byte) bool { return c < ' ' && c != '\t' || c == 0x7f }

// oneLine leaves control characters out of a header.
func oneLine(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if c := text[i]; !isControl(c) {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// Read reads the body.
func (p *Parts) Read(buffer []byte) (int, error) {
	if p.reader == nil {
		p.finish()
		p.reader = io.MultiReader(p.sources...)
	}
	return p.reader.Read(buffer)
}

// finish writes the end.
func (p *Parts) finish() {
	if p.writer != nil {
		_ = p.writer.Close() // a buffer takes everything
		p.sources = append(p.sources, p.frame())
		p.writer = nil
	}
}

// stream makes a body of the parts, which is as long as they are together.
func (p *Parts) stream() (*stream, error) {
	p.finish()
	pieces := make([]piece, len(p.sources))
	for i, source := range p.sources {
		var err error
		if pieces[i], err = newPiece(source); err != nil {
			return nil, err
		}
	}
	return streamOf(pieces...), nil
}
