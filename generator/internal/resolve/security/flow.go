package security

import (
	"maps"
	"net/url"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// tokenEndpoint is where tokens come from by client credentials, and for which scopes. A client's secret goes to no
// address that is not https.
func tokenEndpoint(value *openapi3.SecurityScheme) (address string, scopes []string) {
	if value.Flows == nil || value.Flows.ClientCredentials == nil {
		return "", nil
	}
	flow := value.Flows.ClientCredentials
	if !isSecure(flow.TokenURL) {
		return "", nil
	}
	return flow.TokenURL, slices.Sorted(maps.Keys(flow.Scopes))
}

// codeGrant is where users authorize a program by the authorization code grant; nil is nowhere.
func codeGrant(value *openapi3.SecurityScheme) *ir.CodeGrant {
	if value.Flows == nil || value.Flows.AuthorizationCode == nil {
		return nil
	}
	flow := value.Flows.AuthorizationCode
	if !isSecure(flow.AuthorizationURL) || !isSecure(flow.TokenURL) {
		return nil
	}
	grant := &ir.CodeGrant{AuthURL: flow.AuthorizationURL, TokenURL: flow.TokenURL, Scopes: slices.Sorted(maps.Keys(flow.Scopes))}
	if isSecure(flow.RefreshURL) && flow.RefreshURL != flow.TokenURL {
		grant.RefreshURL = flow.RefreshURL
	}
	return grant
}

// loseFlows records the flows of a scheme whose tokens no option gets.
func (s *Schemes) loseFlows(value *openapi3.SecurityScheme, credential *ir.Credential, pointer string) {
	if value.Flows == nil {
		return
	}
	for _, flow := range []struct {
		key  string
		lost bool
	}{
		{"clientCredentials", value.Flows.ClientCredentials != nil && credential.ClientCredentials == ""},
		{"authorizationCode", value.Flows.AuthorizationCode != nil && credential.Config == ""},
	} {
		if flow.lost {
			s.doc.Lose(loss.Security, load.Join(pointer, "flows"), flow.key, "the flow has no function that gets tokens",
				"secrets go to addresses of https alone, and an option with several credentials has none; "+credential.Option+"Source takes any oauth2.TokenSource")
		}
	}
}

// isSecure reports whether secrets may go to an address.
func isSecure(address string) bool {
	endpoint, err := url.Parse(address)
	return err == nil && endpoint.Scheme == "https" && endpoint.Host != "" && endpoint.User == nil
}
