package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// said is what programs read of a report.
type said struct {
	OK       bool
	Problems []struct{ Position, Message string }
	Repairs  []struct {
		Kind  string
		Count int
	}
	Counts     struct{ Operations, Files, Lines, LongestFile int }
	Unions     struct{ By map[string]int }
	Operations []struct{ Method, Path, ID, Symbol string }
	Stages     []struct {
		Name    string
		Done    bool
		Seconds float64
	}
}

func reported(t *testing.T, code int, args ...string) said {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.json")
	var out bytes.Buffer
	if got := run(t.Context(), append([]string{"generate", "--package", "api", "--report", file}, args...), &out, &out); got != code {
		t.Fatalf("exit code %d: %s", got, &out)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var s said
	if err := json.Unmarshal(content, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestReport(t *testing.T) {
	out := filepath.Join(t.TempDir(), "api")
	got := reported(t, exitOK, "--spec", "../spec/custom-channels/v3.yaml", "--out", out)
	goFiles, err := filepath.Glob(filepath.Join(out, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	if !got.OK || len(got.Problems) > 0 || got.Counts.Files != len(goFiles) || got.Counts.Lines < got.Counts.LongestFile {
		t.Errorf("%+v", got)
	}
	if len(got.Operations) != got.Counts.Operations || got.Unions.By["tag"] == 0 {
		t.Errorf("%+v", got)
	}
	if names := stagesOf(got); names != "read resolve emit write " {
		t.Errorf("stages %s", names)
	}
	if first := got.Operations[0]; first.Symbol != "Client.PublishMessage" || first.Method != "POST" || first.ID != "publishMessage" {
		t.Errorf("%+v", first)
	}
}

// stagesOf names the stages that were done.
func stagesOf(s said) string {
	names := ""
	for _, stage := range s.Stages {
		if stage.Done {
			names += stage.Name + " "
		}
	}
	return names
}

func TestReportOfARefusal(t *testing.T) {
	got := reported(t, exitFound, "--spec", "testdata/load-not-openapi/spec.yaml", "--out", filepath.Join(t.TempDir(), "api"))
	if got.OK || len(got.Problems) != 1 || got.Problems[0].Position == "" || stagesOf(got) != "" || len(got.Stages) != 1 {
		t.Errorf("%+v", got)
	}
}
