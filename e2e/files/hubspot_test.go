package files_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	files "github.com/hubchannels/hubchannels-go/generated/files/v202603"
	"github.com/hubchannels/hubchannels-go/generated/files/v202603/filestest"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// TestFilesOfHubSpot has an account's file at the address of all of HubSpot: what it holds, and what is said of it, comes back, and faults
// are the faults that they are elsewhere.
func TestFilesOfHubSpot(t *testing.T) {
	oauth := hubspottest.NewOAuth(t)
	server := filestest.NewServer(t, sdktest.WithoutExamples())
	oauth.Serve(server.Server)
	client, err := files.NewClient(files.WithBaseURL(oauth.URL), files.WithAccessToken(oauth.Install("1").AccessToken), files.WithRetry(sdktest.QuickRetries()))
	if err != nil {
		t.Fatal(err)
	}
	upload := func() (*files.File, error) {
		return client.UploadFile(t.Context(), files.NewFileUploadRequest(
			sdk.File{Name: "a b.tar.gz", ContentType: "application/gzip", Content: strings.NewReader("content")},
			files.NewFileOptions(files.FileAccessPrivate)).WithFolderPath("/x").WithFileName("c d.gz"))
	}
	for _, fault := range []sdktest.Fault{sdktest.LoseResponse(), sdktest.TruncateResponse(), sdktest.Status(http.StatusForbidden)} {
		server.FailOperation(filestest.OperationUploadFile, fault)
		if _, err := upload(); err == nil {
			t.Errorf("%v: no error", fault)
		}
	}
	made, err := upload()
	if err != nil {
		t.Fatal(err)
	}
	kept, err := client.GetFile(t.Context(), made.ID, nil)
	if err != nil || kept.GetName() != "c d" || kept.GetExtension() != "gz" || kept.GetSize() != 7 || kept.GetAccess() != files.FileAccessPrivate ||
		kept.GetPath() != "/x/c d.gz" || kept.GetType() != files.FileTypeDocument {
		t.Errorf("got %+v, %v", kept, err)
	}
	signed, err := client.GetSignedURL(t.Context(), made.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Get(signed.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if content, err := io.ReadAll(resp.Body); string(content) != "content" || resp.Header.Get("Content-Type") != "application/gzip" {
		t.Errorf("got %q of %s, %v", content, resp.Header.Get("Content-Type"), err)
	}
	if _, err := client.GetSignedURL(t.Context(), "4711", nil); !errors.Is(err, files.ErrNotFound) {
		t.Errorf("an unknown file: %v", err)
	}
}
