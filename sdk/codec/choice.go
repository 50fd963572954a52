package codec

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// Union is a sealed interface: one of several types.
type Union struct {
	// Of is the interface: an [Interface] of it.
	Of Sealed
	// Unknown is a nil pointer to the variant for what the document does not know.
	Unknown any
	// Choice is how a value's variant is found.
	Choice *Choice
}

// Sealed is the type of a sealed interface, an [Interface].
type Sealed interface {
	// Type is the interface.
	Type() reflect.Type
	get(p unsafe.Pointer) any
	set(p unsafe.Pointer, v any)
}

// Interface reaches values of an interface type, which package reflect takes longer for: it holds the type's methods against
// the interface's each time.
type Interface[T any] struct{}

// Type is the interface.
func (Interface[T]) Type() reflect.Type { return reflect.TypeFor[T]() }

func (Interface[T]) get(p unsafe.Pointer) any { return *(*T)(p) }

// set puts a value there; nil empties it.
func (Interface[T]) set(p unsafe.Pointer, v any) { *(*T)(p), _ = v.(T) }

// Choice is a step in finding the variant of a JSON value. It looks at the value of the property Tag, at the JSON type of
// the property KindOf, at the format of the property FormatOf, at which one of the properties that the cases name an object
// has, or at the JSON type of the value.
type Choice struct {
	Tag, KindOf, FormatOf string
	ByProperty, ByKind    bool
	// First means that of several properties the first of the cases counts; it is the unknown variant otherwise.
	First bool
	// Cases are what it may find.
	Cases []Case
	// Else is what remains where it finds none of the properties, Other where what it finds is none of the cases; nil is the
	// unknown variant.
	Else, Other *Choice
	// Variant is a nil pointer to the variant, where it is found without looking.
	Variant any
}

// Case is what a choice comes to.
type Case struct {
	// Label is the tag's text (a string's own, the JSON of anything else), the property, the JSON type, or the format.
	Label string
	// Variant is a nil pointer to the variant; where it is nil, Then goes on.
	Variant any
	Then    *Choice
}

// union reads and writes an interface.
type union struct {
	of Sealed
	// variants are the shapes of the variants, by the type of a pointer to one.
	variants map[reflect.Type]*shape
	choose   chooser
	// tag is the property that alone decides, "" where there is none; tagged are the variants by its value's JSON, if it
	// is a constant of theirs: where it comes first, the variant is read on from there.
	tag    string
	tagged map[string]*variant
}

// chooser finds the variant of the value that comes next.
type chooser func(d *decoder) (*variant, error)

// variant is one of a union's types.
type variant struct {
	goType reflect.Type
	shape  *shape
	// pointer is the type of a pointer to one.
	pointer reflect.Type
}

func (b *builder) union(goType reflect.Type) shape {
	of := b.types.Union(goType)
	if of == nil {
		panic(fmt.Sprintf("codec: nothing is known about the interface %s", goType)) // see builder.make
	}
	u := &union{of: of.Of, variants: map[reflect.Type]*shape{}}
	unknown := u.variant(b, of.Unknown)
	u.choose = u.chooser(b, of.Choice, unknown)
	u.tag, u.tagged = of.Choice.Tag, u.taggedBy(b, of.Choice)
	return shape{read: u.read, write: u.write}
}

func (u *union) variant(b *builder, of any) *variant {
	elem := reflect.TypeOf(of).Elem()
	v := &variant{goType: elem, shape: b.shape(elem, note{}), pointer: reflect.TypeOf(of)}
	u.variants[v.pointer] = v.shape
	return v
}

// taggedBy are the variants that have the tag of a choice as a constant.
func (u *union) taggedBy(b *builder, choice *Choice) map[string]*variant {
	tagged := map[string]*variant{}
	for _, c := range choice.Cases {
		if c.Variant == nil || choice.Tag == "" {
			continue
		}
		for _, constant := range DescriptionOf(reflect.TypeOf(c.Variant).Elem()).Constants {
			if constant.Name == choice.Tag && constant.Value == `"`+c.Label+`"` {
				tagged[constant.Value] = u.variant(b, c.Variant)
			}
		}
	}
	return tagged
}

