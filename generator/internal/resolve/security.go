package resolve

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

const schemesAt = "#/components/securitySchemes"

// security resolves the security schemes and groups those that one option sets.
func (r *resolver) security() {
	if r.doc.T.Components == nil {
		return
	}
	for _, key := range r.doc.Keys(schemesAt) {
		ref := r.doc.T.Components.SecuritySchemes[key]
		if ref == nil || ref.Value == nil {
			continue
		}
		scheme := newScheme(key, ref.Value)
		if scheme == nil {
			r.lose(loss.Security, load.Join(schemesAt, key), "", "the scheme "+key+" has no option",
				"its credential is in no request; set it up with WithHTTPClient")
			continue
		}
		scheme.Var = r.names.Claim(scheme.Var, "", nil)
		r.schemes[key] = scheme
		r.credential(key, scheme, ref.Value)
	}
}

// newScheme is a scheme as the runtime needs it; nil for what travels outside of the request, such as mutual TLS.
func newScheme(key string, value *openapi3.SecurityScheme) *ir.Scheme {
	scheme := &ir.Scheme{Name: key, Var: "scheme" + naming.Exported(key), Arg: naming.Argument(naming.Exported(key))}
	switch {
	case value.Type == "apiKey":
		scheme.In, scheme.Key = value.In, value.Name
	case value.Type == "http" && strings.EqualFold(value.Scheme, "basic"):
		scheme.In, scheme.Key, scheme.Prefix, scheme.Basic, scheme.Arg = "header", "Authorization", "Basic ", true, "basic"
	case value.Type == "http" && !strings.EqualFold(value.Scheme, "bearer"):
		scheme.In, scheme.Key, scheme.Prefix = "header", "Authorization", value.Scheme+" "
	case value.Type == "http", value.Type == "oauth2", value.Type == "openIdConnect":
		scheme.In, scheme.Key, scheme.Prefix, scheme.Token, scheme.Arg = "header", "Authorization", "Bearer ", true, "token"
		scheme.TokenURL, scheme.TokenScopes = tokenEndpoint(value)
	default:
		return nil
	}
	return scheme
}

// tokenEndpoint is where tokens come from by client credentials, and for which scopes. A client's secret goes to no
// address that is not https.
func tokenEndpoint(value *openapi3.SecurityScheme) (address string, scopes []string) {
	if value.Flows == nil || value.Flows.ClientCredentials == nil {
		return "", nil
	}
	flow := value.Flows.ClientCredentials
	if endpoint, err := url.Parse(flow.TokenURL); err != nil || endpoint.Scheme != "https" || endpoint.Host == "" || endpoint.User != nil {
		return "", nil
	}
	return flow.TokenURL, slices.Sorted(maps.Keys(flow.Scopes))
}

// credential adds a scheme to the option that sets it: the one that the document names, else one of its own.
func (r *resolver) credential(key string, scheme *ir.Scheme, value *openapi3.SecurityScheme) {
	pointer := load.Join(schemesAt, key)
	extension, given := r.extension(value.Extensions, pointer, "x-sdk-credential")
	word, _ := extension.(string)
	if given && !naming.IsExported(word) {
		r.fail(load.Join(pointer, "x-sdk-credential"), fmt.Sprintf("%q is no exported Go name", word), "write it like AccessToken")
	}
	if !given {
		word = naming.Exported(key)
	}
	i := slices.IndexFunc(r.api.Credentials, func(c *ir.Credential) bool { return c.Option == naming.Setter(word) })
	if i < 0 || !given {
		option := r.names.Claim(naming.Setter(word), "Credential", naming.OfCredential)
		doc := ir.Doc{Text: credentialText(option, scheme, value), Position: r.position(pointer), Pointer: pointer}
		r.api.Credentials = append(r.api.Credentials, &ir.Credential{Option: option, Doc: doc})
		i = len(r.api.Credentials) - 1
	}
	credential := r.api.Credentials[i]
	scheme.Option = credential.Option
	arguments := naming.NewScope()
	for _, other := range credential.Schemes {
		arguments.Take(other.Arg)
	}
	scheme.Arg = arguments.Claim(scheme.Arg, "", nil)
	credential.Schemes = append(credential.Schemes, scheme)
	if scheme.TokenURL != "" && len(credential.Schemes) == 1 {
		credential.ClientCredentials = r.names.Claim(naming.ClientCredentials(credential.Option), "", nil)
	}
}

func credentialText(option string, scheme *ir.Scheme, value *openapi3.SecurityScheme) string {
	text := option + " sets the credential of the operations that ask for it."
	if scheme.Basic {
		text = option + " sets the user and the password of the operations that ask for them."
	}
	if value.Description != "" {
		text += " " + value.Description
	}
	return text
}

// requirements are an operation's alternatives of schemes.
func (r *resolver) requirements(o *operationAt) [][]*ir.Scheme {
	required := o.operation.Security
	if required == nil {
		required = &r.doc.T.Security
	}
	var alternatives [][]*ir.Scheme
	for _, requirement := range *required {
		alternative := []*ir.Scheme{}
		for _, key := range sortedKeys(requirement) {
			if scheme := r.schemes[key]; scheme != nil {
				alternative = append(alternative, scheme)
			}
		}
		alternatives = append(alternatives, alternative)
	}
	return alternatives
}

func sortedKeys(requirement openapi3.SecurityRequirement) []string {
	keys := make([]string, 0, len(requirement))
	for key := range requirement {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
