package command

// generateHelp is what generate -h says.
const generateHelp = `Generate writes the SDK for an OpenAPI 3 document, or a Swagger 2.0 one, YAML or JSON,
into a directory.

The document is validated first, its examples and defaults included. If anything is
wrong with it, every problem is printed with the file and the line where it is, and
nothing is written. The document may refer to files in its own folder and below, or
in the folder that --refs allows. Nothing is fetched over the network, unless --fetch
names where from: --fetch https://example.com/schemas/ is that folder and all below it,
--fetch https://example.com all of that host. What is fetched cannot refer to files.

The files in the directory change all at once or not at all. Those that an earlier
run made and this one does not go away. Files that you wrote yourself, such as tests,
are not touched. If the directory is in a Go module, a folder in it holds a second
package: a server that plays the API, for your own tests.

With --docs, README.md says how to begin and reference.md has every operation. Files of
these names that you wrote yourself are left alone; one that was generated becomes yours
when you remove its first line. example.gen_test.go has an example of each operation that
go test executes against that server and documentation shows; where a test of your own in
the folder has an example of a method, that one is left out.

The same document always gives the same files. With --check nothing is written: the
difference between the files on disk and what the document gives is printed, and the
exit code is 1 if there is any.

Without --spec, the SDKs of sdk.yaml are made, or of the file that --config names. It is
trusted as a Makefile is; its paths are relative to its folder. Flags come on top.

  spec: api/openapi.yaml
  out: petstore
  package: petstore
  overlays: [api/fixes.yaml]                        # also refs, fetch, lenient, docs,
  failOnLoss: [all]                                 # strictExamples; what follows; and

  sdks:                                             # instead, for several:
    - {spec: a.yaml, out: a, package: a}
    - {spec: b.yaml, out: b, package: b, lenient: true}

"schema" prints its JSON Schema for editors.

In it, or in a file for --config beside --spec, names and behaviour differ from the document without editing it:

  names:
    schemas:    {simple-user: User}
    operations: {"GET /users/{id}": FetchUser}      # or the operationId
    fields:     {User.id: Number}                   # of structs
  include:      {tags: [users], operations: ["GET /repos/**"]}
  exclude:      {operations: ["* /admin/**"]}
  groups:       tags                                # client.Repos.Get(...), by tag; or:
# groups:       {Repos: {tags: [repos], operations: ["GET /repos/**"]}}
  pagination:
    "GET /users":  {cursor: after, next: paging.next.after, items: results}
    "GET /events": {offset: skip, items: events}
    "GET /files":  {page: page, first: 1, total: pages, items: files}
    "GET /logs":   {cursor: after, last: id, items: logs}
    "GET /tasks":  {next: links.next, items: tasks} # an address; or link: true
    "GET /v1/**":  none                             # recognise no pages there
  retry:        {"POST /users": always}
  idempotency:  [NewUser.requestId, Request-Token]  # properties and headers; the client fills them in
  types:        {decimal: github.com/shopspring/decimal.Decimal}   # a format, schema or property
  sensitive:    [User.email]                        # never logged
  raw:          [Anything]                          # unions to leave as JSON
  webhooks:     {signature: {header: X-Signature, prefix: sha256=}}   # or standard
  error:        ApiError                            # what errors answer`

// generateExamples are the examples below it.
const generateExamples = `  # the SDKs of sdk.yaml
  hubchannels generate

  # an SDK in ./petstore, for import as yourmodule/petstore
  hubchannels generate --spec openapi.yaml --out ./petstore --package petstore

  # a document that is fetched, or refers to what is
  hubchannels generate --spec https://example.com/api/openapi.yaml --fetch https://example.com/api/ --out ./petstore --package petstore

  # before a merge: fail if somebody forgot to generate it anew
  hubchannels generate --spec openapi.yaml --out ./petstore --package petstore --check`
