package files_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/e2e/internal/prism"
	"github.com/hubchannels/hubchannels-go/generated/files/v202603"
	"github.com/hubchannels/hubchannels-go/generated/files/v202603/filestest"
	"github.com/hubchannels/hubchannels-go/sdk"
)

// operation calls one operation with everything that it takes.
type operation func(ctx context.Context, client *files.Client) error

const fileID, taskID = "88123", "imp-5f2c"

// operations are all of them, by name.
func operations() map[string]operation {
	return map[string]operation{
		filestest.OperationUploadFile: func(ctx context.Context, client *files.Client) error {
			_, err := client.UploadFile(ctx, files.NewFileUploadRequest(image(), options()).
				WithFileName("handle").WithFolderPath("/bridge").WithCharsetHunch("UTF-8"))
			return err
		},
		filestest.OperationReplaceFile: func(ctx context.Context, client *files.Client) error {
			_, err := client.ReplaceFile(ctx, fileID, files.NewFileReplaceRequest(image(), options()))
			return err
		},
		filestest.OperationGetFile: func(ctx context.Context, client *files.Client) error {
			_, err := client.GetFile(ctx, fileID, files.NewGetFileParams().WithProperties("name", "size"))
			return err
		},
		filestest.OperationUpdateFile: func(ctx context.Context, client *files.Client) error {
			_, err := client.UpdateFile(ctx, fileID, files.NewFileUpdateRequest().
				WithAccess(files.FileAccessPrivate).WithName("a&b").WithParentFolderPath("/x").WithIsUsableInContent(false).
				WithExpiresAt(1774862460120).WithClearExpires(false))
			return err
		},
		filestest.OperationDeleteFile: func(ctx context.Context, client *files.Client) error {
			return client.DeleteFile(ctx, fileID)
		},
		filestest.OperationEraseFile: func(ctx context.Context, client *files.Client) error {
			return client.EraseFile(ctx, fileID)
		},
		filestest.OperationGetSignedURL: func(ctx context.Context, client *files.Client) error {
			_, err := client.GetSignedURL(ctx, fileID, files.NewGetSignedURLParams().
				WithSize(files.ImageSizePreview).WithExpirationSeconds(3600).WithUpscale(true))
			return err
		},
		filestest.OperationImportFile: func(ctx context.Context, client *files.Client) error {
			_, err := client.ImportFile(ctx, files.NewFileImportRequest("https://www.example.com/a.jpg", files.FileAccessPrivate).
				WithFolderPath("/bridge").WithTTL("P3M").WithExpiresAt(day(30)))
			return err
		},
		filestest.OperationGetImportStatus: func(ctx context.Context, client *files.Client) error {
			_, err := client.GetImportStatus(ctx, taskID)
			return err
		},
		filestest.OperationListFiles: func(ctx context.Context, client *files.Client) error {
			_, err := client.ListFiles(ctx, files.NewListFilesParams().WithName("a b&c").WithType(files.FileTypeImg).
				WithParentFolderIDs("1", "2").WithSizeGte(1).WithCreatedAtGte(day(1)).WithSort("name", "-size").WithLimit(5).WithAfter("x"))
			return err
		},
	}
}

func image() sdk.File {
	return sdk.File{Name: "handle.png", ContentType: "image/png", Content: bytes.NewReader([]byte("\x89PNG\r\n\x1a\n"))}
}

func options() *files.FileOptions {
	return files.NewFileOptions(files.FileAccessPrivate).WithTTL("P3M").WithOverwrite(false).
		WithDuplicateValidationStrategy(files.DuplicateValidationStrategyNone).
		WithDuplicateValidationScope(files.DuplicateValidationScopeExactFolder)
}

func day(n int) time.Time { return time.Date(2026, 3, n, 9, 0, 0, 0, time.UTC) }

// TestEveryOperation calls each on a server for tests, which holds the request against the document.
func TestEveryOperation(t *testing.T) {
	calls := operations()
	for _, name := range filestest.NewServer(t).Operations() {
		t.Run(name, func(t *testing.T) {
			if err := calls[name](t.Context(), newClient(t, filestest.NewServer(t).Option())); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestPrism has every operation's request checked by a server that is not ours. Prism reads a part as text whatever its
// media type is, so that it takes the object in a part for a string: that is all it may say.
func TestPrism(t *testing.T) {
	server := prism.Start(t, "../../spec/files/2026-03.yaml")
	client := newClient(t, files.WithBaseURL(server.URL), files.WithMiddleware(server.Watch), files.WithAccessToken("token"))
	unread := map[string]string{
		filestest.OperationUploadFile:  "Request body property options must be object",
		filestest.OperationReplaceFile: "Request body property options must be object",
	}
	for name, call := range operations() {
		t.Run(name, func(t *testing.T) {
			said := server.Violations(call(t.Context(), client))
			if want := unread[name]; strings.Join(said, "; ") != want {
				t.Errorf("Prism says %q, want %q", said, want)
			}
		})
	}
}

func newClient(t *testing.T, options ...files.Option) *files.Client {
	t.Helper()
	client, err := files.NewClient(options...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}
