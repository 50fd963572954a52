package hubspottest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// uploaded is what a file holds that was uploaded at the address of all of HubSpot.
type uploaded struct {
	name, mediaType string
	content         []byte
	fields          map[string]string // the other parts
}

// contentPath is where signed URLs lead to, followed by the file's id.
const contentPath = "/uploaded/"

// isUpload and isSigning report whether a request is one of the Files API, of any version.
func isUpload(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/files/") && path.Base(r.URL.Path) == "files"
}

func isSigning(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/files/") && path.Base(r.URL.Path) == "signed-url"
}

// upload has an API take a file, and keeps what it holds: the API knows the document alone, which does not say what becomes of the
// parts.
func (o *OAuth) upload(api *sdktest.Server, w http.ResponseWriter, r *http.Request) {
	var body bytes.Buffer
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.TeeReader(r.Body, &body), r.Body}
	o.amend(api, w, r, func(answer map[string]any) {
		id, _ := answer["id"].(string)
		file := readUpload(r.Header.Get("Content-Type"), &body)
		maps.Copy(answer, file.properties())
		o.mu.Lock()
		o.files[id] = file
		o.mu.Unlock()
		_ = api.Put(r.URL.Path, nil, answer) // it has its id, and its collection is there
	})
}

// sign has an API answer with a URL, which leads to what was uploaded.
func (o *OAuth) sign(api *sdktest.Server, w http.ResponseWriter, r *http.Request) {
	o.amend(api, w, r, func(answer map[string]any) {
		id := path.Base(path.Dir(r.URL.Path))
		o.mu.Lock()
		file, known := o.files[id]
		o.mu.Unlock()
		if known {
			maps.Copy(answer, file.properties())
			answer["url"] = o.URL + contentPath + id
		}
	})
}

// amend changes an API's answer, if it is a success with JSON.
func (o *OAuth) amend(api *sdktest.Server, w http.ResponseWriter, r *http.Request, change func(map[string]any)) {
	recorder := httptest.NewRecorder()
	api.ServeHTTP(recorder, r)
	body := recorder.Body.Bytes()
	var answer map[string]any
	numbers := json.NewDecoder(bytes.NewReader(body))
	numbers.UseNumber()
	if recorder.Code < 300 && numbers.Decode(&answer) == nil {
		change(answer)
		body, _ = json.Marshal(answer) // it was JSON
	}
	maps.Copy(w.Header(), recorder.Header())
	w.WriteHeader(recorder.Code)
	_, _ = w.Write(body)
}

// content answers with what a file holds.
func (o *OAuth) content(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	file, known := o.files[r.PathValue("id")]
	o.mu.Unlock()
	if !known {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", cmp.Or(file.mediaType, "application/octet-stream"))
	_, _ = w.Write(file.content)
}

// readUpload reads the parts of an upload. What cannot be read is not there.
func readUpload(contentType string, body io.Reader) *uploaded {
	file := &uploaded{fields: map[string]string{}}
	_, params, _ := mime.ParseMediaType(contentType)
	parts := multipart.NewReader(body, params["boundary"])
	for {
		part, err := parts.NextPart()
		if err != nil {
			return file
		}
		data, _ := io.ReadAll(part)
		if part.FormName() == "file" {
			file.name, file.mediaType, file.content = part.FileName(), part.Header.Get("Content-Type"), data
		} else {
			file.fields[part.FormName()] = string(data)
		}
	}
}

// properties are what HubSpot says of an uploaded file.
func (u *uploaded) properties() map[string]any {
	name := cmp.Or(u.fields["fileName"], u.name)
	extension := path.Ext(name)
	var options struct{ Access string }
	_ = json.Unmarshal([]byte(u.fields["options"]), &options) // the document has them
	found := map[string]any{
		"name": strings.TrimSuffix(name, extension), "extension": strings.TrimPrefix(extension, "."), "size": len(u.content), "type": u.kind(),
	}
	if options.Access != "" {
		found["access"] = options.Access
	}
	if folder := u.fields["folderPath"]; folder != "" {
		found["path"] = path.Join("/", folder, name)
	}
	return found
}

// kind is what HubSpot calls a file of a media type.
func (u *uploaded) kind() string {
	switch kind, _, _ := strings.Cut(u.mediaType, "/"); kind {
	case "image":
		return "IMG"
	case "audio":
		return "AUDIO"
	case "video":
		return "MOVIE"
	case "text", "application":
		return "DOCUMENT"
	}
	return "OTHER"
}
