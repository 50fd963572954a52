// Package scan takes JSON that lies in memory apart: values, texts, and the signs between them, checked against RFC 8259
// as they are passed. It makes no values; who reads decides what they become. It looks for the end of a text at eight bytes
// at once, and allocates only for texts with escapes.
package scan
