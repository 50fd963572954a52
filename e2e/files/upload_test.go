// Package files_test calls the shipped SDK of the Files API over real sockets, the way that programs do.
package files_test

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"testing"

	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/generated/files/v202603"
	"github.com/hubchannels/hubchannels-go/generated/files/v202603/filestest"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// An image goes to HubSpot first; the message names it by the id that uploading answered.
func TestUploadThenPublish(t *testing.T) {
	fileServer, channelServer := filestest.NewServer(t), customchannelstest.NewServer(t)
	image := []byte("\x89PNG\r\n\x1a\n and what follows")
	var parts []part
	record := files.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return sdk.RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
			parts = readParts(t, r)
			return next.RoundTrip(r)
		})
	})
	fileClient, err := files.NewClient(fileServer.Option(), record)
	if err != nil {
		t.Fatal(err)
	}
	channelClient, err := customchannels.NewClient(channelServer.Option())
	if err != nil {
		t.Fatal(err)
	}

	upload := sdk.File{Name: "broken-handle.png", ContentType: "image/png", Content: bytes.NewReader(image)}
	file, err := fileClient.UploadFile(t.Context(),
		files.NewFileUploadRequest(upload, files.NewFileOptions(files.FileAccessPrivate)).WithFolderPath("/bridge"))
	if err != nil {
		t.Fatal(err)
	}
	message := customchannels.NewMessageRequest("7300118", customchannels.MessageDirectionIncoming, "It broke here.").
		WithAttachments(customchannels.NewFileAttachment(file.ID))
	if _, err := channelClient.PublishMessage(t.Context(), "1000042", message); err != nil {
		t.Fatal(err)
	}

	want := []part{
		{`form-data; filename=broken-handle.png; name=file`, "image/png", string(image)},
		{`form-data; name=options`, "application/json", `{"access":"PRIVATE"}`},
		{`form-data; name=folderPath`, "", "/bridge"},
	}
	if !slices.Equal(parts, want) {
		t.Errorf("sent\n%q\nwant\n%q", parts, want)
	}
}

// part is what a part of a multipart body says of itself, and what it holds.
type part struct{ Disposition, Type, Content string }

// A search in an account without files finds none, unless the document's examples are asked for.
func TestNoFileIsInvented(t *testing.T) {
	for want, options := range map[int][]sdktest.Option{0: nil, 1: {sdktest.WithExamples()}} {
		client, err := files.NewClient(filestest.NewServer(t, options...).Option())
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for page, err := range client.FilePages(t.Context(), nil) {
			if err != nil || found > 1 {
				t.Fatal(found, err)
			}
			found += len(page.Items)
		}
		if found != want {
			t.Errorf("found %d, want %d", found, want)
		}
	}
}

// readParts reads a copy of the request's parts.
func readParts(t *testing.T, r *http.Request) []part {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	var parts []part
	reader := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for {
		p, err := reader.NextRawPart()
		if err == io.EOF {
			return parts
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(p)
		if err != nil {
			t.Fatal(err)
		}
		kind, values, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part{mime.FormatMediaType(kind, values), p.Header.Get("Content-Type"), string(content)})
	}
}
