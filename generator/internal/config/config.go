// Package config reads what somebody wants otherwise than a document says, without editing the document: names, what to
// include, paging, idempotency, the error's type. It says it in the generator's own words: as x-sdk-* extensions at places
// of the document.
package config

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// Config is what a configuration file says. Operations are named by operationId or as "GET /path", schemas by their key
// among the components, properties as Schema.property.
type Config struct {
	// Names give schemas, operations and fields other Go names.
	Names Names `yaml:"names"`
	// Include and Exclude choose operations. An empty Include is all.
	Include Choice `yaml:"include"`
	Exclude Choice `yaml:"exclude"`
	// Groups are the fields of the client that operations are put behind.
	Groups Groups `yaml:"groups"`
	// Pagination says of operations how their lists go on, as x-sdk-pagination does: with a mapping, or none. A name may be a
	// pattern, which a name takes precedence over.
	Pagination map[string]any `yaml:"pagination"`
	// Retry says of operations which failures may be repeated: always, unprocessed or never.
	Retry map[string]string `yaml:"retry"`
	// Idempotency names properties, and headers, that are idempotency keys.
	Idempotency []string `yaml:"idempotency"`
	// Sensitive names properties that are never logged.
	Sensitive []string `yaml:"sensitive"`
	// Raw names schemas of unions that stay raw JSON.
	Raw []string `yaml:"raw"`
	// Types are Go types of the user's own, such as github.com/shopspring/decimal.Decimal, by the format or the schema whose
	// values they hold.
	Types map[string]string `yaml:"types"`
	// Webhooks say how what the API sends is signed, as x-sdk-webhook-signature does.
	Webhooks Webhooks `yaml:"webhooks"`
	// Error names the schema that errors answer.
	Error string `yaml:"error"`
	// Making says of what the SDK is made. Its keys stand beside the others; all are empty where flags say it.
	Making `yaml:",inline"`
	// SDKs are several in one file. Beside them nothing stands.
	SDKs []*Config `yaml:"sdks"`

	file  string
	nodes *yaml.Node
	// lax means that what the document lacks is no problem.
	lax bool
}

// Lax is the same configuration for another document than it was written for, such as a former one: what it names and that
// document lacks is no problem.
func (c *Config) Lax() *Config {
	lax := *c
	lax.lax = true
	return &lax
}

// Names are Go names by what they name.
type Names struct {
	Schemas    map[string]string `yaml:"schemas"`
	Operations map[string]string `yaml:"operations"`
	// Fields are those of structs, by the properties that they hold.
	Fields map[string]string `yaml:"fields"`
}

// Webhooks say of what the API sends how it is signed: the word standard, or how an HMAC is made.
type Webhooks struct {
	Signature any `yaml:"signature"`
}

// Choice is some of the operations: by name, where * stands for anything but a slash and ** for anything, or by tag.
type Choice struct {
	Operations []string `yaml:"operations"`
	Tags       []string `yaml:"tags"`
}

// maxSize is more than any configuration needs.
const maxSize = 1 << 20

// File reads a configuration. Its error is a problem.Problems with all that is wrong, unless the file cannot be read.
func File(path string) (*Config, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w; check the path", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	if len(data) > maxSize {
		return nil, fmt.Errorf("the configuration %s is larger than %d bytes", path, maxSize)
	}
	return parse(path, data)
}

func parse(path string, data []byte) (*Config, error) {
	config := &Config{file: path, nodes: &yaml.Node{}}
	if len(bytes.TrimSpace(data)) == 0 {
		return config, nil
	}
	if err := yaml.Unmarshal(data, config.nodes); err != nil {
		return nil, problem.Problems{{Pos: problem.Position{File: path}, Message: "invalid YAML: " + oneLine(err)}}
	}
	var problems problem.List
	if err := config.checkShape(&problems); err != nil {
		return nil, err
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	if err := config.root().Decode(config); err != nil {
		return nil, problem.Problems{{Pos: problem.Position{File: path}, Message: oneLine(err),
			Hint: "see hubchannels generate -h for what a configuration holds"}}
	}
	config.place(&problems)
	return config, problems.Err()
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

func (c *Config) root() *yaml.Node {
	if c.nodes.Kind == yaml.DocumentNode && len(c.nodes.Content) == 1 {
		return c.nodes.Content[0]
	}
	return c.nodes
}

func (c *Config) at(node *yaml.Node) problem.Position {
	return problem.Position{File: c.file, Line: node.Line, Column: node.Column}
}

func suggestion(name string, known map[string]*shape) string {
	candidates := sorted(known)
	if near := problem.Closest(name, candidates); len(near) > 0 {
		return fmt.Sprintf("did you mean %q?", near[0])
	}
	return "use one of " + strings.Join(candidates, ", ")
}

// find is the node of a key, a value or a list's element somewhere in a section, for the position of a problem.
func (c *Config) find(section, text string) problem.Position {
	var found *yaml.Node
	var walk func(node *yaml.Node, inside bool)
	walk = func(node *yaml.Node, inside bool) {
		for i, child := range node.Content {
			isMapping := node.Kind == yaml.MappingNode
			isKey := isMapping && i%2 == 0
			inside := inside || isMapping && !isKey && node.Content[i-1].Value == section
			if inside && child.Value == text && found == nil {
				found = child
			}
			if !isKey {
				walk(child, inside)
			}
		}
	}
	walk(c.root(), false)
	if found == nil {
		return problem.Position{File: c.file}
	}
	return c.at(found)
}
