package sdktest

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// Config is what a generated package tells about its API.
type Config struct {
	// Document is the name of the OpenAPI document, one of Files.
	Document string
	// Files are the document and the files that it refers to: JSON by name, relative to the document's folder. Lines with
	// a hash may precede the JSON.
	Files map[string]string
	// Operations are the document's operations under their Go names. One that is not listed goes by method and path.
	Operations []Operation
	// Vendor is what the vendor's servers do beyond the document; nil is nothing.
	Vendor Vendor
}

// Operation is an operation of the document and what Go calls it.
type Operation struct {
	// Name is the client's method, such as PublishMessage.
	Name string
	// Method and Path are the document's.
	Method, Path string
	// Collection is the path template of what the server keeps and the operation deals with, an item or all; "" is nothing.
	// Items is the way to the items in what a list of it answers, properties joined by dots.
	Collection, Items string
	// Key is the parameter with the idempotency key, "" where there is none. What is sent again under a key is done once, and
	// answered as the first time.
	Key string
	// Pagination is how a list goes on, in the words of x-sdk-pagination. Nil is what the document says.
	Pagination map[string]string
}

// API is an API that servers can play. Reading the document takes a while, so that it is done once for all servers.
type API struct {
	vendor Vendor
	routes []*route
}

// NewAPI reads the document, which has to be a valid one.
func NewAPI(config Config) (*API, error) {
	document, err := config.read()
	if err != nil {
		return nil, fmt.Errorf("reading the document: %w", err)
	}
	if document.Paths.Len() == 0 {
		return nil, errors.New("reading the document: it has no paths")
	}
	api := &API{vendor: config.Vendor}
	if api.vendor == nil {
		api.vendor = plainVendor{}
	}
	api.routes = routesOf(document, config.Operations)
	assignResources(api.routes)
	return api, nil
}

// read reads the document and what it refers to, and nothing that is not among the files.
func (c *Config) read() (*openapi3.T, error) {
	loader := openapi3.NewLoader()
	loader.ReadFromURIFunc = func(_ *openapi3.Loader, name *url.URL) ([]byte, error) {
		file, known := c.Files[path.Clean(name.Path)]
		if !known {
			return nil, fmt.Errorf("there is no file %s", name.Path)
		}
		return []byte(withoutComment(file)), nil
	}
	return loader.LoadFromURI(&url.URL{Path: c.Document})
}

// withoutComment is a file behind the lines of its first comment. JSON has none, and YAML takes much longer to read.
func withoutComment(file string) string {
	for strings.HasPrefix(file, "#") {
		_, file, _ = strings.Cut(file, "\n")
	}
	return file
}

// Operations are the Go names of the document's operations, in no order.
func (s *Server) Operations() []string {
	names := make([]string, len(s.api.routes))
	for i, r := range s.api.routes {
		names[i] = r.name
	}
	return names
}
