package source

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// What all fetching together may take, besides as many bytes as one file may have: what is fetched may refer to ever more.
const (
	maxFetched  = 1000
	maxFetching = 5 * time.Minute
)

// withFetchTimeout bounds the time that all fetching takes.
func withFetchTimeout(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, maxFetching, fmt.Errorf("all that is fetched takes longer than %v", maxFetching))
}

// forbidden says why a file must not be fetched; it is nil for those that may, and for files on disk.
func (r *Reader) Forbidden(file string) *Refusal {
	if !IsRemote(file) {
		return nil
	}
	address, err := url.Parse(file)
	if err == nil {
		err = r.fetch.Check(address)
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fetch.ErrNotAllowed):
		return &Refusal{err.Error(), fmt.Sprintf("allow it with --fetch %s, or copy it and refer to the copy", fetch.Folder(address))}
	}
	return &Refusal{fmt.Sprintf("%s is not fetched: %s", problem.Quote(file), problem.Reason(err)), "copy it and refer to the copy"}
}

// fetchHint is what to do about a file that could not be fetched.
func fetchHint(err error) string {
	if errors.Is(err, fetch.ErrNotAllowed) { // it was redirected
		return "allow that with --fetch, too, or copy what it refers to and refer to the copy"
	}
	return "correct the address, or copy what it refers to and refer to the copy"
}

// readRemote fetches a file.
func (r *Reader) readRemote(ctx context.Context, file string) ([]byte, error) {
	if r.fetched++; r.fetched > maxFetched {
		return nil, fmt.Errorf("cannot fetch %s: more than %d files would be fetched", problem.Quote(file), maxFetched)
	}
	address, err := url.Parse(file)
	if err != nil {
		return nil, err
	}
	got, err := r.fetch.Get(ctx, address, r.room)
	if errors.Is(err, fetch.ErrTooLarge) {
		err = fmt.Errorf("it is too large: all that is fetched may have %d bytes", r.MaxSize)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot fetch %s: %w", problem.Quote(file), err)
	}
	r.moved[file], r.Raw[file] = got.Address, got.Data
	return got.Data, nil
}

// openRemote fetches the document itself. All that it refers to without an address is beside it, and not on disk.
func (r *Reader) openRemote(ctx context.Context, folder string) ([]byte, error) {
	fail := func(message, hint string) ([]byte, error) {
		return nil, problem.Problems{{Pos: problem.Position{File: r.Given}, Message: message, Hint: hint}}
	}
	address, err := url.Parse(r.Given)
	switch {
	case err != nil:
		return fail("cannot read the document: "+problem.Reason(err), "check the address")
	case folder != "":
		return fail("a document that is fetched has no files in a folder of this machine", "leave out --refs")
	}
	r.Root, r.base = addressOf(address), ""
	r.Given = r.Root
	if no := r.Forbidden(r.Root); no != nil {
		return fail("cannot read the document: "+no.Message, no.Hint)
	}
	ctx, stop := withFetchTimeout(ctx)
	defer stop()
	data, err := r.readRemote(ctx, r.Root)
	if err != nil {
		return fail(problem.OneLine(err.Error()), "check the address")
	}
	r.room -= int64(len(data))
	return data, nil
}

// parseRemote builds the tree of a fetched file, which takes of the room that there is for all of them.
func (r *Reader) parseRemote(file string, data []byte, problems *problem.List) *Tree {
	t := Parse(r.Shown(file), data, r.room, problems)
	r.room -= int64(len(data))
	if t != nil {
		r.room -= max(0, int64(len(t.json)-len(data)))
	}
	return t
}
