package runtime

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/headers"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// credentialsOf are the credentials that options have set.
func credentialsOf(set map[string]any) map[string]credential {
	credentials := make(map[string]credential, len(set))
	for name, value := range set {
		credentials[name], _ = value.(credential)
	}
	return credentials
}

func setCredential(c *settings.Client, scheme *Scheme, value credential) {
	c.Credentials[scheme.Name] = value
	if scheme.In == "query" {
		c.InQuery = append(c.InQuery, scheme.Key)
	}
}

// WithCredential sets a scheme's credential to a fixed value. Generated packages wrap it in options with names of
// their own.
func WithCredential(scheme *Scheme, value string) sdk.Option {
	return func(c *settings.Client) error {
		if value == "" {
			return fmt.Errorf("%s: the credential is empty", scheme.Option)
		}
		if !headers.Value(value) {
			return fmt.Errorf("%s: the credential has control characters (a newline at the end?)", scheme.Option)
		}
		if _, intact := cookiePair(scheme.Key, scheme.Prefix+value); scheme.In == "cookie" && !intact {
			return fmt.Errorf("%s: no cookie can hold the credential: RFC 6265 allows no spaces, commas, semicolons, quotes, backslashes and non-ASCII", scheme.Option)
		}
		setCredential(c, scheme, newStaticCredential(scheme, value))
		return nil
	}
}

// WithBasicAuth sets the user and the password of a scheme of HTTP basic authentication. A user has no colon: what stands
// behind one would be taken for the password.
func WithBasicAuth(scheme *Scheme, user, password string) sdk.Option {
	return func(c *settings.Client) error {
		switch {
		case user == "" && password == "":
			return fmt.Errorf("%s: user and password are empty", scheme.Option)
		case strings.Contains(user, ":"):
			return fmt.Errorf("%s: the user has a colon", scheme.Option)
		}
		return WithCredential(scheme, user+":"+password)(c)
	}
}

// Credential makes a call with the credential that an option of a client sets, in place of the client's own. An option
// that sets something else makes the call fail.
func Credential(option sdk.Option) sdk.CallOption {
	set := settings.Client{Credentials: map[string]any{}, Header: http.Header{}}
	var problem error
	if option != nil {
		problem = option(&set)
	}
	if problem == nil && len(set.Credentials) == 0 {
		problem = errors.New("Credential: the option sets no credential")
	}
	return func(c *settings.Call) {
		if c.Credentials == nil {
			c.Credentials = map[string]any{}
		}
		maps.Copy(c.Credentials, set.Credentials)
		c.InQuery = append(c.InQuery, set.InQuery...)
		c.CredentialProblem = errors.Join(c.CredentialProblem, problem)
	}
}

// WithTokenSource takes a scheme's credential from a source, e.g. one of golang.org/x/oauth2. The client keeps the
// token until shortly before it expires, and asks for the next one once for all goroutines.
func WithTokenSource(scheme *Scheme, source oauth2.TokenSource) sdk.Option {
	return func(c *settings.Client) error {
		if source == nil {
			return fmt.Errorf("%s: the token source is nil", scheme.Option)
		}
		setCredential(c, scheme, &tokenCredential{scheme: scheme, tokens: newTokenCache(source)})
		return nil
	}
}

// Options makes one option of several.
func Options(options ...sdk.Option) sdk.Option {
	return func(c *settings.Client) error {
		var problems []error
		for _, option := range options {
			if option != nil {
				problems = append(problems, option(c))
			}
		}
		return errors.Join(problems...)
	}
}
