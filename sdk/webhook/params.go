package webhook

import (
	"context"
	"net/http"
)

// Params are the headers of the request that is being handled, and those values of its query that are named, as if they were
// headers. Generated code reads its parameters from them. Without a request they are empty.
func Params(ctx context.Context, query ...string) http.Header {
	request := RequestFromContext(ctx)
	if request == nil {
		return http.Header{}
	}
	found := request.Header.Clone()
	values := request.URL.Query()
	for _, name := range query {
		delete(found, http.CanonicalHeaderKey(name))
		if values.Has(name) {
			found[http.CanonicalHeaderKey(name)] = values[name]
		}
	}
	return found
}
