package resolve

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// testServer is what the package for tests holds, by the finished model. It needs to import the client's package, so that
// there is none where nobody knows by which path, nor where there is nothing to call.
func testServer(doc *load.Document, api *ir.API, path string) (*ir.TestServer, error) {
	if path == "" || len(api.Operations) == 0 {
		return nil, nil
	}
	documents, err := documents(doc)
	if err != nil {
		return nil, err
	}
	names := naming.NewScope("Server", "Option")
	found := resources(api, names)
	nameSends(api, names)
	return &ir.TestServer{
		Package:     api.Package + "test",
		Import:      path,
		Documents:   documents,
		Credentials: testCredentials(api),
		Resources:   found,
	}, nil
}

// documents are the document's files as they are, but for being JSON.
func documents(doc *load.Document) ([]ir.TestDocument, error) {
	var found []ir.TestDocument
	for _, name := range doc.Files() {
		text, err := layOut(doc.JSON(name))
		if err != nil {
			return nil, fmt.Errorf("writing %s as JSON: %w", name, err)
		}
		found = append(found, ir.TestDocument{Name: name, JSON: asciiJSON(text)})
	}
	return found, nil
}

const (
	// readableLines is up to how many lines JSON is laid out for readers, who see in a diff what has changed.
	readableLines = 5000
	// wideLine is about how long the lines of longer JSON are.
	wideLine = 4000
)

// layOut breaks JSON into lines.
func layOut(data []byte) (string, error) {
	var text bytes.Buffer
	if err := json.Indent(&text, data, "", "  "); err != nil {
		return "", err
	}
	if bytes.Count(text.Bytes(), []byte("\n")) <= readableLines {
		return text.String(), nil
	}
	text.Reset()
	if err := json.Compact(&text, data); err != nil {
		return "", err
	}
	return breakLines(text.Bytes()), nil
}

// breakLines breaks compact JSON behind commas that are not in a string.
func breakLines(compact []byte) string {
	var b strings.Builder
	begin, quoted := 0, false
	for i := 0; i < len(compact); i++ {
		switch char := compact[i]; {
		case quoted && char == '\\':
			i++
		case char == '"':
			quoted = !quoted
		case char == ',' && !quoted && i-begin > wideLine:
			b.Write(compact[begin : i+1])
			b.WriteByte('\n')
			begin = i + 1
		}
	}
	b.Write(compact[begin:])
	return b.String()
}

// asciiJSON escapes what is not ASCII, and the backquote, which may stand in JSON's strings only: so the text is itself in
// a raw string of Go, and nothing in it looks like what it is not.
func asciiJSON(text string) string {
	var b strings.Builder
	for _, char := range text {
		switch {
		case char == '`' || char >= utf8.RuneSelf && char <= 0xFFFF:
			fmt.Fprintf(&b, `\u%04x`, char)
		case char > 0xFFFF:
			char -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xD800+char>>10, 0xDC00+char&0x3FF)
		default:
			b.WriteRune(char)
		}
	}
	return b.String()
}

// testCredentials names a constant for each scheme: AccessToken, or DeveloperKeyAppID where there are several.
func testCredentials(api *ir.API) []ir.TestCredential {
	names := naming.NewScope("Server", "NewServer", "Start")
	for _, operation := range api.Operations {
		names.Claim(operation.Name+"Request", "", nil)
	}
	var found []ir.TestCredential
	for _, credential := range api.Credentials {
		for _, scheme := range credential.Schemes {
			c := ir.TestCredential{Name: strings.TrimPrefix(credential.Option, "With"), Scheme: scheme}
			if len(credential.Schemes) > 1 {
				c.Name += naming.Exported(scheme.Arg)
			}
			c.Name = names.Claim(c.Name, "Credential", nil)
			c.Value = "test-" + strings.ToLower(strings.Join(naming.Words(c.Name), "-"))
			if scheme.Basic {
				c.Value = "test:password"
			}
			found = append(found, c)
		}
	}
	return found
}

// resources are the collections of the document whose items are objects.
func resources(api *ir.API, names *naming.Scope) []*ir.Resource {
	for _, operation := range api.Operations {
		names.Claim(operation.Name+"Requests", "", nil)
	}
	var found []*ir.Resource
	byPath := map[string]*ir.Resource{}
	for _, operation := range api.Operations {
		collection := collectionOf(api, operation)
		item := resultObject(operation)
		if collection == "" || item == nil || byPath[collection] != nil {
			continue
		}
		resource := &ir.Resource{Collection: collection, Item: item, Params: paramsIn(operation, collection)}
		resource.List = names.Claim(resourceName(api, resource), "Items", nil)
		resource.Put = names.Claim("Put"+item.Name, "Item", nil)
		byPath[collection] = resource
		found = append(found, resource)
	}
	return found
}

// nameSends names the methods that send what the API sends.
func nameSends(api *ir.API, names *naming.Scope) {
	for _, webhook := range api.Webhooks {
		name := webhook.Name
		if union := webhook.Union(); union != nil {
			name = union.Name
		}
		webhook.Send = names.Claim("Send"+name, "Webhook", nil)
	}
}

// collectionOf is the path of the collection whose item an operation answers: it is created there, or one parameter
// further down.
func collectionOf(api *ir.API, operation *ir.Operation) string {
	at := strings.LastIndex(operation.Path, "/")
	if strings.HasPrefix(operation.Path[at+1:], "{") && strings.HasSuffix(operation.Path, "}") {
		return operation.Path[:at]
	}
	if operation.Method == http.MethodPost && hasItems(api, operation.Path) {
		return operation.Path
	}
	return ""
}

func hasItems(api *ir.API, collection string) bool {
	for _, operation := range api.Operations {
		rest, below := strings.CutPrefix(operation.Path, collection+"/{")
		if below && strings.Index(rest, "}") == len(rest)-1 {
			return true
		}
	}
	return false
}

func paramsIn(operation *ir.Operation, path string) []*ir.Param {
	var found []*ir.Param
	for _, param := range operation.PathParams {
		if strings.Contains(path, "{"+param.Field.JSON+"}") {
			found = append(found, param)
		}
	}
	return found
}

// resourceName is what the client calls the items of a collection, else the last word of its path.
func resourceName(api *ir.API, resource *ir.Resource) string {
	for _, operation := range api.Operations {
		if operation.Pagination != nil && operation.Pagination.Array.Elem.Object() == resource.Item &&
			len(operation.PathParams) == len(resource.Params) {
			return operation.Pagination.Items
		}
	}
	name := ""
	for segment := range strings.SplitSeq(resource.Collection, "/") {
		if segment != "" && !strings.HasPrefix(segment, "{") && !naming.IsVersion(segment) {
			name = segment
		}
	}
	return naming.Exported(name)
}

// resultObject is what an operation answers if that is an object.
func resultObject(operation *ir.Operation) *ir.Object {
	if operation.Result == nil || operation.Result.Encoding != ir.AsJSON {
		return nil
	}
	return operation.Result.Type.Object()
}
