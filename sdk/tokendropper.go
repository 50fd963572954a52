package sdk

import "golang.org/x/oauth2"

// TokenDropper is a token source that keeps tokens. The client calls DropToken after the server has refused one, before
// it asks for the next, so that it does not get the same one again.
type TokenDropper interface {
	oauth2.TokenSource
	// DropToken forgets an access token, if it is the one that is kept.
	DropToken(accessToken string)
}
