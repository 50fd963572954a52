package style

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// list writes an array.
func (r Rule) list(name string, items []value) (string, error) {
	texts := make([]string, len(items))
	for i, item := range items {
		text, err := r.element(item)
		if err != nil {
			return "", err
		}
		texts[i] = text
	}
	if !r.explodes() {
		return r.joined(name, texts, r.delimiter())
	}
	switch r.style() {
	case "simple":
		return r.joined(name, texts, ",")
	case "label":
		return r.joined(name, texts, ".")
	case "matrix":
		return r.each(name, texts, ""), nil
	}
	if r.style() == Plain {
		return r.each(name, texts, "; "), nil
	}
	if r.In == Cookie {
		return "", errors.New("OpenAPI has no text for an array in a cookie with explode")
	}
	return r.each(name, texts, "&"), nil
}

// explodes: content repeats the name.
func (r Rule) explodes() bool { return r.Explode || r.style() == Content }

// each writes every element with its name.
func (r Rule) each(name string, texts []string, between string) string {
	framed := make([]string, len(texts))
	for i, text := range texts {
		framed[i] = r.framed(name, text)
	}
	return strings.Join(framed, between)
}

// delimiters are the separators of the styles that have one of their own.
var delimiters = map[string]string{"spaceDelimited": " ", Tabs: "\t", "pipeDelimited": "|"}

// delimiter is what stands between elements that are one text.
func (r Rule) delimiter() string {
	delimiter := delimiters[r.style()]
	switch {
	case delimiter == "":
		return ","
	case r.In == Header || r.In == Part:
		return delimiter
	case r.In == Form:
		return url.QueryEscape(delimiter)
	default:
		return encode(delimiter, unreserved)
	}
}

// joined writes elements as one text, from which a reader has to take them apart again.
func (r Rule) joined(name string, texts []string, delimiter string) (string, error) {
	for i, text := range texts {
		if r.Reserved && delimiter == "," {
			texts[i] = strings.ReplaceAll(text, ",", "%2C")
		} else if strings.Contains(text, delimiter) {
			return "", fmt.Errorf("an element holds %q, which stands between elements", delimiter)
		}
	}
	return r.framed(name, strings.Join(texts, delimiter)), nil
}

// object writes an object.
func (r Rule) object(name string, v value) (string, error) {
	if r.Explode {
		return r.exploded(v)
	}
	texts := make([]string, 0, 2*len(v.items))
	for i, item := range v.items {
		text, err := r.element(item)
		if err != nil {
			return "", err
		}
		key, err := r.key(v.keys[i])
		if err != nil {
			return "", err
		}
		texts = append(texts, key, text)
	}
	return r.joined(name, texts, r.delimiter())
}

// exploded writes an object's properties as key=value.
func (r Rule) exploded(v value) (string, error) {
	between, before := "&", ""
	switch style := r.style(); {
	case style == "simple":
		between = ","
	case style == "label":
		between, before = ".", "."
	case style == "matrix":
		between, before = ";", ";"
	case style == Plain:
		between = "; "
	case style != "form" || r.In == Cookie:
		return "", fmt.Errorf("OpenAPI has no text for an object in style %s with explode in a %s", style, r.In)
	}
	pairs := make([]string, len(v.items))
	for i, item := range v.items {
		text, err := r.element(item)
		if err != nil {
			return "", err
		}
		key, err := r.key(v.keys[i])
		if err != nil {
			return "", err
		}
		if strings.Contains(key, "=") || strings.Contains(key+text, between) {
			return "", fmt.Errorf("the property %q holds a separator", v.keys[i])
		}
		pairs[i] = key + "=" + text
	}
	return before + strings.Join(pairs, between), nil
}

// deep writes an object, or an array, by brackets.
func (r Rule) deep(name string, v value) (string, error) {
	var pairs []string
	err := r.addDeep(&pairs, r.escapeName(name), v)
	return strings.Join(pairs, "&"), err
}

func (r Rule) addDeep(pairs *[]string, name string, v value) error {
	if v.scalar() {
		if v.null() && r.In != Form {
			return nil
		}
		text, err := r.escape(v.text)
		*pairs = append(*pairs, name+"="+text)
		return err
	}
	for i, item := range v.items {
		key := strconv.Itoa(i)
		if v.keys != nil {
			key = r.escapeName(v.keys[i])
		}
		if err := r.addDeep(pairs, name+"%5B"+key+"%5D", item); err != nil {
			return err
		}
	}
	return nil
}
