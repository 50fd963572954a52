package coverage

import (
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

func report() Report {
	at := func(line int) problem.Position { return problem.Position{File: "a.yaml", Line: line} }
	swept := Sweep{Expressed: 7, Losses: []loss.Loss{
		{Kind: loss.Text, Pos: at(2), Pointer: "#/info/summary", Key: "summary", What: "the summary is in no comment", Why: "it is short"},
		{Kind: loss.Schema, Pos: at(3), Pointer: "#/x/not", Key: "not", What: "generic", Why: "generic"},
	}}
	return NewReport("a.yaml", swept, []loss.Loss{
		{Kind: loss.Weakened, Pos: at(3), Pointer: "#/x/not", Key: "not", What: "not is not checked", Why: "it holds <b>"},
	})
}

func TestReportAsText(t *testing.T) {
	want := `weakened (1)
  a.yaml:3: not is not checked: it holds <b>
text (1)
  a.yaml:2: the summary is in no comment: it is short
a.yaml: 7 keys expressed, 1 things weakened, 1 lost
`
	if got := report().Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestReportAsJSON(t *testing.T) {
	data, err := report().JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"expressed": 7`, `"weakened": 1`, `"lost": 1`, `"line": 3`, `"pointer": "#/x/not"`, `"kind": "weakened"`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("%s is missing in\n%s", want, data)
		}
	}
}

func TestReportAsPage(t *testing.T) {
	var page strings.Builder
	files := []File{{"a.yaml", "openapi: 3.1.0\nsummary: <script>\nnot: {}\n"}}
	made := []Made{{problem.Position{File: "a.yaml", Line: 3}, "type X"}, {problem.Position{File: "other.yaml", Line: 3}, "type Y"}}
	if err := report().WritePage(&page, files, made); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<tr class="lost"><td class="number">2</td><td class="text">summary: &lt;script&gt;</td><td><div>the summary is in no comment: it is short</div></td></tr>`,
		`<tr class="weakened"><td class="number">3</td><td class="text">not: {}</td><td><code>type X</code><div>not is not checked: it holds &lt;b&gt;</div></td></tr>`,
	} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("%s is missing in\n%s", want, page.String())
		}
	}
	if strings.Contains(page.String(), "type Y") {
		t.Error("what another file has stands beside this one")
	}
}
