package templates

import "github.com/hubchannels/hubchannels-go/internal/ir"

// sample is a small API that has one of everything that templates make.
type sample struct {
	api                   *ir.API
	kind                  *ir.Enum
	pet, cat, dog, upload *ir.Object
	animal, name          *ir.Union
	either                *ir.Opaque
	tree                  *ir.List
	list, create, send    *ir.Operation
	watch                 *ir.Operation
	headers               *ir.Headers
}

func text(rules ir.Rules) *ir.Type { return &ir.Type{Kind: ir.String, Rules: rules} }
func named(decl ir.Decl) *ir.Type  { return &ir.Type{Kind: ir.Named, Decl: decl} }
func array(elem *ir.Type) *ir.Type { return &ir.Type{Kind: ir.Array, Elem: elem} }
func number[T any](value T) *T     { return &value }
func required(name, arg, json string, t *ir.Type) *ir.Field {
	return &ir.Field{Name: name, Arg: arg, JSON: json, Type: t, Required: true}
}

func newSample() *sample {
	s := &sample{}
	s.kind = &ir.Enum{Name: "Kind", Doc: ir.Doc{Text: "What a pet is."}, Type: text(ir.Rules{}), Values: []ir.EnumValue{
		{Name: "KindCat", Value: "CAT", Doc: "A cat."}, {Name: "KindDog", Value: "DOG"}}}
	s.cat = &ir.Object{Name: "Cat", New: "NewCat", Open: true, Sent: true, Received: true, Fields: []*ir.Field{required("Lives", "lives", "lives", &ir.Type{Kind: ir.Int, Bits: 64, Rules: ir.Rules{Minimum: number(1.0)}})},
		Constants: []ir.Constant{{JSON: "kind", Value: `"CAT"`}}}
	s.cat.Constructor = s.cat.Fields
	s.dog = &ir.Object{Name: "Dog", New: "NewDog", Open: true, Sent: true, Received: true, Constants: []ir.Constant{{JSON: "kind", Value: `"DOG"`}}}
	s.animal = &ir.Union{Name: "Animal", Doc: ir.Doc{Text: "A cat or a dog."}, Sent: true, Unknown: "UnknownAnimal", OwnsUnknown: true,
		Variants: []ir.Variant{{Type: named(s.cat), Name: "Cat"}, {Type: named(s.dog), Name: "Dog"}},
		Choice: &ir.Choice{By: ir.ByTag, Property: "kind", Cases: []ir.Case{
			{Labels: []string{"CAT"}, Then: &ir.Choice{}}, {Labels: []string{"DOG"}, Then: &ir.Choice{Variant: 1}}}}}
	s.animal.UnknownUnions = []*ir.Union{s.animal}
	s.cat.Unions, s.dog.Unions = []*ir.Union{s.animal}, []*ir.Union{s.animal}
	s.name = &ir.Union{Name: "Name", Unknown: "UnknownName", OwnsUnknown: true, Sent: true,
		Variants: []ir.Variant{{Type: text(ir.Rules{MinLength: number[uint64](1)}), Name: "String", Wrapper: "NameString"}},
		Choice:   &ir.Choice{By: ir.ByKind, Cases: []ir.Case{{Labels: []string{"string"}, Then: &ir.Choice{}}}}}
	s.name.UnknownUnions = []*ir.Union{s.name}
	s.pet = s.samplePet()
	s.either = &ir.Opaque{Name: "Either", Sent: true, Why: "both are objects", Variants: []ir.Variant{{Type: named(s.cat), Name: "Cat", Wrapper: "EitherOfCat"}}}
	s.tree = &ir.List{Name: "Tree", Doc: ir.Doc{Text: "Tree is a list that may contain itself."}}
	s.tree.Type = array(named(s.tree))
	s.operations()
	return s
}

