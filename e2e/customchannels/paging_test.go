package customchannels_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"testing"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// manyAccounts is a server with a channel's accounts, from 1 to n, which it lists seven at a time.
func manyAccounts(t *testing.T, n int) *customchannelstest.Server {
	t.Helper()
	server := customchannelstest.NewServer(t, sdktest.WithPageSize(7))
	for i := range n {
		account := customchannels.ChannelAccount{ID: strconv.Itoa(i + 1), Name: fmt.Sprintf("Account %d", i+1), InboxID: "1"}
		if err := server.PutChannelAccount(channelID, &account); err != nil {
			t.Fatal(err)
		}
	}
	return server
}

// collect takes what an iteration gives, and the error at its end.
func collect[T any](seq iter.Seq2[T, error]) (all []T, err error) {
	for item, failed := range seq {
		if failed != nil {
			return all, failed
		}
		all = append(all, item)
	}
	return all, nil
}

func accountIDs(accounts []*customchannels.ChannelAccount) []string {
	var ids []string
	for _, account := range accounts {
		ids = append(ids, account.ID)
	}
	return ids
}

func numbers(from, to int) []string {
	var texts []string
	for n := from; n <= to; n++ {
		texts = append(texts, strconv.Itoa(n))
	}
	return texts
}

func TestItemsOfAllPages(t *testing.T) {
	for n, requests := range map[int]int{0: 1, 1: 1, 7: 1, 8: 2, 45: 7} {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			server := manyAccounts(t, n)
			accounts, err := collect(newClient(t, server.Option()).ChannelAccounts(t.Context(), channelID, nil))
			if err != nil || !slices.Equal(accountIDs(accounts), numbers(1, n)) {
				t.Errorf("got %v: %v", accountIDs(accounts), err)
			}
			if got := len(server.Requests()); got != requests {
				t.Errorf("%d requests, want %d", got, requests)
			}
		})
	}
}

// TestPagingThroughFaults: a page that has to be asked for again is there once.
func TestPagingThroughFaults(t *testing.T) {
	server := manyAccounts(t, 45)
	server.FailRandomly(7, 0.4, passing()...)
	policy := sdktest.QuickRetries()
	policy.MaxAttempts = 30
	client := newClient(t, server.Option(), customchannels.WithRetry(policy))
	accounts, err := collect(client.ChannelAccounts(t.Context(), channelID, nil))
	if err != nil || !slices.Equal(accountIDs(accounts), numbers(1, 45)) {
		t.Errorf("got %v: %v", accountIDs(accounts), err)
	}
}

// TestStoredCursor stops at each page in turn, and goes on from its cursor with another client.
func TestStoredCursor(t *testing.T) {
	server := manyAccounts(t, 30)
	for stop := 1; stop <= 4; stop++ {
		var seen []string
		stored := ""
		pages := newClient(t, server.Option()).ChannelAccountPages(t.Context(), channelID, nil)
		for page, err := range pages {
			if err != nil {
				t.Fatal(err)
			}
			seen, stored = append(seen, accountIDs(page.Items)...), page.Next
			if len(seen) == 7*stop {
				break
			}
		}
		params := customchannels.NewListChannelAccountsParams().WithAfter(stored)
		rest, err := collect(newClient(t, server.Option()).ChannelAccountPages(t.Context(), channelID, params))
		if err != nil || len(rest) != 5-stop || rest[0].Cursor != stored || rest[len(rest)-1].Next != "" {
			t.Fatalf("went on from %q with %+v: %v", stored, rest, err)
		}
		for _, page := range rest {
			seen = append(seen, accountIDs(page.Items)...)
		}
		if !slices.Equal(seen, numbers(1, 30)) {
			t.Errorf("got %v", seen)
		}
	}
}

// TestRepeatedCursor: a server that goes in circles is found out, after the pages that it gave.
func TestRepeatedCursor(t *testing.T) {
	page := func(next string) sdktest.Fault {
		return answerJSON(200, `{"total":9,"results":[{"id":"1"}],"paging":{"next":{"after":"`+next+`"}}}`)
	}
	for name, test := range map[string]struct {
		start string
		pages []sdktest.Fault
	}{
		"itself":         {"", []sdktest.Fault{page("a"), page("a")}},
		"the one before": {"", []sdktest.Fault{page("a"), page("b"), page("a")}},
		"the first":      {"a", []sdktest.Fault{page("b"), page("a")}},
	} {
		t.Run(name, func(t *testing.T) {
			server := customchannelstest.NewServer(t)
			server.Fail(test.pages...)
			params := customchannels.NewListChannelsParams()
			if test.start != "" {
				params = params.WithAfter(test.start)
			}
			channels, err := collect(newClient(t, server.Option()).Channels(t.Context(), params))
			if !errors.Is(err, sdk.ErrCursorLoop) || len(channels) != len(test.pages) {
				t.Errorf("%d channels, and then %v", len(channels), err)
			}
			if n := len(server.Requests()); n != len(test.pages) {
				t.Errorf("%d requests", n)
			}
		})
	}
}

// TestPageThatFails ends the iteration, which says at which cursor to go on.
func TestPageThatFails(t *testing.T) {
	server := manyAccounts(t, 30)
	client := newClient(t, server.Option(), customchannels.WithoutRetries())
	var last sdk.Page[*customchannels.ChannelAccount]
	n := 0
	for page, err := range client.ChannelAccountPages(t.Context(), channelID, nil) {
		n++
		switch {
		case n < 3 && err == nil:
			server.Fail(slices.Repeat([]sdktest.Fault{sdktest.Status(500)}, n-1)...)
		case n != 3 || !errors.Is(err, customchannels.ErrServer) || page.Cursor != last.Next:
			t.Errorf("page %d: %+v, %v", n, page, err)
		}
		last = page
	}
	if n != 3 {
		t.Errorf("%d pages", n)
	}
}

// TestEmptyCursor: a cursor that was stored before there was any is the first page, and not one called "".
func TestEmptyCursor(t *testing.T) {
	server := manyAccounts(t, 1)
	params := customchannels.NewListChannelAccountsParams().WithAfter("")
	if _, err := collect(newClient(t, server.Option()).ChannelAccountPages(t.Context(), channelID, params)); err != nil {
		t.Error(err)
	}
	if request := server.Requests()[0]; request.URL.Query().Has("after") {
		t.Errorf("asked for %s", request.URL)
	}
}

// TestPagingChangesNoOptions: the caller's params stay as they are, and are sent with every page.
func TestPagingChangesNoOptions(t *testing.T) {
	server := manyAccounts(t, 20)
	params := customchannels.NewListChannelAccountsParams().WithLimit(4).WithSort("name").WithAfter("")
	before, _ := json.Marshal(params)
	client := newClient(t, server.Option())
	for range 2 {
		if accounts, err := collect(client.ChannelAccounts(t.Context(), channelID, params)); err != nil || len(accounts) != 20 {
			t.Errorf("%d accounts: %v", len(accounts), err)
		}
	}
	if after, _ := json.Marshal(params); string(after) != string(before) {
		t.Errorf("the params were %s, are %s", before, after)
	}
	for _, request := range server.Requests() {
		if query := request.URL.Query(); query.Get("limit") != "4" || query.Get("sort") != "name" {
			t.Errorf("asked for %s", request.URL.RawQuery)
		}
	}
}
