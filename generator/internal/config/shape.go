package config

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

//go:embed sdk.schema.json
var schemaText string

// Schema returns the JSON Schema of configuration files, for editors.
func Schema() string { return schemaText }

// shape is as much of JSON Schema as the schema of configurations uses.
type shape struct {
	Ref        string            `json:"$ref"`
	Type       string            `json:"type"`
	Properties map[string]*shape `json:"properties"`
	// Additional is false, or the shape of the values of the user's own keys.
	Additional json.RawMessage   `json:"additionalProperties"`
	Items      *shape            `json:"items"`
	AnyOf      []*shape          `json:"anyOf"`
	Enum       []string          `json:"enum"`
	Defs       map[string]*shape `json:"$defs"`
}

// checker holds a configuration against the schema, so that every mistake has a line and a key.
type checker struct {
	config   *Config
	defs     map[string]*shape
	problems *problem.List
}

// checkShape reports keys that mean nothing, and values of other kinds than those that the schema names. A misspelt key would
// be without effect, and nobody would see.
func (c *Config) checkShape(problems *problem.List) error {
	var root shape
	if err := json.Unmarshal([]byte(schemaText), &root); err != nil {
		return fmt.Errorf("reading the schema of configurations: %w", err)
	}
	k := &checker{config: c, defs: root.Defs, problems: problems}
	k.check(c.root(), &root, "")
	return nil
}

// check holds a value against its shape. A value that is missing is as good as no key.
func (k *checker) check(node *yaml.Node, s *shape, key string) {
	node = followed(node)
	if node.ShortTag() == "!!null" {
		return
	}
	whole := s
	s = k.choose(node, s)
	if s.Type == "" && len(s.AnyOf) == 0 {
		return // whatever it is, who reads it has more to say
	}
	if !s.holds(node) {
		k.add(node, fmt.Sprintf("%s is %s", describe(key), kindOf(node)), "write "+k.wants(whole))
		return
	}
	switch node.Kind {
	case yaml.MappingNode:
		k.object(node, s, key)
	case yaml.SequenceNode:
		for i, item := range node.Content {
			k.check(item, s.Items, fmt.Sprintf("%s[%d]", key, i))
		}
	}
}

// choose follows references, and takes the alternative that a value is written as: they differ in kind.
func (k *checker) choose(node *yaml.Node, s *shape) *shape {
	if s.Ref != "" {
		s = k.defs[strings.TrimPrefix(s.Ref, "#/$defs/")]
	}
	for _, alternative := range s.AnyOf {
		if one := k.choose(node, alternative); (one.Type == "object") == (node.Kind == yaml.MappingNode) {
			return one
		}
	}
	return s
}

func (k *checker) object(node *yaml.Node, s *shape, key string) {
	own := s.own()
	for i := 0; i+1 < len(node.Content); i += 2 {
		name := node.Content[i]
		inner, known := s.Properties[name.Value]
		if !known && own == nil {
			k.add(name, fmt.Sprintf("unknown key %q", name.Value), suggestion(name.Value, s.Properties))
			continue
		}
		if !known {
			inner = own
		}
		k.check(node.Content[i+1], inner, strings.TrimPrefix(key+"."+name.Value, "."))
	}
}

func (k *checker) add(node *yaml.Node, message, hint string) {
	k.problems.Add(problem.Problem{Pos: k.config.at(node), Message: message, Hint: hint})
}

// own is the shape of the user's own keys; nil where there are none.
func (s *shape) own() *shape {
	own := &shape{}
	if len(s.Additional) == 0 || json.Unmarshal(s.Additional, own) != nil {
		return nil
	}
	return own
}

// holds reports whether a value is of the shape's kind. A number or a boolean is a string where one is wanted: nobody quotes
// names that look like numbers.
func (s *shape) holds(node *yaml.Node) bool {
	switch s.Type {
	case "object":
		return node.Kind == yaml.MappingNode
	case "array":
		return node.Kind == yaml.SequenceNode
	case "boolean":
		return node.Kind == yaml.ScalarNode && node.ShortTag() == "!!bool"
	case "integer":
		return node.Kind == yaml.ScalarNode && node.ShortTag() == "!!int"
	default:
		return node.Kind == yaml.ScalarNode && (len(s.Enum) == 0 || slices.Contains(s.Enum, node.Value))
	}
}

// wants says what a shape is, for a hint.
func (k *checker) wants(s *shape) string {
	switch {
	case s.Ref != "":
		return k.wants(k.defs[strings.TrimPrefix(s.Ref, "#/$defs/")])
	case len(s.AnyOf) > 0:
		var all []string
		for _, alternative := range s.AnyOf {
			all = append(all, k.wants(alternative))
		}
		return strings.Join(all, ", or ")
	case len(s.Enum) > 0:
		return strings.Join(s.Enum, " or ")
	case s.Type == "object":
		return "a mapping"
	case s.Type == "array":
		return "a list"
	case s.Type == "boolean":
		return "true or false"
	case s.Type == "integer":
		return "a number"
	default:
		return "a text"
	}
}

func describe(key string) string {
	if key == "" {
		return "the configuration"
	}
	return key
}

func kindOf(node *yaml.Node) string {
	switch node.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	default:
		return fmt.Sprintf("%q", node.Value)
	}
}
