package sdktest

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// What generated packages are made of.

// MustAPI is [NewAPI] for a document that a generator has checked. It panics where there is anything wrong with it.
func MustAPI(config Config) *API {
	api, err := NewAPI(config)
	if err != nil {
		panic(fmt.Sprintf("sdktest: %v", err))
	}
	return api
}

// QuickRetries is a policy for clients in tests: it repeats what the default does, and hardly waits.
func QuickRetries() sdk.RetryPolicy {
	return sdk.RetryPolicy{MinBackoff: time.Millisecond, MaxBackoff: 5 * time.Millisecond, MaxRetryAfter: 5 * time.Millisecond}
}

// Typed makes values of requests and leaves out those that cannot be read.
func Typed[T any](requests []*Request, read func(*Request) (T, error)) []T {
	var found []T
	for _, request := range requests {
		if value, err := read(request); err == nil {
			found = append(found, value)
		}
	}
	return found
}

// Decode makes a value of JSON.
func Decode[T any](data []byte) (*T, error) {
	value := new(T)
	if err := json.Unmarshal(data, value); err != nil {
		return nil, err
	}
	return value, nil
}

// Items are a server's items at a path template, as values.
func Items[T any](s *Server, collection string) []*T {
	var found []*T
	for _, data := range s.Items(collection) {
		if value, err := Decode[T](data); err == nil {
			found = append(found, value)
		}
	}
	return found
}
