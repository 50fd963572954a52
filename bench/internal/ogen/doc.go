// Package ogen is what ogen makes of the same document: the types, the codec and the client of the one operation that is
// measured. It is a peer of the benchmarks. Two schemas are called differently for it: its constants take the names of
// their types otherwise, and its output does not compile.
package ogen

//go:generate ./generate.sh
