//go:build unix

package load

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// TestFilesOutside follows no link and no path out of the document's folder, and reads nothing but files.
func TestFilesOutside(t *testing.T) {
	outside := folder(t, "secret.yaml", "A: {type: string}\n")
	dir := folder(t, "spec.yaml", head+`components:
  schemas:
    A: {$ref: "linked/secret.yaml#/A"}
    B: {$ref: "file.yaml#/A"}
    C: {$ref: "inside.yaml#/A"}
    D: {$ref: "pipe.yaml#/A"}
    E: {$ref: "sub#/A"}
    F: {$ref: "%2e%2e/secret.yaml#/A"}
    G: {$ref: "sub/../../x.yaml#/A"}
`, "sub/real.yaml", "A: {type: string}\n")
	for name, target := range map[string]string{"linked": outside, "file.yaml": filepath.Join(outside, "secret.yaml"), "inside.yaml": "sub/real.yaml"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.yaml"), 0o600); err != nil {
		t.Fatal(err)
	}
	const hint = "; " + source.LocalHint
	expect(t, problemsOf(t, dir, "spec.yaml", Options{}),
		`spec.yaml:6: $ref "linked/secret.yaml#/A": cannot read linked/secret.yaml: path escapes from parent`+hint,
		`spec.yaml:7: $ref "file.yaml#/A": cannot read file.yaml: path escapes from parent`+hint,
		`spec.yaml:9: $ref "pipe.yaml#/A": pipe.yaml is no file`+hint,
		`spec.yaml:10: $ref "sub#/A": sub is no file`+hint,
		`spec.yaml:11: $ref "%2e%2e/secret.yaml#/A" leaves the folder: only files in the document's folder, or in that of --refs, are read`+hint,
		`spec.yaml:12: $ref "sub/../../x.yaml#/A" leaves the folder: only files in the document's folder, or in that of --refs, are read`+hint,
	)
}
