package runtime

import (
	"cmp"
	"errors"
	"net/http"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// Answer is an answer that is no error: a success, or a redirect that is one.
type Answer struct {
	// Status is the HTTP status; 2 and 3 are 2XX and 3XX, and 0 is default.
	Status int
	// Empty reports whether it has no body. Other reports whether its body is of another type than [Call].Result.
	Empty, Other bool
}

// errOther is what is wrong with an answer that is declared and whose type the call has no place for.
var errOther = errors.New("the document declares another type for this status than for the others: the body is in Body")

// answer is what the document says of a status: the status itself, its range, or default; nil is nothing. 200 says no more
// than that the request was done, and many a server answers it where its document says 201 or 204.
func (o *Operation) answer(status int) *Answer {
	for _, declared := range [...]int{status, status / 100, 0} {
		if a := o.exactly(declared); a != nil {
			return a
		}
	}
	switch status {
	case http.StatusOK:
		return cmp.Or(o.exactly(http.StatusCreated), o.exactly(http.StatusNoContent))
	case http.StatusNoContent:
		if a := o.exactly(http.StatusOK); a != nil && a.Empty {
			return a
		}
	}
	return nil
}

func (o *Operation) exactly(status int) *Answer {
	for i := range o.Answers {
		if a := &o.Answers[i]; a.Status == status {
			return a
		}
	}
	return nil
}

// declares reports whether the document says of a redirect's status that it is an answer.
func (o *Operation) declares(status int) bool {
	a := o.answer(status)
	return a != nil && a.Status != 0
}

// succeeds reports whether the document declares a 2xx.
func (o *Operation) succeeds() bool {
	for i := range o.Answers {
		if status := o.Answers[i].Status; status == 2 || status/100 == 2 {
			return true
		}
	}
	return false
}

// accept returns what is wrong with a success's status, nil if its body is what the call wants.
func (o *Operation) accept(status int) error {
	if len(o.Answers) == 0 {
		return nil
	}
	switch declared := o.answer(status); {
	case declared == nil:
		return sdk.ErrUndeclaredStatus
	case declared.Other:
		return errOther
	default:
		return nil
	}
}

// isSuccess reports whether an answer is one: a 2xx, or a redirect that the document declares in place of a 2xx.
func (o *Operation) isSuccess(status int) bool {
	if status == http.StatusNotModified {
		return false
	}
	return status/100 == 2 || status/100 == 3 && o.declares(status) && !o.succeeds()
}
