package bench

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestQuick(t *testing.T) {
	if os.Getenv("QUICK") == "" {
		t.Skip()
	}
	rounds, _ := strconv.Atoi(os.Getenv("QUICK"))
	type job struct {
		row, peer string
		w         work
		n         int
		s         []float64
	}
	var jobs []*job
	for _, p := range peers() {
		if p.name() == "stainless" || p.name() == "oapicodegen" {
			continue
		}
		for _, pl := range payloads() {
			if w := p.decode(t, pl); w != nil {
				jobs = append(jobs, &job{row: "decode " + pl, peer: p.name(), w: w})
			}
		}
		for _, pl := range payloads() {
			if w := p.encode(t, pl); w != nil {
				jobs = append(jobs, &job{row: "encode " + pl, peer: p.name(), w: w})
			}
		}
		jobs = append(jobs, &job{row: "call memory", peer: p.name(), w: p.call(t, memory(t, p))})
		jobs = append(jobs, &job{row: "call loopback", peer: p.name(), w: p.call(t, loopback(t, p))})
	}
	only := os.Getenv("ROWS")
	kept := jobs[:0]
	for _, j := range jobs {
		if only == "" || strings.Contains(","+only+",", ","+j.row+",") {
			kept = append(kept, j)
		}
	}
	jobs = kept
	for _, j := range jobs {
		start := time.Now()
		for time.Since(start) < 3*time.Millisecond || j.n < 5 {
			if err := j.w(); err != nil {
				t.Fatal(err)
			}
			j.n++
		}
	}
	for range rounds {
		for _, j := range jobs {
			start := cpuTime(t)
			for range j.n {
				_ = j.w()
			}
			j.s = append(j.s, float64(cpuTime(t)-start)/float64(j.n))
		}
	}
	q := map[string]map[string][2]float64{}
	var rows []string
	for _, j := range jobs {
		sort.Float64s(j.s)
		if q[j.row] == nil {
			q[j.row] = map[string][2]float64{}
			rows = append(rows, j.row)
		}
		q[j.row][j.peer] = [2]float64{j.s[len(j.s)/2], j.s[len(j.s)/5]}
	}
	for _, row := range rows {
		me := q[row]["sdk"]
		fmt.Printf("%-18s %8.0f %8.0f", row, me[0], me[1])
		for _, p := range []string{"floor", "ogen", "encodingjson"} {
			if o, ok := q[row][p]; ok {
				fmt.Printf("  %s %.2f %.2f", p, me[0]/o[0], me[1]/o[1])
			}
		}
		fmt.Println()
	}
}
