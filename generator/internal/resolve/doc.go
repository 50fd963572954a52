// Package resolve answers every question that a document leaves open: what each type, field and method is called, which
// values may be absent, how a union's variants are told apart. What can fail about a document that is valid OpenAPI fails
// here, with its place in the document. What of it the model does not have is a loss, which travels beside the model.
//
// The passes are packages below this one. Each takes what those before it made, and returns what it makes; [API] puts the
// results into the model. They run in this order. After each, what is said of it holds, and no later pass changes it, but
// for what is named.
//
//   - document.New: the configuration names only what the document has. Every pass reads the document through it, and
//     reports problems and losses to it.
//   - place.NameComponents: every component schema has its Go name.
//   - types.Builder.Components: every component schema has its type, unless the configuration chooses operations: then those
//     lead to the types that they need. A schema is read by view.Reader, which makes one list of the variants of its unions, and
//     declared once, under the pointer of the place where it stands. What is written out twice (digest) is one type.
//   - security.Resolve: every security scheme has a variable and an option, or is a loss.
//   - operation.Find: every operation that the configuration includes has a name that no other has, its method's name, and
//     its group.
//   - message.Reader.Operation: every operation has its parameters (package parameter), its body (body), its answers and its
//     errors (answer). The types of all that they use are declared. Media types are told apart by media, servers by server.Own.
//   - message.Reader.Alternatives: further media types have methods of their own, or are losses.
//   - message.Headers: operations whose answers have headers have a struct for them.
//   - webhooks.Resolve: what the API sends has types. No type is declared after this but by merging unions.
//   - failure.Body and failure.Type: the error's body is chosen; errors that answer another one have types of their own.
//   - unions.TellApart: the variants of every union are told apart, or it is raw JSON. Every type has its parts: [ir.Reach]
//     finds all that it contains.
//   - objects.FixConstants: properties with one value are constants, and no fields.
//   - objects.NameFields, MarkUse, DecidePresence: fields have names; each type is known to be sent, received, or both;
//     fields are required and pointers or not. This is the only place that decides so.
//   - unions.Told.Name, objects.NameConstructors, failure.Fields: variants, constructors and the error's fields have names.
//   - paginate: lists have iterators, by package paging. The objects on an iterator's way have getters that lead through nil,
//     like optional ones.
//   - message.Flags: methods that read a stream, or something else instead, know what to set in the request.
//   - style.Check: how each parameter is written is defined, or, with leniency, made so.
//   - document.CheckExtensions: every x-sdk key was read, or is a problem.
//   - testServer: a function of the finished model alone.
package resolve
