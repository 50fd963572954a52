package sdktest_test

import (
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// members is an API that takes forms, changes things by POST, and answers something else for what is deleted.
const members = `{
  "openapi": "3.0.3",
  "info": {"title": "Members", "version": "1"},
  "paths": {
    "/members": {
      "post": {"operationId": "addMember",
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/Form"}}}},
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Member"}}}}}}
    },
    "/members/{member}": {
      "parameters": [{"name": "member", "in": "path", "required": true, "schema": {"type": "string"}}],
      "delete": {"operationId": "removeMember", "responses": {"200": {"description": "", "content": {"application/json": {
        "schema": {"$ref": "#/components/schemas/Deleted"}}}}}},
      "get": {"operationId": "getMember", "responses": {"200": {"description": "", "content": {"application/json": {
        "schema": {"anyOf": [{"$ref": "#/components/schemas/Member"}, {"$ref": "#/components/schemas/Deleted"}]}}}}}},
      "post": {"operationId": "changeMember",
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/Form"}}}},
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Member"}}}}}}
    }
  },
  "components": {
    "schemas": {
      "Deleted": {"type": "object", "required": ["id", "deleted"], "properties": {"id": {"type": "string"}, "deleted": {"type": "boolean", "enum": [true]}}},
      "Form": {"type": "object", "properties": {
        "name": {"type": "string"}, "age": {"type": "integer"}, "active": {"type": "boolean"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "address": {"anyOf": [{"type": "object", "properties": {"city": {"type": "string"}, "floor": {"type": "integer"}}}, {"type": "string", "enum": [""]}]},
        "loans": {"type": "array", "items": {"type": "object", "properties": {"book": {"type": "string"}, "days": {"type": "integer"}}}},
        "notes": {"type": "object", "additionalProperties": {"type": "string"}}}},
      "Member": {"type": "object", "required": ["id", "name"], "properties": {"id": {"type": "string"},
        "name": {"type": "string"}, "age": {"type": "integer"}, "active": {"type": "boolean"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "address": {"type": "object", "nullable": true, "properties": {"city": {"type": "string"}, "floor": {"type": "integer"}}},
        "loans": {"type": "array", "items": {"type": "object", "properties": {"book": {"type": "string"}, "days": {"type": "integer"}}}},
        "notes": {"type": "object", "additionalProperties": {"type": "string"}}}}
    }
  }
}`

func TestFormsAreKept(t *testing.T) {
	api, err := sdktest.NewAPI(sdktest.Config{Document: "members.json", Files: map[string]string{"members.json": members},
		Operations: append(item("/members", "/{member}", "GET", "POST", "DELETE"), sdktest.Operation{Name: "Join", Method: "POST", Path: "/members", Collection: "/members"})})
	if err != nil {
		t.Fatal(err)
	}
	s := sdktest.NewServer(t, api, sdktest.VerifyAnswers())
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	steps := []struct{ method, path, body, want string }{
		{"POST", "/members", "name=Ann&age=7&active=true&tags=a&tags=b", `{"active":true,"age":7,"id":"members-1","name":"Ann","tags":["a","b"]}`},
		{"GET", "/members/members-1", "", `{"active":true,"age":7,"id":"members-1","name":"Ann","tags":["a","b"]}`},
		{"POST", "/members/members-1", "name=Bob&tags[0]=c&address[city]=Rome&address[floor]=2&notes[x]=1",
			`{"active":true,"address":{"city":"Rome","floor":2},"age":7,"id":"members-1","name":"Bob","notes":{"x":"1"},"tags":["c"]}`},
		{"POST", "/members", "name=Cy&loans[0][book]=x&loans[1][book]=y&loans[1][days]=3&tags[]=d", `{"id":"members-2","loans":[{"book":"x"},{"book":"y","days":3}],"name":"Cy","tags":["d"]}`},
		{"DELETE", "/members/members-1", "", `{"deleted":true,"id":"members-1"}`},
	}
	for _, step := range steps {
		var header []string
		if step.body != "" {
			header = form
		}
		got := ask(t, s, step.method, step.path, step.body, header...)
		if got.status != 200 || got.text != step.want {
			t.Errorf("%s %s %s: got %d %s, want %s", step.method, step.path, step.body, got.status, got.text, step.want)
		}
	}
}
