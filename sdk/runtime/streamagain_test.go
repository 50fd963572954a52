package runtime_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

func h2frame(kind, flags byte, stream uint32, payload ...byte) []byte {
	b := []byte{byte(len(payload) >> 16), byte(len(payload) >> 8), byte(len(payload)), kind, flags}
	b = binary.BigEndian.AppendUint32(b, stream)
	return append(b, payload...)
}

// serve refuses the first stream by mode, and answers 204 to the others once they have ended.
func refusing(t *testing.T, mode string) (*http.Client, string, *atomic.Int64) {
	plain := httptest.NewUnstartedServer(nil)
	plain.EnableHTTP2 = true
	plain.StartTLS()
	cert := plain.TLS.Certificates[0]
	client := plain.Client()
	t.Cleanup(plain.Close)
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{cert}, NextProtos: []string{"h2"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	var streams atomic.Int64
	var conns sync.Map
	t.Cleanup(func() { conns.Range(func(c, _ any) bool { return c.(net.Conn).Close() == nil || true }) })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			conns.Store(c, true)
			go refusingConn(c, mode, &streams)
		}
	}()
	return client, "https://" + l.Addr().String(), &streams
}

func refusingConn(c net.Conn, mode string, streams *atomic.Int64) {
	defer c.Close()
	preface := make([]byte, 24)
	if _, err := io.ReadFull(c, preface); err != nil {
		return
	}
	c.Write(h2frame(4, 0, 0))
	head := make([]byte, 9)
	refuse := map[uint32]bool{}
	for {
		if _, err := io.ReadFull(c, head); err != nil {
			return
		}
		n := int(head[0])<<16 | int(head[1])<<8 | int(head[2])
		payload := make([]byte, n)
		if _, err := io.ReadFull(c, payload); err != nil {
			return
		}
		stream := binary.BigEndian.Uint32(head[5:]) &^ (1 << 31)
		switch kind, flags := head[3], head[4]; kind {
		case 4:
			if flags&1 == 0 {
				c.Write(h2frame(4, 1, 0))
			}
		case 1:
			if streams.Add(1) == 1 {
				refuse[stream] = true
			}
			if flags&1 != 0 {
				endStream(c, mode, stream, refuse)
			}
		case 0:
			if flags&1 != 0 {
				endStream(c, mode, stream, refuse)
			}
		}
	}
}

func endStream(c net.Conn, mode string, stream uint32, refuse map[uint32]bool) {
	if !refuse[stream] {
		c.Write(h2frame(1, 5, stream, 0x89)) // :status 204
		return
	}
	switch mode {
	case "REFUSED_STREAM":
		c.Write(h2frame(3, 0, stream, 0, 0, 0, 7))
	case "GOAWAY": // nothing was processed
		c.Write(h2frame(7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
		time.Sleep(50 * time.Millisecond)
	}
}

var (
	createJSON = runtime.Operation{Name: "Create", Method: "POST", Path: "/things", Body: runtime.RequestBody{MediaType: "application/json"}}
	createForm = runtime.Operation{Name: "Create", Method: "POST", Path: "/things", Body: runtime.RequestBody{MediaType: "application/x-www-form-urlencoded", Encoding: runtime.AsForm}}
	createText = runtime.Operation{Name: "Create", Method: "POST", Path: "/things", Body: runtime.RequestBody{MediaType: "text/plain", Encoding: runtime.AsText}}
	uploadAny  = runtime.Operation{Name: "Upload", Method: "POST", Path: "/files", Body: runtime.RequestBody{MediaType: "a/b"}}
)

// calls are one that works, and two that do not.
func bodies() map[string]*runtime.Call {
	parts := runtime.NewParts()
	parts.File("file", &sdk.File{Name: "a", Content: strings.NewReader("content")})
	return map[string]*runtime.Call{
		"json": {Operation: &createJSON, Body: map[string]string{"a": "b"}},
		"form": {Operation: &createForm, Body: &struct {
			A string `json:"a"`
		}{"b c"}},
		"text":      {Operation: &createText, Body: "content"},
		"bytes":     {Operation: &createText, Body: []byte("content")},
		"buffer":    {Operation: &uploadAny, Stream: bytes.NewBufferString("content")},
		"stream":    {Operation: &uploadAny, Stream: strings.NewReader("content")},
		"multipart": {Operation: &uploadAny, Stream: parts, ContentType: parts.ContentType()},
	}
}

func TestRefusedStreamsAreSentAgain(t *testing.T) {
	for _, mode := range []string{"REFUSED_STREAM", "GOAWAY"} {
		for kind, call := range bodies() {
			t.Run(mode+" "+kind, func(t *testing.T) {
				hc, url, streams := refusing(t, mode)
				c, err := runtime.New(runtime.API{BaseURL: url}, sdk.WithHTTPClient(hc))
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(c.CloseIdleConnections)
				ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
				defer cancel()
				if err := c.Do(ctx, call); err != nil {
					t.Errorf("%d requests: %v", streams.Load(), err)
				}
			})
		}
	}
}

func TestBodiesFollowRedirects(t *testing.T) {
	for kind, call := range bodies() {
		t.Run(kind, func(t *testing.T) {
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				io.Copy(io.Discard, r.Body)
				if r.URL.Path != "/moved" {
					http.Redirect(w, r, "/moved", http.StatusPermanentRedirect)
				}
			}))
			defer srv.Close()
			c, err := runtime.New(runtime.API{BaseURL: srv.URL})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(c.CloseIdleConnections)
			if err := c.Do(context.Background(), call); err != nil {
				t.Error(err)
			}
		})
	}
}
