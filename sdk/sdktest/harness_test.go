package sdktest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// author is a file that the document refers to.
const author = `{"Author": {"type": "object", "properties": {"name": {"type": "string"}, "secret": {"type": "string"}}}}`

// library is an API of a vendor that nobody knows.
const library = `{
  "openapi": "3.0.3",
  "info": {"title": "Library", "version": "1"},
  "paths": {
    "/shelves/{shelf}/books": {
      "parameters": [{"name": "shelf", "in": "path", "required": true, "schema": {"type": "string"}}],
      "get": {
        "operationId": "listBooks",
        "x-sdk-pagination": {"cursor": "from", "next": "next", "items": "books"},
        "parameters": [
          {"name": "from", "in": "query", "schema": {"type": "string"}},
          {"name": "limit", "in": "query", "schema": {"type": "integer"}},
          {"name": "with", "in": "query", "style": "deepObject", "explode": true, "schema": {"type": "array", "items": {"type": "string"}}},
          {"name": "sort", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
          {"name": "lent", "in": "query", "schema": {"type": "boolean"}},
          {"name": "authorName", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
          {"name": "X-Reader", "in": "header", "schema": {"type": "integer"}}
        ],
        "responses": {
          "200": {"description": "", "content": {"application/json": {
            "schema": {"type": "object", "required": ["books"], "properties": {
              "books": {"type": "array", "items": {"$ref": "#/components/schemas/Book"}},
              "next": {"type": "string"}, "total": {"type": "integer"}}},
            "example": {"books": [{"id": "example", "shelf": "somewhere", "title": "Shown", "lent": false, "kind": "BOOK", "added": "2020-01-01T00:00:00Z"}]}
          }}},
          "default": {"$ref": "#/components/responses/Problem"}
        }
      },
      "post": {
        "operationId": "addBook",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewBook"}}}},
        "responses": {
          "201": {"description": "", "headers": {"Location": {"schema": {"type": "string"}}},
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}},
          "default": {"$ref": "#/components/responses/Problem"}
        }
      }
    },
    "/shelves/{shelf}/books/{book}": {
      "parameters": [
        {"name": "shelf", "in": "path", "required": true, "schema": {"type": "string"}},
        {"name": "book", "in": "path", "required": true, "schema": {"type": "string"}}
      ],
      "get": {"operationId": "getBook", "responses": {
        "200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"},
          "example": {"id": "example", "shelf": "somewhere", "title": "Shown", "lent": false, "kind": "BOOK", "added": "2020-01-01T00:00:00Z"}}}},
        "default": {"$ref": "#/components/responses/Problem"}}},
      "put": {"operationId": "replaceBook",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewBook"}}}},
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}}}},
      "patch": {"operationId": "changeBook",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {
          "title": {"type": "string"}, "subtitle": {"type": "string", "nullable": true}, "page": {"type": "integer"}}}}}},
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}}}},
      "delete": {"operationId": "removeBook", "responses": {"204": {"description": ""}}}
    },
    "/shelves/{shelf}/books/{book}/loan": {
      "parameters": [
        {"name": "shelf", "in": "path", "required": true, "schema": {"type": "string"}},
        {"name": "book", "in": "path", "required": true, "schema": {"type": "string"}}
      ],
      "get": {"operationId": "getLoan", "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Loan"}}}}}}
    },
    "/shelves/{shelf}": {
      "parameters": [{"name": "shelf", "in": "path", "required": true, "schema": {"type": "string"}}],
      "delete": {"operationId": "removeShelf", "responses": {"204": {"description": ""}}},
      "get": {"operationId": "getShelf", "responses": {"200": {"description": "", "content": {"application/json": {"schema":
        {"type": "object", "required": ["shelf"], "properties": {"shelf": {"type": "string"}}}}}}}}
    },
    "/opening-hours": {
      "get": {"operationId": "hours", "security": [{"cookie": []}, {"basic": []}], "responses": {"200": {"description": "", "content": {"application/json": {
        "schema": {"type": "object"}, "example": {"monday": "9 to 5"}}}}, "4XX": {"description": "", "content": {"text/plain": {"schema": {"type": "string"}}}}}}
    }
  },
  "components": {
    "securitySchemes": {
      "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
      "basic": {"type": "http", "scheme": "basic"}
    },
    "responses": {"Problem": {"description": "", "content": {"application/json": {"schema": {"type": "object", "required": ["message", "trace"],
      "properties": {"message": {"type": "string"}, "status": {"type": "integer"}, "trace": {"type": "string"}}}}}}},
    "schemas": {
      "Kind": {"type": "string", "enum": ["BOOK", "MAP"]},
      "Author": {"$ref": "schemas/author.json#/Author"},
      "Loan": {"type": "object", "required": ["since"], "properties": {"page": {"type": "integer"}, "since": {"type": "string", "format": "date-time"}}},
      "NewBook": {"type": "object", "required": ["title"], "properties": {
        "title": {"type": "string"}, "subtitle": {"type": "string"}, "author": {"$ref": "#/components/schemas/Author"},
        "sort": {"$ref": "#/components/schemas/Kind"}, "key": {"type": "string", "x-sdk-idempotency-key": true}}},
      "Book": {"type": "object", "required": ["id", "shelf", "title", "lent", "kind", "added"], "properties": {
        "id": {"type": "string"}, "shelf": {"type": "string"}, "title": {"type": "string"}, "subtitle": {"type": "string"},
        "author": {"allOf": [{"$ref": "#/components/schemas/Author"}]}, "lent": {"type": "boolean"}, "loan": {"$ref": "#/components/schemas/Loan"},
        "kind": {"$ref": "#/components/schemas/Kind"}, "added": {"type": "string", "format": "date-time"}, "updatedAt": {"type": "string", "format": "date-time"}}}
    }
  }
}`

