package naming

import "testing"

func TestNameOfPath(t *testing.T) {
	tests := []struct{ method, path, want string }{
		{"GET", "/users", "ListUsers"},
		{"GET", "/v2/users/{id}", "GetUser"},
		{"GET", "/users/{id}/keys", "ListUserKeys"},
		{"POST", "/users/{id}/keys", "CreateUserKey"},
		{"PUT", "/repos/{owner}/{repo}/subscription", "ReplaceRepoSubscription"},
		{"PATCH", "/categories/{id}", "UpdateCategory"},
		{"DELETE", "/crm/v3/objects/{objectType}/{objectId}", "DeleteCRMObject"},
		{"POST", "/crm/v3/objects/{objectType}/batch/read", "ReadCRMObjectBatch"},
		{"POST", "/crm/2026-03/objects/{objectType}/batch/read", "ReadCRMObjectBatch"},
		{"POST", "/crm/v3/objects/{objectType}/search", "SearchCRMObjects"},
		{"GET", "/status", "GetStatus"},
		{"GET", "/", "ListRoot"},
		{"HEAD", "/addresses/{id}", "HeadAddress"},
	}
	for _, test := range tests {
		if got := OfPath(test.method, test.path, false); got != test.want {
			t.Errorf("%s %s: got %s, want %s", test.method, test.path, got, test.want)
		}
	}
}

func TestExported(t *testing.T) {
	tests := map[string]string{
		"fileId": "FileID", "channelLogoUrl": "ChannelLogoURL", "message_ids": "MessageIDs", "urls": "URLs",
		"HS_EMAIL_ADDRESS": "HSEmailAddress", "ContactURL": "ContactURL", "2fa": "N2fa", "$filter": "Filter",
		"@type": "Type", "+1": "Plus1", "-1": "Minus1", "": "X", "😀": "X", "naïve": "Naïve", "type": "Type",
		"WhatsAppTemplate": "WhatsAppTemplate", "x-rate-limit": "XRateLimit", "IDs": "IDs", "userIDs": "UserIDs",
		"node_id": "NodeID", "A": "A", "aB": "AB",
	}
	for name, want := range tests {
		if got := Exported(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}
