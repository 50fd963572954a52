package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// limitedCommand makes this program run another with less memory, see limited.
const limitedCommand = "limited"

// What a process may take. Address space is more than memory, and all that systems limit reliably.
const (
	patience        = 20 * time.Minute
	maxAddressSpace = 14 << 30
)

// limited becomes another program whose processes may each take maxAddressSpace.
func limited(args []string) int {
	limit := syscall.Rlimit{Cur: maxAddressSpace, Max: maxAddressSpace}
	if err := syscall.Setrlimit(syscall.RLIMIT_AS, &limit); err != nil {
		fmt.Fprintln(os.Stderr, "limiting memory:", err)
		return 1
	}
	program, err := exec.LookPath(args[0])
	if err == nil {
		err = syscall.Exec(program, args, os.Environ())
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// process is a program that ran under limits.
type process struct {
	stage
	stdout, stderr []byte
}

// runLimited runs a program under limits, and ends it with all that it started once its time is over.
func runLimited(ctx context.Context, dir string, env []string, args ...string) (process, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("it took longer than %v", patience))
	defer cancel()
	self, err := os.Executable()
	if err != nil {
		return process{}, err
	}
	cmd := exec.CommandContext(ctx, self, append([]string{limitedCommand}, args...)...)
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, append(os.Environ(), env...), &stdout, &stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	begin := time.Now()
	err = cmd.Run()
	p := process{stage: stage{Done: err == nil, Wall: time.Since(begin).Seconds()}, stdout: stdout.Bytes(), stderr: stderr.Bytes()}
	if cmd.ProcessState != nil {
		p.stage.used(cmd.ProcessState)
	}
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	return p, err
}
