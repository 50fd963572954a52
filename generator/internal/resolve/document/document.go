// Package document reads a document for the passes of resolve: what it says at a place, with what the configuration says
// there besides, and where a $ref leads. What the passes find wrong with it, and what they lose of it, is reported to it.
package document

import (
	"net/url"
	"path/filepath"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
)

// Document is a loaded document, as the user configures it.
type Document struct {
	*load.Document
	schema.Memory
	// Lenient says that what cannot be resolved as the document says it is resolved with less, which is a loss.
	Lenient bool

	config      *config.Config
	annotations config.Annotations
	// read are the pointers of the extensions that had an effect.
	read     map[string]bool
	problems problem.List
	losses   loss.List
}

// New returns a document with what a configuration says of it; nil is nothing. Its error is a [problem.Problems] with what
// the configuration names and the document lacks.
func New(doc *load.Document, c *config.Config, lenient bool) (*Document, error) {
	d := &Document{Document: doc, Lenient: lenient, config: c, read: map[string]bool{}, losses: doc.Losses}
	if c == nil {
		return d, nil
	}
	var err error
	d.annotations, err = c.Annotations(doc)
	return d, err
}

// Fail adds a problem at a pointer.
func (d *Document) Fail(pointer, message, hint string) {
	d.problems.Add(problem.Problem{Pos: d.Position(pointer), Pointer: pointer, Message: message, Hint: hint})
}

// Err returns the problems, as a [problem.Problems]; nil where there are none.
func (d *Document) Err() error { return d.problems.Err() }

// Lose records that what a pointer leads to, or a key of it, does not reach the model as the document says it.
func (d *Document) Lose(kind loss.Kind, pointer, key, what, why string) {
	at := pointer
	if key != "" {
		at = load.Join(pointer, key)
	}
	d.losses.Add(loss.Loss{Kind: kind, Pos: d.Position(at), Pointer: at, Key: key, What: what, Why: why})
}

// LoseSchema records that a schema that says something is raw JSON.
func (d *Document) LoseSchema(said *openapi3.Schema, pointer string) {
	if schema.Says(said) && !schema.IsNull(said) {
		d.Lose(loss.Weakened, pointer, "", "the value is raw JSON", "no Go type holds what the schema allows")
	}
}

// Lost returns the losses in the document's order.
func (d *Document) Lost() []loss.Loss { return d.losses.All() }

// Short is the place of a pointer as generated comments name it: the file's name without its folder, and the line.
func (d *Document) Short(pointer string) string {
	position := d.Position(pointer)
	position.File = filepath.Base(position.File)
	return position.String()
}

// Reference is a $ref of any kind.
type Reference interface {
	RefString() string
	RefPath() *url.URL
}

// Target is the pointer of the schema that a $ref leads to.
func (d *Document) Target(ref *openapi3.SchemaRef) string { return d.Pointer(ref) }

// Pointer is where a $ref leads: a file, unless it is the document itself, and the way within it.
func (d *Document) Pointer(ref Reference) string {
	_, fragment, _ := strings.Cut(ref.RefString(), "#")
	return d.final(d.FileAt(ref.RefPath()) + "#" + fragment)
}

// Locate is the pointer of what the text of a reference in a file of the document leads to, empty if it must not be followed.
func (d *Document) Locate(file, reference string) string { return d.Document.Target(file, reference) }

// MaxAliases bounds how many schemas may stand for another before one is found that says something.
const MaxAliases = 4096

// final is where a component schema that is a mere $ref leads.
func (d *Document) final(pointer string) string {
	for range MaxAliases {
		key, found := strings.CutPrefix(pointer, "#/components/schemas/")
		if !found || d.T.Components == nil {
			break
		}
		ref := d.T.Components.Schemas[load.Unescape(key)]
		if ref == nil || ref.Ref == "" || !strings.HasPrefix(ref.Ref, "#") {
			break
		}
		pointer = ref.Ref
	}
	return pointer
}

// IsComponent reports whether a component schema stands at a pointer.
func IsComponent(pointer string) bool {
	_, rest, found := strings.Cut(pointer, "#/components/schemas/")
	return found && !strings.Contains(rest, "/")
}

// FieldName is what the configuration calls the fields that hold a property; "" is nothing.
func (d *Document) FieldName(pointer string) string { return d.annotations.FieldName(pointer) }

// GoType is the type of the user's own that the configuration has for a schema at a pointer, or for its format.
func (d *Document) GoType(pointer, format string) (config.GoType, bool) {
	return d.annotations.GoType(pointer, format)
}

// Component is the component schema at a pointer, nil where that is something else, or a mere $ref.
func (d *Document) Component(pointer string) *openapi3.Schema {
	_, tokens := load.Split(pointer)
	if !IsComponent(pointer) || pointer[0] != '#' || d.T.Components == nil {
		return nil
	}
	ref := d.T.Components.Schemas[tokens[2]]
	if ref == nil || ref.Ref != "" {
		return nil
	}
	return ref.Value
}
