// Package security resolves the security schemes of a document, and which of them an operation asks for.
package security

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

const schemesAt = "#/components/securitySchemes"

// Schemes are the security schemes of a document.
type Schemes struct {
	// Credentials are the options that set them.
	Credentials []*ir.Credential

	doc   *document.Document
	names *place.Declared
	byKey map[string]*ir.Scheme
	// said are the schemes that are recorded as losses.
	said map[*ir.Scheme]bool
}

// Resolve resolves the security schemes and groups those that one option sets.
func Resolve(doc *document.Document, names *place.Declared) *Schemes {
	s := &Schemes{doc: doc, names: names, byKey: map[string]*ir.Scheme{}, said: map[*ir.Scheme]bool{}}
	if doc.T.Components == nil {
		return s
	}
	for _, key := range doc.Keys(schemesAt) {
		if ref := doc.T.Components.SecuritySchemes[key]; ref != nil && ref.Value != nil {
			s.add(key, ref.Value)
		}
	}
	return s
}

func (s *Schemes) add(key string, value *openapi3.SecurityScheme) {
	scheme := newScheme(key, value)
	if scheme == nil {
		s.doc.Lose(loss.Security, load.Join(schemesAt, key), "", "the scheme "+key+" has no option",
			"its credential is in no request; set it up with WithHTTPClient")
		return
	}
	scheme.Var = s.names.Claim(scheme.Var, "", nil)
	s.byKey[key] = scheme
	s.credential(key, scheme, value)
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
		scheme.Code = codeGrant(value)
	default:
		return nil
	}
	return scheme
}

// credential adds a scheme to the option that sets it: the one that the document names, else one of its own.
func (s *Schemes) credential(key string, scheme *ir.Scheme, value *openapi3.SecurityScheme) {
	pointer := load.Join(schemesAt, key)
	extension, given := s.doc.Extension(value.Extensions, pointer, "x-sdk-credential")
	word, _ := extension.(string)
	if given && !naming.IsExported(word) {
		s.doc.Fail(load.Join(pointer, "x-sdk-credential"), fmt.Sprintf("%q is no exported Go name", word), "write it like AccessToken")
	}
	if !given {
		word = naming.Exported(key)
	}
	i := slices.IndexFunc(s.Credentials, func(c *ir.Credential) bool { return c.Option == naming.Setter(word) })
	if i < 0 || !given {
		option := s.names.Claim(naming.Setter(word), "Credential", naming.OfCredential)
		doc := ir.Doc{Text: credentialText(option, scheme, value), Position: s.doc.Short(pointer), Pointer: pointer}
		s.Credentials = append(s.Credentials, &ir.Credential{Option: option, Doc: doc})
		i = len(s.Credentials) - 1
	}
	credential := s.Credentials[i]
	scheme.Option = credential.Option
	arguments := naming.NewScope()
	for _, other := range credential.Schemes {
		arguments.Take(other.Arg)
	}
	scheme.Arg = arguments.Claim(scheme.Arg, "", nil)
	credential.Schemes = append(credential.Schemes, scheme)
	if scheme.TokenURL != "" && len(credential.Schemes) == 1 {
		credential.ClientCredentials = s.names.Claim(naming.ClientCredentials(credential.Option), "", nil)
	}
	if scheme.Code != nil && len(credential.Schemes) == 1 {
		credential.Config = s.names.Claim(naming.GrantConfig(credential.Option), "", nil)
		credential.Refresh = s.names.Claim(naming.Refresh(credential.Option), "", nil)
	}
	s.loseFlows(value, credential, pointer)
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

// Requirements are the alternatives of credentials of an operation, that without any last: whoever has a credential wants it to
// be sent.
func (s *Schemes) Requirements(operation *openapi3.Operation) [][]*ir.Scheme {
	required := operation.Security
	if required == nil {
		required = &s.doc.T.Security
	}
	var alternatives [][]*ir.Scheme
	for _, requirement := range *required {
		alternative := []*ir.Scheme{}
		for _, key := range slices.Sorted(maps.Keys(requirement)) {
			if scheme := s.byKey[key]; scheme != nil {
				s.alone(key, scheme, alternative)
				alternative = append(alternative, scheme)
			}
		}
		alternatives = append(alternatives, alternative)
	}
	slices.SortStableFunc(alternatives, func(a, b []*ir.Scheme) int { return min(len(b), 1) - min(len(a), 1) })
	return alternatives
}

// alone records that a scheme takes the header of others that are required with it: the last one is sent.
func (s *Schemes) alone(key string, scheme *ir.Scheme, others []*ir.Scheme) {
	same := slices.IndexFunc(others, func(o *ir.Scheme) bool {
		return scheme.In == "header" && o.In == "header" && strings.EqualFold(o.Key, scheme.Key)
	})
	if same < 0 || s.said[others[same]] {
		return
	}
	s.said[others[same]] = true
	s.doc.Lose(loss.Security, load.Join(schemesAt, others[same].Name), "", fmt.Sprintf("the scheme %s is not sent beside %s", others[same].Name, key),
		"both are the header "+scheme.Key+", which a request has once")
}
