package webhook

import (
	"context"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Ids come from strangers: long ones take no more memory than short ones, whether they are handled, failed or claimed.
func TestMemoryIsBoundedByBytes(t *testing.T) {
	const events, length = 200, 1 << 16
	d := NewMemoryDeduper(events, time.Hour, nil)
	long := strings.Repeat("x", length)
	before := heap()
	for i := range 2 * events {
		id := long + strconv.Itoa(i)
		if state, err := d.Begin(t.Context(), id); state != DeliveryNew || err != nil {
			t.Fatal(state, err)
		}
		if i%2 == 0 {
			_ = d.Done(t.Context(), id)
		}
	}
	if grown := heap() - before; grown > events*1000 {
		t.Errorf("%d events take %d bytes", events, grown)
	}
	if state, _ := d.Begin(t.Context(), long+"398"); state != DeliveryDone {
		t.Errorf("a handled event is %d", state)
	}
	runtime.KeepAlive(d)
}

func TestNilContexts(t *testing.T) {
	var nobody context.Context
	if err := Once(nobody, DefaultDeduper(), "1/A/1", func(context.Context) error { return nil }); err == nil {
		t.Error("handled without a context")
	}
	if err := Serve(nobody, nil, nil); err == nil {
		t.Error("served without a context")
	}
}

func heap() int64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
