// Package source reads a document's files: bytes to trees that know where each value stands, what their $refs lead to, and
// which files may be read at all. It knows JSON, YAML and JSON pointers, and of OpenAPI only where names stand instead of
// keys.
package source
