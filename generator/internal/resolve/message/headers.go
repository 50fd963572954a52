package message

import (
	"fmt"

	"github.com/hubchannels/hubchannels-go/generator/internal/header"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Headers gives operations that answer the same headers one struct. The one that most have is called Headers. It returns
// the structs.
func Headers(names *place.Declared, operations []Operation) []*ir.Headers {
	var all []*ir.Headers
	uses := map[*ir.Headers]int{}
	for _, o := range operations {
		fields := header.Collect(o.headers)
		if len(fields) == 0 {
			continue
		}
		o.Model.Headers = sharedHeaders(all, fields)
		if o.Model.Headers == nil {
			o.Model.Headers = newHeaders(fields)
			all = append(all, o.Model.Headers)
		}
		uses[o.Model.Headers]++
	}
	var most *ir.Headers
	for _, h := range all {
		if uses[h] > 1 && uses[h] > uses[most] {
			most = h
		}
	}
	for _, o := range operations {
		if h := o.Model.Headers; h != nil && h.Name == "" {
			nameHeaders(names, h, o, h == most)
		}
		for _, other := range o.Model.Alternatives {
			other.Headers = o.Model.Headers
		}
	}
	return all
}

// sharedHeaders is the struct that has the fields already; nil if none has.
func sharedHeaders(all []*ir.Headers, fields []*ir.HeaderField) *ir.Headers {
	for _, known := range all {
		if header.Same(known.Fields, fields) {
			header.Merge(known.Fields, fields)
			return known
		}
	}
	return nil
}

func newHeaders(fields []*ir.HeaderField) *ir.Headers {
	return &ir.Headers{Fields: fields, Doc: ir.Doc{Position: fields[0].Field.Doc.Position, Pointer: fields[0].Field.Doc.Pointer}}
}

func nameHeaders(names *place.Declared, h *ir.Headers, o Operation, most bool) {
	name := o.Name + "Headers"
	h.Doc.Text = fmt.Sprintf("are the headers of what [%s.%s] answers, for [CaptureHeaders].", o.Model.Receiver(), o.Model.Call)
	if most {
		name, h.Doc.Text = "Headers", "are the headers of what most operations answer, for [CaptureHeaders]."
	}
	h.Name = names.Claim(name, "Model", naming.OfType)
	h.Doc.Text = h.Name + " " + h.Doc.Text
	header.NameFields(h.Fields)
}
