package load

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

const (
	repairInfo        = "documents without a title or a version get one"
	repairStray       = "path parameters that their path lacks are dropped"
	repairUndeclared  = "path parameters that are not declared are strings"
	repairRequired    = "path parameters are required"
	repairRepeated    = "parameters that are declared twice count once"
	repairStyle       = "parameters of a style that does not suit them have the usual one"
	repairNoSchema    = "parameters without a schema are strings"
	repairFragment    = "fragments of paths tell operations apart, and are not sent"
	repairStatus      = "responses for what is no status are left out"
	repairSecurity    = "security schemes that are not defined are not asked for"
	repairServer      = "servers whose address is incomplete are left out"
	repairDefaultless = "variables of servers that have no default have their first value"
)

// adjust repairs what validation would find wanting, in a document that is read leniently. It comes before validation,
// which would look no further.
func (c *checker) adjust() {
	c.addPaths()
	c.adjustInfo()
	c.adjustServers("#/servers", &c.doc.Servers)
	c.adjustSecurity("#/security", c.doc.Security)
	if c.doc.Paths == nil {
		return
	}
	for _, route := range slices.Sorted(slices.Values(c.doc.Paths.Keys())) {
		if item := c.doc.Paths.Value(route); item != nil {
			c.adjustItem(route, source.Join("#/paths", route), item)
		}
	}
}

func (c *checker) adjustItem(route, at string, item *openapi3.PathItem) {
	if strings.Contains(route, "#") {
		c.adjusted(at, fmt.Sprintf("the path %s has a fragment", problem.Quote(route)), repairFragment)
	}
	c.adjustServers(source.Join(at, "servers"), &item.Servers)
	item.Parameters = c.adjustParameters(route, at, item.Parameters)
	for method, operation := range item.Operations() {
		c.adjustOperation(route, source.Join(at, strings.ToLower(method)), item, operation)
	}
}

func (c *checker) adjustInfo() {
	info := c.doc.Info
	if info == nil {
		return
	}
	if info.Title == "" {
		info.Title = strings.TrimSuffix(path.Base(c.files.Root), path.Ext(c.files.Root))
		c.adjusted("#/info", `"title" is missing`, repairInfo)
	}
	if info.Version == "" {
		info.Version = "unversioned"
		c.adjusted("#/info", `"version" is missing`, repairInfo)
	}
}

func (c *checker) adjustOperation(route, at string, item *openapi3.PathItem, operation *openapi3.Operation) {
	if operation.Servers != nil {
		c.adjustServers(source.Join(at, "servers"), operation.Servers)
	}
	if operation.Security != nil {
		c.adjustSecurity(source.Join(at, "security"), *operation.Security)
	}
	operation.Parameters = c.adjustParameters(route, at, operation.Parameters)
	c.declareParameters(route, at, item, operation)
	c.adjustStatuses(source.Join(at, "responses"), operation.Responses)
}

// adjustSecurity asks for defined schemes only.
func (c *checker) adjustSecurity(at string, requirements openapi3.SecurityRequirements) {
	for i, requirement := range requirements {
		for _, name := range slices.Sorted(maps.Keys(requirement)) {
			if c.doc.Components == nil || c.doc.Components.SecuritySchemes[name] == nil {
				delete(requirement, name)
				c.adjusted(source.Join(at, strconv.Itoa(i), name), fmt.Sprintf("security scheme %s is not defined", problem.Quote(name)), repairSecurity)
			}
		}
	}
}

// adjustParameters keeps the parameters that are not stray and no repetitions.
func (c *checker) adjustParameters(route, at string, parameters openapi3.Parameters) openapi3.Parameters {
	var kept openapi3.Parameters
	for i, ref := range parameters {
		pointer := source.Join(at, "parameters", strconv.Itoa(i))
		p := ref.Value
		switch {
		case p == nil || p.Name == "":
		case p.In == openapi3.ParameterInPath && !strings.Contains(route, "{"+p.Name+"}"):
			c.adjusted(pointer, fmt.Sprintf("the path parameter %s is not in the path", problem.Quote(p.Name)), repairStray)
			continue
		case kept.GetByInAndName(p.In, p.Name) != nil:
			c.adjusted(pointer, fmt.Sprintf("the %s parameter %s is there already", p.In, problem.Quote(p.Name)), repairRepeated)
			continue
		default:
			c.adjustParameter(pointer, p)
		}
		kept = append(kept, ref)
	}
	return kept
}

