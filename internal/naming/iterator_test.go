package naming

import "testing"

func TestIteratorNames(t *testing.T) {
	tests := []struct{ method, items, pages string }{
		{"ListChannels", "Channels", "ChannelPages"},
		{"GetChannels", "Channels", "ChannelPages"},
		{"ChannelsList", "Channels", "ChannelPages"},
		{"ListForOrg", "AllForOrg", "AllForOrgPages"},
		{"ReposListForOrg", "ReposForOrg", "ReposForOrgPages"},
		{"ReposGetAllEnvironments", "ReposAllEnvironments", "ReposAllEnvironmentPages"},
		{"ListBranches", "Branches", "BranchPages"},
		{"ListPolicies", "Policies", "PolicyPages"},
		{"ListStatuses", "Statuses", "StatusPages"},
		{"ListTaxIDs", "TaxIDs", "TaxIDPages"},
		{"SearchCode", "AllSearchCode", "AllSearchCodePages"},
		{"List", "All", "AllPages"},
	}
	for _, test := range tests {
		items := Iterator(test.method)
		if pages := PageIterator(items); items != test.items || pages != test.pages {
			t.Errorf("%s: %s and %s, want %s and %s", test.method, items, pages, test.items, test.pages)
		}
	}
}
