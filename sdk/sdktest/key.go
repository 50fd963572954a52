package sdktest

import (
	"bytes"
	"mime"
	"net/http"
)

// replay is what was done under an idempotency key.
type replay struct {
	body   []byte
	answer *Response
	taken  bool
}

// once does what a request asks for, unless one with the same idempotency key has had it done: that is answered as the first
// was. Another request under the same key is a mistake.
func (s *state) once(x *exchange) (answer *Response, taken bool) {
	key := x.key()
	if key == "" {
		return s.act(x)
	}
	if done, again := s.replays[key]; again {
		if !done.fits(x) {
			return x.failure(Failure{Status: http.StatusUnprocessableEntity, Message: "The idempotency key was used for another request."}), false
		}
		return done.answer, done.taken
	}
	answer, taken = s.act(x)
	if taken {
		s.replays[key] = replay{x.body, answer, taken}
	}
	return answer, taken
}

// key is the request's idempotency key, with what it is the key of; "" is none.
func (x *exchange) key() string {
	if x.route.key == "" {
		return ""
	}
	key := x.r.Header.Get(x.route.key)
	if key == "" {
		key = x.r.URL.Query().Get(x.route.key)
	}
	if key == "" {
		return ""
	}
	return x.r.Method + " " + x.r.URL.Path + " " + key
}

// fits reports whether a request asks for the same as the first. The text between a multipart body's parts is random.
func (r replay) fits(x *exchange) bool {
	media, _, _ := mime.ParseMediaType(x.r.Header.Get("Content-Type"))
	return media == "multipart/form-data" || bytes.Equal(r.body, x.body)
}
