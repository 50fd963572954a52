//go:build linux

package command

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// asProgram makes the test binary the program that is tested.
const asProgram = "HUBCHANNELS_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		Main()
	}
	os.Exit(m.Run())
}

// TestSignal sends a signal to the program while it is busy with a document that takes one stage tens of seconds. The
// program ends long before the stage would, and writes nothing.
func TestSignal(t *testing.T) {
	for _, test := range []struct {
		stage   string
		after   time.Duration // of CPU time: it is in the stage by then
		schemas string
	}{
		{"load", time.Second, fmt.Sprintf(`{"P": {"type": "string", "pattern": "%s"}}`, strings.Repeat("[a-z]x", 2_000_000))},
		{"resolve", 2 * time.Second, `{"T0": {"type": "object"}` +
			many(6_000, `, "T%d": {"allOf": [{"properties": {"p%[1]d": {"type": "string"}}}, {"$ref": "#/components/schemas/T%[2]d"}]}`) + `}`},
		{"emit", 3 * time.Second, `{"A": {"type": "object", "properties": {"p": {"type": "string"}` +
			many(4_000, `, "u%d": {"oneOf": [{"type": "string"}, {"type": "object", "properties": {"v%[2]d": {"type": "string"}}}]}`) + `}}}`},
	} {
		t.Run(test.stage, func(t *testing.T) { interrupted(t, test.schemas, test.after) })
	}
}

// many is a text for each number and the one before it.
func many(n int, format string) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, format, i+1, i)
	}
	return text.String()
}

func interrupted(t *testing.T, schemas string, after time.Duration) {
	dir := t.TempDir()
	spec, out := filepath.Join(dir, "spec.json"), filepath.Join(dir, "out")
	text := `{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": ` + schemas + `}}`
	if err := os.WriteFile(spec, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	program := exec.CommandContext(t.Context(), os.Args[0], "generate", "--spec", spec, "--out", out, "--package", "sdk")
	program.Env = append(os.Environ(), asProgram+"=1")
	var said bytes.Buffer
	program.Stderr = &said
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	for cpuOf(program.Process.Pid) < after {
		time.Sleep(50 * time.Millisecond)
	}
	before := cpuOf(program.Process.Pid)
	if err := program.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = program.Wait()
	state := program.ProcessState
	if took := state.UserTime() + state.SystemTime() - before; took > time.Second {
		t.Errorf("it takes %v of CPU time to end", took)
	}
	if state.ExitCode() != ExitFound || !strings.Contains(said.String(), "interrupted; nothing was written") {
		t.Errorf("exit code %d: %s", state.ExitCode(), said.String())
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("something was written")
	}
}

// cpuOf is the CPU time that a process has used.
func cpuOf(pid int) time.Duration {
	const perSecond = 100 // clock ticks, as Linux tells them to programs
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	if err != nil || len(fields) < 13 {
		return time.Hour // it has ended
	}
	var user, system int
	fmt.Sscan(fields[11], &user)
	fmt.Sscan(fields[12], &system)
	return time.Duration(user+system) * time.Second / perSecond
}
