package command

import (
	"os"
	"path/filepath"
	"testing"
)

func TestImportPath(t *testing.T) {
	module := t.TempDir()
	if err := os.WriteFile(filepath.Join(module, "go.mod"), []byte("module example.com/shop // the shop\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(module, "nested"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(module, "nested", "go.mod"), []byte("no module\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		module:                                "example.com/shop",
		filepath.Join(module, "not", "there"): "example.com/shop/not/there",
		filepath.Join(module, "nested", "x"):  "",
		filepath.Dir(module):                  "",
		"../../../generated/x":                "github.com/hubchannels/hubchannels-go/generated/x",
	} {
		if got := importPath(dir); got != want {
			t.Errorf("%s: got %q, want %q", dir, got, want)
		}
	}
}
