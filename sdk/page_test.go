package sdk_test

import (
	"errors"
	"iter"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
)

func TestFirst(t *testing.T) {
	failed := errors.New("failed")
	asked := 0
	items := func(yield func(int, error) bool) {
		for asked = 1; asked <= 3; asked++ {
			if !yield(asked, nil) {
				return
			}
		}
		yield(0, failed)
	}
	for want, test := range map[int]struct {
		found bool
		err   error
	}{2: {true, nil}, 3: {true, nil}, 4: {false, failed}} {
		item, found, err := sdk.First(iter.Seq2[int, error](items), func(i int) bool { return i == want })
		if found != test.found || !errors.Is(err, test.err) || found && (item != want || asked != want) {
			t.Errorf("%d: got %d, %t, %v after %d", want, item, found, err, asked)
		}
	}
	for want, test := range map[int]struct {
		item int
		err  error
	}{2: {2, nil}, 4: {0, failed}} {
		item, err := sdk.FirstOr(iter.Seq2[int, error](items), func(i int) bool { return i == want }, func() (int, error) { return 9, nil })
		if item != test.item || !errors.Is(err, test.err) {
			t.Errorf("%d: got %d, %v", want, item, err)
		}
	}
	made, err := sdk.FirstOr(func(func(int, error) bool) {}, func(int) bool { return true }, func() (int, error) { return 9, nil })
	if made != 9 || err != nil {
		t.Errorf("made %d, %v", made, err)
	}
	if _, found, err := sdk.First(func(func(int, error) bool) {}, func(int) bool { return true }); found || err != nil {
		t.Error("nothing is found in an empty list")
	}
}
