package naming

import (
	"go/token"
	"strings"
	"testing"
)

func TestExportedInitialisms(t *testing.T) {
	tests := map[string]string{
		"oauth_token": "OAuthToken", "OAuthToken": "OAuthToken", "oauth2": "OAuth2", "oidc_issuer": "OIDCIssuer",
		"export.jsonl": "ExportJSONL", "etag": "ETag", "ETag": "ETag", "etags": "ETags", "x-etag": "XETag",
	}
	for name, want := range tests {
		if got := Exported(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}

func TestUnexported(t *testing.T) {
	tests := map[string]string{
		"BaseURL": "baseURL", "URL": "url", "URLTemplate": "urlTemplate", "IDs": "ids", "IDsOfUsers": "idsOfUsers",
		"ID": "id", "A": "a", "AB": "ab", "ABTest": "abTest", "OAuthToken": "oauthToken", "ETag": "etag", "OAuth2": "oauth2",
	}
	for name, want := range tests {
		if got := Unexported(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}

func TestArguments(t *testing.T) {
	tests := []struct{ name, want, method string }{
		{"Name", "name", "name"}, {"Type", "typeValue", "typeValue"}, {"String", "stringValue", "stringValue"},
		{"M", "mValue", "mValue"}, {"Ctx", "ctx", "ctxValue"}, {"Codec", "codecValue", "codecValue"}, {"IO", "io", "ioValue"},
	}
	for _, test := range tests {
		if got := Argument(test.name); got != test.want {
			t.Errorf("%s as an argument: got %s, want %s", test.name, got, test.want)
		}
		if got := MethodArgument(test.name); got != test.method {
			t.Errorf("%s as an argument of a method: got %s, want %s", test.name, got, test.method)
		}
	}
}

func TestSingular(t *testing.T) {
	tests := map[string]string{
		"Users": "User", "Policies": "Policy", "Series": "Series", "Analyses": "Analysis", "Statuses": "Status", "Boxes": "Box",
		"Batches": "Batch", "Status": "Status", "Address": "Address", "Addresses": "Address", "IDs": "ID", "Gas": "Gas", "Ties": "Tie",
	}
	for word, want := range tests {
		if got := Singular(word); got != want {
			t.Errorf("%s: got %s, want %s", word, got, want)
		}
	}
}

func TestUnversioned(t *testing.T) {
	tests := map[string]string{
		"/crm/v3/objects/{id}":      "/crm/objects/{}",
		"/crm/2026-03/objects/{no}": "/crm/objects/{}",
		"/v1.2beta1/a":              "/a", "/v2/a": "/a", "/V2/a": "/a", "/2026-09-15-beta/a": "/a", "/2026-09-rc1": "",
		"/video/vimeo": "/video/vimeo", "/2026/a": "/2026/a", "/vx": "/vx", "/{a}.json": "/{a}.json",
	}
	for path, want := range tests {
		if got := Unversioned(path); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

func TestArticle(t *testing.T) {
	tests := map[string]string{
		"Attachment": "an Attachment", "URL": "a URL", "UnknownEvent": "an UnknownEvent", "Unit": "a Unit", "uint64": "a uint64",
		"[]string": "a []string", "": "a ", "int": "an int",
	}
	for name, want := range tests {
		if got := Article(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

// FuzzIdentifiers has every name that a document may hold be an identifier.
func FuzzIdentifiers(f *testing.F) {
	for _, seed := range []string{"", "a b", "+1", "漢字", "ñandú", "\xff", "4xx", "//go:build x", "ℵ", "a\u0300", "OAuth"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		exported := Exported(name)
		if !token.IsIdentifier(exported) || !token.IsExported(exported) {
			t.Errorf("%q becomes %q", name, exported)
		}
		if argument := Argument(exported); !token.IsIdentifier(argument) || token.IsExported(argument) {
			t.Errorf("%q as an argument is %q", name, argument)
		}
		if again := Exported(exported); strings.HasPrefix(again, "N") && !strings.HasPrefix(exported, "N") {
			t.Errorf("%q becomes %q, then %q", name, exported, again)
		}
	})
}
