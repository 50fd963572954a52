package templates

import (
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// TestEventIDIsStable has names in Go change, which must not change the ids that users have stored.
func TestEventIDIsStable(t *testing.T) {
	for _, names := range [][4]string{{"Created", "ID", "PortalID", "At"}, {"ItWasCreated", "Identity", "Account", "When"}} {
		object := &ir.Object{
			Name:      names[0],
			Constants: []ir.Constant{{JSON: "object", Value: `"event"`}, {JSON: "type", Value: `"THING_CREATED"`}},
			Fields:    []*ir.Field{{Name: names[2], JSON: "portalId"}, {Name: names[1], JSON: "eventId"}, {Name: names[3], JSON: "at", Pointer: true}},
		}
		object.EventID = object.Fields[1:]
		union := &ir.Union{
			Name:     "Event",
			Choice:   &ir.Choice{By: ir.ByTag, Property: "type"},
			Variants: []ir.Variant{{Name: names[0], Type: &ir.Type{Kind: ir.Named, Decl: object}}},
		}
		file := jen.NewFile("p")
		file.Add(eventID(&ir.Webhook{Name: "Events"}, union, receivingPackage{path: "example.com/vendor"}))
		var got strings.Builder
		if err := file.Render(&got); err != nil {
			t.Fatal(err)
		}
		want := `vendor.EventID(event.` + names[2] + `, "THING_CREATED", event.` + names[1] + `, runtime.Value(event.` + names[3] + `))`
		if !strings.Contains(got.String(), want) {
			t.Errorf("got %s\nwant %s", &got, want)
		}
	}
}

// A webhook of one type has its key in the document for the event's type.
func TestEventIDOfOneType(t *testing.T) {
	object := &ir.Object{Name: "Thing", Fields: []*ir.Field{{Name: "Account", JSON: "portalId"}, {Name: "ID", JSON: "id"}}}
	object.EventID = object.Fields[1:]
	got := jen.Var().Id("id").Op("=").Add(deliveryID(&ir.Webhook{Key: "thingMade", Body: &ir.Type{Kind: ir.Named, Decl: object}})).GoString()
	if want := `EventID(event.Account, "thingMade", event.ID)`; !strings.Contains(got, want) {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// An event whose type is no constant has no id: two events of different types could have the same one.
func TestEventWithoutAConstantType(t *testing.T) {
	union := &ir.Union{Choice: &ir.Choice{By: ir.ByTag, Property: "type"}}
	if got := wireType(union, &ir.Object{Name: "Created", Constants: []ir.Constant{{JSON: "kind", Value: `"A"`}, {JSON: "type", Value: `1`}}}); got != "" {
		t.Errorf("got %q", got)
	}
}

// TestHandlerNames has variants whose names come to the same without Event, or to nothing.
func TestHandlerNames(t *testing.T) {
	union := &ir.Union{}
	for _, name := range []string{"PaidEvent", "Paid", "GoneEvent", "Event", "UnknownEvent", "Made"} {
		union.Variants = append(union.Variants, ir.Variant{Name: name})
	}
	want := "OnPaidEvent OnPaid OnGone OnEvent OnUnknownEvent OnMade"
	if got := strings.Join(handlerNames(union), " "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
