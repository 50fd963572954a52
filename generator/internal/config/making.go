package config

import (
	"fmt"
	"go/token"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// FileName is the configuration that is found in the working directory.
const FileName = "sdk.yaml"

// Making says of what an SDK is made, where it is written to, and how the document is read. Its paths are relative to the
// working directory once the configuration is read, and may lead anywhere: the file is trusted as a Makefile is.
type Making struct {
	Spec           string   `yaml:"spec"`
	Out            string   `yaml:"out"`
	Package        string   `yaml:"package"`
	Overlays       []string `yaml:"overlays"`
	Refs           string   `yaml:"refs"`
	Fetch          []string `yaml:"fetch"`
	Lenient        bool     `yaml:"lenient"`
	StrictExamples bool     `yaml:"strictExamples"`
	Docs           bool     `yaml:"docs"`
	// FailOnLoss are kinds of losses that are errors; all are any.
	FailOnLoss []string `yaml:"failOnLoss"`
}

// All returns the configurations of the SDKs that the file makes: those of its list, or itself if it names a document. None
// is a file that only configures.
func (c *Config) All() []*Config {
	if len(c.SDKs) > 0 {
		return c.SDKs
	}
	if c.Spec != "" {
		return []*Config{c}
	}
	return nil
}

// place gives each SDK its own part of the file for positions, and makes paths relative to the working directory.
func (c *Config) place(problems *problem.List) {
	list := valueOf(c.root(), "sdks")
	for i, sdk := range c.SDKs {
		if sdk == nil {
			sdk = &Config{}
			c.SDKs[i] = sdk
		}
		sdk.file, sdk.nodes = c.file, followed(list.Content[i])
		sdk.complete(problems)
	}
	if len(c.SDKs) > 0 {
		c.alone(problems)
		c.apart(problems)
	} else if c.Spec != "" || c.Out != "" || c.Package != "" {
		c.complete(problems)
	}
}

// alone reports keys beside a list of SDKs: they would belong to none of them.
func (c *Config) alone(problems *problem.List) {
	root := c.root()
	for i := 0; i+1 < len(root.Content); i += 2 {
		if key := root.Content[i]; key.Value != "sdks" {
			problems.Add(problem.Problem{Pos: c.at(key), Message: fmt.Sprintf("%s stands beside sdks", key.Value),
				Hint: "write it into the SDKs that it is for"})
		}
	}
}

// apart reports SDKs that are written to one folder: the later would remove the earlier's files.
func (c *Config) apart(problems *problem.List) {
	seen := map[string]bool{}
	for _, sdk := range c.SDKs {
		if seen[sdk.Out] && sdk.Out != "" {
			problems.Add(problem.Problem{Pos: sdk.at(valueOf(sdk.root(), "out")), Message: "out: another SDK is written to " + sdk.Out,
				Hint: "give each a folder of its own"})
		}
		seen[sdk.Out] = true
	}
}

// complete reports what is missing or no package's name, and makes paths relative to the working directory.
func (c *Config) complete(problems *problem.List) {
	for _, key := range []struct{ name, value string }{{"spec", c.Spec}, {"out", c.Out}, {"package", c.Package}} {
		if key.value == "" {
			problems.Add(problem.Problem{Pos: c.at(c.root()), Message: key.name + " is missing", Hint: "an SDK has spec, out and package"})
		}
	}
	if c.Package != "" && (!token.IsIdentifier(c.Package) || c.Package == "_" || c.Package == "main") {
		problems.Add(problem.Problem{Pos: c.at(valueOf(c.root(), "package")), Message: fmt.Sprintf("package: %q cannot be a package that is imported", c.Package),
			Hint: "use lower-case letters and digits"})
	}
	for _, path := range []*string{&c.Spec, &c.Out, &c.Refs} {
		*path = c.relative(*path)
	}
	for i := range c.Overlays {
		c.Overlays[i] = c.relative(c.Overlays[i])
	}
}

// relative makes a path of the file one from the working directory. URLs stay.
func (c *Config) relative(path string) string {
	if path == "" || filepath.IsAbs(path) || strings.Contains(path, "://") {
		return path
	}
	return filepath.Join(filepath.Dir(c.file), path)
}

// valueOf is the value of a mapping's key, or the mapping itself without it.
func valueOf(node *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return followed(node.Content[i+1])
		}
	}
	return node
}

// followed is a node, or what it is an alias of.
func followed(node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.AliasNode {
		return node.Alias
	}
	return node
}
