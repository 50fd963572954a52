// Package sdk is the runtime under generated API clients: what every client needs and no document decides.
//
// A generated package describes its API by values ([API], [Operation], [Scheme]) and turns each method into one
// [Client.Do]. Everything between that and the network is here: credentials, retries, the rate limit, bounded
// reading, errors, logging and paging. Nothing here knows a vendor: a vendor's habits are a [Manners], which the
// document names and the generated package hands over.
package sdk
