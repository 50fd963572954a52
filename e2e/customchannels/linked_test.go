package customchannels_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestLinksWhatItUses builds a program with one call: of the package's models it links those that the call reads, with
// neither validation nor codecs of the others.
func TestLinksWhatItUses(t *testing.T) {
	const program = `package main

import (
	"context"
	"fmt"

	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
)

func main() {
	client, err := customchannels.NewClient()
	if err == nil {
		fmt.Println(client.GetChannel(context.Background(), "1"))
	}
}
`
	dir := t.TempDir()
	source, binary := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
	if err := os.WriteFile(source, []byte(program), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, source).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	symbols, err := exec.CommandContext(t.Context(), "go", "tool", "nm", binary).Output()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(symbols), "v202603.Channel.MarshalJSON") {
		t.Error("the codec of what the call reads is missing: names of symbols are others")
	}
	for _, unused := range []string{"v202603.(*MessageRequest).Validate", "v202603.Message.MarshalJSON", "Attachment).UnmarshalJSON"} {
		if strings.Contains(string(symbols), unused) {
			t.Errorf("%s is linked", unused)
		}
	}
}
