package repair

import (
	"os"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// TestDocumentation keeps docs/repairs.md as the table has it. UPDATE=1 go test writes it anew.
func TestDocumentation(t *testing.T) {
	const file = "../../../docs/repairs.md"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(Markdown()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != Markdown() {
		t.Error("docs/repairs.md is not what the table says: UPDATE=1 go test writes it anew")
	}
}

func TestRules(t *testing.T) {
	ids, sentences := map[string]bool{}, map[string]bool{}
	for _, rule := range Rules() {
		if ids[rule.ID] || sentences[rule.Sentence] {
			t.Errorf("%s is there twice", rule.ID)
		}
		ids[rule.ID], sentences[rule.Sentence] = true, true
		if found, ok := Of(rule.ID); !ok || found.Sentence != rule.Sentence {
			t.Errorf("%s is not found", rule.ID)
		}
		if rule.Finds == "" || rule.Sentence == "" || strings.HasSuffix(rule.Sentence, ".") || strings.Contains(rule.Finds, "|") {
			t.Errorf("%s: %q, %q", rule.ID, rule.Finds, rule.Sentence)
		}
	}
	if _, ok := Of(""); ok {
		t.Error("there is a rule without an id")
	}
}

// TestRulesOfReferences has the ids that package source, which knows no rules, writes by itself.
func TestRulesOfReferences(t *testing.T) {
	if source.DanglingRule != Dangling || source.MisplacedRule != Misplaced {
		t.Error("the ids differ")
	}
}
