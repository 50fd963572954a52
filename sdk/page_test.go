package sdk_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// book is a list whose pages name the next: "a" -> "b" -> ...
type book struct {
	next    map[string]string
	fails   string
	fetched []string
}

var errTorn = errors.New("torn")

func (b *book) fetch(cursor string) ([]string, string, error) {
	b.fetched = append(b.fetched, cursor)
	if cursor == b.fails && b.fails != "" {
		return nil, "", errTorn
	}
	return []string{cursor + "1", cursor + "2"}, b.next[cursor], nil
}

func TestItems(t *testing.T) {
	for _, test := range []struct {
		name, start, fails string
		next               map[string]string
		want, fetched      string
		err                error
	}{
		{"one page", "", "", nil, "1 2", `[""]`, nil},
		{"three pages", "", "", map[string]string{"": "a", "a": "b"}, "1 2 a1 a2 b1 b2", `["" "a" "b"]`, nil},
		{"resumed", "a", "", map[string]string{"": "a", "a": "b"}, "a1 a2 b1 b2", `["a" "b"]`, nil},
		{"fails", "", "b", map[string]string{"": "a", "a": "b"}, "1 2 a1 a2", `["" "a" "b"]`, errTorn},
		{"names itself", "a", "", map[string]string{"a": "a"}, "a1 a2", `["a"]`, sdk.ErrCursorLoop},
		{"names an earlier one", "", "", map[string]string{"": "a", "a": "b", "b": "a"}, "1 2 a1 a2 b1 b2", `["" "a" "b"]`, sdk.ErrCursorLoop},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := &book{next: test.next, fails: test.fails}
			pages := sdk.Pages(test.start, b.fetch)
			for range 2 { // a sequence can be used again
				b.fetched = nil
				var got []string
				var last error
				for item, err := range sdk.Items(pages) {
					if last = err; err == nil {
						got = append(got, item)
					}
				}
				if strings.Join(got, " ") != test.want || !errors.Is(last, test.err) || fmt.Sprintf("%q", b.fetched) != test.fetched {
					t.Errorf("got %q from %q, then %v", got, b.fetched, last)
				}
			}
		})
	}
}

func TestPagesCanBeStoredAndResumed(t *testing.T) {
	b := &book{next: map[string]string{"": "a", "a": "b"}}
	var stored string
	for page, err := range sdk.Pages("", b.fetch) {
		if err != nil {
			t.Fatal(err)
		}
		stored = page.Next
		break
	}
	if len(b.fetched) != 1 {
		t.Errorf("fetched %q although the loop had ended", b.fetched)
	}
	var cursors []string
	for page, err := range sdk.Pages(stored, b.fetch) {
		if err != nil {
			t.Fatal(err)
		}
		cursors = append(cursors, page.Cursor+">"+page.Next)
	}
	if got := strings.Join(cursors, " "); got != "a>b b>" {
		t.Errorf("got %s", got)
	}
}

func TestItemsStop(t *testing.T) {
	b := &book{next: map[string]string{"": "a"}}
	for range sdk.Items(sdk.Pages("", b.fetch)) {
		break
	}
	if len(b.fetched) != 1 {
		t.Errorf("fetched %q", b.fetched)
	}
}
