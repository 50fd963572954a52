package sdktest

import (
	"net/http"
	"net/http/httptest"
)

// Play answers one request as a new server would, without a network.
func Play(api *API, request *http.Request, opts ...Option) *http.Response {
	server := newServer(api, opts)
	defer server.close()
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	return recorder.Result()
}
