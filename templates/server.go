package templates

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// withVariables are the document's servers that have variables.
func withVariables(named []ir.NamedServer) []ir.Server {
	var servers []ir.Server
	for _, server := range named {
		if len(server.Server.Variables) > 0 {
			servers = append(servers, server.Server)
		}
	}
	return servers
}

// ownServers makes a field with servers, such as those of operations that have one of their own.
func ownServers(field string, servers []ir.Server) jen.Code {
	if len(servers) == 0 {
		return jen.Null()
	}
	values := make([]jen.Code, len(servers))
	for i, server := range servers {
		values[i] = jen.Values(jen.Id("URL").Op(":").Add(lit(server.URL)), serverVariables(server.Variables))
	}
	return jen.Id(field).Op(":").Index().Add(rt("Server")).Custom(fieldLines(), values...)
}

// serverVariables makes the field with the variables of a server.
func serverVariables(variables []ir.ServerVariable) jen.Code {
	if len(variables) == 0 {
		return jen.Null()
	}
	values := make([]jen.Code, len(variables))
	for i, variable := range variables {
		fields := []jen.Code{jen.Id("Name").Op(":").Add(lit(variable.Name)), jen.Id("Default").Op(":").Add(lit(variable.Default))}
		if len(variable.Values) > 0 {
			fields = append(fields, jen.Id("Values").Op(":").Index().String().Values(literals(variable.Values)...))
		}
		values[i] = jen.Values(fields...)
	}
	return jen.Id("Variables").Op(":").Index().Add(rt("ServerVariable")).Custom(fieldLines(), values...)
}

// serverVariableOption makes the option that sets the variables; nothing where no server has any.
func serverVariableOption(api *ir.API) []jen.Code {
	all := slices.Clone(api.Variables)
	for _, server := range api.OwnServers {
		all = append(all, server.Variables...)
	}
	for _, server := range api.Servers {
		all = append(all, server.Server.Variables...)
	}
	if len(all) == 0 {
		return nil
	}
	lines := []string{}
	for _, variable := range all {
		line := "  - " + variable.Name + ":"
		if variable.Doc != "" {
			line += " " + strings.Join(strings.Fields(variable.Doc), " ")
		}
		if len(variable.Values) > 0 {
			line += " One of " + strings.Join(variable.Values, ", ") + "."
		}
		if line += " Defaults to " + variable.Default + "."; !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	text := "WithServerVariable sets a variable in the addresses of the document's servers. NewClient fails for a name or a value " +
		"that the document does not have.\n\n" + strings.Join(lines, "\n")
	return []jen.Code{documented(godoc.Lines(ir.Doc{Text: text}, "WithServerVariable"),
		jen.Func().Id("WithServerVariable").Params(jen.List(jen.Id("name"), jen.Id("value")).String()).Id("Option").Block(
			jen.Return(jen.Qual(sdkPath, "WithServerVariable").Call(jen.Id("name"), jen.Id("value")))))}
}
