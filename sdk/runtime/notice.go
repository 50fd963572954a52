package runtime

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// noticesOf are what an answer's header says of its operation: that it is deprecated (RFC 9745), or ends (RFC 8594).
func noticesOf(op *Operation, header http.Header) (notices []sdk.Drift) {
	if values := header["Deprecation"]; len(values) > 0 && values[0] != "" && values[0] != "false" {
		notice := sdk.Drift{Kind: sdk.DriftDeprecation, Operation: op.Name, Date: httpDate(values[0])}
		if seconds, err := strconv.ParseInt(strings.TrimPrefix(values[0], "@"), 10, 64); err == nil {
			notice.Date = time.Unix(seconds, 0).UTC()
		}
		notices = append(notices, notice)
	}
	if values := header["Sunset"]; len(values) > 0 && values[0] != "" {
		notices = append(notices, sdk.Drift{Kind: sdk.DriftSunset, Operation: op.Name, Date: httpDate(values[0])})
	}
	return notices
}

// httpDate is a date as HTTP writes it, zero for any other text.
func httpDate(text string) time.Time {
	at, err := http.ParseTime(text)
	if err != nil {
		return time.Time{}
	}
	return at.UTC()
}
