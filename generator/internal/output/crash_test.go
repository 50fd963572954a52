//go:build unix

package output

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMain lets the test binary stand in for a generator that is killed.
func TestMain(m *testing.M) {
	switch dir := os.Getenv("OUTPUT_TEST_DIR"); os.Getenv("OUTPUT_TEST_CHILD") {
	case "forever":
		writeForever(dir)
	case "limited":
		os.Exit(writeLimited(dir))
	default:
		os.Exit(m.Run())
	}
}

// version is one of two outputs, told apart by every file in them.
func version(n int) []File {
	var files []File
	for i := range 12 {
		files = append(files, generated(fmt.Sprintf("file%d.go", i), fmt.Sprintf("// version %d\n%s", n, strings.Repeat("// text\n", 100*i))))
	}
	return append(files, generated(fmt.Sprintf("only%d.go", n%2), fmt.Sprintf("// version %d", n)))
}

func writeForever(dir string) {
	for n := 1; ; n++ {
		if err := Write(context.Background(), dir, version(n)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println("written")
	}
}

// writeLimited writes with a limit on the size of files, which fails in the middle of one, as a full disk does.
func writeLimited(dir string) int {
	signal.Ignore(syscall.SIGXFSZ)
	limit := syscall.Rlimit{Cur: 4096, Max: 4096}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return 2
	}
	if err := Write(context.Background(), dir, version(7)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 3
	}
	return 0
}

func child(mode, dir, workingDirectory string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "OUTPUT_TEST_CHILD="+mode, "OUTPUT_TEST_DIR="+dir)
	cmd.Dir = workingDirectory
	return cmd
}

// versionOf is the version that all generated files agree on.
func versionOf(t *testing.T, dir string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	found, generated := map[string]bool{}, 0
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, after, ok := strings.Cut(string(content), "// version "); ok {
			line, _, _ := strings.Cut(after, "\n")
			found[line] = true
			generated++
		}
	}
	if len(found) != 1 || generated != 13 {
		t.Fatalf("%d files of versions %v", generated, found)
	}
	for version := range found {
		return version
	}
	return ""
}

// TestKilled kills a run that writes all the time, again and again. With swap there is one whole version at any moment;
// with journal there is after the next run.
func TestKilled(t *testing.T) {
	for _, inside := range []bool{false, true} {
		t.Run(map[bool]string{false: "swap", true: "journal"}[inside], func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			mustWrite(t, dir, version(0)...)
			put(t, filepath.Join(dir, "mine_test.go"), "package x\n")
			workingDirectory := ""
			if inside {
				workingDirectory = dir
			}
			versions := map[string]bool{}
			for range 25 {
				killed(t, dir, workingDirectory)
				if inside {
					if err := (disk{}).recover(dir); err != nil {
						t.Fatal(err)
					}
				}
				versions[versionOf(t, dir)] = true
				if content, err := os.ReadFile(filepath.Join(dir, "mine_test.go")); err != nil || string(content) != "package x\n" {
					t.Fatalf("hand-written file: %q, %v", content, err)
				}
			}
			if len(versions) < 2 {
				t.Errorf("nothing was ever written: %v", versions)
			}
			mustWrite(t, dir, version(0)...)
			if left, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), ".*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// killed lets a child write at least once and kills it in the middle of whatever it does next.
func killed(t *testing.T, dir, workingDirectory string) {
	t.Helper()
	cmd := child("forever", dir, workingDirectory)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	written := bufio.NewScanner(stdout)
	written.Scan()
	time.AfterFunc(rand.N(40*time.Millisecond), func() { _ = cmd.Process.Kill() })
	for written.Scan() {
		// It would block if nobody read.
	}
	_ = cmd.Wait()
	if stderr.Len() > 0 {
		t.Fatal(stderr.String())
	}
}

func TestFullDisk(t *testing.T) {
	for _, inside := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "out")
		mustWrite(t, dir, version(0)...)
		before := tree(t, dir)
		workingDirectory := ""
		if inside {
			workingDirectory = dir
		}
		said, err := child("limited", dir, workingDirectory).CombinedOutput()
		if err == nil || !strings.Contains(string(said), "file too large") {
			t.Errorf("got %v, %s", err, said)
		}
		checkTree(t, dir, before)
	}
}
