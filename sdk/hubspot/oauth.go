package hubspot

import "golang.org/x/oauth2"

const (
	// AuthURL is where a user allows an app to use the account.
	AuthURL = "https://app.hubspot.com/oauth/authorize"
	// TokenURL is where codes and refresh tokens are exchanged for access tokens.
	TokenURL = "https://api.hubapi.com/oauth/2026-03/token"
)

// Endpoint is HubSpot's for golang.org/x/oauth2: its Config does the authorization code's exchange. Id and secret are
// sent in the form, the only way that HubSpot takes them.
func Endpoint() oauth2.Endpoint {
	return oauth2.Endpoint{AuthURL: AuthURL, TokenURL: TokenURL, AuthStyle: oauth2.AuthStyleInParams}
}
