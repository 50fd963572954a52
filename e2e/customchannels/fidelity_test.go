package customchannels_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/sdk/check"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// These tests say what becomes of JSON that is not quite what the document says: nothing of it is lost on the way through
// a program that reads and sends it.

func readAttachment[A customchannels.Attachment](t *testing.T, text string) A {
	t.Helper()
	attachment, err := customchannels.UnmarshalAttachment([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	a, ok := attachment.(A)
	if !ok {
		t.Fatalf("%s is read as a %T", text, attachment)
	}
	return a
}

func readMessage(t *testing.T, text string) *customchannels.Message {
	t.Helper()
	message := new(customchannels.Message)
	if err := json.Unmarshal([]byte(text), message); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return message
}

func expectJSON(t *testing.T, v any, want string) {
	t.Helper()
	got, err := json.Marshal(v)
	if err != nil || string(got) != want {
		t.Errorf("it is sent as\n%s (%v), want\n%s", got, err, want)
	}
}

func TestUnknownPropertiesComeBack(t *testing.T) {
	const text = `{"type":"FILE","fileId":"88123","fileUsageType":"IMAGE","checksum":{"sha256":["9f","86"]},"pages":null,"size":1.50}`
	file := readAttachment[*customchannels.ReceivedFileAttachment](t, text)
	if got := string(file.AdditionalProperties["checksum"]); got != `{"sha256":["9f","86"]}` {
		t.Errorf("the unknown property is %s", got)
	}
	expectJSON(t, file, text)
	if known := readAttachment[*customchannels.ReceivedFileAttachment](t, `{"type":"FILE","fileId":"88123"}`); known.AdditionalProperties != nil {
		t.Errorf("there are additional properties: %v", known.AdditionalProperties)
	}
}

func TestUnknownEnumValuesComeBack(t *testing.T) {
	const text = `{"type":"FILE","fileId":"88123","fileUsageType":"HOLOGRAM"}`
	file := readAttachment[*customchannels.ReceivedFileAttachment](t, text)
	if file.FileUsageType != "HOLOGRAM" || file.FileUsageType.Known() {
		t.Errorf("the file's usage is %q, known: %v", file.FileUsageType, file.FileUsageType.Known())
	}
	expectJSON(t, file, text)
}

func TestUnknownVariantsComeBack(t *testing.T) {
	const text = `{"depth":3,"type":"HOLOGRAM","layers":[9007199254740993,1e400,"\u00e9"]}`
	unknown := readAttachment[*customchannels.UnknownAttachment](t, text)
	if unknown.Type != "HOLOGRAM" || string(unknown.Raw) != text {
		t.Errorf("the type is %q, the JSON %s", unknown.Type, unknown.Raw)
	}
	expectJSON(t, unknown, text)
	for _, untyped := range []string{`{"depth":3}`, `{"type":null}`, `{}`} {
		expectJSON(t, readAttachment[*customchannels.UnknownAttachment](t, untyped), untyped)
	}
	message := readMessage(t, `{"attachments":[{"type":"FILE","fileId":"1"},`+text+`]}`)
	if _, ok := message.Attachments[1].(*customchannels.UnknownAttachment); !ok {
		t.Errorf("in a message it is read as a %T", message.Attachments[1])
	}
}

func TestLargeNumbersComeBack(t *testing.T) {
	const exact = `{"type":"MESSAGE_HEADER","fileId":9007199254740993,"version":123456789012345678901234567890}`
	header := readAttachment[*customchannels.MessageHeaderAttachment](t, exact)
	if header.GetFileID() != 9007199254740993 {
		t.Errorf("the file's id is %d", header.GetFileID())
	}
	expectJSON(t, header, exact)

	const beyond = `{"type":"MESSAGE_HEADER","fileId":18446744073709551615}`
	header = readAttachment[*customchannels.MessageHeaderAttachment](t, beyond)
	if header.FileID != nil || string(header.AdditionalProperties["fileId"]) != "18446744073709551615" {
		t.Errorf("the file's id is %v, kept is %s", header.GetFileID(), header.AdditionalProperties["fileId"])
	}
	expectJSON(t, header, beyond)
}

func TestOddCoordinatesComeBack(t *testing.T) {
	for text, want := range map[string]float64{
		`{"type":"LOCATION","latitude":52.520008,"longitude":13.404954}`:                       52.520008,
		`{"type":"LOCATION","latitude":52.5000000000000000123456789,"longitude":13.404954}`:    52.5,
		`{"type":"LOCATION","latitude":0.10000000000000001,"longitude":13.404954}`:             0.1,
		`{"type":"LOCATION","latitude":9007199254740993,"longitude":13.404954}`:                9007199254740992,
		`{"type":"LOCATION","latitude":1e400,"longitude":13.404954}`:                           0,
		`{"type":"LOCATION","latitude":1e-400,"longitude":13.404954,"name":"Sample \"Shop\""}`: 0,
	} {
		location := readAttachment[*customchannels.LocationAttachment](t, text)
		if location.Latitude != want {
			t.Errorf("%s: the latitude is %v, want %v", text, location.Latitude, want)
		}
		expectJSON(t, location, text)
	}
}

func TestFractionsOfSecondsComeBack(t *testing.T) {
	update := func(createdAt string) *customchannels.Channel {
		channel := new(customchannels.Channel)
		if err := json.Unmarshal([]byte(`{"createdAt":`+createdAt+`}`), channel); err != nil {
			t.Fatal(err)
		}
		return channel
	}
	sent := func(channel *customchannels.Channel) string {
		data, err := json.Marshal(channel)
		if err != nil {
			t.Fatal(err)
		}
		var members map[string]json.RawMessage
		if err := json.Unmarshal(data, &members); err != nil {
			t.Fatal(err)
		}
		return string(members["createdAt"])
	}
	morning := time.Date(2026, 3, 30, 9, 21, 0, 0, time.UTC)
	for text, want := range map[string]time.Time{
		`"2026-03-30T09:21:00Z"`:                       morning,
		`"2026-03-30T09:21:00.123Z"`:                   morning.Add(123 * time.Millisecond),
		`"2026-03-30T11:21:00.123456789+02:00"`:        morning.Add(123456789),
		`"2026-03-30T09:21:00.123456789123456Z"`:       morning.Add(123456789),
		`"2026-03-30"`:                                 {},
		`"the day before yesterday, in the afternoon"`: {},
	} {
		channel := update(text)
		if !channel.CreatedAt.Equal(want) || sent(channel) != text {
			t.Errorf("%s is read as %v and sent as %s", text, channel.CreatedAt, sent(channel))
		}
		channel.CreatedAt = morning.Add(time.Hour)
		if got := sent(channel); got != `"2026-03-30T10:21:00Z"` {
			t.Errorf("another time, set after %s, is sent as %s", text, got)
		}
	}
}

func TestRequiredArraysAreSentEmpty(t *testing.T) {
	const arrays = `"phones":[],"emails":[],"addresses":[],"urls":[]`
	expectJSON(t, customchannels.NewContactProfile(), `{`+arrays+`}`)
	expectJSON(t, customchannels.ContactProfile{}, `{`+arrays+`}`)
	expectJSON(t, customchannels.NewQuickRepliesAttachment(), `{"type":"QUICK_REPLIES","quickReplies":[]}`)
	contact := readAttachment[*customchannels.ContactAttachment](t, `{"type":"CONTACT","contactProfile":{"phones":null}}`)
	expectJSON(t, contact, `{"type":"CONTACT","contactProfile":{`+arrays+`}}`)
	data, err := json.Marshal(customchannels.NewMessageRequest("7300118", customchannels.MessageDirectionIncoming, ""))
	if err != nil || !strings.Contains(string(data), `"senders":[],"recipients":[],"attachments":[]`) {
		t.Errorf("a message of nothing is sent as %s (%v)", data, err)
	}
}

func TestMissingPropertiesAreNoError(t *testing.T) {
	message := readMessage(t, `{}`)
	if message.Text != "" || message.Senders != nil || message.Status != nil || !message.CreatedAt.IsZero() {
		t.Errorf("nothing is read as %+v", message)
	}
	if location := readAttachment[*customchannels.LocationAttachment](t, `{"type":"LOCATION"}`); location.Latitude != 0 {
		t.Errorf("no latitude is read as %v", location.Latitude)
	}
	if err := json.Unmarshal([]byte(`{"paging":{"next":{}},"results":[{}]}`), new(customchannels.ChannelList)); err != nil {
		t.Error(err)
	}
}

func TestWrongTypesNameTheirPath(t *testing.T) {
	tests := map[string]string{
		`{"attachments":[{"type":"FILE"},{},{"type":"LOCATION","latitude":"52.5"}]}`:               `attachments[2].latitude: expected a number, got a string`,
		`{"attachments":[{"type":"CONTACT","contactProfile":{"phones":[{},{"phone":15550100}]}}]}`: `attachments[0].contactProfile.phones[1].phone: expected a string, got a number`,
		`{"attachments":["FILE"]}`:                 `attachments[0]: expected an object, got a string`,
		`{"attachments":{"type":"FILE"}}`:          `attachments: expected an array, got an object`,
		`{"archived":"no"}`:                        `archived: expected a boolean, got a string`,
		`{"createdAt":1774862460000}`:              `createdAt: expected a string, got a number`,
		`{"client":[]}`:                            `client: expected an object, got an array`,
		`[]`:                                       `expected an object, got an array`,
		`{"attachments":[{"latitude":52`:           `attachments[0]: unexpected EOF`,
		`{"attachments":[{"type":"FILE"}],"new":[`: `new: unexpected EOF`,
	}
	for text, want := range tests {
		// The codec checks the syntax itself, encoding/json before it calls it.
		err := new(customchannels.Message).UnmarshalJSON([]byte(text))
		var decode *codec.DecodeError
		if !errors.As(err, &decode) || err.Error() != want {
			t.Errorf("%s: the error is %v, want %s", text, err, want)
		}
		if path, _, found := strings.Cut(want, ": "); found && decode != nil && decode.Path() != path {
			t.Errorf("%s: the path is %q, want %q", text, decode.Path(), path)
		}
		if err := json.Unmarshal([]byte(text), new(customchannels.Message)); err == nil {
			t.Errorf("%s: encoding/json reads it", text)
		}
	}
}

func TestDeeplyNestedInputIsAnError(t *testing.T) {
	for _, bracket := range []string{"[", `{"a":`} {
		deep := strings.Repeat(bracket, 100_000)
		for _, text := range []string{deep, `{"new":` + deep, `{"attachments":[{"type":"FILE","new":` + deep, `{"type":` + deep} {
			if err := new(customchannels.Message).UnmarshalJSON([]byte(text)); err == nil || len(err.Error()) > 200 {
				t.Errorf("%.40s: the error is %.400v", text, err)
			}
			if _, err := customchannels.UnmarshalAttachment([]byte(text)); err == nil || len(err.Error()) > 200 {
				t.Errorf("%.40s: the error is %.400v", text, err)
			}
		}
	}
}

// Variants that are the same in both unions are one type, so that what was received can be sent.
func TestWhatWasReceivedCanBeSent(t *testing.T) {
	const attachments = `[` +
		`{"type":"LOCATION","latitude":1e400,"longitude":13.4,"accuracy":"high"},` +
		`{"type":"CONTACT","contactProfile":{"name":{"firstName":"Robin"},"phones":[{"phone":"+15550100042","type":"SATELLITE"}],` +
		`"emails":[],"addresses":[],"urls":[]}},` +
		`{"type":"UNSUPPORTED_CONTENT","reason":{"code":7}},` +
		`{"type":"MESSAGE_HEADER","text":"Your order","fileId":9007199254740993},` +
		`{"type":"SOCIAL_MEDIA_METADATA","socialMetadata":{"mediaType":"POLL","votes":12}},` +
		`{"type":"HOLOGRAM","depth":3}]`
	received := readMessage(t, `{"attachments":`+attachments+`}`)
	message := customchannels.NewMessageRequest("7300118", customchannels.MessageDirectionIncoming, "Look at this.")
	for _, attachment := range received.Attachments {
		sendable, ok := attachment.(customchannels.AttachmentRequest)
		if !ok {
			t.Errorf("a %T cannot be sent", attachment)
			continue
		}
		message = message.WithAttachments(sendable)
	}
	data, err := json.Marshal(message)
	if err != nil || !strings.Contains(string(data), `"attachments":`+attachments) {
		t.Errorf("it is sent as %s (%v)", data, err)
	}
}

func TestClearSendsNull(t *testing.T) {
	expectJSON(t, customchannels.NewChannelUpdateRequest(), `{}`)
	update := customchannels.NewChannelUpdateRequest().WithName("Sample SMS").ClearWebhookURL()
	expectJSON(t, update, `{"name":"Sample SMS","webhookUrl":null}`)
	expectJSON(t, update.WithWebhookURL(""), `{"name":"Sample SMS","webhookUrl":""}`)
	expectJSON(t, update.ClearWebhookURL().ClearName(), `{"name":null,"webhookUrl":null}`)

	read := new(customchannels.ChannelUpdateRequest)
	if err := json.Unmarshal([]byte(`{"name":null}`), read); err != nil || read.Name != nil {
		t.Errorf("null is read as %v (%v)", runtime.Value(read.Name), err)
	}
	expectJSON(t, read, `{"name":null}`)
}

func TestASetFieldWinsOverWhatWasReceived(t *testing.T) {
	header := readAttachment[*customchannels.MessageHeaderAttachment](t, `{"type":"MESSAGE_HEADER","fileId":18446744073709551615}`)
	expectJSON(t, header.WithFileID(0), `{"type":"MESSAGE_HEADER","fileId":0}`)
	expectJSON(t, header.WithFileID(7), `{"type":"MESSAGE_HEADER","fileId":7}`)

	location := readAttachment[*customchannels.LocationAttachment](t, `{"type":"LOCATION","latitude":1e400,"longitude":0.10000000000000001}`)
	location.Latitude, location.Longitude = 52.5, 0.2
	expectJSON(t, location, `{"type":"LOCATION","latitude":52.5,"longitude":0.2}`)

	template := readAttachment[*customchannels.WhatsAppTemplateMetadataAttachment](t,
		`{"type":"WHATSAPP_TEMPLATE_METADATA","crmObjectIds":{"CONTACT":1e30},"parameters":{}}`)
	if template.CRMObjectIDs != nil {
		t.Errorf("the ids are %v", template.CRMObjectIDs)
	}
	expectJSON(t, template, `{"type":"WHATSAPP_TEMPLATE_METADATA","crmObjectIds":{"CONTACT":1e30},"parameters":{}}`)
	template.CRMObjectIDs = map[string]int64{"CONTACT": 7}
	expectJSON(t, template, `{"type":"WHATSAPP_TEMPLATE_METADATA","crmObjectIds":{"CONTACT":7},"parameters":{}}`)

	message := readMessage(t, `{"updatedAt":"2026-03-30T09:21:00.000000000001Z"}`)
	message.UpdatedAt = nil
	if data, err := json.Marshal(message); err != nil || strings.Contains(string(data), "updatedAt") {
		t.Errorf("a cleared time is sent: %s (%v)", data, err)
	}
}

func TestTheLastOfDuplicatePropertiesCounts(t *testing.T) {
	location := readAttachment[*customchannels.LocationAttachment](t, `{"type":"LOCATION","latitude":1e400,"longitude":5,"latitude":1,"longitude":1e400}`)
	expectJSON(t, location, `{"type":"LOCATION","latitude":1,"longitude":1e400}`)
	contact := readAttachment[*customchannels.ContactAttachment](t,
		`{"type":"CONTACT","contactProfile":{"name":{"firstName":"Robin"}},"contactProfile":{"org":{"title":"Buyer"}}}`)
	if contact.ContactProfile.Name != nil || contact.ContactProfile.GetOrg().GetTitle() != "Buyer" {
		t.Errorf("the contact is %+v", contact.ContactProfile)
	}
}

func TestValidateReportsAllProblemsAtOnce(t *testing.T) {
	message := customchannels.NewMessageRequest("7300118", "", "Hello").
		WithTimestamp(time.Time{}).
		WithSenders(customchannels.NewParticipant(customchannels.PhoneNumber("+15550100042")), &customchannels.Participant{}).
		WithAttachments(
			customchannels.NewFileAttachment("88123"),
			customchannels.NewLocationAttachment(90.5, -181),
			customchannels.NewQuickRepliesAttachment(customchannels.TextReply("yes"), customchannels.NewQuickReply("no", "")),
			nil,
			&customchannels.UnknownAttachment{Raw: json.RawMessage(`{"type":`)},
		)
	err := message.Validate()
	const want = `messageDirection is required
timestamp is required
senders[1].deliveryIdentifier.type is required
attachments[1].latitude must be at most 90
attachments[1].longitude must be at least -180
attachments[2].quickReplies[1].valueType is required
attachments[3] is nil
attachments[4] is no valid JSON`
	var problems check.Problems
	if !errors.As(err, &problems) || err.Error() != want {
		t.Errorf("the problems are\n%v\nwant\n%s", err, want)
	}
	if len(problems) == 8 && problems[3] != (check.Problem{Path: "attachments[1].latitude", Message: "must be at most 90"}) {
		t.Errorf("a problem is %+v", problems[3])
	}
}

// A nil pointer in an interface is no nil interface, but it is no attachment either.
func TestNilAttachmentsAreAProblemAndNoPanic(t *testing.T) {
	message := customchannels.NewMessageRequest("7300118", customchannels.MessageDirectionIncoming, "Hello").
		WithAttachments((*customchannels.LocationAttachment)(nil), customchannels.NewContactAttachment(nil))
	if err := message.Validate(); err == nil || err.Error() != "attachments[0] is nil" {
		t.Errorf("the problems are %v", err)
	}
	data, err := json.Marshal(message)
	if err != nil || !strings.Contains(string(data), `"attachments":[null,{"type":"CONTACT"`) {
		t.Errorf("it is sent as %s (%v)", data, err)
	}
}
