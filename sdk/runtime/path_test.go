package runtime

import "testing"

func TestPathParameters(t *testing.T) {
	integers := map[string]bool{
		"4711": true, "0": true, "-1": true, "2147483647": true, "2147483648": false, "": false, "+1": false, "01": false, "1.0": false,
		"0x1": false, " 1": false, "1_0": false, "../1": false,
	}
	for value, ok := range integers {
		if got := pathInteger(nil, "channelId", value, 32) == nil; got != ok {
			t.Errorf("the integer %q is accepted: %v", value, got)
		}
	}
	for value, ok := range map[string]bool{"a": true, "a/b": true, "...": true, "": false, ".": false, "..": false} {
		if got := pathText(nil, "messageId", value) == nil; got != ok {
			t.Errorf("the text %q is accepted: %v", value, got)
		}
	}
}
