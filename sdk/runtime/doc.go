// Package runtime is what generated API clients call: what every client needs and no document decides. Users of a generated
// package never name it.
//
// A generated package describes its API by values ([API], [Operation], [Scheme]) and turns each method into one
// [Client.Do]. Everything between that and the network is here: credentials, retries, the rate limit, bounded
// reading, errors, logging and paging. Nothing here knows a vendor: a vendor's habits are a [Manners], which the
// document names and the generated package hands over.
package runtime
