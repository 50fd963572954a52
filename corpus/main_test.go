package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMain lets the test binary run programs under limits, as corpus itself does.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == limitedCommand {
		os.Exit(limited(os.Args[2:]))
	}
	os.Exit(m.Run())
}

func TestTableIsReadAsItWasWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "TABLE.md")
	rows := []row{
		{name: "a/one.json", generated: reportOf(t, `{"counts": {"operations": 2}, "unions": {"by": {"tag": 3, "kind": 4}, "raw": [{"why": "x may be any JSON"}]}}`)},
		{name: "b/dir/two.yaml", lenient: true, failure: "x | y"},
	}
	rows[1].generated = reportOf(t, `{"stages": [{"name": "read", "done": true}]}`)
	written := table{}
	for _, r := range rows {
		written[r.name] = r.cells()
	}
	if err := writeTable(file, tableIntroduction(written), columns(), written); err != nil {
		t.Fatal(err)
	}
	read, err := readTable(file, columns())
	if err != nil || len(read) != 2 {
		t.Fatalf("%v: %v", read, err)
	}
	if err := compare(read, rows, options{}); err != nil {
		t.Error(err)
	}
}

// TestTableOfFewerColumns compares only what a table has.
func TestTableOfFewerColumns(t *testing.T) {
	file := filepath.Join(t.TempDir(), "TABLE.md")
	const before = "## a\n\n| document | operations | loaded |\n| --- | --- | --- |\n| one.json | 2 | strict |\n"
	if err := os.WriteFile(file, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	read, err := readTable(file, columns())
	if err != nil {
		t.Fatal(err)
	}
	r := row{name: "a/one.json", generated: reportOf(t, `{"counts": {"operations": 2}, "coverage": {"lost": 7}, "stages": [{"name": "read", "done": true}]}`)}
	if err := compare(read, []row{r}, options{}); err != nil {
		t.Error(err)
	}
	r.Counts.Operations = 1
	if err := compare(read, []row{r}, options{}); err == nil {
		t.Error("an operation is gone")
	}
}

func reportOf(t *testing.T, report string) (g generated) {
	t.Helper()
	if err := json.Unmarshal([]byte(report), &g); err != nil {
		t.Fatal(err)
	}
	return g
}

func TestStagesTogether(t *testing.T) {
	g := reportOf(t, `{"stages": [{"name": "read", "done": true, "cpuSeconds": 1, "peakMB": 5}, {"name": "emit", "done": true, "cpuSeconds": 2, "peakMB": 3}]}`)
	if all := g.stage("read", "emit"); !all.Done || all.CPU != 3 || all.PeakMB != 5 {
		t.Errorf("%+v", all)
	}
	if g.emitted().Done {
		t.Error("nothing was written, and it is done")
	}
}

func TestWorse(t *testing.T) {
	for _, test := range []struct {
		column, before, now string
		want                bool
	}{
		{"loaded", "strict", "lenient", true},
		{"loaded", "refused", "lenient", false},
		{"tested", "yes", "no", true},
		{"tested", "no", "no", false},
		{"raw JSON", "", "1 same type", true},
		{"raw JSON", "3 alike objects", "2 alike objects, 1 any JSON", false},
		{"operations", "12", "11", true},
		{"lines", "10000", "13000", true},
		{"lines", "10000", "9000", false},
		{"remark", "", "else", false},
	} {
		if got := worse(test.column, test.before, test.now); got != test.want {
			t.Errorf("%s from %q to %q: worse is %t", test.column, test.before, test.now, got)
		}
	}
}

func TestCompareMissesRows(t *testing.T) {
	err := compare(table{"a/gone": make([]string, len(columns()))}, []row{{name: "a/new"}}, options{})
	if err == nil || !strings.Contains(err.Error(), "a/gone") || !strings.Contains(err.Error(), "a/new") {
		t.Error(err)
	}
	if err := compare(table{"a/gone": nil}, nil, options{only: "b"}); err != nil {
		t.Error("what did not run is gone:", err)
	}
}

func TestJoin(t *testing.T) {
	joined, err := join([]byte(`{"paths": {"/a": {"get": {"operationId": "a", "x": {"$ref": "#/components/schemas/S"}}}},
		"components": {"schemas": {"S": {}}, "securitySchemes": {"token": {}}}}`), 2)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(joined, &got); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"/C1/a"`, `"aC1"`, `"SC0"`, `"#/components/schemas/SC1"`, `"token"`} {
		if !strings.Contains(string(joined), want) {
			t.Errorf("no %s in %s", want, joined)
		}
	}
}

func TestNextVersion(t *testing.T) {
	for path, want := range map[string]string{
		"/v1/a/{v1}": "/v2/a/{v1}", "/api/v1beta1/b": "/api/v2beta1/b", "/crm/2026-03/c": "/crm/2026-09/c", "/values": "/values", "/": "/",
	} {
		if got := nextVersion(path); got != want {
			t.Errorf("%s becomes %s, not %s", path, got, want)
		}
	}
}

func TestNamesOfTheNextVersion(t *testing.T) {
	document := []byte(`{"openapi": "3.0.3", "info": {"title": "A", "version": "1"}, "paths": {
		"/v1/a": {"get": {"operationId": "x", "responses": {"204": {"description": ""}}}},
		"/v1/b": {"get": {"operationId": "y", "responses": {"204": {"description": ""}}}}}}`)
	dir := t.TempDir()
	w := &workspace{dir: dir, program: filepath.Join(dir, "generator")}
	if err := w.buildGenerator(t.Context()); err != nil {
		t.Fatal(err)
	}
	first, err := w.called(t.Context(), document, false)
	if err != nil {
		t.Fatal(err)
	}
	next, err := w.called(t.Context(), document, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := difference(first, next); err != nil || first["GET /v2/a"] != "GetA" {
		t.Errorf("%v and %v: %v", first, next, err)
	}
	next["GET /v2/a"] = "GetB"
	if difference(first, next) == nil || difference(next, next) == nil {
		t.Error("no difference is seen")
	}
}
