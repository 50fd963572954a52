// Package style writes JSON values as text for URLs, headers, cookies and forms, by OpenAPI's styles.
//
// It knows the styles of RFC 6570 (simple, label, matrix, form), spaceDelimited, pipeDelimited and deepObject, and content,
// which is JSON. What it writes is what a reader of the style takes apart into the same value: text that would be taken for a
// separator is escaped where the place has escapes, and an error where it has none.
//
// What the documents leave open it writes like this:
//
//   - deepObject goes on in brackets: filter[author][name]=a. Arrays have indexes: filter[ids][0]=1.
//   - null in an array or object is left out, as RFC 6570 does with what is undefined. In a form it is empty.
//   - An array or object without elements is nothing, as in RFC 6570, or empty where the rule allows that.
//   - A cookie's text goes as it is where RFC 6265 allows it, and is percent-encoded as a whole where not.
//   - allowReserved keeps reserved characters and percent-encoded ones, but for those that end a value: & # + and, within an
//     array or object, the separator.
package style