func readLibrary(t testing.TB) *sdktest.API {
	t.Helper()
	api, err := sdktest.NewAPI(sdktest.Config{
		Document: "library.json",
		Files:    map[string]string{"library.json": library, "schemas/author.json": author},
		Operations: slices.Concat([]sdktest.Operation{{Name: "AddBook", Method: "POST", Path: books, Collection: books}, {Name: "GET " + books, Method: "GET", Path: books, Collection: books, Items: "books"}},
			item(books, "/{book}", "GET", "PUT", "PATCH", "DELETE"), item("/shelves", "/{shelf}", "GET", "DELETE")),
	})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func clock() time.Time { return time.Date(2026, 3, 30, 9, 15, 0, 0, time.UTC) }

const books = "/shelves/{shelf}/books"

// item are operations that deal with an item of a collection.
func item(collection, id string, methods ...string) []sdktest.Operation {
	operations := make([]sdktest.Operation, len(methods))
	for i, method := range methods {
		path := collection + id
		operations[i] = sdktest.Operation{Name: method + " " + path, Method: method, Path: path, Collection: collection}
	}
	return operations
}

func newServer(t testing.TB, options ...sdktest.Option) *sdktest.Server {
	t.Helper()
	return sdktest.NewServer(t, readLibrary(t), append([]sdktest.Option{sdktest.WithClock(clock), sdktest.VerifyAnswers()}, options...)...)
}

// answer is what a request was answered, in short.
type answer struct {
	status   int
	location string
	text     string
	value    map[string]any
	err      error
}

// ask sends a request on a connection of its own. Headers come in pairs.
func ask(t testing.TB, s *sdktest.Server, method, path, body string, header ...string) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(request)
	if err != nil {
		return answer{err: err}
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	got := answer{status: response.StatusCode, location: response.Header.Get("Location"), text: string(data), err: err}
	_ = json.Unmarshal(data, &got.value) // not every answer is an object
	return got
}