func (u *union) chooser(b *builder, choice *Choice, unknown *variant) chooser {
	if choice == nil {
		return found(unknown)
	}
	if choice.Variant != nil {
		return found(u.variant(b, choice.Variant))
	}
	labels := make([]string, len(choice.Cases))
	cases := make(map[string]chooser, len(choice.Cases))
	for i, c := range choice.Cases {
		labels[i] = c.Label
		if c.Variant != nil {
			cases[c.Label] = found(u.variant(b, c.Variant))
		} else {
			cases[c.Label] = u.chooser(b, c.Then, unknown)
		}
	}
	otherwise, other := u.chooser(b, choice.Else, unknown), u.chooser(b, choice.Other, unknown)
	switch {
	case choice.Tag != "":
		return byTag(choice.Tag, cases, otherwise, other)
	case choice.KindOf != "":
		return byKindOf(choice.KindOf, cases, otherwise, other)
	case choice.FormatOf != "":
		return byFormat(choice.FormatOf, cases, otherwise, other)
	case choice.ByProperty:
		return byProperty(labels, cases, otherwise, unknown, choice.First)
	default:
		return byKind(cases, other)
	}
}

func found(v *variant) chooser {
	return func(*decoder) (*variant, error) { return v, nil }
}

func byTag(name string, cases map[string]chooser, otherwise, other chooser) chooser {
	return func(d *decoder) (*variant, error) {
		text, err := tag(d, name)
		if err != nil {
			return nil, err
		}
		if text == nil {
			return otherwise(d)
		}
		if choose, known := cases[string(text)]; known {
			return choose(d)
		}
		return other(d)
	}
}

// byProperty chooses by which property there is. Of several, the first of names counts or none.
func byProperty(names []string, cases map[string]chooser, otherwise chooser, unknown *variant, anyOf bool) chooser {
	return func(d *decoder) (*variant, error) {
		first, count, err := countProperties(d, names...)
		switch {
		case err != nil:
			return nil, err
		case count == 0:
			return otherwise(d)
		case count == 1 || anyOf:
			return cases[first](d)
		default:
			return unknown, nil
		}
	}
}

func byKind(cases map[string]chooser, other chooser) chooser {
	var kinds [scan.Object + 1]chooser
	for kind := range kinds {
		kinds[kind] = cases[scan.Kind(kind).String()]
	}
	return func(d *decoder) (*variant, error) {
		if choose := kinds[d.Kind()]; choose != nil {
			return choose(d)
		}
		return other(d)
	}
}

func (u *union) read(p unsafe.Pointer, d *decoder) error {
	if isNull(d) {
		u.of.set(p, nil)
		return nil
	}
	if done, err := u.readTagged(p, d); done {
		return err
	}
	u.of.set(p, nil)
	variant, err := u.choose(d)
	if err != nil {
		return err
	}
	return variant.shape.read(u.make(p, variant), d)
}

// make puts a new value of a variant there, and returns a pointer to it.
func (u *union) make(p unsafe.Pointer, of *variant) unsafe.Pointer {
	v := reflect.New(of.goType)
	u.of.set(p, v.Interface())
	return v.UnsafePointer()
}

// readTagged reads an object that begins with the tag. The decoder stays where it is unless that is done.
func (u *union) readTagged(p unsafe.Pointer, d *decoder) (done bool, err error) {
	if len(u.tagged) == 0 || d.Kind() != scan.Object {
		return false, nil
	}
	start := d.Scanner
	variant := u.begins(d)
	if variant == nil {
		d.Scanner = start
		return false, nil
	}
	v := u.make(p, variant)
	o := variant.shape.object
	more, err := d.More('}')
	if more && err == nil {
		err = o.readFields(v, d, o.byName[u.tag])
	}
	return true, err
}

// begins passes the tag that an object begins with, and returns the variant that it stands for.
func (u *union) begins(d *decoder) *variant {
	if some, err := d.Enter('{', '}'); !some || err != nil {
		return nil
	}
	if key, err := d.Key(); err != nil || string(key) != u.tag {
		return nil
	}
	raw, err := d.Raw()
	if err != nil {
		return nil
	}
	return u.tagged[string(raw)]
}

func (u *union) write(b []byte, key string, p unsafe.Pointer) []byte {
	v := reflect.ValueOf(u.of.get(p))
	if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return appendNull(b, key)
	}
	if variant := u.variants[v.Type()]; variant != nil {
		return variant.write(b, key, v.UnsafePointer())
	}
	return appendEmbedding(b, key, v)
}
