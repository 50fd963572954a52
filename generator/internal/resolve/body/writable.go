package body

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// writable chooses among the media types of a part that has parts of its own: the client writes JSON, and nothing else.
func (r *Reader) writable(body *ir.Body, part *ir.Part) {
	t := property(body, part.Name)
	if t != nil && t.Kind == ir.Array {
		t = t.Elem
	}
	if t == nil || part.ContentType == "" || part.Style != "" || t.JSON() != "object" {
		return
	}
	names := strings.Split(part.ContentType, ",")
	if at := slices.IndexFunc(names, func(name string) bool { return media.IsJSON(name) || media.Bare(name) == "text/plain" }); at >= 0 {
		part.ContentType = media.Sent(strings.TrimSpace(names[at]))
		return
	}
	at, why := load.Join(part.Pointer, "contentType"), fmt.Sprintf("the client writes objects as JSON, and not as %s", part.ContentType)
	if r.doc.Lenient {
		r.doc.Lose(loss.Weakened, part.Pointer, "contentType", fmt.Sprintf("part %q is sent as JSON", part.Name), why)
		part.ContentType = ""
		return
	}
	r.doc.Fail(at, fmt.Sprintf("part %q: %s", part.Name, why), "make it a string, whose text the caller writes, or use --lenient to send JSON")
}

// property is the type of a body's property; nil where that is not known.
func property(body *ir.Body, name string) *ir.Type {
	object := body.Type.Object()
	if object == nil {
		return nil
	}
	if at := slices.IndexFunc(object.Fields, func(f *ir.Field) bool { return f.JSON == name }); at >= 0 {
		return object.Fields[at].Type
	}
	return nil
}

func isFile(t *ir.Type) bool {
	return t != nil && (t.Kind == ir.File || t.Kind == ir.Array && t.Elem.Kind == ir.File)
}
