package sdktest

import (
	"mime"
	"net/http"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// handle does what a request asks for. taken is false for what there is not, own where the answer may hold what the
// server has not made itself.
func (s *state) handle(x *exchange) (answer *Response, taken, own bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	answer, taken = s.once(x)
	return answer, taken, !s.foreign
}

func (s *state) act(x *exchange) (answer *Response, taken bool) {
	r := x.route
	if s.gone(r, x.params) {
		return x.notFound(), false
	}
	if stream := x.stream(); stream != nil {
		return stream, true
	}
	switch {
	case r.resource == nil || r.resource.schema == nil:
		return x.example(), true
	case r.isItem():
		return s.handleItem(x)
	case r.Method == http.MethodPost:
		return s.create(x), true
	case r.Method == http.MethodGet && r.resource.array != "":
		return s.list(x), true
	}
	return x.example(), true
}

func (x *exchange) notFound() *Response {
	return x.failure(Failure{Status: http.StatusNotFound, Message: "There is no such thing."})
}

// example answers with what the document shows, where the server keeps nothing.
func (x *exchange) example() *Response {
	if x.route.content == nil || x.route.content.Schema == nil {
		return x.empty()
	}
	schema := x.route.content.Schema.Value
	example := x.shaper().invent(schema, exampleOf(x.route.content))
	goesOn := x.route.pagesOf()
	if options := x.server.options; !options.listed || options.strict {
		example = goesOn.emptied(example)
	}
	return x.success(goesOn.end(example, x.r.URL.Query()))
}

func (x *exchange) shaper() shaper { return newShaper(x.server.options.now()) }

// success answers with a value, in the operation's own form.
func (x *exchange) success(value any) *Response {
	if x.route.content == nil {
		return x.empty()
	}
	if asked := x.asked(); asked != nil {
		return asked
	}
	return jsonResponse(x.route.success, value)
}

func (x *exchange) empty() *Response {
	answer := &Response{Status: x.route.success, Header: http.Header{}, Body: []byte(x.route.shown)}
	if x.route.media != "" {
		answer.Header.Set("Content-Type", x.route.media)
	}
	return answer
}

// bodyObject is the request's body, where it is a JSON object or a form.
func (x *exchange) bodyObject() map[string]any {
	if media, _, _ := mime.ParseMediaType(x.r.Header.Get("Content-Type")); media == formType {
		return formObject(x.route.requestSchema(), string(x.body))
	}
	value, err := decode(x.body)
	object, ok := value.(map[string]any)
	if err != nil || !ok {
		return map[string]any{}
	}
	return object
}

// create makes an item of the request, unless one with the same idempotency key did.
func (s *state) create(x *exchange) *Response {
	c := s.at(x.route.resource, x.params)
	body := x.bodyObject()
	key := ""
	if c.key != "" && body[c.key] != nil {
		key = c.path + " " + text(body[c.key])
	}
	made := s.keys[key]
	if made == nil || key == "" {
		s.use(c)
		made = s.make(x, c, body)
		s.keys[key] = made
	}
	answer := x.itemAnswer(made)
	if x.route.announces("Location") {
		answer.Header.Set("Location", x.server.URL+concrete(c.item, with(c.params, c.param, made.id)))
	}
	return answer
}

// make fills a new item from the request, from where it is, from the clock, and last from the document's example.
func (s *state) make(x *exchange, c *collection, body map[string]any) *item {
	known := propertiesOf(c.schema)
	value := renamed(c.schema, x.route.requestSchema(), body)
	added := &item{id: s.newID(c.resource, c)}
	if property := known[c.id]; property != nil {
		value[c.id] = coerce(property.Value, added.id)
	}
	c.place(value)
	shape := x.shaper()
	for _, name := range requiredOf(c.schema) {
		if property := known[name]; property != nil && value[name] == nil && isDateTime(property.Value) {
			value[name] = shape.now
		}
	}
	added.value = shape.fit(c.schema, x.route.requestSchema(), value, exampleOf(x.route.content)).(map[string]any)
	return s.add(c, added)
}

// renamed gives to required properties of an item that the request calls otherwise the values of those that are of the
// same component: a messageDirection is a direction.
func renamed(to, from *openapi3.Schema, body map[string]any) map[string]any {
	known, sent := propertiesOf(to), propertiesOf(from)
	value, _ := copyOf(body).(map[string]any)
	for _, name := range requiredOf(to) {
		property := known[name]
		if property == nil || sent[name] != nil || refOf(property) == "" {
			continue
		}
		for other, candidate := range sent {
			if known[other] == nil && refOf(candidate) == refOf(property) && body[other] != nil {
				value[name] = copyOf(body[other])
			}
		}
	}
	return value
}

// itemAnswer answers with an item.
func (x *exchange) itemAnswer(found *item) *Response {
	if x.route.content == nil || x.route.content.Schema == nil {
		return x.empty()
	}
	if schema := x.route.content.Schema.Value; schema != found.schema {
		return x.success(x.shaper().fit(schema, found.schema, found.clone(), exampleOf(x.route.content)))
	}
	return x.success(found.value)
}

// announces reports whether the document gives the success a header.
func (r *route) announces(name string) bool {
	for _, status := range r.Operation.Responses.Keys() {
		response := r.Operation.Responses.Value(status).Value
		if status[0] == '2' && response != nil && response.Headers[name] != nil {
			return true
		}
	}
	return false
}

func with(params map[string]string, name, value string) map[string]string {
	all := map[string]string{name: value}
	for name, value := range params {
		all[name] = value
	}
	return all
}

// handleItem reads, changes or deletes an item.
func (s *state) handleItem(x *exchange) (*Response, bool) {
	c := s.at(x.route.resource, x.params)
	found := s.lookUp(x, c)
	if found == nil && x.route.Method != http.MethodPut {
		return x.notFound(), false
	}
	switch x.route.Method {
	case http.MethodPatch, http.MethodPost:
		found = s.add(c, found)
		found.patch(x)
	case http.MethodPut:
		found = s.replace(x, c, found)
	case http.MethodDelete:
		found = s.add(c, found)
		found.deleted, found.example = true, false
	}
	return x.itemAnswer(found), true
}

// lookUp finds an item. Where nothing was put into the collection, or nothing can be, every item is there, and looks
// like the document's example. That one is always there, unless it was deleted.
func (s *state) lookUp(x *exchange, c *collection) *item {
	id := x.params[c.param]
	if found := c.byID[id]; found != nil {
		if found.deleted || hidden(x, found) {
			return nil
		}
		return found
	}
	value := c.example(x)
	shown := !s.options.strict && (!c.used || text(value[c.id]) == id)
	if c.creates && !shown {
		return nil
	}
	c.place(value)
	if property := propertiesOf(c.schema)[c.id]; property != nil {
		value[c.id] = coerce(property.Value, id)
	}
	return &item{collection: c, id: id, value: value, example: true}
}

// example is an item as the document shows it.
func (c *collection) example(x *exchange) map[string]any {
	shape := x.shaper()
	for _, content := range []*openapi3.MediaType{x.route.content, c.shown} {
		if example, ok := exampleOf(content).(map[string]any); ok {
			return shape.fit(c.schema, nil, copyOf(example), example).(map[string]any)
		}
	}
	return shape.fit(c.schema, nil, map[string]any{}, nil).(map[string]any)
}

// hidden reports whether an item is one that the request does not ask for: an archived one without archived=true.
func hidden(x *exchange, found *item) bool {
	for name, property := range propertiesOf(found.schema) {
		asked := x.route.queryParameter(name)
		if asked == nil || asked.Name != name || kindOf(property.Value) != openapi3.TypeBoolean {
			continue
		}
		if found.value[name] == true && !slices.Contains(x.r.URL.Query()[name], "true") {
			return true
		}
	}
	return false
}

// replace takes the request's body for the whole item.
func (s *state) replace(x *exchange, c *collection, before *item) *item {
	after := &item{id: x.params[c.param], collection: c}
	body := x.bodyObject()
	c.place(body)
	if property := propertiesOf(c.schema)[c.id]; property != nil {
		body[c.id] = coerce(property.Value, after.id)
	}
	var model any = exampleOf(x.route.content)
	if before != nil {
		model = before.value
	}
	after.value = x.shaper().fit(c.schema, x.route.requestSchema(), body, model).(map[string]any)
	return s.add(c, after)
}
