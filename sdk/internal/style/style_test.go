package style_test

import (
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/internal/style"
)

const (
	list   = `["blue","black","brown"]`
	object = `{"R":100,"G":200,"B":150}`
	odd    = `["a,b","c&d=e","f g","é","%2F","/?#[]@!$'()*+;:"]`
	pairs  = `{"a&b=c":"d&e","f,g":"h,i"}`
)

// The rows without a comment are the table in OpenAPI's chapter "Style Values".
var tests = []struct {
	rule        style.Rule
	value, want string
}{
	{style.Rule{In: "path"}, `"blue"`, `blue`},
	{style.Rule{In: "path"}, list, `blue,black,brown`},
	{style.Rule{In: "path"}, object, `R,100,G,200,B,150`},
	{style.Rule{In: "path", Explode: true}, object, `R=100,G=200,B=150`},
	{style.Rule{In: "path", Style: "label"}, `""`, `.`},
	{style.Rule{In: "path", Style: "label"}, `"blue"`, `.blue`},
	{style.Rule{In: "path", Style: "label"}, list, `.blue,black,brown`},
	{style.Rule{In: "path", Style: "label", Explode: true}, list, `.blue.black.brown`},
	{style.Rule{In: "path", Style: "label"}, object, `.R,100,G,200,B,150`},
	{style.Rule{In: "path", Style: "label", Explode: true}, object, `.R=100.G=200.B=150`},
	{style.Rule{In: "path", Style: "matrix"}, `""`, `;color`},
	{style.Rule{In: "path", Style: "matrix"}, `"blue"`, `;color=blue`},
	{style.Rule{In: "path", Style: "matrix"}, list, `;color=blue,black,brown`},
	{style.Rule{In: "path", Style: "matrix", Explode: true}, list, `;color=blue;color=black;color=brown`},
	{style.Rule{In: "path", Style: "matrix"}, object, `;color=R,100,G,200,B,150`},
	{style.Rule{In: "path", Style: "matrix", Explode: true}, object, `;R=100;G=200;B=150`},
	{style.Rule{In: "query"}, `""`, `color=`},
	{style.Rule{In: "query"}, `"blue"`, `color=blue`},
	{style.Rule{In: "query"}, list, `color=blue,black,brown`},
	{style.Rule{In: "query", Explode: true}, list, `color=blue&color=black&color=brown`},
	{style.Rule{In: "query"}, object, `color=R,100,G,200,B,150`},
	{style.Rule{In: "query", Explode: true}, object, `R=100&G=200&B=150`},
	{style.Rule{In: "query", Style: "spaceDelimited"}, list, `color=blue%20black%20brown`},
	{style.Rule{In: "query", Style: "spaceDelimited"}, object, `color=R%20100%20G%20200%20B%20150`},
	{style.Rule{In: "query", Style: "pipeDelimited"}, list, `color=blue%7Cblack%7Cbrown`},
	{style.Rule{In: "query", Style: "pipeDelimited"}, object, `color=R%7C100%7CG%7C200%7CB%7C150`},
	{style.Rule{In: "query", Style: "deepObject", Explode: true}, object, `color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150`},
	{style.Rule{In: "header"}, `"blue"`, `blue`},
	{style.Rule{In: "header"}, list, `blue,black,brown`},
	{style.Rule{In: "header"}, object, `R,100,G,200,B,150`},
	{style.Rule{In: "header", Explode: true}, object, `R=100,G=200,B=150`},
	{style.Rule{In: "cookie"}, `"blue"`, `color=blue`},
	{style.Rule{In: "cookie"}, list, `color=blue,black,brown`},
	{style.Rule{In: "cookie"}, object, `color=R,100,G,200,B,150`},

	// Everything but unreserved characters is percent-encoded, in keys as well.
	{style.Rule{In: "path"}, odd, `a%2Cb,c%26d%3De,f%20g,%C3%A9,%252F,%2F%3F%23%5B%5D%40%21%24%27%28%29%2A%2B%3B%3A`},
	{style.Rule{In: "query"}, odd, `color=a%2Cb,c%26d%3De,f%20g,%C3%A9,%252F,%2F%3F%23%5B%5D%40%21%24%27%28%29%2A%2B%3B%3A`},
	{style.Rule{In: "path"}, pairs, `a%26b%3Dc,d%26e,f%2Cg,h%2Ci`},
	{style.Rule{In: "path", Explode: true}, pairs, `a%26b%3Dc=d%26e,f%2Cg=h%2Ci`},
	{style.Rule{In: "query"}, pairs, `color=a%26b%3Dc,d%26e,f%2Cg,h%2Ci`},
	{style.Rule{In: "query", Explode: true}, pairs, `a%26b%3Dc=d%26e&f%2Cg=h%2Ci`},
	{style.Rule{In: "query", Style: "deepObject"}, pairs, `color%5Ba%26b%3Dc%5D=d%26e&color%5Bf%2Cg%5D=h%2Ci`},
	{style.Rule{In: "form", Explode: true}, pairs, `a%26b%3Dc=d%26e&f%2Cg=h%2Ci`},
	{style.Rule{In: "form"}, `"f g+/"`, `color=f+g%2B%2F`},
	{style.Rule{In: "form", Style: "spaceDelimited"}, list, `color=blue+black+brown`},

	// allowReserved keeps what does not end the value.
	{style.Rule{In: "query", Reserved: true}, `"a/b?c:@!$'()*,;=d é%2F%zz"`, `color=a/b?c:@!$'()*,;=d%20%C3%A9%2F%25zz`},
	{style.Rule{In: "query", Reserved: true}, `"a&b=c#d+e[f]"`, `color=a%26b=c%23d%2Be%5Bf%5D`},
	{style.Rule{In: "query", Reserved: true}, `["a,b","c/d"]`, `color=a%2Cb,c/d`},
	{style.Rule{In: "query", Reserved: true, Explode: true}, `["a,b","c/d"]`, `color=a,b&color=c/d`},
	{style.Rule{In: "query", Reserved: true, Explode: true}, `{"a=b":"c/d"}`, `a%3Db=c/d`},
	{style.Rule{In: "form", Reserved: true}, `"https://a/b c?d&e"`, `color=https://a/b%20c?d%26e`},

	// What is in objects and arrays goes on in brackets.
	{style.Rule{In: "query", Style: "deepObject"}, `{"a":{"b":[1,{"c":"d"}]},"e":[],"f":{},"g":null}`, `color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B1%5D%5Bc%5D=d`},
	{style.Rule{In: "query", Style: "deepObject"}, `["a","b"]`, `color%5B0%5D=a&color%5B1%5D=b`},
	{style.Rule{In: "query", Style: "deepObject"}, `"a"`, `color=a`},
	{style.Rule{In: "form", Style: "deepObject"}, `{"a":null}`, `color%5Ba%5D=`},

	// What has nothing in it is nothing.
	{style.Rule{In: "query"}, `[]`, ``},
	{style.Rule{In: "query", Explode: true}, `[]`, ``},
	{style.Rule{In: "query"}, `{}`, ``},
	{style.Rule{In: "query"}, `[null]`, ``},
	{style.Rule{In: "query"}, `null`, ``},
	{style.Rule{In: "query"}, `["a",null,"b"]`, `color=a,b`},
	{style.Rule{In: "query"}, `{"a":null,"b":1}`, `color=b,1`},
	{style.Rule{In: "query", Empty: true}, `[]`, `color=`},
	{style.Rule{In: "query", Empty: true, Explode: true}, `[]`, `color=`},
	{style.Rule{In: "form"}, `null`, `color=`},

	// Swagger 2.0's formats are for every place.
	{style.Rule{In: "query", Style: "tabDelimited"}, list, `color=blue%09black%09brown`},
	{style.Rule{In: "path", Style: "pipeDelimited"}, list, `blue%7Cblack%7Cbrown`},
	{style.Rule{In: "path", Style: "spaceDelimited"}, list, `blue%20black%20brown`},
	{style.Rule{In: "header", Style: "pipeDelimited"}, list, `blue|black|brown`},
	{style.Rule{In: "header", Style: "tabDelimited"}, list, "blue\tblack\tbrown"},
	{style.Rule{In: "form", Style: "tabDelimited"}, list, `color=blue%09black%09brown`},
	{style.Rule{In: "part", Style: "form"}, list, `blue,black,brown`},

	// JSON.
	{style.Rule{In: "query", Style: "json"}, `{"a":"b&c"}`, `color=%7B%22a%22%3A%22b%26c%22%7D`},
	{style.Rule{In: "query", Style: "json"}, `"a"`, `color=%22a%22`},
	{style.Rule{In: "header", Style: "json"}, `{"a":"b"}`, `{"a":"b"}`},
	{style.Rule{In: "cookie", Style: "json"}, `{"a":"b"}`, `color=%7B%22a%22%3A%22b%22%7D`},
	{style.Rule{In: "form", Style: "content"}, `{"a":"b"}`, `color=%7B%22a%22%3A%22b%22%7D`},
	{style.Rule{In: "form", Style: "content"}, `["a",{"b":1},[2]]`, `color=a&color=%7B%22b%22%3A1%7D&color=%5B2%5D`},
	{style.Rule{In: "form", Style: "content"}, `[]`, ``},
	{style.Rule{In: "form", Style: "content"}, `{}`, `color=%7B%7D`},
	{style.Rule{In: "query", Explode: true, Inner: true}, `[{"x":1},[2]]`, `color=%7B%22x%22%3A1%7D&color=%5B2%5D`},

	// A cookie's text goes as it is, if it can.
	{style.Rule{In: "cookie"}, `"a=b/c+d%20=="`, `color=a=b/c+d%20==`},
	{style.Rule{In: "cookie"}, `"a;b \"c\"%"`, `color=a%3Bb%20%22c%22%25`},
	{style.Rule{In: "cookie"}, `["a,b","c"]`, `color=a%2Cb,c`},
	{style.Rule{In: "header"}, `"a, b;é"`, `a, b;é`},
}

