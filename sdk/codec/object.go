package codec

import (
	"encoding/json"
	"reflect"
	"strings"
	"unsafe"
)

// object reads and writes the structs that are JSON objects.
type object struct {
	goType     reflect.Type
	properties []property
	byName     map[string]int
	// constants is how many properties, the first ones, are constants; opening is how the object begins, with these.
	constants int
	opening   string
	// extra is where the unknown properties are, -1 where they are not kept. others is how they are read and written where
	// they have a type of their own; otherwise what a field's type cannot hold is kept there, too.
	extra  int
	others mapCodec
}

// property is a property that the document knows: a field, or a constant.
type property struct {
	name, key string
	offset    uintptr
	shape     *shape
	// constant is the only legal value, "" of a field.
	constant string
	required bool
	// plain means that nothing but the shape has to do with reading it.
	plain bool
	// text means that it is a required string.
	text   bool
	goType reflect.Type
	// isNil looks for nil in a field that is not required, which is left out then.
	isNil func(p unsafe.Pointer) bool
	// cleared means that the field is a struct, which is cleared before it is read again.
	cleared bool
	// null means that a null is kept, kept that something may be.
	null, kept bool
	// hidden reports that it is read and not written.
	hidden bool
	// list means that nil is written like an empty one: of a required slice or map.
	list bool
}

// structure is the shape of a struct: an object, or what stands for one value.
func (b *builder) structure(goType reflect.Type) shape {
	if embeds(goType) {
		return embedding(goType)
	}
	for i := range goType.NumField() {
		if field := goType.Field(i); parseNote(field.Tag.Get("sdk")).value {
			return b.wrapper(goType, field)
		}
	}
	o := &object{goType: goType, extra: -1, byName: map[string]int{}, opening: "{"}
	o.addExtra(b)
	o.addConstants()
	for i := range goType.NumField() {
		if name, required, is := nameOf(goType.Field(i)); is {
			o.add(b.property(goType.Field(i), name, required, o.keeps()))
		}
	}
	return shape{read: o.read, write: o.write, object: o}
}

// keeps reports whether the object keeps what its fields' types cannot hold.
func (o *object) keeps() bool { return o.extra >= 0 && o.others == nil }

func (o *object) add(p property) {
	o.byName[p.name] = len(o.properties)
	o.properties = append(o.properties, p)
}

func (o *object) addExtra(b *builder) {
	field, found := o.goType.FieldByName("AdditionalProperties")
	if !found || len(field.Index) > 1 || field.Type.Kind() != reflect.Map || field.Tag.Get("json") != "-" {
		return
	}
	o.extra = int(field.Offset)
	n := parseNote(field.Tag.Get("sdk"))
	if field.Type != reflect.TypeFor[map[string]json.RawMessage]() || n != (note{}) {
		o.others = newMap(field.Type, b.element(field.Type.Elem(), n.ofItems()))
	}
}

func (o *object) addConstants() {
	var texts strings.Builder
	for _, constant := range DescriptionOf(o.goType).Constants {
		key := propertyKey(constant.Name)
		o.add(property{name: constant.Name, key: key, constant: constant.Value, required: true, kept: o.keeps()})
		texts.WriteString(key + constant.Value + ",")
	}
	o.constants = len(o.properties)
	o.opening += texts.String()
}

// propertyKey is a property's name as JSON with the colon.
func propertyKey(name string) string { return string(appendName(nil, name)) }

func (b *builder) property(field reflect.StructField, name string, required, keeps bool) property {
	n := parseNote(field.Tag.Get("sdk"))
	p := property{name: name, key: propertyKey(name), offset: field.Offset, required: required, null: n.null && keeps,
		shape: b.shape(field.Type, n.ofType()), goType: field.Type, isNil: isNil(field.Type)}
	p.hidden = n.readOnly && b.types.all != nil
	kind := field.Type.Kind()
	misfits := misfits(field.Type, n)
	p.kept = keeps && (p.null || misfits)
	p.cleared = kind == reflect.Struct && !misfits
	p.plain = !p.kept && !p.cleared && !misfits
	p.text = required && kind == reflect.String && !misfits && !n.literal
	p.list = required && (kind == reflect.Slice || kind == reflect.Map)
	return p
}

// read reads an object.
func (o *object) read(p unsafe.Pointer, d *decoder) error {
	_, more, err := fieldsOf(d)
	if !more {
		return err
	}
	return o.readFields(p, d, -1)
}

// readFields reads the rest of an object, after the property at last. Properties mostly come in the document's order.
func (o *object) readFields(p unsafe.Pointer, d *decoder, last int) error {
	if err := d.step(); err != nil {
		return err
	}
	furthest := last
	for more := true; more; {
		next, key, err := o.next(d, last)
		if err != nil {
			return err
		}
		if next < 0 {
			err = o.readExtra(p, key, d)
		} else if f := &o.properties[next]; f.plain {
			err = f.shape.read(unsafe.Add(p, f.offset), d)
		} else {
			err = o.readProperty(f, p, next <= furthest, d)
		}
		if err != nil {
			return o.within(err, next, key)
		}
		if more, err = d.More('}'); err != nil {
			return err
		}
		if next >= 0 {
			last, furthest = next, max(next, furthest)
		}
	}
	return nil
}

