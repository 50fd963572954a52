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

func TestWordsAsTheyAreWritten(t *testing.T) {
	tests := map[string]string{
		"CreateanAPIkeyforaserviceaccount": "CreateanAPIKeyforaserviceaccount", "OpenAI-File": "OpenAIFile", "getAiModel": "GetAiModel",
		"HTTPServer": "HTTPServer", "HTTPSServer": "HTTPSServer", "iPhone": "IPhone", "IPhone": "IPhone", "IPAddress": "IPAddress",
		"IDentity": "IDentity", "UIDesign": "UIDesign", "hostFQDN": "HostFQDN", "MFA_SETTINGS": "MfaSettings", "MFASettings": "MFASettings",
		"APIs": "APIs", "listURLsOfUser": "ListURLsOfUser", "getAPIURLMap": "GetAPIURLMap",
	}
	for name, want := range tests {
		if got := Exported(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}

func TestLettersOfAnyScript(t *testing.T) {
	tests := map[string]string{
		"été": "Été", "größe": "Größe", "中文": "U4E2DU6587", "ñandú": "Ñandú", "e\u0301te\u0301": "Ete", "ǆ": "Ǆ", "١٢": "U661U662", "<=": "LessOrEqual",
		"<": "Less", "+1": "Plus1", "-1": "Minus1", "*": "Star", "..": "DotDot",
	}
	for name, want := range tests {
		if got := Exported(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}

func TestConstants(t *testing.T) {
	tests := []struct{ value, want, spelled string }{
		{"", "Empty", "Symbol"}, {"ACTIVE", "Active", "Active"}, {"<=", "LessOrEqual", "LessOrEqual"}, {"!=", "NotEqual", "NotEqual"},
		{"!~", "NotTilde", "NotTilde"}, {" ", "Space", "Space"}, {"-created_at", "MinusCreatedAt", "HyphenCreatedUnderscoreAt"},
		{"created-at", "CreatedAt", "CreatedHyphenAt"}, {"Etc/GMT+1", "EtcGMT1", "EtcSlashGMTPlus1"}, {"Etc/GMT-1", "EtcGMT1", "EtcSlashGMTMinus1"},
		{"gpt-5.5-2026-04", "Gpt5_5_2026_04", "GptMinus5Dot5Minus2026Minus04"}, {"中文", "中文", "中文"}, {"2nd", "2nd", "2nd"}, {"😀", "Symbol", "Symbol"},
		{"USER_ID", "UserID", "UserUnderscoreID"},
	}
	for _, test := range tests {
		if got := Constant(test.value); got != test.want {
			t.Errorf("%q: got %s, want %s", test.value, got, test.want)
		}
		if got := SpelledConstants(test.value)[1]; got != test.spelled && test.value != "" {
			t.Errorf("%q spelled: got %s, want %s", test.value, got, test.spelled)
		}
	}
}

func TestSpelledConstantsTellSignedNumbersApart(t *testing.T) {
	if got := SpelledConstants("Etc/GMT-1")[0]; got != "EtcGMTMinus1" {
		t.Errorf("got %s", got)
	}
}

func TestNamesOfFilesAndPaths(t *testing.T) {
	for file, want := range map[string]string{
		"models/zone.yml": "Zone", "../models/zone_response.yaml": "ZoneResponse", "zones/index.yaml": "Zones", "zone/schema.json": "Zone",
		"a.b.json": "AB", "index.yaml": "IndexYaml",
	} {
		if got := OfFile(file); got != want {
			t.Errorf("%s: got %s, want %s", file, got, want)
		}
	}
	for _, test := range []struct{ id, method, path, want string }{
		{"read_item_items__item_id__get", "GET", "/items/{item_id}", "read_item"},
		{"login_login_access_token_post", "POST", "/login/access-token", "login"},
		{"login_access_token_login_access_token_post", "POST", "/login/access-token", "login_access_token"},
		{"_items_get", "GET", "/items", ""}, {"listItems", "GET", "/items", ""},
	} {
		if got := WithoutPath(test.id, test.method, test.path); got != test.want {
			t.Errorf("%s: got %q, want %q", test.id, got, test.want)
		}
	}
	if got := SharedNoun([]string{"/v1/tasks", "/v2/tasks/{id}"}); got != "Task" {
		t.Errorf("got %s", got)
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
