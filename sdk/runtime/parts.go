package runtime

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
	"strings"

	"github.com/go-faster/jx"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// Parts is a multipart/form-data body. Files are not held in memory: they are read while the body is.
type Parts struct {
	boundary string
	frames   bytes.Buffer
	writer   *multipart.Writer
	sources  []io.Reader
	reader   io.Reader
}

// Format prints no content, whatever the verb.
func (p Parts) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "multipart body") }

// NewParts makes an empty body.
func NewParts() *Parts {
	p := &Parts{}
	p.writer = multipart.NewWriter(&p.frames)
	p.boundary = p.writer.Boundary()
	return p
}

// ContentType is the body's media type with the boundary between its parts.
func (p *Parts) ContentType() string { return "multipart/form-data; boundary=" + p.boundary }

// Text adds a part that is plain text.
func (p *Parts) Text(name, text string) {
	p.part(name, "", "", strings.NewReader(text))
}

// JSON adds a part that is JSON. A scalar is sent as its text.
func (p *Parts) JSON(name string, json []byte) {
	text, err := jx.DecodeBytes(json).StrBytes()
	switch {
	case err == nil:
		p.Text(name, string(text))
	case len(json) > 0 && (json[0] == '{' || json[0] == '['):
		p.part(name, "", "application/json", bytes.NewReader(json))
	default:
		p.part(name, "", "", bytes.NewReader(json))
	}
}

// File adds a part that is a file.
func (p *Parts) File(name string, file *sdk.File) {
	content := file.Content
	if content == nil {
		content = strings.NewReader("")
	}
	contentType := file.ContentType
	if contentType == "" {
		contentType = "application/octet-stream"
	}
	p.part(name, file.Name, contentType, content)
}

func (p *Parts) part(name, fileName, contentType string, content io.Reader) {
	header := textproto.MIMEHeader{}
	disposition := `form-data; name="` + quoted(name) + `"`
	if fileName != "" {
		disposition += `; filename="` + quoted(fileName) + `"`
	}
	header.Set("Content-Disposition", disposition)
	if contentType != "" {
		header.Set("Content-Type", oneLine(contentType))
	}
	_, _ = p.writer.CreatePart(header) // a buffer takes everything
	p.sources = append(p.sources, p.frame(), content)
}

// frame takes what was written between contents.
func (p *Parts) frame() io.Reader {
	frame := bytes.NewReader(bytes.Clone(p.frames.Bytes()))
	p.frames.Reset()
	return frame
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
		p.rewind()
	}
	return p.reader.Read(buffer)
}

func (p *Parts) rewind() {
	if p.writer != nil {
		_ = p.writer.Close() // a buffer takes everything
		p.sources = append(p.sources, p.frame())
		p.writer = nil
	}
	p.reader = io.MultiReader(p.sources...)
}

// Seek goes back to the beginning, if all files can; that is all that sending again needs.
func (p *Parts) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence == io.SeekEnd {
		return 0, errors.New("a multipart body can only be read from the beginning")
	}
	if whence == io.SeekCurrent {
		return 0, nil
	}
	for _, source := range p.sources {
		seeker, ok := source.(io.Seeker)
		if !ok {
			return 0, errors.New("a file cannot be read again")
		}
		if _, err := seeker.Seek(0, io.SeekStart); err != nil {
			return 0, err
		}
	}
	p.rewind()
	return 0, nil
}
