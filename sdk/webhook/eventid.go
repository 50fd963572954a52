package webhook

import (
	"context"
	"fmt"
	"net/url"
	"strings"
)

// EventID is the stable text by which the deliveries of one event are recognised: the account, the event's type, and what
// identifies it there, joined by slashes, "62515/OUTGOING_CHANNEL_MESSAGE_CREATED/3411990025" for instance. The names are the
// API's, never those of Go, so that ids that were stored stay good. A slash in a part is escaped. The id is "" where a part
// is empty or zero, which is no identity; the account may be missing.
func EventID(account any, kind string, parts ...any) string {
	var id strings.Builder
	if text := fmt.Sprint(account); text != "0" {
		id.WriteString(url.PathEscape(text))
	}
	for _, part := range append([]any{kind}, parts...) {
		text := fmt.Sprint(part)
		if text == "" || text == "0" {
			return ""
		}
		id.WriteString("/" + url.PathEscape(text))
	}
	return id.String()
}

type eventIDKey struct{}

func withEventID(ctx context.Context, id string) context.Context {
	if id == "" {
		return ctx
	}
	return context.WithValue(ctx, eventIDKey{}, id)
}

// EventIDFromContext returns the id of the event that is being handled, "" if it has none.
func EventIDFromContext(ctx context.Context) string {
	id, _ := ctx.Value(eventIDKey{}).(string)
	return id
}
