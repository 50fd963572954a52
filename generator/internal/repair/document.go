package repair

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// Document is what the rules about objects look at.
type Document struct {
	*openapi3.T
	// Name is a title for a document that has none.
	Name string
	// Report is told what a rule finds, and where: a JSON pointer.
	Report func(rule ID, pointer, message, hint string)
	// Incomplete reports whether parameters of an operation at a pointer are unknown, because a $ref leads nowhere.
	Incomplete func(operation string) bool
}

// Repair finds what validation would find wanting, or would not look for, and mends it. It comes before validation, which
// would look no further.
func (d Document) Repair() {
	d.paths()
	d.info()
	d.servers("#/servers", &d.Servers)
	d.security("#/security", d.Security)
	if d.Paths == nil {
		return
	}
	for _, route := range slices.Sorted(slices.Values(d.Paths.Keys())) {
		if item := d.Paths.Value(route); item != nil {
			d.path(route, source.Join("#/paths", route), item)
		}
	}
}

// paths gives a document that has no paths some, of which there are none.
func (d Document) paths() {
	if d.Paths == nil && !d.IsOpenAPI31OrLater() {
		d.Paths = openapi3.NewPaths()
		d.Report(Paths, "#", `"paths" is missing`, "add it")
	}
}

func (d Document) info() {
	if d.Info == nil {
		return
	}
	if d.Info.Title == "" {
		d.Info.Title = d.Name
		d.Report(Info, "#/info", `"title" is missing`, "add it")
	}
	if d.Info.Version == "" {
		d.Info.Version = "unversioned"
		d.Report(Info, "#/info", `"version" is missing`, "add it")
	}
}

// security asks for defined schemes only.
func (d Document) security(at string, requirements openapi3.SecurityRequirements) {
	for i, requirement := range requirements {
		for _, name := range slices.Sorted(maps.Keys(requirement)) {
			if d.Components != nil && d.Components.SecuritySchemes[name] != nil {
				continue
			}
			delete(requirement, name)
			hint := "add it to components.securitySchemes, or correct the name"
			if d.Components != nil {
				if near := problem.Closest(name, slices.Sorted(maps.Keys(d.Components.SecuritySchemes))); len(near) > 0 {
					hint = fmt.Sprintf("did you mean %s?", problem.Quote(near[0]))
				}
			}
			d.Report(Security, source.Join(at, strconv.Itoa(i), name), fmt.Sprintf("security scheme %s is not defined", problem.Quote(name)), hint)
		}
	}
}

// variable finds the variables in the address of a server and in a path.
var variable = regexp.MustCompile(`\{([^{}/]+)\}`)

// servers leaves out servers whose address has variables that are not declared, and variables that none has.
func (d Document) servers(at string, servers *openapi3.Servers) {
	var kept openapi3.Servers
	for i, server := range *servers {
		pointer := source.Join(at, strconv.Itoa(i))
		if why := incomplete(server); why != "" {
			d.Report(Server, pointer, "the server's address is incomplete: "+why, "complete it")
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(server.Variables)) {
			d.variable(source.Join(pointer, "variables", name), server, name)
		}
		kept = append(kept, server)
	}
	*servers = kept
}

// incomplete says what a server's address lacks.
func incomplete(server *openapi3.Server) string {
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

func (d Document) variable(pointer string, server *openapi3.Server, name string) {
	declared := server.Variables[name]
	switch {
	case !strings.Contains(server.URL, "{"+name+"}"):
		delete(server.Variables, name)
		d.Report(Unknown, pointer, fmt.Sprintf("the server's address has no variable %s", problem.Quote(name)), "remove it, or add it to the address")
	case declared.Default == "" && len(declared.Enum) > 0:
		declared.Default = declared.Enum[0]
		d.Report(Defaultless, pointer, `"default" is missing`, "add it")
	}
}