// next passes the name of the property that comes next, and the colon. It returns its index, or -1 and the name of one that
// the document does not know. The one behind the last is tried first, as it is written without white space.
func (o *object) next(d *decoder, last int) (index int, key []byte, err error) {
	if next := last + 1; next < len(o.properties) && d.Next() == '"' && d.Passes(o.properties[next].key) {
		return next, nil, nil
	}
	if key, err = d.Key(); err != nil {
		return 0, nil, err
	}
	return o.find(key, last), key, nil
}

// find returns a property's index, -1 where the document does not know it. Behind the last one, some that may be missing are
// passed over.
func (o *object) find(key []byte, last int) int {
	few := min(last+4, len(o.properties))
	for i := last + 1; i < few; i++ {
		if o.properties[i].name == string(key) {
			return i
		}
	}
	if i, known := o.byName[string(key)]; known {
		return i
	}
	return -1
}

// within adds the property to an error.
func (o *object) within(err error, index int, key []byte) error {
	if index >= 0 {
		return within(err, segment([]byte(o.properties[index].name)))
	}
	return at(err, key)
}

// readExtra reads a property that the document does not know.
func (o *object) readExtra(p unsafe.Pointer, key []byte, d *decoder) error {
	switch {
	case o.extra < 0:
		return d.Skip()
	case o.others != nil:
		return o.others.set(unsafe.Add(p, o.extra), key, d)
	default:
		raw, err := d.Raw()
		if err == nil {
			keep(o.extras(p), string(key), raw)
		}
		return err
	}
}

// extras are what an object that keeps what does not fit has kept.
func (o *object) extras(p unsafe.Pointer) *map[string]json.RawMessage {
	return (*map[string]json.RawMessage)(unsafe.Add(p, o.extra))
}

// readProperty reads a property. What the field's type cannot hold is kept among the additional properties.
// Again reports that it may have come before.
func (o *object) readProperty(f *property, p unsafe.Pointer, again bool, d *decoder) error {
	target := unsafe.Add(p, f.offset)
	switch {
	case f.constant != "" && f.kept:
		return readConstant(d, f.constant, o.extras(p), f.name)
	case f.constant != "":
		return d.Skip()
	case f.null && keepNull(d, o.extras(p), f.name):
		valueAt(f.goType, target).SetZero()
		return nil
	case f.cleared:
		if again {
			valueAt(f.goType, target).SetZero()
		}
		return f.shape.read(target, d)
	case f.kept && f.shape.whole:
		return keepWhole(target, d, f.shape, o.extras(p), f.name)
	case f.kept && f.shape.misfits:
		return keepMisfit(f.shape.read(target, d), o.extras(p), f.name)
	default:
		return nearest(f.shape.read(target, d))
	}
}

// write writes the constants, the fields, and what the object keeps besides.
func (o *object) write(b []byte, key string, p unsafe.Pointer) []byte {
	if o.keeps() {
		if extra := *o.extras(p); extra != nil {
			return o.writeKept(b, key, p, extra)
		}
	}
	b = open(b, key, o.opening)
	fields := o.properties[o.constants:]
	for i := range fields {
		f := &fields[i]
		at := unsafe.Add(p, f.offset)
		switch {
		case f.hidden:
		case f.text:
			b = appendString(b, f.key, *(*string)(at))
		case f.required || !f.isNil(at):
			b = f.shape.write(b, f.key, at)
		}
	}
	if o.others != nil {
		b = o.others.appendEntries(b, unsafe.Add(p, o.extra), o.byName)
	}
	return closing(b, '}')
}

// writeKept writes an object that has kept something, which may stand in the place of any property.
func (o *object) writeKept(b []byte, key string, p unsafe.Pointer, extra map[string]json.RawMessage) []byte {
	b = open(b, key, "{")
	for i := range o.properties {
		f := &o.properties[i]
		if f.hidden {
			continue
		}
		at, start := unsafe.Add(p, f.offset), len(b)
		switch {
		case f.constant != "":
			b = append(append(append(b, f.key...), f.constant...), ',')
		case f.required || !f.isNil(at):
			b = f.shape.write(b, f.key, at)
		}
		if kept, is := extra[f.name]; is && f.kept && f.may(at, kept) {
			b = o.restore(b, start, f.name, kept)
		}
	}
	return closing(appendExtra(b, extra, o.byName), '}')
}

// may reports whether what is kept may have been read as the value. Nil, which something else is read as, and an empty list,
// which only unusual base64 is read as, are written alike.
func (f *property) may(p unsafe.Pointer, kept json.RawMessage) bool {
	return !f.list || f.isNil(p) || len(kept) > 0 && kept[0] == '"' || valueAt(f.goType, p).Len() > 0
}
