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
		files = append(files, generated(fmt.Sprintf("file%d.go", i), fmt.Sprintf("// version %d\n%s", n, strings.Repeat("// text\n", 100*i)+"// end")))
	}
	return withManifest(append(files, generated(fmt.Sprintf("only%d.go", n%2), fmt.Sprintf("// version %d", n)))...)
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

func child(mode, dir string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "OUTPUT_TEST_CHILD="+mode, "OUTPUT_TEST_DIR="+dir)
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

// TestKilled kills a run that writes all the time, again and again. Every file is whole at any moment, hand-written ones
// stay, and the next run leaves its own output and nothing else.
func TestKilled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	mustWrite(t, dir, version(0)...)
	put(t, filepath.Join(dir, "mine_test.go"), "package x\n")
	for n := range 25 {
		killed(t, dir)
		checkWhole(t, dir)
		mustWrite(t, dir, version(n)...)
		if got := versionOf(t, dir); got != fmt.Sprint(n) {
			t.Fatalf("got version %s", got)
		}
		if content, err := os.ReadFile(filepath.Join(dir, "mine_test.go")); err != nil || string(content) != "package x\n" {
			t.Fatalf("hand-written file: %q, %v", content, err)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
			t.Fatalf("left behind: %v", left)
		}
	}
}

// TestReadMeanwhile reads while another process writes: no file is ever half-written.
func TestReadMeanwhile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	mustWrite(t, dir, version(0)...)
	cmd := child("forever", dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	for range 200 {
		checkWhole(t, dir)
	}
}

// checkWhole checks that each file has its end.
func checkWhole(t *testing.T, dir string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "file*.go"))
	if err != nil || len(names) != 12 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil || !strings.HasSuffix(string(content), "// end\n") {
			t.Fatalf("%s has %d bytes: %v", name, len(content), err)
		}
	}
}

// killed lets a child write at least once and kills it in the middle of whatever it does next.
func killed(t *testing.T, dir string) {
	t.Helper()
	cmd := child("forever", dir)
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
	dir := filepath.Join(t.TempDir(), "out")
	mustWrite(t, dir, version(0)...)
	before := tree(t, dir)
	said, err := child("limited", dir).CombinedOutput()
	if err == nil || !strings.Contains(string(said), "file too large") {
		t.Errorf("got %v, %s", err, said)
	}
	checkTree(t, dir, before)
}
