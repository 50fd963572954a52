package runtime

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/textproto"
	"net/url"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/style"
)

// multipart makes a body of parts, one for each property and for each element of an array. Files are read while it is sent.
func (r *run) multipart() (err error) {
	rules := &r.call.Operation.Body
	parts := NewPartsOf(rules.MediaType)
	err = r.client.api.Types.ForRequests().Properties(noted(r.call.Body, rules.Note), func(name string, value json.RawMessage, files []*sdk.File) error {
		part := rules.part(name)
		for _, file := range files {
			if err := part.addFile(parts, name, file); err != nil {
				return err
			}
		}
		if files != nil {
			return nil
		}
		return part.add(parts, name, value)
	})
	if err != nil {
		return err
	}
	r.contentType[0] = parts.ContentType()
	r.stream, err = newStream(parts)
	return err
}

// addFile adds a file. The document's media type is that of files that have none.
func (p *Part) addFile(parts *Parts, name string, file *sdk.File) error {
	if missing(file.Content, true) {
		return fmt.Errorf("%s: the file has no content", name)
	}
	own := *file
	own.ContentType = cmp.Or(file.ContentType, concrete(p.ContentType))
	own.Header = p.header()
	maps.Copy(own.Header, file.Header)
	parts.File(name, &own)
	return nil
}

// concrete is the first of a document's media types, which may be ranges.
func concrete(mediaTypes string) string {
	for mediaType := range strings.SplitSeq(mediaTypes, ",") {
		if mediaType = strings.TrimSpace(mediaType); !strings.Contains(mediaType, "*") {
			return mediaType
		}
	}
	return ""
}

// add adds a value: each element of an array for itself, an object as JSON, a scalar as its text, or all by a style.
func (p *Part) add(parts *Parts, name string, value json.RawMessage) error {
	isArray, isObject := bytes.HasPrefix(value, []byte("[")), bytes.HasPrefix(value, []byte("{"))
	switch {
	case p.Style != "" && (p.Style == "deepObject" || p.Explode && isObject):
		return p.addEach(parts, name, value)
	case p.Style != "" && !p.Explode && (isArray || isObject):
		return p.addJoined(parts, name, value)
	case isArray:
		var elements []json.RawMessage
		err := json.Unmarshal(value, &elements)
		for _, element := range elements {
			err = errors.Join(err, p.addOne(parts, name, element))
		}
		return err
	default:
		return p.addOne(parts, name, value)
	}
}

// addEach adds a part for each pair that a form would have.
func (p *Part) addEach(parts *Parts, name string, value json.RawMessage) error {
	text, some, err := style.Rule{In: style.Form, Style: p.Style, Explode: p.Explode}.Write(name, value)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for pair := range strings.SplitSeq(text, "&") {
		key, content, _ := strings.Cut(pair, "=")
		key, _ = url.QueryUnescape(key) // the style has escaped both
		content, _ = url.QueryUnescape(content)
		if some {
			parts.Part(key, p.header(), strings.NewReader(content))
		}
	}
	return nil
}

// addJoined adds an array or an object as one text.
func (p *Part) addJoined(parts *Parts, name string, value json.RawMessage) error {
	text, some, err := style.Rule{In: style.Part, Style: p.Style}.Write(name, value)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if some {
		parts.Part(name, p.header(), strings.NewReader(text))
	}
	return nil
}

func (p *Part) addOne(parts *Parts, name string, value json.RawMessage) error {
	header := p.header()
	contentType := concrete(p.ContentType)
	composite := bytes.HasPrefix(value, []byte("{")) || bytes.HasPrefix(value, []byte("["))
	if composite && contentType == "" {
		contentType = "application/json"
	}
	if contentType != "" {
		header.Set("Content-Type", contentType)
	}
	content, err := partText(value, composite || jsonType(contentType) && !p.Text)
	parts.Part(name, header, content)
	return err
}

// partText is a value as the content of a part. What is null is empty.
func partText(value json.RawMessage, asJSON bool) (io.Reader, error) {
	switch {
	case asJSON:
		return bytes.NewReader(value), nil
	case string(value) == "null":
		return strings.NewReader(""), nil
	case bytes.HasPrefix(value, []byte(`"`)):
		var text string
		err := json.Unmarshal(value, &text)
		return strings.NewReader(text), err
	default:
		return bytes.NewReader(value), nil
	}
}

func (p *Part) header() textproto.MIMEHeader {
	header := textproto.MIMEHeader{}
	for _, line := range p.Header {
		key, value, _ := strings.Cut(line, ": ")
		header.Add(key, value)
	}
	return header
}
