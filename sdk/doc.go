// Package sdk is what users of a generated API client hold: options of clients and calls, errors, pages, limits and files.
//
// A generated package has most of it under the same names, so that its users need no second import. What it calls itself
// is in package sdk/runtime.
package sdk
