package operation_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/documenttest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
)

// call is an operation: method, path and operationId, which may be empty.
type call struct{ method, path, id string }

// called is what operations are called in a document that lists them in this order, by method and path.
func called(t *testing.T, calls []call) map[string]string {
	t.Helper()
	var b strings.Builder
	b.WriteString("paths:\n")
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
	passes := documenttest.Run(t, b.String())
	found := map[string]string{}
	for _, source := range passes.All.Sources {
		found[source.Method+" "+source.Path] = source.Call
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

// TestGroups has operations lose the words that their group says, and keep the names that the user gives.
func TestGroups(t *testing.T) {
	passes := documenttest.Run(t, `tags: [{name: repos, description: All about code.}]
paths:
  /a: {get: {operationId: repos/list-for-org, x-sdk-group: repos, responses: {'204': {description: Nothing.}}}}
  /b: {get: {operationId: getRepo, x-sdk-group: repos, responses: {'204': {description: Nothing.}}}}
  /c: {get: {operationId: searchReposByTopic, x-sdk-group: repos, responses: {'204': {description: Nothing.}}}}
  /d: {get: {operationId: whoAmI, responses: {'204': {description: Nothing.}}}}
  /e: {get: {operationId: anything, x-sdk-name: Repos, responses: {'204': {description: Nothing.}}}}
  /f: {get: {operationId: limits, responses: {'204': {description: Nothing.}}}}
`)
	want := map[string]string{"/a": "ReposOperations.ListForOrg", "/b": "ReposOperations.Get", "/c": "ReposOperations.SearchByTopic", "/d": "WhoAmI", "/e": "Repos", "/f": "Limits2"}
	for _, source := range passes.All.Sources {
		got := source.Call
		if source.Group != nil {
			got = source.Group.Name + "." + got
		}
		if got != want[source.Path] {
			t.Errorf("%s is %s, not %s", source.Path, got, want[source.Path])
		}
	}
	if group := passes.All.Groups[0]; group.Doc.Text != "All about code." || group.Type != "ReposClient" {
		t.Errorf("got %+v", group)
	}
}

// TestFind has operations that the configuration leaves out, and the order of the document.
func TestFind(t *testing.T) {
	passes := documenttest.Run(t, `paths:
  /b: {trace: {responses: {'204': {description: Nothing.}}}, get: {responses: {'204': {description: Nothing.}}}}
  /a: {get: {tags: [inner], responses: {'204': {description: Nothing.}}}}
`)
	for _, test := range []struct {
		config *config.Config
		want   string
	}{
		{nil, "TRACE TraceB, GET GetB, GET GetA"},
		{&config.Config{Include: config.Choice{Operations: []string{"GET /b"}}}, "GET GetB"},
		{&config.Config{Exclude: config.Choice{Tags: []string{"inner"}}}, "TRACE TraceB, GET GetB"},
	} {
		var found []string
		for _, source := range operation.Find(passes.Doc, place.NewDeclared(passes.Doc), test.config).Sources {
			found = append(found, source.Method+" "+source.Name)
		}
		if got := strings.Join(found, ", "); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}
