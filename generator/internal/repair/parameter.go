package repair

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// parameters keeps those that are in the path and no repetitions. The method is empty for those of a path.
func (d Document) parameters(method, route, at string, parameters openapi3.Parameters) openapi3.Parameters {
	var kept openapi3.Parameters
	known := map[[2]string]bool{}
	for i, ref := range parameters {
		pointer := source.Join(at, "parameters", strconv.Itoa(i))
		p := ref.Value
		if p == nil || p.Name == "" {
			kept = append(kept, ref)
			continue
		}
		identity := [2]string{p.In, p.Name}
		switch {
		case p.In == openapi3.ParameterInPath && !strings.Contains(route, "{"+p.Name+"}"):
			d.Report(Stray, pointer, fmt.Sprintf("%s declares a path parameter %s that is not in the path", strings.TrimSpace(method+" "+route), problem.Quote(p.Name)),
				fmt.Sprintf("add {%s} to the path, or remove the parameter", p.Name))
			continue
		case known[identity]:
			d.Report(Repeated, source.Join(pointer, "name"), fmt.Sprintf("more than one %s parameter has name %s", problem.Quote(p.In), problem.Quote(p.Name)), "remove one of the two")
			continue
		}
		known[identity] = true
		d.parameter(pointer, p)
		kept = append(kept, ref)
	}
	return kept
}

func (d Document) parameter(pointer string, p *openapi3.Parameter) {
	if p.In == openapi3.ParameterInPath && !p.Required {
		p.Required = true
		d.Report(Required, source.Join(pointer, "required"), fmt.Sprintf("path parameter %s is not required: there is no path without it", problem.Quote(p.Name)),
			"add required: true")
	}
	if p.Schema == nil && len(p.Content) == 0 {
		p.Schema = openapi3.NewSchemaRef("", openapi3.NewStringSchema())
		d.Report(Untyped, pointer, fmt.Sprintf("parameter %s has no schema", problem.Quote(p.Name)), "add one")
	}
	if styles := stylesIn(p.In); p.Style != "" && styles != nil && !slices.Contains(styles, p.Style) {
		d.Report(Style, source.Join(pointer, "style"), fmt.Sprintf("the style %s is not for parameters in %s", problem.Quote(p.Style), p.In),
			"use "+strings.Join(styles, ", "))
		p.Style, p.Explode = "", nil
	}
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