// samplePet is an object with a field of each kind.
func (s *sample) samplePet() *ir.Object {
	name := required("Name", "name", "name", text(ir.Rules{MinLength: number[uint64](1), MaxLength: number[uint64](80)}))
	name.Doc = ir.Doc{Text: "What it is called."}
	tags := required("Tags", "tags", "tags", array(text(ir.Rules{})))
	tags.Type.Rules = ir.Rules{MinItems: number[uint64](1), Unique: true}
	weight := &ir.Field{Name: "Weight", Arg: "weight", JSON: "weight", Type: &ir.Type{Kind: ir.Float, Bits: 64, Rules: ir.Rules{Maximum: number(90.5)}},
		Pointer: true, Nullable: true, Doc: ir.Doc{Text: "In kilograms.", Facts: []string{"At most 90.5."}, Deprecated: "use mass."}}
	animal := required("Animal", "animal", "animal", named(s.animal))
	born := required("Born", "born", "born", &ir.Type{Kind: ir.Time})
	born.Default = &ir.Value{Now: true}
	mother := &ir.Field{Name: "Mother", Arg: "mother", JSON: "mother", Pointer: true}
	pet := &ir.Object{Name: "Pet", New: "NewPet", Doc: ir.Doc{Text: "A pet."}, Open: true, Sent: true, Received: true, Optional: true,
		Fields: []*ir.Field{name, tags, weight, animal, born, mother}, Constructor: []*ir.Field{name, animal, tags},
		Shorthands: []ir.Shorthand{{Name: "NewRex", Args: []*ir.Field{animal}, Preset: []ir.Preset{{Field: name, Value: ir.Value{Literal: "Rex"}}}}}}
	mother.Type = named(pet)
	return pet
}

