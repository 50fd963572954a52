package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
)

// writePeerDocument writes the copy of the document that both generators are given. Oapi-codegen does not make a package
// that compiles of the document as it is: it gives the same name to six components and to enums of others' properties,
// and lists that are alternatives of a parameter refer to types that it does not declare. So the six get names of their
// own, and parameters that are one of several types are strings.
func writePeerDocument(documents []document, file string) error {
	i := slices.IndexFunc(documents, func(d document) bool { return d.name == peerOf })
	if i < 0 {
		return fmt.Errorf("%s is not in the corpus", peerOf)
	}
	data, err := os.ReadFile(documents[i].path)
	if err != nil {
		return err
	}
	var document map[string]any
	if err := json.Unmarshal(data, &document); err != nil {
		return err
	}
	nameComponents(object(document["components"]))
	simplifyParameters(document)
	if data, err = json.MarshalIndent(document, "", "  "); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}

func nameComponents(components map[string]any) {
	setGoName(object(components["schemas"])["code-scanning-variant-analysis-status"], "VariantAnalysisStatusComponent")
	for name, goName := range map[string]string{
		"package-visibility":                   "PackageVisibilityComponent",
		"rule-suite-result":                    "RuleSuiteResultComponent",
		"secret-scanning-alert-validity":       "SecretScanningAlertValidityComponent",
		"secret-scanning-custom-pattern-state": "SecretScanningCustomPatternStateComponent",
		"team-type":                            "TeamTypeComponent",
	} {
		parameter := object(object(components["parameters"])[name])
		setGoName(parameter, goName)
		setGoName(parameter["schema"], goName)
	}
}

func setGoName(of any, name string) {
	if values := object(of); values != nil {
		values["x-go-name"] = name
	}
}

// simplifyParameters makes parameters that are a string or something else strings.
func simplifyParameters(value any) {
	switch value := value.(type) {
	case map[string]any:
		if _, parameter := value["in"].(string); parameter && object(value["schema"])["oneOf"] != nil {
			value["schema"] = map[string]any{"type": "string"}
		}
		for _, inner := range value {
			simplifyParameters(inner)
		}
	case []any:
		for _, inner := range value {
			simplifyParameters(inner)
		}
	}
}
