// Package naming spells every identifier of a generated package: it cuts what a document calls something into words, makes
// Go names of words, derives names from names, and hands each name out once.
//
// Names of a document are untrusted text. Whatever it is, what comes out is a Go identifier.
package naming
