package sdktest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// state is what the server keeps.
type state struct {
	options *options

	mu          sync.Mutex
	collections map[string]*collection // by path
	order       []*item                // in the order of creation
	created     map[*resource]int
	keys        map[string]*item // what an idempotency key in a body made
	replays     map[string]replay
	foreign     bool // tests have put items in, which the document need not allow
}

// collection is the items at one path.
type collection struct {
	*resource
	path   string
	params map[string]string
	items  []*item
	byID   map[string]*item
	// used means that something was put into it, so that it is no longer what the document's examples show.
	used bool
}

// item is a thing that the server keeps.
type item struct {
	*collection
	id      string
	value   map[string]any
	deleted bool
	// example means that nobody made it: the document shows it.
	example bool
}

func newState(o *options) *state {
	return &state{
		options: o, collections: map[string]*collection{}, created: map[*resource]int{}, keys: map[string]*item{}, replays: map[string]replay{},
	}
}

// at is the collection at a path. One that is seen for the first time holds what the document's example of its list
// shows.
func (s *state) at(r *resource, params map[string]string) *collection {
	path := concrete(r.collection, params)
	if c := s.collections[path]; c != nil {
		return c
	}
	c := &collection{resource: r, path: path, params: map[string]string{}, byID: map[string]*item{}}
	for name, value := range params {
		if strings.Contains(r.collection, "{"+name+"}") {
			c.params[name] = value
		}
	}
	s.collections[path] = c
	s.showExamples(c)
	return c
}

func (s *state) showExamples(c *collection) {
	if c.list == nil || !s.options.listed || s.options.strict {
		return
	}
	examples, _ := at(exampleOf(c.list.content), strings.Split(c.array, ".")).([]any)
	for _, one := range examples {
		if value, ok := one.(map[string]any); ok {
			value = copyOf(value).(map[string]any)
			c.place(value)
			s.add(c, &item{id: text(value[c.id]), value: value, example: true})
		}
	}
}

// place sets the properties that say where an item is.
func (c *collection) place(value map[string]any) {
	known := propertiesOf(c.schema)
	for name, param := range c.params {
		if property := known[name]; property != nil {
			value[name] = coerce(property.Value, param)
		}
	}
}

// text is a scalar as a path has it.
func text(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case json.Number:
		return value.String()
	case float64:
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}

// add puts an item into a collection, in place of one with the same id.
func (s *state) add(c *collection, added *item) *item {
	added.collection = c
	if known := c.byID[added.id]; known != nil {
		*known = *added
		return known
	}
	c.items, c.byID[added.id] = append(c.items, added), added
	s.order = append(s.order, added)
	return added
}

// use notes that a collection is what the test makes of it, and no longer what the examples show.
func (s *state) use(c *collection) {
	if c.used {
		return
	}
	c.used = true
	c.items = slices.DeleteFunc(c.items, func(i *item) bool { return i.example })
	s.order = slices.DeleteFunc(s.order, func(i *item) bool { return i.collection == c && i.example })
	maps.DeleteFunc(c.byID, func(_ string, i *item) bool { return i.example })
}

// gone reports whether a request is below an item that was deleted, or, without examples, that nobody has created.
func (s *state) gone(r *route, params map[string]string) bool {
	for _, above := range ancestors(r.Path) {
		template := parent(above)
		param := strings.Trim(above[len(template):], "/{}")
		var found *item
		if c := s.collections[concrete(template, params)]; c != nil {
			found = c.byID[params[param]]
		}
		if found != nil && found.deleted || found == nil && s.options.strict && r.created[template] {
			return true
		}
	}
	return false
}

// newID is an id that the item's path takes.
func (s *state) newID(r *resource, where *collection) string {
	for {
		s.created[r]++
		id := r.idNumber(s.created[r])
		if where.byID[id] == nil {
			return id
		}
	}
}

// idNumber is the n-th id: a number where the document wants one, else a word that tells what it is of.
func (r *resource) idNumber(n int) string {
	schema := valueOf(propertiesOf(r.schema)[r.id])
	if r.numeric || schema != nil && kindOf(schema) == openapi3.TypeInteger {
		return strconv.Itoa(1000 + n)
	}
	if r.format == "uuid" || r.format == "guid" || schema != nil && (schema.Format == "uuid" || schema.Format == "guid") {
		return noID[:len(noID)-12] + fmt.Sprintf("%012d", n)
	}
	last := r.collection[strings.LastIndex(r.collection, "/")+1:]
	return last + "-" + strconv.Itoa(n)
}

// Put puts an item into the collection at a path template of the document, as if it had been created: what a vendor's
// own users make, for instance. item is a value that encodes as the document's JSON, and needs its id.
func (s *Server) Put(collection string, params map[string]string, item any) error {
	r := s.api.resourceAt(collection)
	if r == nil {
		return fmt.Errorf("sdktest: the document has no items below %s", collection)
	}
	data, err := json.Marshal(item)
	if err != nil {
		return fmt.Errorf("sdktest: encoding the item: %w", err)
	}
	decoded, err := decode(data)
	value, ok := decoded.(map[string]any)
	if err != nil || !ok || value[r.id] == nil || value[r.id] == "" {
		return fmt.Errorf("sdktest: an item of %s is an object with a property %s", collection, r.id)
	}
	s.state.put(r, params, value)
	return nil
}

func (s *state) put(r *resource, params map[string]string, value map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.at(r, params)
	s.use(c)
	s.foreign = true
	c.place(value)
	s.add(c, &item{id: text(value[r.id]), value: value})
}

// Items are the items that were created or put below a path template of the document and are still there, in the order
// of creation, whatever values the template's parameters have.
func (s *Server) Items(collection string) []json.RawMessage {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	var found []json.RawMessage
	for _, i := range s.state.order {
		if i.resource.collection == collection && !i.deleted && !i.example {
			data, _ := json.Marshal(i.value) // it is made of maps, slices and scalars
			found = append(found, data)
		}
	}
	return found
}

func (a *API) resourceAt(collection string) *resource {
	for _, r := range a.routes {
		if r.resource != nil && r.resource.collection == collection {
			return r.resource
		}
	}
	return nil
}

// clone is an item's value for the outside.
func (i *item) clone() map[string]any { return maps.Clone(i.value) }
