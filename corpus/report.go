package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// stage is what one stage took, as the generator's report says it.
type stage struct {
	Name string
	Done bool
	// Wall and CPU are seconds. CPU depends less on what else the machine does.
	Wall float64 `json:"seconds"`
	CPU  float64 `json:"cpuSeconds"`
	// PeakMB is the size in memory of the largest process.
	PeakMB int
}

// used takes over what a process and those that it started took.
func (s *stage) used(state *os.ProcessState) {
	s.CPU = (state.UserTime() + state.SystemTime()).Seconds()
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		s.PeakMB = int(usage.Maxrss >> 10)
	}
}

// generated is what the generator reports of a run. Of its report this has what is used here.
type generated struct {
	Problems []struct{ Message string }
	Repairs  []struct {
		Kind  string
		Count int
	}
	Counts   struct{ Operations, Lines, LongestFile int }
	Coverage struct{ Expressed, Weakened, Lost int }
	Unions   struct {
		// By counts unions by what tells their variants apart.
		By  map[string]int
		Raw []struct{ Why string }
	}
	Operations []struct{ Method, Path, Symbol string }
	Stages     []stage
}

// stage returns what stages took together, which is done if the last of them is.
func (g generated) stage(names ...string) stage {
	var all stage
	for _, s := range g.Stages {
		for _, name := range names {
			if s.Name == name {
				all = stage{name, s.Done, all.Wall + s.Wall, all.CPU + s.CPU, max(all.PeakMB, s.PeakMB)}
			}
		}
	}
	all.Done = all.Done && all.Name == names[len(names)-1]
	return all
}

func (g generated) loaded() stage   { return g.stage("read") }
func (g generated) resolved() stage { return g.stage("resolve") }
func (g generated) emitted() stage  { return g.stage("emit", "write") }

// refusal returns the first problem that stood in the way.
func (g generated) refusal() string {
	if len(g.Problems) == 0 {
		return ""
	}
	return g.Problems[0].Message
}

// repairs counts what was repaired, by kind.
func (g generated) repairs() map[string]int {
	count := map[string]int{}
	for _, repair := range g.Repairs {
		count[repair.Kind] = repair.Count
	}
	return count
}

// raw counts unions that are raw JSON, by why nothing tells their variants apart.
func (g generated) raw() map[string]int {
	count := map[string]int{}
	for _, union := range g.Unions.Raw {
		count[reason(union.Why)]++
	}
	return count
}

// reason sorts the reasons why unions are raw JSON.
func reason(why string) string {
	switch {
	case strings.Contains(why, "may be any JSON"):
		return "any JSON"
	case strings.Contains(why, "same JSON type"):
		return "same type"
	default:
		return "alike objects"
	}
}

// generate generates a document. A process that ends without a report crashed.
func (w *workspace) generate(ctx context.Context, spec string, p packageAt, lenient bool) (g generated, crash string) {
	return w.generator(ctx, "generate", "--spec", spec, "--out", p.dir, "--package", "sdk", fmt.Sprintf("--lenient=%t", lenient))
}

// generator runs a command of the generator and reads its report.
func (w *workspace) generator(ctx context.Context, args ...string) (g generated, crash string) {
	report := filepath.Join(w.dir, "report.json")
	defer os.Remove(report)
	ran, failed := runLimited(ctx, "", nil, append([]string{w.program}, append(args, "--report", report)...)...)
	content, err := os.ReadFile(report)
	if err == nil {
		err = json.Unmarshal(content, &g)
	}
	if err != nil {
		return generated{}, fmt.Sprintf("%v: %s", failed, firstLine(string(ran.stderr)))
	}
	return g, ""
}
