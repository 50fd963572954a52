package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDiffUsedBy shows of two renamed methods the one that a program calls, and where it does.
func TestDiffUsedBy(t *testing.T) {
	const spec = "../spec/custom-channels/2026-03.yaml"
	content, err := os.ReadFile(spec)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.NewReplacer("operationId: publishMessage", "operationId: sayMessage", "operationId: getMessage", "operationId: readMessage").Replace(string(content))
	new := filepath.Join(t.TempDir(), "new.yaml")
	if err := os.WriteFile(new, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	args := []string{"diff", "--from", spec, "--to", new, "--used-by", "./internal/used/testdata/program"}
	if code := run(t.Context(), args, &said, &said); code != exitOK {
		t.Fatalf("exit code %d\n%s", code, &said)
	}
	for _, want := range []string{"Client.PublishMessage renamed to Client.SayMessage", "internal/used/testdata/program/main.go:16",
		"Changes that touch nothing the program uses: 2.", "Changes: 1 breaking"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%q is missing in\n%s", want, &said)
		}
	}
	if strings.Contains(said.String(), "GetMessage") {
		t.Errorf("GetMessage is called by nobody:\n%s", &said)
	}
}

// TestDiffOverlay applies an overlay to one side: what it says is the change, at the lines of the document.
func TestDiffOverlay(t *testing.T) {
	const spec = "internal/diff/testdata/nothing/old.yaml"
	overlay := filepath.Join(t.TempDir(), "overlay.yaml")
	text := "overlay: 1.0.0\ninfo: {title: Rename, version: '1'}\nactions:\n" +
		"  - target: $.paths['/letters/v1/letters/{letterId}'].get\n    update: {operationId: readLetter}\n"
	if err := os.WriteFile(overlay, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for flags, want := range map[string][]string{
		"--overlay " + overlay:    {"are the same"},
		"--to-overlay " + overlay: {"Client.GetLetter renamed to Client.ReadLetter", spec + ":58 -> " + spec + ":58"},
	} {
		var said bytes.Buffer
		code := run(t.Context(), strings.Fields("diff --from "+spec+" --to "+spec+" "+flags), &said, &said)
		for _, text := range want {
			if code != exitOK || !strings.Contains(said.String(), text) {
				t.Errorf("%s: exit code %d, want %q in\n%s", flags, code, text, &said)
			}
		}
	}
}
