// Package sdktest plays an API on loopback, for the tests of programs that call it. What it knows of the API it has from
// its OpenAPI document: a generated package beside the client's, such as customchannelstest, hands the document over.
//
// A [Server] checks every request against the document, body, path, query, headers and credentials, and reports what
// is wrong to the test. Any credential of a declared kind is good until [Server.Revoke] takes it away. What kin-openapi
// cannot decode, such as an array of objects in a form, goes unchecked. It keeps what is created, of JSON and of forms: a
// POST on a collection makes an item, which GET, PATCH, POST and DELETE on the item's path and GET on the collection see
// from then on. Requests that carry an idempotency key that has been seen make nothing new. A list of which nobody made an
// item is empty, while each item is there, whatever its id, and looks like the document's example; [WithExamples] lists
// the examples, [WithoutExamples] takes the items away. [Server.Fail] and its like break exchanges in the ways in which
// networks and servers break them.
package sdktest
