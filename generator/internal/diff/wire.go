package diff

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/checker/rules"
	oasdiff "github.com/oasdiff/oasdiff/diff"
	"github.com/oasdiff/oasdiff/load"

	spec "github.com/hubchannels/hubchannels-go/generator/internal/load"
)

// wireChange is a change that oasdiff found.
type wireChange struct {
	rule      rules.Rule
	level     checker.Level
	args      []any
	text      string
	operation string // method and path by their old names
	from, to  string // canonical pointers; empty where there is none
}

// compareDocuments has oasdiff compare the documents, the new one under the old one's names.
func compareDocuments(ctx context.Context, old, new *side, names names) ([]wireChange, error) {
	before, err := old.forOasdiff(ctx)
	if err != nil {
		return nil, err
	}
	after, err := new.forOasdiff(ctx)
	if err != nil {
		return nil, err
	}
	underOldNames(after.Spec, names)
	changes, sources, err := oasdiff.GetWithOperationsSourcesMap(oasdiff.NewConfig(), before, after)
	if err != nil {
		return nil, fmt.Errorf("comparing the documents: %w", err)
	}
	config := checker.NewConfig(checker.GetAllChecks())
	var found []wireChange
	known := ruleTable()
	localize := checker.NewDefaultLocalizer()
	for _, change := range checker.CheckBackwardCompatibilityUntilLevel(config, changes, sources, checker.INFO) {
		operation := change.GetOperation() + " " + change.GetPath()
		found = append(found, wireChange{
			rule: known[change.GetId()], level: change.GetLevel(), args: change.GetArgs(),
			text:      exactNumbers(strings.ReplaceAll(change.GetUncolorizedText(localize), "`", ""), change.GetArgs()),
			operation: strings.TrimSpace(operation),
			from:      old.sourceOf(change.GetBaseSource()),
			to:        new.sourceOf(change.GetRevisionSource()),
		})
	}
	return found, nil
}

// exactNumbers writes the numbers of a text, which oasdiff rounds to two places, as the document has them.
func exactNumbers(text string, args []any) string {
	for _, arg := range args {
		if number, ok := arg.(float64); ok {
			text = strings.Replace(text, fmt.Sprintf("%.2f", number), strconv.FormatFloat(number, 'f', -1, 64), 1)
		}
	}
	return text
}

func ruleTable() map[string]rules.Rule {
	table := map[string]rules.Rule{}
	for _, rule := range checker.GetAllRules().Metadata() {
		table[rule.Id] = rule
	}
	return table
}

// forOasdiff reads the document once more, so that oasdiff knows the lines, and changes nothing that others hold.
func (s *side) forOasdiff(ctx context.Context) (*load.SpecInfo, error) {
	loader := openapi3.NewLoader()
	loader.Context = ctx
	loader.IncludeOrigin = true
	loader.IsExternalRefsAllowed = true
	loader.ReadFromURIFunc, loader.JoinFunc = s.serve, s.doc.Join
	location := &url.URL{Path: filepath.ToSlash(s.source.path)}
	if isAddress(s.source.path) {
		location, _ = url.Parse(s.root()) // it was fetched from there
	}
	doc, err := loader.LoadFromURI(location)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.source.name, err)
	}
	if doc.Info == nil { // a pipe, or a file that changed
		return nil, fmt.Errorf("%s says something else when it is read again: give a file that stays as it is", s.source.name)
	}
	liftWebhooks(doc)
	lowerParameters(doc)
	return &load.SpecInfo{Url: s.source.path, Spec: doc, Version: doc.Info.Version}, nil
}

// serve reads the files that were found to be fine, and nothing else.
func (s *side) serve(_ *openapi3.Loader, location *url.URL) ([]byte, error) {
	if fetched := s.doc.Source(location); fetched != nil {
		return fetched, nil
	}
	folder := filepath.Dir(s.source.path)
	file := filepath.FromSlash(location.Path)
	relative, err := filepath.Rel(folder, file)
	if err != nil || location.Host != "" || !slices.Contains(s.doc.Files(), filepath.ToSlash(relative)) {
		return nil, fmt.Errorf("%q was not read", location)
	}
	return os.ReadFile(file)
}

// sourceOf is the pointer of a place that oasdiff tells.
func (s *side) sourceOf(source *checker.Source) string {
	if source == nil || source.Line == 0 {
		return ""
	}
	position := spec.Position{File: filepath.FromSlash(source.File), Line: source.Line, Column: max(source.Column, 1)}
	return s.doc.Pointer(position)
}