func (c *checker) adjustParameter(pointer string, p *openapi3.Parameter) {
	if p.In == openapi3.ParameterInPath && !p.Required {
		p.Required = true
		c.adjusted(pointer, fmt.Sprintf("path parameter %s is not required", problem.Quote(p.Name)), repairRequired)
	}
	if p.Schema == nil && len(p.Content) == 0 {
		p.Schema = openapi3.NewSchemaRef("", openapi3.NewStringSchema())
		c.adjusted(pointer, fmt.Sprintf("parameter %s has no schema", problem.Quote(p.Name)), repairNoSchema)
	}
	if p.Style != "" && !suits(p.Style, p.In) {
		c.adjusted(source.Join(pointer, "style"), fmt.Sprintf("the style %s is not for parameters in %s", p.Style, p.In), repairStyle)
		p.Style, p.Explode = "", nil
	}
}

// suits tells whether OpenAPI has a style for parameters of a place.
func suits(style, in string) bool {
	switch in {
	case openapi3.ParameterInPath:
		return slices.Contains([]string{"simple", "label", "matrix"}, style)
	case openapi3.ParameterInQuery:
		return slices.Contains([]string{"form", "spaceDelimited", "pipeDelimited", "deepObject"}, style)
	case openapi3.ParameterInHeader:
		return style == "simple"
	}
	return style == "form" || style == "cookie"
}

var templated = regexp.MustCompile(`\{([^{}/]+)\}`)

// declareParameters adds the parameters that a path has and nobody declares, unless a $ref that leads nowhere might.
func (c *checker) declareParameters(route, at string, item *openapi3.PathItem, operation *openapi3.Operation) {
	if p, ok := c.place(at); ok && c.lacksParameters(p) {
		return
	}
	for _, match := range templated.FindAllStringSubmatch(route, -1) {
		in, name := openapi3.ParameterInPath, match[1]
		if item.Parameters.GetByInAndName(in, name) != nil || operation.Parameters.GetByInAndName(in, name) != nil {
			continue
		}
		declared := openapi3.NewPathParameter(name).WithSchema(openapi3.NewStringSchema())
		operation.Parameters = append(operation.Parameters, &openapi3.ParameterRef{Value: declared})
		c.adjusted(at, fmt.Sprintf("the path parameter %s is not declared", problem.Quote(name)), repairUndeclared)
	}
}

// adjustStatuses leaves out responses for what is no status, and reads 4xx as 4XX.
func (c *checker) adjustStatuses(at string, responses *openapi3.Responses) {
	if responses == nil {
		return
	}
	for _, status := range slices.Sorted(slices.Values(responses.Keys())) {
		if isStatus(status) {
			continue
		}
		known := strings.ToUpper(status)
		if isStatus(known) && responses.Value(known) == nil {
			responses.Set(known, responses.Value(status))
		}
		responses.Delete(status)
		c.adjusted(source.Join(at, status), fmt.Sprintf("%s is no status", problem.Quote(status)), repairStatus)
	}
}

// adjustServers leaves out servers whose address has variables that are not declared, and variables that none has.
func (c *checker) adjustServers(at string, servers *openapi3.Servers) {
	var kept openapi3.Servers
	for i, server := range *servers {
		pointer := source.Join(at, strconv.Itoa(i))
		if server == nil || server.URL == "" || c.incomplete(server) {
			c.adjusted(pointer, "the server's address is incomplete", repairServer)
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(server.Variables)) {
			c.adjustVariable(source.Join(pointer, "variables", name), server, name)
		}
		kept = append(kept, server)
	}
	*servers = kept
}

func (c *checker) incomplete(server *openapi3.Server) bool {
	if strings.Count(server.URL, "{") != strings.Count(server.URL, "}") {
		return true
	}
	return slices.ContainsFunc(templated.FindAllStringSubmatch(server.URL, -1), func(match []string) bool {
		variable := server.Variables[match[1]]
		return variable == nil || variable.Default == "" && len(variable.Enum) == 0
	})
}

func (c *checker) adjustVariable(pointer string, server *openapi3.Server, name string) {
	variable := server.Variables[name]
	switch {
	case !strings.Contains(server.URL, "{"+name+"}"):
		delete(server.Variables, name)
		c.adjusted(pointer, fmt.Sprintf("the server's address has no variable %s", problem.Quote(name)), repairUnknown)
	case variable.Default == "" && len(variable.Enum) > 0:
		variable.Default = variable.Enum[0]
		c.adjusted(pointer, `"default" is missing`, repairDefaultless)
	}
}

// adjusted reports a repair of the value at a pointer.
func (c *checker) adjusted(pointer, message, repair string) {
	position := problem.Position{File: c.files.Given}
	if p, ok := c.place(pointer); ok {
		position = p.Tree.Position(p.At)
	}
	c.problems.Add(problem.Problem{Pos: position, Pointer: pointer, Message: message, Repair: repair})
}
