package used_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/used"
)

const channels = "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"

func TestProgram(t *testing.T) {
	uses, err := used.Program(t.Context(), []string{"./testdata/program"}, channels)
	if err != nil {
		t.Fatal(err)
	}
	for symbol, want := range map[string][]string{
		"Client.PublishMessage":  {"testdata/program/main.go:16"},
		"Client.Channels":        {"testdata/program/main.go:20"},
		"Message.Attachments":    {"testdata/program/main.go:23"},
		"Attachment":             {"testdata/program/main.go:24"},
		"MessageRequest.Text":    {"testdata/program/main.go:15"},
		"ChannelEvents":          {"testdata/program/main.go:29"},
		"FileUsageTypeImage":     {"testdata/program/main.go:30"},
		"UnknownAttachment":      nil,
		"Participant":            nil,
		"Client.GetMessage":      nil,
		"MessageRequest.Senders": nil,
	} {
		if got := uses[symbol]; !slices.Equal(got, want) {
			t.Errorf("%s: used at %q, want %q", symbol, got, want)
		}
	}
}

// TestOnlyGenerated finds the package by itself, and asks where there are several.
func TestOnlyGenerated(t *testing.T) {
	uses, err := used.Program(t.Context(), []string{"./testdata/program"}, "")
	if err != nil || len(uses["Client.PublishMessage"]) != 1 {
		t.Errorf("%v, %v", uses, err)
	}
	for pattern, want := range map[string]string{
		"./testdata/none":    "imports no generated package",
		"./testdata/several": "generated/files/v202603",
		"./testdata/broken":  "testdata/broken/main.go:6",
	} {
		if _, err := used.Program(t.Context(), []string{pattern}, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", pattern, err, want)
		}
	}
}
