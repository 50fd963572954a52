package repair

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

func noPaths(doc *openapi3.T) []Finding {
	if doc.Paths != nil || doc.IsOpenAPI31OrLater() {
		return nil
	}
	return found(`"paths" is missing`, "add it")
}

func addPaths(doc *openapi3.T) (gone bool) {
	doc.Paths = openapi3.NewPaths()
	return false
}

// infoAt is what a document says about itself, and a title for it.
type infoAt struct {
	*openapi3.Info
	name string
}

func incompleteInfo(info infoAt) []Finding {
	var findings []Finding
	if info.Title == "" {
		findings = append(findings, Finding{Message: `"title" is missing`, Hint: "add it"})
	}
	if info.Version == "" {
		findings = append(findings, Finding{Message: `"version" is missing`, Hint: "add it"})
	}
	return findings
}

func completeInfo(info infoAt) (gone bool) {
	if info.Title == "" {
		info.Title = info.name
	}
	if info.Version == "" {
		info.Version = "unversioned"
	}
	return false
}

// securityAt is a scheme that is asked for, and those that there are.
type securityAt struct {
	name        string
	requirement openapi3.SecurityRequirement
	schemes     openapi3.SecuritySchemes
}

func undefinedScheme(s securityAt) []Finding {
	if s.schemes[s.name] != nil {
		return nil
	}
	hint := "add it to components.securitySchemes, or correct the name"
	if near := problem.Closest(s.name, slices.Sorted(maps.Keys(s.schemes))); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %s?", problem.Quote(near[0]))
	}
	return found(fmt.Sprintf("security scheme %s is not defined", problem.Quote(s.name)), hint)
}

func askForNothing(s securityAt) (gone bool) {
	delete(s.requirement, s.name)
	return true
}

// variable finds the variables in the address of a server and in a path.
var variable = regexp.MustCompile(`\{([^{}/]+)\}`)

type serverAt struct{ *openapi3.Server }

func incompleteServer(s serverAt) []Finding {
	if why := incompleteAddress(s.Server); why != "" {
		return found("the server's address is incomplete: "+why, "complete it")
	}
	return nil
}

func drop[T any](T) (gone bool) { return true }

// incompleteAddress says what a server's address lacks.
func incompleteAddress(server *openapi3.Server) string {
	switch {
	case server == nil || server.URL == "":
		return "there is none"
	case strings.Count(server.URL, "{") != strings.Count(server.URL, "}"):
		return "a brace has no other"
	}
	for _, match := range variable.FindAllStringSubmatch(server.URL, -1) {
		declared := server.Variables[match[1]]
		if declared == nil || declared.Default == "" && len(declared.Enum) == 0 {
			return fmt.Sprintf("the variable %s has no value", problem.Quote(match[1]))
		}
	}
	return ""
}

// variableAt is a variable of a server.
type variableAt struct {
	*openapi3.Server
	name string
}

func unknownVariable(v variableAt) []Finding {
	if strings.Contains(v.URL, "{"+v.name+"}") {
		return nil
	}
	return found(fmt.Sprintf("the server's address has no variable %s", problem.Quote(v.name)), "remove it, or add it to the address")
}

func dropVariable(v variableAt) (gone bool) {
	delete(v.Variables, v.name)
	return true
}

func variableWithoutDefault(v variableAt) []Finding {
	if declared := v.Variables[v.name]; declared.Default == "" && len(declared.Enum) > 0 {
		return found(`"default" is missing`, "add it")
	}
	return nil
}

func takeFirstValue(v variableAt) (gone bool) {
	declared := v.Variables[v.name]
	declared.Default = declared.Enum[0]
	return false
}
