package codec

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/go-faster/jx"
)

// Form is an object as application/x-www-form-urlencoded. Scalars are key=value, arrays repeat their
// key, objects are key[name]=value. The properties in deep have arrays in brackets, too: key[0]=value. Its error is that of
// a file that cannot be read.
func (t *Types) Form(v any, deep ...string) ([]byte, error) {
	f := &form{}
	data, err := t.Marshal(v)
	if err != nil {
		return nil, err
	}
	d := newDecoder(data)
	fields, err := d.ObjIter()
	for err == nil && fields.Next() {
		key := string(fields.Key())
		err = f.value(url.QueryEscape(key), slices.Contains(deep, key), d)
	}
	return []byte(f.text.String()), err
}

type form struct{ text strings.Builder }

func (f *form) value(key string, deep bool, d *decoder) error {
	switch d.Next() {
	case jx.Object:
		fields, err := d.ObjIter()
		for err == nil && fields.Next() {
			err = f.value(key+"["+url.QueryEscape(string(fields.Key()))+"]", true, d)
		}
		return err
	case jx.Array:
		return f.array(key, deep, d)
	case jx.String:
		text, err := d.Str()
		f.pair(key, text)
		return err
	case jx.Null:
		f.pair(key, "")
		return d.Null()
	default:
		raw, err := d.Raw()
		f.pair(key, string(raw))
		return err
	}
}

func (f *form) array(key string, deep bool, d *decoder) error {
	elements, err := d.ArrIter()
	for i := 0; err == nil && elements.Next(); i++ {
		elementKey := key
		if deep || d.Next() == jx.Object {
			elementKey += "[" + strconv.Itoa(i) + "]"
		}
		err = f.value(elementKey, deep, d)
	}
	return err
}

func (f *form) pair(key, value string) {
	if f.text.Len() > 0 {
		f.text.WriteByte('&')
	}
	f.text.WriteString(key + "=" + url.QueryEscape(value))
}
