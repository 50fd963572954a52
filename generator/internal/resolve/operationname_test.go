package resolve_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
)

// call is an operation: method, path and operationId, which may be empty.
type call struct{ method, path, id string }

// called is what operations are called in a document that lists them in this order, by method and path.
func called(t *testing.T, calls []call) map[string]string {
	t.Helper()
	var b strings.Builder
	b.WriteString("openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n")
	written := map[string]bool{}
	for _, c := range calls {
		if written[c.path] {
			continue
		}
		written[c.path] = true
		fmt.Fprintf(&b, "  %s:\n", c.path)
		var parameters []string
		for _, name := range regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(c.path, -1) {
			parameters = append(parameters, fmt.Sprintf("{name: %s, in: path, required: true, schema: {type: string}}", name[1]))
		}
		fmt.Fprintf(&b, "    parameters: [%s]\n", strings.Join(parameters, ", "))
		for _, same := range calls {
			if same.path == c.path {
				fmt.Fprintf(&b, "    %s: {operationId: %q, tags: [Repos], responses: {'204': {description: Nothing.}}}\n", strings.ToLower(same.method), same.id)
			}
		}
	}
	file := filepath.Join(t.TempDir(), "spec.yaml")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := load.File(t.Context(), file, load.Options{Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := resolve.API(t.Context(), doc, resolve.Options{Package: "api", Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, operation := range api.Operations {
		found[operation.Method+" "+operation.Path] = operation.Call
	}
	return found
}

// TestOperationNames has what HubSpot's documents have: operationIds that hold a method and a path, also another
// version's, and versions anywhere in a path.
func TestOperationNames(t *testing.T) {
	tests := []struct {
		call
		want string
	}{
		{call{"POST", "/crm/v3/objects/{objectType}/batch/read", "post-/crm/v3/objects/{objectType}/batch/read_readBatch"}, "ReadCRMObjectBatch"},
		{call{"POST", "/crm/v3/objects/{objectType}/search", "post-/crm/v3/objects/{objectType}/search_doSearch"}, "SearchCRMObjects"},
		{call{"GET", "/crm/v3/objects/{objectType}/{objectId}", "get-/crm/v3/objects/{objectType}/{objectId}_getById"}, "GetCRMObject"},
		{call{"GET", "/crm/v3/objects/{objectType}", "get-/crm/v3/objects/{objectType}_getPage"}, "ListCRMObjects"},
		{call{"POST", "/crm/v3/objects/{objectType}", "post-/crm/v3/objects/{objectType}_create"}, "CreateCRMObject"},
		{call{"PATCH", "/crm/v3/objects/{objectType}/{objectId}", ""}, "UpdateCRMObject"},
		{call{"GET", "/crm/lists/2026-03/{listId}", "get-/crm/v3/lists/{listId}_getById"}, "GetCRMList"},
		{call{"GET", "/crm/lists/2026-03", ""}, "ListCRMLists"},
		{call{"POST", "/crm/lists/2026-03", ""}, "CreateCRMList"},
		{call{"GET", "/marketing/2026-09-beta/emails", ""}, "ListMarketingEmails"},
		{call{"GET", "/automation/v4.1/flows", ""}, "ListAutomationFlows"},
		{call{"GET", "/coupons/{coupon}", ""}, "GetCoupon"},
		{call{"POST", "/coupons", ""}, "CreateCoupon"},
		{call{"POST", "/coupons/{coupon}", ""}, "UpdateCoupon"},
		{call{"PATCH", "/nodes/{node}/proxy/{path}", ""}, "UpdateNodeProxy"},
		{call{"POST", "/nodes/{node}/proxy/{path}", ""}, "UpdateNodeProxyByPath"},
		{call{"GET", "/apis/rbac.authorization.k8s.io/v1/roles", ""}, "ListRoles"},
		{call{"GET", "/apis/rbac.authorization.k8s.io/v1", ""}, "GetRbacAuthorizationK8sIo"},
		{call{"GET", "/api/v1/events", ""}, "ListEvents"},
		{call{"GET", "/apis/events.k8s.io/v1/events", ""}, "ListEventsK8sIoEvents"},
		{call{"GET", "/api", ""}, "GetAPI"},
		{call{"GET", "/orgs/{org}/repos", "repos/list-for-org"}, "ReposListForOrg"},
		{call{"GET", "/orgs/{org}/teams", "teams/list"}, "ListOrgTeams"}, // that is no tag of it
		{call{"GET", "/api/chat.postMessage", ""}, "GetChatPostMessage"},
		{call{"GET", "/who", "whoAmI"}, "WhoAmI"},
		{call{"GET", "/people", "list_people"}, "ListPeople3"},
		{call{"GET", "/folk", "listPeople"}, "ListPeople2"},
		{call{"GET", "/humans", "ListPeople"}, "ListPeople"},
		{call{"GET", "/twice", "twice"}, "Twice"},
		{call{"GET", "/v1/twice/again", "twice"}, "GetTwiceAgain"},
		{call{"GET", "/shown", ""}, "GetShown2"},
		{call{"GET", "/given", "getShown"}, "GetShown"},
	}
	var calls []call
	want := map[string]string{}
	for _, test := range tests {
		calls = append(calls, test.call)
		want[test.method+" "+test.path] = test.want
	}
	for range 2 { // as listed, and backwards
		got := called(t, calls)
		for _, operation := range slices.Sorted(maps.Keys(want)) {
			if got[operation] != want[operation] {
				t.Errorf("%s is %s, not %s", operation, got[operation], want[operation])
			}
		}
		slices.Reverse(calls)
	}
}

// TestOperationNamesOfTheNextVersion moves operations to another version, wherever that stands in their paths.
func TestOperationNamesOfTheNextVersion(t *testing.T) {
	paths := []string{"/objects/{objectType}", "/objects/{objectType}/{objectId}", "/objects/{objectType}/batch/read", "/lists", "/lists/{listId}"}
	var names []map[string]string
	layouts := []string{"/crm/v3%s", "/crm/v4%s", "/crm/2026-03%s", "/crm/2026-09-beta%s", "/v1/crm%s", "/crm%s"}
	for _, layout := range layouts {
		var calls []call
		for _, path := range paths {
			for _, method := range []string{"GET", "POST", "DELETE"} {
				// Who copies a document to a new version may forget the operationIds.
				calls = append(calls, call{method, fmt.Sprintf(layout, path), strings.ToLower(method) + "-" + fmt.Sprintf("/crm/v3%s", path) + "_do"})
			}
		}
		byPath := map[string]string{}
		for operation, name := range called(t, calls) {
			for _, path := range paths {
				if method, at, _ := strings.Cut(operation, " "); at == fmt.Sprintf(layout, path) {
					byPath[method+" "+path] = name
				}
			}
		}
		names = append(names, byPath)
	}
	for i := range layouts {
		if !maps.Equal(names[0], names[i]) || len(names[i]) != 3*len(paths) {
			t.Errorf("%s: %v\n%s: %v", layouts[0], names[0], layouts[i], names[i])
		}
	}
	dated := []call{{"GET", "/crm/objects/2026-03/{objectType}", ""}, {"GET", "/crm/objects/2026-03/{objectType}/{objectId}", ""}}
	got := called(t, dated)
	for _, c := range dated {
		if want := names[0]["GET "+strings.TrimPrefix(strings.Replace(c.path, "/2026-03", "", 1), "/crm")]; got["GET "+c.path] != want {
			t.Errorf("%s is %s, not %s", c.path, got["GET "+c.path], want)
		}
	}
}
