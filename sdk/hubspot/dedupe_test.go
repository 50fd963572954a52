package hubspot_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

var errHandler = errors.New("handler")

// counting counts its calls and returns err.
func counting(n *int, err error) func(context.Context) error {
	return func(context.Context) error {
		*n++
		return err
	}
}

func TestOnceForEachEvent(t *testing.T) {
	d, n := hubspot.DefaultDeduper(), 0
	for _, id := range []string{"a", "a", "b", "a"} {
		if err := hubspot.Once(t.Context(), d, id, counting(&n, nil)); err != nil {
			t.Error(err)
		}
	}
	if n != 2 {
		t.Errorf("handled %d times", n)
	}
}

func TestFailedEventIsHandledAgain(t *testing.T) {
	d, n := hubspot.NewMemoryDeduper(0, 0, nil), 0
	if err := hubspot.Once(t.Context(), d, "a", counting(&n, errHandler)); !errors.Is(err, errHandler) {
		t.Error(err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = hubspot.Once(t.Context(), d, "a", func(context.Context) error { panic("handler") })
	}()
	if err := hubspot.Once(t.Context(), d, "a", counting(&n, nil)); err != nil || n != 2 {
		t.Errorf("handled %d times: %v", n, err)
	}
}

// The webhook tells a *BodyError by its type.
func TestOnceReturnsTheHandlersOwnError(t *testing.T) {
	want := &hubspot.BodyError{Err: errHandler}
	n := 0
	if got := hubspot.Once(t.Context(), hubspot.NewMemoryDeduper(0, 0, nil), "a", counting(&n, want)); got != error(want) {
		t.Errorf("got %T", got)
	}
}

func TestEventWithoutIDOrDeduper(t *testing.T) {
	n := 0
	for range 2 {
		_ = hubspot.Once(t.Context(), hubspot.NewMemoryDeduper(0, 0, nil), "", counting(&n, nil))
		_ = hubspot.Once(t.Context(), nil, "a", counting(&n, nil))
	}
	if n != 4 {
		t.Errorf("handled %d times", n)
	}
}

func TestDeliveriesAtTheSameTime(t *testing.T) {
	d := hubspot.NewMemoryDeduper(0, 0, nil)
	var handled, refused atomic.Int32
	var all sync.WaitGroup
	entered, leave := make(chan struct{}), make(chan struct{})
	all.Go(func() {
		_ = hubspot.Once(t.Context(), d, "a", func(context.Context) error {
			handled.Add(1)
			close(entered)
			<-leave
			return nil
		})
	})
	<-entered
	for range 10 {
		all.Go(func() {
			err := hubspot.Once(t.Context(), d, "a", func(context.Context) error {
				handled.Add(1)
				return nil
			})
			if errors.Is(err, hubspot.ErrInProgress) && refused.Add(1) == 10 {
				close(leave)
			}
		})
	}
	all.Wait()
	if handled.Load() != 1 || refused.Load() != 10 {
		t.Errorf("handled %d, refused %d", handled.Load(), refused.Load())
	}
}

func TestMemoryIsBounded(t *testing.T) {
	now := time.Unix(0, 0)
	d, n := hubspot.NewMemoryDeduper(3, time.Hour, func() time.Time { return now }), 0
	once := func(id string, want int) {
		t.Helper()
		before := n
		_ = hubspot.Once(t.Context(), d, id, counting(&n, nil))
		if n-before != want {
			t.Errorf("%s was handled %d times, want %d", id, n-before, want)
		}
	}
	for i := range 4 {
		once(strconv.Itoa(i), 1)
	}
	once("3", 0)
	once("1", 0)
	once("0", 1) // the fourth has pushed it out
	now = now.Add(time.Hour)
	once("3", 0)
	now = now.Add(time.Nanosecond)
	once("3", 1)
}

// failing is a store that is down.
type failing struct{}

func (failing) Begin(context.Context, string) (hubspot.DeliveryState, error) { return 0, errHandler }
func (failing) Done(context.Context, string) error                           { return errHandler }
func (failing) Failed(context.Context, string) error                         { return errHandler }

func TestDeduperThatFails(t *testing.T) {
	n := 0
	if err := hubspot.Once(t.Context(), failing{}, "a", counting(&n, nil)); !errors.Is(err, errHandler) || n != 0 {
		t.Errorf("handled %d times: %v", n, err)
	}
}
