package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/documenttest"
)

// TestForeignExtension has a key of another tool that begins as ours do: a mistake in a document of one's own, and a loss in
// one of others.
func TestForeignExtension(t *testing.T) {
	const key = "paths: {}\nx-sdk-languages: [go]\n"
	strict := documenttest.Document(t, key, false)
	strict.CheckExtensions()
	if err := strict.Err(); err == nil || !strings.Contains(err.Error(), "spec.yaml:4: unknown extension x-sdk-languages") {
		t.Errorf("strict: %v", err)
	}
	lenient := documenttest.Document(t, key, true)
	lenient.CheckExtensions()
	if lost := fmt.Sprint(lenient.Lost()); lenient.Err() != nil || !strings.Contains(lost, "x-sdk-languages means nothing here") {
		t.Errorf("lenient: %v, losses %s", lenient.Err(), lost)
	}
}
