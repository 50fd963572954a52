package runtime

import (
	"cmp"
	"errors"
	"io"
	"net/http"
	"reflect"
	"slices"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// Answer is an answer that is no error: a success, or a redirect that is one.
type Answer struct {
	// Status is the HTTP status; 2 and 3 are 2XX and 3XX, and 0 is default.
	Status int
	// Empty reports whether it has no body. Other reports whether its body is of another type than [Call].Result.
	Empty, Other bool
	// Elsewhere are the media types of its body that only other methods read.
	Elsewhere []string
	// New makes what the body is read into, where [Call].Result points to a union of what an operation answers. Nil: the body
	// is read into Result itself. Value reports whether it is read into the first field of what New makes, with what Note says
	// of that; Text whether it is plain text, and Stream whether the field, an io.ReadCloser, gets the body itself.
	New                 func() any
	Value, Text, Stream bool
	Note                string
}

// NewOf makes a T.
func NewOf[T any]() any { return new(T) }

// Failure is an error's status.
type Failure struct {
	// Status is the HTTP status; 4 and 5 are 4XX and 5XX, and 0 is default.
	Status int
	// Wrap puts the body, which read reads, around the API's error. Nil: nothing is known of the body.
	Wrap func(read func(into any) error, err error) error
	// Base reports whether the body is also that of the API's error.
	Base bool
}

// ErrorWith puts the body of type T around the API's error, if it is one.
func ErrorWith[T any](read func(into any) error, err error) error {
	body := new(T)
	if read(body) != nil {
		return err
	}
	return &sdk.ErrorWith[T]{Body: body, Err: err}
}

// failure is what the document says of an error's status, nil if nothing else than of all errors.
func (o *Operation) failure(status int) *Failure {
	for _, declared := range [...]int{status, status / 100, 0} {
		for i := range o.Failures {
			if o.Failures[i].Status == declared {
				return &o.Failures[i]
			}
		}
	}
	return nil
}

// into is what a success's body is read into. Set puts it into the call's result.
func (r *run) into(answer *Answer) (target any, set func()) {
	if answer == nil || answer.New == nil {
		return r.call.Result, func() {}
	}
	made := reflect.ValueOf(answer.New())
	field := made
	if answer.Value {
		field = made.Elem().Field(0).Addr()
	}
	switch result := reflect.ValueOf(pointerOf(r.call.Result)); {
	case result.Type() == field.Type():
		return r.call.Result, func() {}
	case made.Type().AssignableTo(result.Type().Elem()):
		return noted(field.Interface(), answer.Note), func() { result.Elem().Set(made) }
	default:
		return nil, nil
	}
}

// pointerOf is what a result is read into without what is noted about it.
func pointerOf(result any) any {
	if noted, is := result.(codec.Noted); is {
		return noted.Value
	}
	return result
}

// reader is what gets a success's body as it is; nil if it is read. Set puts it into the call's result.
func (r *run) reader(status int) (reader *io.ReadCloser, set func()) {
	answer := r.call.Operation.answer(status)
	if r.call.Reader != nil || answer == nil || !answer.Stream {
		return r.call.Reader, func() {}
	}
	target, set := r.into(answer)
	reader, _ = target.(*io.ReadCloser)
	return reader, set
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

// errElsewhere is what is wrong with an answer of a media type that the document gives another type to.
var errElsewhere = errors.New("another method reads this media type: the body is in Body")

// accept returns what is wrong with a success's status and media type, nil if its body is what the call wants.
func (o *Operation) accept(status int, contentType string) error {
	if len(o.Answers) == 0 {
		return nil
	}
	switch declared := o.answer(status); {
	case declared == nil:
		return sdk.ErrUndeclaredStatus
	case declared.Other:
		return errOther
	case len(declared.Elsewhere) > 0 && slices.Contains(declared.Elsewhere, bare(contentType)):
		return errElsewhere
	default:
		return nil
	}
}

// isEmpty reports whether the document says that a status has no body.
func (o *Operation) isEmpty(status int) bool {
	declared := o.answer(status)
	return declared != nil && declared.Empty
}

// isText reports whether a success's body is plain text.
func (o *Operation) isText(status int) bool {
	declared := o.answer(status)
	return o.Text || declared != nil && declared.Text
}

// isSuccess reports whether an answer is one: a 2xx, or a redirect that the document declares in place of a 2xx.
func (o *Operation) isSuccess(status int) bool {
	if status == http.StatusNotModified {
		return false
	}
	return status/100 == 2 || status/100 == 3 && o.declares(status) && !o.succeeds()
}
