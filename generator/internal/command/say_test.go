package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hostile tries to be a line of its own, a command to a build server and one to a terminal.
const hostile = `\n::error file=a.go,line=1::FAKE ##[group]\u001b[31mred\u001b[0m`

// TestHostileMessages has every kind of message quote what a document, a file or the command line says.
func TestHostileMessages(t *testing.T) {
	document := func(rest string) string {
		return `{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, ` + rest + `}`
	}
	const plain = "\n::error::FAKE\x1b[31m##[x]"
	tests := map[string]struct {
		spec string
		args []string
	}{
		"vendor":      {spec: document(`"paths": {}, "x-sdk-vendor": "x` + hostile + `"`)},
		"unknown key": {spec: document(`"paths": {}, "x` + hostile + `": 1`)},
		"path":        {spec: document(`"paths": {"x` + hostile + `": {}}`)},
		"$ref":        {spec: document(`"paths": {"/a": {"$ref": "` + hostile + `.yaml#/x"}}`)},
		"file":        {spec: document(`"paths": {"/a": {"$ref": "::error::FAKE.yaml"}}`)},
		"syntax":      {spec: "openapi: 3.0.3\n\x1b[31m: [::error::x"},
		"repair": {spec: document(`"paths": {}, "components": {"schemas": {"A": {"properties": {"x` + hostile + `": {"default": 1, "type": "string"}}}}}`),
			args: []string{"--lenient"}},
		"overlay":     {spec: document(`"paths": {}`), args: []string{"--overlay", plain}},
		"config":      {spec: document(`"paths": {}`), args: []string{"--config", plain}},
		"flag":        {spec: document(`"paths": {}`), args: []string{"--" + plain}},
		"argument":    {spec: document(`"paths": {}`), args: []string{plain}},
		"fetch":       {spec: document(`"paths": {}`), args: []string{"--fetch", plain}},
		"no document": {spec: document(`"paths": {}`), args: []string{"--spec", plain}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir)
			if err := os.WriteFile("::spec.json", []byte(test.spec), 0o600); err != nil {
				t.Fatal(err)
			}
			args := append([]string{"generate", "--spec", "::spec.json", "--out", filepath.Join(dir, "out"), "--package", "sdk"}, test.args...)
			var said bytes.Buffer
			Run(t.Context(), args, &said, &said)
			if said.Len() == 0 {
				t.Error("nothing was said")
			}
			for line := range strings.Lines(said.String()) {
				if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") || strings.Contains(line, "\x1b") {
					t.Errorf("%q", line)
				}
			}
		})
	}
}

// TestInterrupted interrupts a stage that does not look at the context.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	stuck := make(chan struct{})
	defer close(stuck)
	time.AfterFunc(10*time.Millisecond, cancel)
	_, err := interruptible(ctx, func() (int, error) {
		<-stuck
		return 1, nil
	})
	if err != context.Canceled {
		t.Errorf("got %v", err)
	}
}
