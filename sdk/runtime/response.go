package runtime

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// buffer holds a body while it is decoded. Buffers are pooled: nothing that outlives the decoding may point into one.
type buffer struct{ data []byte }

const (
	// firstRead is how much a body's announced length can make the client allocate before the bytes are there.
	firstRead = 1 << 20
	// keepBuffer is the largest buffer that is kept for the next call.
	keepBuffer = 1 << 18
	// errorBytes is how much of an error response's body is kept, if the limit for all bodies is not less.
	errorBytes = 1 << 20
)

func (c *Client) buffer() *buffer {
	if b, ok := c.buffers.Get().(*buffer); ok {
		return b
	}
	return &buffer{data: make([]byte, 0, 4096)}
}

func (c *Client) release(b *buffer) {
	if cap(b.data) <= keepBuffer {
		b.data = b.data[:0]
		c.buffers.Put(b)
	}
}

// fill reads a body, and at most limit bytes of it.
func (b *buffer) fill(body io.Reader, announced, limit int64) error {
	if announced > 0 {
		b.data = slices.Grow(b.data, int(min(announced, limit, firstRead))+1)
	}
	for {
		if len(b.data) == cap(b.data) {
			b.data = slices.Grow(b.data, cap(b.data))
		}
		n, err := body.Read(b.data[len(b.data):cap(b.data)])
		b.data = b.data[:len(b.data)+n]
		if int64(len(b.data)) > limit {
			b.data = b.data[:limit]
			return sdk.ErrResponseTooLarge
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// refusalTime is how long the body of an error response may take: some servers send one whose end never comes, or wait with it for
// the rest of the request's.
const refusalTime = 3 * time.Second

// fillRefusal reads an error response's body. What follows on a connection that switches protocols is none.
func (b *buffer) fillRefusal(resp *http.Response, limit int64) error {
	if resp.StatusCode < http.StatusOK || resp.Body == http.NoBody {
		return nil
	}
	late := time.AfterFunc(refusalTime, func() { resp.Body.Close() })
	defer late.Stop()
	return b.fill(resp.Body, resp.ContentLength, limit)
}

// response deals with what the server answered.
func (r *run) response(a *attempt, req *http.Request, resp *http.Response, limit *attemptLimit) *failure {
	r.observe(resp)
	renewed := r.answered(resp.StatusCode)
	if r.options != nil && r.options.Next != nil {
		*r.options.Next = r.client.nextLink(r.server(), req.URL, resp, r.options.InQuery)
	}
	if !r.call.Operation.isSuccess(resp.StatusCode) {
		defer resp.Body.Close()
		return r.refusal(a, resp, renewed)
	}
	if err := r.call.Operation.accept(resp.StatusCode, resp.Header.Get("Content-Type")); err != nil {
		defer resp.Body.Close()
		if r.client.observer != nil && errors.Is(err, sdk.ErrUndeclaredStatus) {
			r.client.observer.undeclared(r.call.Operation, resp.StatusCode)
		}
		return r.unexpected(a, resp, err)
	}
	if reader, set := r.reader(resp.StatusCode); reader != nil {
		return r.handOver(a, resp, limit, reader, set)
	}
	if r.call.Result == nil && r.call.Bytes == nil && r.call.Read == nil {
		drain(resp)
		r.debug(a, resp, nil, nil)
		return nil
	}
	defer resp.Body.Close()
	return r.decode(a, resp)
}

// unexpected is a success whose body is not what the call wants.
func (r *run) unexpected(a *attempt, resp *http.Response, err error) *failure {
	b := r.client.buffer()
	defer r.client.release(b)
	_ = b.fill(resp.Body, resp.ContentLength, min(errorBytes, r.client.maxBytes)) // what can be read is kept
	r.options.keepBody(b.data)
	failed := r.undecodable(err, b.data)
	r.debug(a, resp, b.data, failed)
	return final(failed)
}

// observe takes note of the response's header.
func (r *run) observe(resp *http.Response) {
	r.status, r.header = resp.StatusCode, resp.Header
	if r.client.observer != nil {
		r.client.observer.header(r.call.Operation, resp.Header)
	}
	r.announce()
	limits, ok := r.client.manners.Limits(resp.Header)
	if ok {
		limits.At = time.Now()
		r.client.limits.set(limits)
		r.client.pace.limiter.observe(limits.Current, limits.At)
	}
	r.options.keepBody(nil)
	if into := r.options.captures(); into != nil {
		into.Limits, into.HasLimits = limits, ok
	}
}

// handOver gives the body to the caller, who closes it.
func (r *run) handOver(a *attempt, resp *http.Response, limit *attemptLimit, reader *io.ReadCloser, set func()) *failure {
	if !limit.keep() {
		resp.Body.Close()
		return r.broken(a, resp, sdk.ErrAttemptTimeout, nil)
	}
	r.kept = true
	*reader = &streamed{ReadCloser: resp.Body, limit: limit, cancel: r.cancel, run: r, attempt: a, response: resp}
	set()
	r.debug(a, resp, nil, nil)
	return nil
}

// decode reads a success's body and decodes it. Only a buffer that was decoded without error is used again: the codec's
// errors may still point into it.
func (r *run) decode(a *attempt, resp *http.Response) *failure {
	b := r.client.buffer()
	err := b.fill(resp.Body, resp.ContentLength, r.client.maxBytes)
	r.options.keepBody(b.data)
	if errors.Is(err, sdk.ErrResponseTooLarge) {
		return final(r.undecodable(err, b.data))
	}
	if err != nil {
		return r.broken(a, resp, err, b.data)
	}
	if r.call.Bytes != nil {
		*r.call.Bytes = bytes.Clone(b.data)
		r.debug(a, resp, b.data, nil)
		r.client.release(b)
		return nil
	}
	r.debug(a, resp, b.data, nil)
	data, err := r.content(resp, b.data)
	if err != nil {
		return final(r.undecodable(err, b.data))
	}
	if r.isEmpty(data) || r.call.Operation.isEmpty(resp.StatusCode) && r.call.Empty != nil {
		if r.call.Empty != nil {
			*r.call.Empty = true
			r.client.release(b)
			return nil
		}
		return final(r.undecodable(sdk.ErrEmptyBody, nil))
	}
	if err := r.read(data); err != nil {
		return r.unread(a, resp, err, b.data)
	}
	r.client.release(b)
	return nil
}

// unread says why a success's body could not be decoded.
func (r *run) unread(a *attempt, resp *http.Response, err error, data []byte) *failure {
	if r.ctx.Err() != nil && errors.Is(err, r.ctx.Err()) {
		return final(r.interrupted("reading the response"))
	}
	if mayBeCut(resp) && errors.Is(err, io.ErrUnexpectedEOF) {
		return r.broken(a, resp, io.ErrUnexpectedEOF, data)
	}
	if !scan.Valid(data) {
		err = notJSON{err}
	}
	return final(r.undecodable(err, data))
}

// deleted reports whether what is to be deleted is gone because an earlier try of this call deleted it. It takes a call that
// has no result to wait for.
func (r *run) deleted(status int) bool {
	gone := status == http.StatusNotFound || status == http.StatusGone
	if !gone || !r.unsure || r.call.Operation.Method != http.MethodDelete {
		return false
	}
	if r.call.Empty != nil {
		*r.call.Empty = true
	}
	return r.call.Empty != nil || r.call.Result == nil && r.call.Reader == nil && r.call.Bytes == nil && r.call.Read == nil
}

// byteOrderMark stands before the JSON of some gateways. RFC 8259 lets readers ignore it.
var byteOrderMark = []byte("\ufeff")

// mayBeCut reports whether nothing but the end of the connection said where the body ends.
func mayBeCut(resp *http.Response) bool {
	return resp.ProtoMajor == 1 && resp.ContentLength < 0 && len(resp.TransferEncoding) == 0 && !resp.Uncompressed
}

// read reads a success's body into the result.
func (r *run) read(data []byte) error {
	if r.call.Read != nil {
		return r.call.Read(data)
	}
	answer := r.call.Operation.answer(r.status)
	target, set := r.into(answer)
	if target == nil {
		return errOther
	}
	if r.call.Operation.isText(r.status) {
		readText(data, pointerOf(target))
		set()
		return nil
	}
	r.reading = target
	err := r.client.api.Types.UnmarshalContext(r.ctx, data, target)
	if err == nil {
		set()
		if r.client.observer != nil {
			r.client.observer.result(r.call.Operation, r.status, target)
		}
	}
	return err
}

// refusal turns an error response into the API's error. Its status tells more than a body that is cut off or broken
// off does, so that reading the body may fail.
func (r *run) refusal(a *attempt, resp *http.Response, renewed bool) *failure {
	b := r.client.buffer()
	defer r.client.release(b)
	broken := b.fillRefusal(resp, min(errorBytes, r.client.maxBytes))
	r.options.keepBody(b.data)
	body := bytes.Clone(bytes.TrimPrefix(b.data, byteOrderMark))
	reply := Reply{StatusCode: resp.StatusCode, Header: resp.Header, Body: body}
	advice := advise(r.client.manners, reply, time.Now())
	if resp.StatusCode == http.StatusTooManyRequests && advice.Again != AgainNever {
		r.client.pace.pause.begin(min(advice.Wait, r.policy().MaxRetryAfter))
	}
	err := r.redirected(resp, r.responseError(reply))
	r.debug(a, resp, body, err)
	if broken == nil && r.deleted(resp.StatusCode) {
		return nil
	}
	if broken != nil && r.ctx.Err() != nil {
		r.last = err
		return final(r.interrupted("reading the response"))
	}
	if renewed && !r.renewed {
		r.renewed = true
		return &failure{err: err, again: AgainUnprocessed, renewed: true}
	}
	return &failure{err: err, again: advice.Again, wait: advice.Wait}
}
