package testserver

import (
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// credentials names a constant for each scheme: AccessToken, or DeveloperKeyAppID where there are several.
func credentials(api *ir.API) []ir.TestCredential {
	names := naming.NewScope("Server", "NewServer", "Start")
	for _, operation := range api.Operations {
		names.Claim(operation.Name+"Request", "", nil)
	}
	var found []ir.TestCredential
	for _, credential := range api.Credentials {
		for _, scheme := range credential.Schemes {
			c := ir.TestCredential{Name: strings.TrimPrefix(credential.Option, "With"), Scheme: scheme}
			if len(credential.Schemes) > 1 {
				c.Name += naming.Exported(scheme.Arg)
			}
			c.Name = names.Claim(c.Name, "Credential", nil)
			c.Value = "test-" + strings.ToLower(strings.Join(naming.Words(c.Name), "-"))
			if scheme.Basic {
				c.Value = "test:password"
			}
			found = append(found, c)
		}
	}
	return found
}
