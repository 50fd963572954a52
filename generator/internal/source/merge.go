package source

import (
	"go.yaml.in/yaml/v4"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// pair is one entry of a YAML mapping.
type pair struct {
	key, value *yaml.Node
}

// pairs are the entries of a mapping, with what its merge keys ("<<: *other") bring in behind its own.
func (b *yamlBuilder) pairs(n *yaml.Node) ([]pair, error) {
	pairs := make([]pair, 0, len(n.Content)/2)
	var merged []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := resolveAlias(n.Content[i]), n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			return nil, problem.Problem{
				Pos:     b.at(n.Content[i]),
				Message: "a key is no text: a mapping or a sequence stands before the colon",
				Hint:    "put it in quotes, or remove the \"?\"",
			}
		}
		if key.ShortTag() == "!!merge" {
			merged = append(merged, value)
			continue
		}
		pairs = append(pairs, pair{key, value})
	}
	if len(merged) == 0 {
		return pairs, nil
	}
	return b.merge(pairs, merged)
}

func resolveAlias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

// merge appends the entries of the merged mappings whose keys are not there yet.
func (b *yamlBuilder) merge(pairs []pair, merged []*yaml.Node) ([]pair, error) {
	seen := make(map[string]bool, len(pairs))
	for _, p := range pairs {
		seen[p.key.Value] = true
	}
	for _, n := range merged {
		more, err := b.mergedPairs(n)
		if err != nil {
			return nil, err
		}
		for _, p := range more {
			if !seen[p.key.Value] {
				seen[p.key.Value] = true
				pairs = append(pairs, p)
			}
		}
	}
	return pairs, nil
}

// mergedPairs are the entries that one merge key stands for: those of a mapping or of several.
func (b *yamlBuilder) mergedPairs(n *yaml.Node) ([]pair, error) {
	target := resolveAlias(n)
	if b.active[target] {
		return nil, problem.Problem{Pos: b.at(n), Message: "a merge key contains itself", Hint: "use a $ref: it may be recursive"}
	}
	b.active[target] = true
	defer delete(b.active, target)
	switch target.Kind {
	case yaml.MappingNode:
		b.aliased += len(target.Content) / 2
		if err := b.bounded(n); err != nil {
			return nil, err
		}
		return b.pairs(target)
	case yaml.SequenceNode:
		return b.merge(nil, target.Content)
	}
	return nil, problem.Problem{Pos: b.at(n), Message: "a merge key \"<<\" needs a mapping", Hint: "name one with an alias, as in \"<<: *name\""}
}
