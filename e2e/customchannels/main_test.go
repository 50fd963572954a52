package customchannels_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails if anything is still running when all tests are over.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
