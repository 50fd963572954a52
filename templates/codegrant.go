package templates

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// oauthPath is the package that the configuration of a grant is of.
const oauthPath = "golang.org/x/oauth2"

// codeGrant makes what a program asks users for their authorization with, and the option that takes it.
func codeGrant(credential *ir.Credential) []jen.Code {
	scheme := credential.Schemes[0]
	grant := scheme.Code
	config := ir.Doc{Text: fmt.Sprintf("%s is how users authorize a program to act for them, by OAuth 2.0's authorization code: AuthCodeURL is where to send them, "+
		"with a state that is checked when they come back to redirectURL, and Exchange makes a token of the code that they bring, for [%s]. A program that cannot keep "+
		"a secret has none, and uses oauth2.GenerateVerifier.", credential.Config, credential.Refresh)}
	if len(grant.Scopes) > 0 {
		config.Text += "\n\nThe document knows the scopes " + strings.Join(grant.Scopes, ", ") + "."
	}
	refresh := ir.Doc{Text: fmt.Sprintf("%s sends the token that a user's authorization gave, and refreshes it when it nears its end: once for all goroutines. save gets each "+
		"new token, before it is used: keep it, since a server may take a refresh token only once. nil is no save. It takes the place of %s.", credential.Refresh, credential.Option)}
	endpoint := jen.Qual(oauthPath, "Endpoint").Values(
		jen.Id("AuthURL").Op(":").Add(lit(grant.AuthURL)), jen.Id("TokenURL").Op(":").Add(lit(grant.TokenURL)))
	return []jen.Code{
		documented(godoc.Lines(config, credential.Config), jen.Func().Id(credential.Config).
			Params(jen.List(jen.Id("id"), jen.Id("secret"), jen.Id("redirectURL")).String(), jen.Id("scopes").Op("...").String()).Op("*").Qual(oauthPath, "Config").Block(
			jen.Return(jen.Op("&").Qual(oauthPath, "Config").Custom(fieldLines(),
				jen.Id("ClientID").Op(":").Id("id"), jen.Id("ClientSecret").Op(":").Id("secret"), jen.Id("RedirectURL").Op(":").Id("redirectURL"),
				jen.Id("Scopes").Op(":").Id("scopes"), jen.Id("Endpoint").Op(":").Add(endpoint))))),
		documented(godoc.Lines(refresh, credential.Refresh), jen.Func().Id(credential.Refresh).Params(
			jen.Id("config").Op("*").Qual(oauthPath, "Config"), jen.Id("token").Op("*").Qual(oauthPath, "Token"),
			jen.Id("save").Func().Params(jen.Op("*").Qual(oauthPath, "Token")).Error()).Id("Option").Block(
			jen.Return(rt("WithRefresh").Call(jen.Id(scheme.Var), jen.Id("config"), lit(grant.RefreshURL), jen.Id("token"), jen.Id("save"))))),
	}
}