func TestStyles(t *testing.T) {
	for _, test := range tests {
		got, some, err := test.rule.Write("color", []byte(test.value))
		if err != nil || got != test.want || some != (test.want != "") {
			t.Errorf("%+v of %s\ngot  %s, %t, %v\nwant %s", test.rule, test.value, got, some, err, test.want)
		}
	}
}

func TestNamesAreEncoded(t *testing.T) {
	for _, test := range []struct{ in, style, name, want string }{
		{"query", "", "a b&c=d", "a%20b%26c%3Dd=v"},
		{"query", "", "filter[name]", "filter%5Bname%5D=v"},
		{"query", "", "ümlaut", "%C3%BCmlaut=v"},
		{"form", "", "a b[c]", "a+b%5Bc%5D=v"},
		{"path", "matrix", "a;b", ";a%3Bb=v"},
		{"cookie", "", "a", "a=v"},
	} {
		got, _, err := style.Rule{In: test.in, Style: test.style}.Write(test.name, []byte(`"v"`))
		if err != nil || got != test.want {
			t.Errorf("%s: got %s, %v, want %s", test.name, got, err, test.want)
		}
	}
}

// What a reader could not take apart again is an error, and so is what OpenAPI does not define.
func TestWhatHasNoText(t *testing.T) {
	for _, test := range []struct {
		rule  style.Rule
		value string
	}{
		{style.Rule{In: "query"}, `[[1]]`},
		{style.Rule{In: "query", Explode: true}, `[{"a":1}]`},
		{style.Rule{In: "query"}, `{"a":[1]}`},
		{style.Rule{In: "query", Explode: true}, `{"a":{"b":1}}`},
		{style.Rule{In: "query", Style: "pipeDelimited", Explode: true}, object},
		{style.Rule{In: "query", Style: "spaceDelimited"}, `["a b"]`},
		{style.Rule{In: "query", Style: "pipeDelimited"}, `["a|b"]`},
		{style.Rule{In: "query", Style: "pipeDelimited"}, `{"a|b":1}`},
		{style.Rule{In: "form", Style: "spaceDelimited"}, `["a b"]`},
		{style.Rule{In: "path", Style: "label", Explode: true}, `["a.b"]`},
		{style.Rule{In: "path", Style: "label", Explode: true}, `{"a":1.5}`},
		{style.Rule{In: "header"}, `["a,b"]`},
		{style.Rule{In: "part", Style: "form"}, `["a,b"]`},
		{style.Rule{In: "header", Style: "pipeDelimited"}, `["a|b"]`},
		{style.Rule{In: "header"}, `{"a,b":1}`},
		{style.Rule{In: "header", Explode: true}, `{"a=b":1}`},
		{style.Rule{In: "header", Explode: true}, `{"a":"b,c"}`},
		{style.Rule{In: "header"}, `"a\r\nX-Other: b"`},
		{style.Rule{In: "header"}, `" a"`},
		{style.Rule{In: "header", Explode: true}, `{"a\n":"b"}`},
		{style.Rule{In: "cookie", Explode: true}, list},
		{style.Rule{In: "cookie", Explode: true}, object},
		{style.Rule{In: "query"}, `no JSON`},
	} {
		if got, some, err := test.rule.Write("color", []byte(test.value)); err == nil || some {
			t.Errorf("%+v writes %s as %s", test.rule, test.value, got)
		}
	}
}

// TestPairs writes an object as all of a query.
func TestPairs(t *testing.T) {
	got, err := style.Pairs([]byte(`{"a b":"c&d","n":[1,"x y"],"o":{"p":1},"z":null,"t":true}`), func(string) style.Rule { return style.Rule{In: style.Form, Style: style.Content} })
	if want := "a+b=c%26d&n=1&n=x+y&o=%7B%22p%22%3A1%7D&t=true"; err != nil || got != want {
		t.Errorf("got %s, %v", got, err)
	}
}

// TestPlainCookies escapes nothing.
func TestPlainCookies(t *testing.T) {
	rule := style.Rule{In: style.Cookie, Style: style.Plain, Explode: true}
	for data, want := range map[string]string{`"a%b"`: "n=a%b", `["a","b"]`: "n=a; n=b", `{"a":"x","b":2}`: "a=x; b=2", `"a b"`: "", `["a;b"]`: "", `{"a":"é"}`: "", `{"a b":1}`: ""} {
		got, _, err := rule.Write("n", []byte(data))
		if (err == nil) != (want != "") || err == nil && got != want {
			t.Errorf("%s: got %s, %v", data, got, err)
		}
	}
}
