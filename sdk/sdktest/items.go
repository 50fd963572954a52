package sdktest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// checkItems holds a body that is a sequence of JSON values against the schema of one: openapi3filter does not read them.
func (r *route) checkItems(request *http.Request) []Problem {
	name, _, _ := mime.ParseMediaType(request.Header.Get("Content-Type")) // what is none has no framing
	framing := framingOf(name)
	if (framing != "lines" && framing != "sequence") || r.Operation.RequestBody == nil || r.Operation.RequestBody.Value == nil {
		return nil
	}
	said := r.Operation.RequestBody.Value.Content.Get(name)
	if said == nil {
		return nil
	}
	data, err := io.ReadAll(request.Body)
	request.Body = io.NopCloser(bytes.NewReader(data))
	if err != nil {
		return []Problem{{In: inBody, Message: err.Error()}}
	}
	return problemsOfItems(data, framing, said)
}

// problemsOfItems are those of each item, behind its number.
func problemsOfItems(data []byte, framing string, said *openapi3.MediaType) []Problem {
	schema, _ := itemOf(said)
	if framing == "sequence" && len(data) > 0 && data[0] != 0x1e {
		return []Problem{{In: inBody, Message: "an element of a sequence begins with the byte 1E"}}
	}
	end := "\n"
	if framing == "sequence" {
		end, data = "\x1e", bytes.TrimPrefix(data, []byte{0x1e})
	}
	var problems []Problem
	for i, text := range strings.Split(strings.TrimSuffix(string(data), "\n"), end) {
		if len(data) == 0 {
			break
		}
		problems = append(problems, problemsOfItem(text, fmt.Sprintf("[%d]", i), schema)...)
	}
	return problems
}

func problemsOfItem(text, field string, schema *openapi3.Schema) []Problem {
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		return []Problem{{In: inBody, Field: field, Message: err.Error()}}
	}
	if schema == nil {
		return nil
	}
	return problemsOf(schema.VisitJSON(value, openapi3.MultiErrors(), openapi3.VisitAsRequest()), Problem{In: inBody, Field: field})
}
