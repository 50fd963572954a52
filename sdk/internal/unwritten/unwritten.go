// Package unwritten is how a value without JSON travels in the place of its JSON, to where it would be sent.
package unwritten

import (
	"bytes"
	"encoding/json"
	"errors"
)

// prefix begins what stands for a value without JSON. It is no JSON, so that everything refuses it.
const prefix = "no JSON: "

// Of is what stands for a value that has no JSON for a reason.
func Of(reason error) json.RawMessage {
	return json.RawMessage(prefix + reason.Error())
}

// Reason is why raw stands for a value without JSON; nil where it does not.
func Reason(raw json.RawMessage) error {
	if reason, is := bytes.CutPrefix(raw, []byte(prefix)); is {
		return errors.New(string(reason))
	}
	return nil
}
