package repair

import (
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// parameterAt is a parameter of an operation or a path.
type parameterAt struct {
	owner string // as people call it
	route string
	// known are the parameters before it, by place and name.
	known map[[2]string]bool
	*openapi3.Parameter
}

func strayParameter(p parameterAt) []Finding {
	if p.In != openapi3.ParameterInPath || strings.Contains(p.route, "{"+p.Name+"}") {
		return nil
	}
	return found(fmt.Sprintf("%s declares a path parameter %s that is not in the path", p.owner, problem.Quote(p.Name)),
		fmt.Sprintf("add {%s} to the path, or remove the parameter", p.Name))
}

func repeatedParameter(p parameterAt) []Finding {
	if !p.known[[2]string{p.In, p.Name}] {
		return nil
	}
	return []Finding{{Key: "name", Message: fmt.Sprintf("more than one %s parameter has name %s", problem.Quote(p.In), problem.Quote(p.Name)),
		Hint: "remove one of the two"}}
}

func optionalInPath(p parameterAt) []Finding {
	if p.In != openapi3.ParameterInPath || p.Required {
		return nil
	}
	return []Finding{{Key: "required", Message: fmt.Sprintf("path parameter %s is not required: there is no path without it", problem.Quote(p.Name)),
		Hint: "add required: true"}}
}

func requireParameter(p parameterAt) (gone bool) {
	p.Required = true
	return false
}

func untypedParameter(p parameterAt) []Finding {
	if p.Schema != nil || len(p.Content) > 0 {
		return nil
	}
	return found(fmt.Sprintf("parameter %s has no schema", problem.Quote(p.Name)), "add one")
}

func takeString(p parameterAt) (gone bool) {
	p.Schema = openapi3.NewSchemaRef("", openapi3.NewStringSchema())
	return false
}

func unsuitableStyle(p parameterAt) []Finding {
	styles := stylesIn(p.In)
	if p.Style == "" || styles == nil || slices.Contains(styles, p.Style) {
		return nil
	}
	return []Finding{{Key: "style", Message: fmt.Sprintf("the style %s is not for parameters in %s", problem.Quote(p.Style), p.In),
		Hint: "use " + strings.Join(styles, ", ")}}
}

func takeUsualStyle(p parameterAt) (gone bool) {
	p.Style, p.Explode = "", nil
	return false
}

// stylesIn are the styles that OpenAPI has for parameters of a place, nil for a place that it does not know.
func stylesIn(in string) []string {
	switch in {
	case openapi3.ParameterInPath:
		return []string{openapi3.SerializationSimple, openapi3.SerializationLabel, openapi3.SerializationMatrix}
	case openapi3.ParameterInQuery:
		return []string{openapi3.SerializationForm, openapi3.SerializationSpaceDelimited, openapi3.SerializationPipeDelimited, openapi3.SerializationDeepObject}
	case openapi3.ParameterInHeader:
		return []string{openapi3.SerializationSimple}
	case openapi3.ParameterInCookie:
		return []string{openapi3.SerializationForm, "cookie"}
	}
	return nil
}
