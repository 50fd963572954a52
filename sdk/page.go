package sdk

// Page is one page of a list.
type Page[T any] struct {
	// Items are the page's items, in the server's order.
	Items []T
	// Cursor is what fetched this page; "" for the first.
	Cursor string
	// Next fetches the following page and can be stored to resume there; "" at the end.
	Next string
}