func (s *sample) operations() {
	id := &ir.Param{In: "path", Field: &ir.Field{Name: "ID", Arg: "id", JSON: "id", Required: true, Type: text(ir.Rules{MinLength: number[uint64](1)}), Doc: ir.Doc{Text: "Which pet."}}}
	after := &ir.Field{Name: "After", Arg: "after", JSON: "after", Pointer: true, Type: text(ir.Rules{})}
	params := &ir.Object{Name: "ListPetsParams", New: "NewListPetsParams", Params: true, Sent: true, Fields: []*ir.Field{after}}
	results := &ir.Field{Name: "Results", JSON: "results", Type: array(named(s.pet))}
	next := &ir.Field{Name: "Next", JSON: "next", Type: text(ir.Rules{}), Pointer: true}
	page := &ir.Object{Name: "PetList", New: "NewPetList", Open: true, Received: true, Fields: []*ir.Field{results, next}}
	token := &ir.Scheme{Name: "token", Var: "schemeToken", Option: "WithToken", Arg: "token", In: "header", Key: "Authorization", Prefix: "Bearer ", Token: true, TokenURL: "https://example.com/token", TokenScopes: []string{"read", "write"}}
	group := &ir.Group{Name: "Pets", Type: "PetsClient", Doc: ir.Doc{Text: "Pets are here."}}
	s.list = &ir.Operation{Name: "ListPets", Call: "ListPets", Method: "GET", Path: "/pets", Doc: ir.Doc{Text: "List the pets."}, Repeat: ir.RepeatAlways,
		Params: params, QueryParams: []*ir.Param{{Field: after, In: "query"}}, Result: &ir.Result{Type: named(page), MediaType: "application/json", Status: "200"},
		Answers: []ir.Answer{{Status: 200}}, Security: [][]*ir.Scheme{{token}},
		Pagination: &ir.Pagination{Items: "Pets", Pages: "PetPages", By: ir.ByCursor, Param: after, Array: results.Type, List: []*ir.Field{results}, Next: []*ir.Field{next}}}
	s.create = &ir.Operation{Name: "PetsCreate", Call: "Create", Group: group, Method: "POST", Path: "/pets", Body: &ir.Body{Type: named(s.pet), MediaType: "application/json", ContentType: "application/json", Required: true, Arg: "pet"}}
	s.upload = &ir.Object{Name: "Upload", New: "NewUpload", Sent: true, Required: "UploadRequired", Fields: []*ir.Field{required("Photo", "photo", "photo", &ir.Type{Kind: ir.File})}}
	s.upload.Constructor = s.upload.Fields
	s.send = &ir.Operation{Name: "SendPhoto", Call: "SendPhoto", Method: "PUT", Path: "/pets/{id}/photo", PathParams: []*ir.Param{id},
		Body: &ir.Body{Type: named(s.upload), Encoding: ir.AsMultipart, MediaType: "multipart/form-data", ContentType: "multipart/form-data", Arg: "photo"}}
	flag := &ir.Field{Name: "Stream", Arg: "stream", JSON: "stream", Type: &ir.Type{Kind: ir.Bool}, Pointer: true}
	watched := &ir.Object{Name: "WatchParams", Params: true, Sent: true, Fields: []*ir.Field{flag}}
	s.watch = &ir.Operation{Name: "Watch", Call: "Watch", Method: "GET", Path: "/pets/{id}/events", PathParams: []*ir.Param{id}, Repeat: ir.RepeatAlways,
		Params: watched, QueryParams: []*ir.Param{{Field: flag, In: "query"}}, Flag: &ir.StreamFlag{Field: flag, On: true},
		Result: &ir.Result{Type: &ir.Type{Kind: ir.Stream}, Encoding: ir.AsStream, MediaType: "text/event-stream", Status: "200", Items: &ir.Items{
			Type: named(s.animal), Whole: true, Data: ir.DataEither, Named: []ir.NamedData{{Name: "born", Data: ir.DataText}}, End: "END", Message: true}}}
	left := &ir.Field{Name: "Left", JSON: "X-Left", Type: &ir.Type{Kind: ir.Int, Bits: 64}, Required: true, Doc: ir.Doc{Text: "How many are left."}}
	wait := &ir.Field{Name: "RetryAfter", JSON: "Retry-After", Type: text(ir.Rules{}), Pointer: true}
	s.headers = &ir.Headers{Name: "Headers", Doc: ir.Doc{Text: "Headers are those of most operations."}, Fields: []*ir.HeaderField{
		{Field: left, Kind: ir.HeaderLiteral, Required: []int{200}}, {Field: wait, Kind: ir.HeaderWait, Only: []int{429, 5}},
		{Field: &ir.Field{Name: "Tags", JSON: "X-Tags", Type: array(text(ir.Rules{}))}, List: true}, {Field: &ir.Field{Name: "Link", JSON: "Link", Type: text(ir.Rules{})}, Kind: ir.HeaderLinks}}}
	s.watch.Headers = s.headers
	problem := &ir.Field{Name: "Message", JSON: "message", Type: text(ir.Rules{}), Pointer: true, ErrorText: true}
	s.api = &ir.API{Package: "pets", Name: "pets", Version: "1", Title: "Pets", Doc: "All about pets.", Source: "pets.yaml", BaseURL: "https://example.com", Vendor: "hubspot",
		Operations: []*ir.Operation{s.list, s.create, s.send}, Groups: []*ir.Group{group}, Objects: []*ir.Object{s.pet, s.cat, s.dog, page, s.upload},
		Params: []*ir.Object{params}, Headers: []*ir.Headers{s.headers}, Unions: []*ir.Union{s.animal, s.name}, Opaques: []*ir.Opaque{s.either}, Enums: []*ir.Enum{s.kind}, Lists: []*ir.List{s.tree},
		Credentials: []*ir.Credential{{Option: "WithToken", ClientCredentials: "WithTokenClientCredentials", Schemes: []*ir.Scheme{token}, Doc: ir.Doc{Text: "WithToken sets the token."}}},
		Error:       &ir.Error{Name: "Error", Body: &ir.Object{Name: "Problem", New: "NewProblem", Open: true, Fields: []*ir.Field{problem}}, Fields: []ir.ErrorField{{Name: "Message", Field: problem}}},
		Webhooks:    []*ir.Webhook{{Name: "PetEvents", Method: "POST", Status: 204, Send: "SendAnimal", Doc: ir.Doc{Text: "Sent when a pet comes."}, Body: named(s.animal)}}, Sensitive: []string{"token"},
		Test: &ir.TestServer{Package: "petstest", Import: "example.test/pets", Documents: []ir.TestDocument{{Name: "pets.yaml", JSON: "{}"}},
			Credentials: []ir.TestCredential{{Name: "Token", Value: "test-token", Scheme: token}},
			Resources:   []*ir.Resource{{List: "Pets", Put: "PutPet", Collection: "/pets", Item: s.pet}}}}
}
