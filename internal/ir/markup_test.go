package ir

import (
	"strings"
	"testing"
)

func TestDescriptionsInHTML(t *testing.T) {
	tests := []struct{ text, want string }{
		{"<p>Creates a customer.</p>", "Creates a customer."},
		{"One.<br/>Two <strong>bold</strong> &amp; <code>x</code>.", "One.||Two bold & `x`."},
		{`<p>See <a href="/docs" target="_blank">the docs</a>:</p><ul><li>one</li><li>two</li></ul>`, "See the docs:||- one||- two"},
		{"The <id> of a &amp; b, where a < b > c", "The <id> of a &amp; b, where a < b > c"},
		{"<P>Upper</P> <script>x</script>", "Upper||<script>x</script>"},
	}
	for _, test := range tests {
		got := Doc{Text: test.text}.FieldLines()
		want := strings.Split(strings.ReplaceAll(test.want, "||", "\n\n"), "\n")
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%q becomes %q, want %q", test.text, got, want)
		}
	}
}
