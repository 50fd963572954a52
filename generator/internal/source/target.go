package source

import (
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// Refusal is why a reference must not be followed.
type Refusal struct{ Message, Hint string }

// LocalHint is what to do about a $ref that leads out of the folder.
const LocalHint = "copy what it refers to into the document's folder and refer to it there, or allow a folder above with --refs"

// target gives the file that a reference in a file leads to and the way within it, or why it must not be followed. A file
// is known by its address if it was fetched and by its slash path relative to the document's folder otherwise; these
// cannot be confused, because a path that is clean has no two slashes in a row. What was fetched leads to addresses only.
func (r *Reader) Target(file, reference string) (target string, tokens []string, no *Refusal) {
	parsed, err := url.Parse(reference)
	if err != nil {
		return "", nil, &Refusal{fmt.Sprintf("$ref %s is no reference: %s", problem.Quote(reference), problem.Reason(err)), "correct it"}
	}
	if _, tokens = Split("#" + parsed.Fragment); parsed.Fragment != "" && parsed.Fragment[0] != '/' {
		tokens = []string{anchorToken + parsed.Fragment}
	}
	switch {
	case isAddress(parsed):
		return addressOf(parsed), tokens, nil
	case parsed.Scheme != "" || parsed.Host != "" || path.IsAbs(parsed.Path) || filepath.IsAbs(parsed.Path):
		return "", nil, absolute(reference, IsRemote(file))
	case parsed.Path == "":
		return file, tokens, nil
	case IsRemote(file):
		return addressOf(r.Location(file).ResolveReference(parsed)), tokens, nil
	}
	target = path.Join(path.Dir(file), parsed.Path)
	if !filepath.IsLocal(filepath.FromSlash(target)) {
		return "", nil, &Refusal{fmt.Sprintf(
			"$ref %s leaves the folder: only files in the document's folder, or in that of --refs, are read", problem.Quote(reference)), LocalHint}
	}
	return target, tokens, nil
}

func absolute(reference string, fetched bool) *Refusal {
	if fetched {
		return &Refusal{
			fmt.Sprintf("$ref %s is absolute: a file that was fetched may only refer to others by relative ones and by https addresses", problem.Quote(reference)),
			"copy the file into the document's folder, correct it and refer to it there",
		}
	}
	if strings.HasPrefix(reference, "//") {
		return &Refusal{fmt.Sprintf("$ref %s has no scheme", problem.Quote(reference)), "begin it with https:"}
	}
	return &Refusal{fmt.Sprintf("$ref %s is absolute: only relative ones and https addresses are followed", problem.Quote(reference)), LocalHint}
}

// isAddress reports whether a reference names a server. Whether that may be asked is another question.
func isAddress(parsed *url.URL) bool {
	return (parsed.Scheme == "https" || parsed.Scheme == "http") && parsed.Host != ""
}

// isRemote reports whether a file is known by an address.
func IsRemote(file string) bool {
	return strings.HasPrefix(file, "https://") || strings.HasPrefix(file, "http://")
}

// addressOf is what a fetched file is known by: its address, the same for all ways to write it.
func addressOf(parsed *url.URL) string {
	address := url.URL{Scheme: parsed.Scheme, User: parsed.User, Host: strings.ToLower(parsed.Host), Path: parsed.Path,
		RawPath: parsed.RawPath, RawQuery: parsed.RawQuery}
	if port := map[string]string{"https": ":443", "http": ":80"}[address.Scheme]; strings.HasSuffix(address.Host, port) {
		address.Host = strings.TrimSuffix(address.Host, port)
	}
	if address.Path == "" {
		address.Path = "/"
	}
	return address.String()
}

// address is a file as kin-openapi knows it.
func (r *Reader) Address(file string) *url.URL {
	if parsed, err := url.Parse(file); err == nil && IsRemote(file) {
		return parsed
	}
	return &url.URL{Path: file}
}

// location is what relative references in a file that was fetched are relative to.
func (r *Reader) Location(file string) *url.URL {
	if at, ok := r.moved[file]; ok {
		return at
	}
	return r.Address(file)
}

// known is the inverse of address.
func Known(location *url.URL) string {
	if isAddress(location) {
		return addressOf(location)
	}
	return path.Clean(location.Path)
}

// join is how kin-openapi resolves a relative reference.
func (r *Reader) Join(base, relative *url.URL) *url.URL {
	switch {
	case base == nil:
		return relative
	case isAddress(base):
		return r.Location(Known(base)).ResolveReference(&url.URL{Path: relative.Path, RawPath: relative.RawPath, RawQuery: relative.RawQuery})
	}
	return &url.URL{Path: path.Join(path.Dir(base.Path), relative.Path)}
}
