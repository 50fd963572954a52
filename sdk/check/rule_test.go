package check_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/check"
)

// TestRulesOfJSON holds each rule against values that keep to it, and one that does not, with what is said of that.
func TestRulesOfJSON(t *testing.T) {
	text, never := check.Type("string"), check.Never()
	for name, test := range map[string]struct {
		rule  check.Rule
		right []string
		wrong string
		want  string
	}{
		"type":          {check.Type("integer", "null"), []string{`1`, `1.0`, `null`, `9007199254740993`}, `1.5`, "must be of type integer or null"},
		"enum":          {check.Enum(`1`, `{"a":[1,"b"]}`), []string{`1.0`, `{"a":[1,"b"]}`}, `{"a":[1]}`, `must be 1 or {"a":[1,"b"]}`},
		"enum of big":   {check.Enum(`9007199254740993`), []string{`9007199254740993`}, `9007199254740992`, "must be 9007199254740993"},
		"enum of huge":  {check.Enum(`1e400`), []string{`1e400`}, `1e401`, "must be 1e400"},
		"least":         {check.Least(2), []string{`2`, `"a"`}, `1`, "must be at least 2"},
		"more":          {check.More(2), []string{`2.5`}, `2`, "must be more than 2"},
		"most":          {check.Most(2), []string{`2`}, `3`, "must be at most 2"},
		"less":          {check.Less(2), []string{`1`}, `2`, "must be less than 2"},
		"multiple":      {check.MultipleOf(0.1), []string{`0.3`}, `0.35`, "must be a multiple of 0.1"},
		"min length":    {check.MinLength(1), []string{`"é"`, `[]`}, `""`, "must have at least 1 character"},
		"max length":    {check.MaxLength(2), []string{`"éé"`}, `"abc"`, "must have at most 2 characters"},
		"pattern":       {check.Pattern("^a"), []string{`"ab"`, `1`}, `"b"`, "must match the pattern ^a"},
		"base16":        {check.Encoded("base16"), []string{`"0aF0"`}, `"0"`, "must be encoded as base16"},
		"base32":        {check.Encoded("base32"), []string{`"MFRGG==="`}, `"1"`, "must be encoded as base32"},
		"base64 JSON":   {check.Encoded("base64", check.Text(text)), []string{`"ImEi"`}, `"MQ=="`, "must be of type string"},
		"text":          {check.Text(check.Required("a")), []string{`"{\"a\":1}"`, `1`}, `"{"`, "must be JSON"},
		"min items":     {check.MinItems(1), []string{`[1]`, `""`}, `[]`, "must have at least 1 element"},
		"max items":     {check.MaxItems(1), []string{`[1]`}, `[1,2]`, "must have at most 1 element"},
		"unique":        {check.Unique(), []string{`[1,2]`}, `[{"a":1,"b":2},{"b":2,"a":1}]`, "must not have an element twice"},
		"item":          {check.Item(1, text), []string{`[1]`, `[1,"a"]`}, `[1,2]`, "[1] must be of type string"},
		"items":         {check.Items(1, text), []string{`[1]`, `[1,"a"]`}, `[1,"a",2]`, "[2] must be of type string"},
		"contains":      {check.Contains(1, 2, text), []string{`["a",1]`, `["a","b",1]`}, `["a","b","c"]`, "must have at least 1 element and at most 2, each of which must be of type string"},
		"required":      {check.Required("a", "b"), []string{`{"a":1,"b":null}`, `1`}, `{"a":1}`, "b is required"},
		"present":       {check.Present("a", check.Required("b")), []string{`{}`, `{"a":1,"b":1}`}, `{"a":1}`, `b is required, as it has "a"`},
		"property":      {check.Property("a", text), []string{`{}`, `{"a":"b"}`}, `{"a":1}`, "a must be of type string"},
		"matching":      {check.Matching("^x", text), []string{`{"a":1,"xa":"b"}`}, `{"xa":1}`, `["xa"] must be of type string`},
		"further":       {check.Further([]string{"a"}, []string{"^x"}, never), []string{`{"a":1,"xa":1}`}, `{"b":1}`, `["b"] must be absent`},
		"names":         {check.Names(check.MaxLength(1)), []string{`{"a":1}`}, `{"ab":1}`, `["ab"] must have at most 1 character, as a name`},
		"min props":     {check.MinProperties(1), []string{`{"a":1}`}, `{}`, "must have at least 1 property"},
		"max props":     {check.MaxProperties(1), []string{`{"a":1}`}, `{"a":1,"b":1}`, "must have at most 1 property"},
		"all":           {check.All(), []string{`1`}, ``, ""},
		"any":           {check.Any(text, check.Most(1)), []string{`"a"`, `1`}, `2`, "must be of type string, or be at most 1"},
		"none":          {check.One(text, check.Type("null")), []string{`"a"`}, `2`, "must be of type string, or be of type null"},
		"both":          {check.One(text, check.Type("string", "null")), []string{`null`}, `"a"`, "must do only one of these: be of type string, or be of type string or null"},
		"not":           {check.Not(check.Required("a"), check.Required("b")), []string{`{"a":1}`}, `{"a":1,"b":1}`, `must not have "a" and have "b"`},
		"not anything":  {check.Not(), nil, `1`, "must not be anything"},
		"if":            {check.If(text, check.MinLength(2), never), []string{`"ab"`}, `"a"`, "must have at least 2 characters, as it would be of type string"},
		"else":          {check.If(text, check.All(), check.Least(2)), []string{`"a"`, `2`}, `1`, "must be at least 2, as it would not be of type string"},
		"rules in one":  {check.Not(check.If(text, text, text)), []string{`1`}, `"a"`, "must not (if it would be of type string, then be of type string, else be of type string)"},
		"many variants": {check.Any(never, never, never, never, never, never, never, never, never, never), nil, `1`, "be absent, or ..."},
	} {
		for _, right := range test.right {
			if problems := check.JSON(nil, "v", json.RawMessage(right), test.rule); problems != nil {
				t.Errorf("%s: of %s it says %v", name, right, problems)
			}
		}
		if test.wrong == "" {
			continue
		}
		got := check.JSON(nil, "", json.RawMessage(test.wrong), test.rule)
		if len(got) != 1 || !strings.HasSuffix(got.Error(), test.want) {
			t.Errorf("%s: of %s it says %q, want %q", name, test.wrong, got, test.want)
		}
	}
}

func TestRulesSayWhere(t *testing.T) {
	rule := check.Property("list", check.Items(0, check.Matching("", check.Property("a", check.Never()))))
	got := check.JSON(check.Problems{{Path: "first"}}, "v", json.RawMessage(`{"list":[{},{"k":{"a":1}}]}`), rule)
	var want error = check.Problems{{Path: "first"}, {Path: `v.list[1]["k"].a`, Message: "must be absent"}}
	if got.Error() != want.Error() {
		t.Errorf("the problems are %q", got)
	}
	if got := check.JSON(nil, "v", nil, check.Never()); got != nil || errors.Is(got.Err(), check.ErrNil) {
		t.Errorf("of what is no JSON it says %v", got)
	}
}
