package naming

import (
	"fmt"
	"testing"
	"time"
)

func TestScope(t *testing.T) {
	type claim struct {
		name, suffix string
		derived      Family
		want         string
	}
	tests := []struct {
		name   string
		taken  []string
		claims []claim
	}{
		{"numbers", nil, []claim{{"A", "", nil, "A"}, {"A", "", nil, "A2"}, {"A", "", nil, "A3"}}},
		{"a suffix, then numbers", nil, []claim{{"A", "Model", nil, "A"}, {"A", "Model", nil, "AModel"}, {"A", "Model", nil, "AModel3"}}},
		{"two suffixes", nil, []claim{{"A", "Model", nil, "A"}, {"A", "Enum", nil, "AEnum"}, {"A", "Model", nil, "AModel"}}},
		{"what is taken", []string{"Client"}, []claim{{"Client", "Model", nil, "ClientModel"}}},
		{"what is derived", nil, []claim{{"NewA", "", nil, "NewA"}, {"A", "Model", OfWrapper, "AModel"}, {"A", "", nil, "A"}}},
		{"what is derived from another", nil, []claim{{"A", "", OfWrapper, "A"}, {"NewA", "", nil, "NewA2"}, {"NewA", "", nil, "NewA3"}}},
		{"a number that a name has", nil, []claim{{"A2", "", nil, "A2"}, {"A", "", nil, "A"}, {"A", "", nil, "A3"}}},
	}
	for _, test := range tests {
		scope := NewScope(test.taken...)
		for i, c := range test.claims {
			if got := scope.Claim(c.name, c.suffix, c.derived); got != c.want {
				t.Errorf("%s: claim %d of %s gets %s, want %s", test.name, i+1, c.name, got, c.want)
			}
		}
	}
}

// TestScopeIsLinear claims one name so often that quadratic time is seen.
func TestScopeIsLinear(t *testing.T) {
	deadline, scope := time.Now().Add(20*time.Second), NewScope()
	for i := range 20_000 {
		want := fmt.Sprintf("Value%d", i+1)
		if i == 0 {
			want = "Value"
		}
		if got := scope.Claim("Value", "", OfWrapper); got != want {
			t.Fatalf("claim %d gets %s", i+1, got)
		}
		if i%1000 == 0 && time.Now().After(deadline) {
			t.Fatalf("%d claims took 20 seconds", i)
		}
	}
}
