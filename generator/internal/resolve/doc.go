// Package resolve answers every question that a document leaves open: what each type, field and method is called, which
// values may be absent, how a union's variants are told apart. What can fail about a document that is valid OpenAPI fails
// here, with its place in the document. What of it the model does not have is a loss, which travels beside the model.
//
// [API] takes these steps, in this order. After each, what is said of it holds, and no later step changes it.
//
//   - vendor: the model knows whose conventions the run-time follows.
//   - openEvents: events whose data is JSON in a string are known.
//   - components: every component schema has its Go name and, unless the configuration chooses operations, its type. A schema
//     is declared once, under the pointer of the place where it stands.
//   - security: every security scheme has a variable and an option, or is a loss.
//   - operations: every operation that the configuration includes has a name that no other has, its parameters, its body and
//     its answers. The types of all that they use are declared.
//   - callNames: every operation has its method's name, every group its field's.
//   - alternatives: further media types have methods of their own, or are losses.
//   - headers: operations whose answers have headers have a struct for them.
//   - webhooks: what the API sends has types. No type is declared after this but by merging unions.
//   - errorType and loseFailures: the error's body is chosen; errors that answer another one are losses.
//   - settle: in turn, the variants of unions are told apart, or stay raw; properties with one value are constants; fields
//     have names; each type is known to be sent, received, or both; fields are pointers or not; variants and constructors have
//     names; lists have iterators; declarations stand in the document's order.
//   - flags: methods that read a stream, or something else instead, know what to set in the request.
//   - styles: how each parameter is written is known to be possible.
//   - idleExtensions: every x-sdk key was read, or is a problem.
//   - testServer: a function of the finished model alone.
package resolve
