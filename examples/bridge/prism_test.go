package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/generated/files/v202603/filestest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// TestPrism has another server look at every request that the bridge makes: Prism, which is neither of this project nor
// of the libraries that it is made of.
func TestPrism(t *testing.T) {
	program := os.Getenv("PRISM")
	if program == "" {
		program, _ = exec.LookPath("prism")
	}
	if program == "" {
		t.Skip("Prism is not installed: `npm install @stoplight/prism-cli` fetches it; PRISM names the program")
	}
	w := newWorld(t)
	w.install()
	w.post(question(3))
	w.reply(1)
	w.until("the status", func() bool { return w.statuses()["reply-1"] == "SENT" })
	for document, requests := range map[string][]*sdktest.Request{
		"../../spec/custom-channels/2026-03.yaml": w.channels.Requests(), "../../spec/files/2026-03.yaml": w.files.Requests(),
		"gateway.yaml": w.gateway.api.Requests(),
	} {
		address := startPrism(t, program, document)
		if len(requests) == 0 {
			t.Errorf("no requests for %s", document)
		}
		for _, request := range requests {
			again(t, address, request)
		}
	}
}

// again sends a recorded request to Prism.
func again(t *testing.T, address string, request *sdktest.Request) {
	t.Helper()
	req, err := http.NewRequest(request.Method, "http://"+address+request.URL.RequestURI(), bytes.NewReader(request.Body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header = request.Header.Clone()
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	var said []struct {
		Location []string
		Message  string
	}
	if header := resp.Header.Get("Sl-Violations"); header != "" && json.Unmarshal([]byte(header), &said) != nil {
		t.Errorf("%s %s: Prism says %q", request.Method, request.URL.Path, header)
	}
	found := ""
	for _, violation := range said {
		if violation.Location[0] == "request" {
			found += violation.Message
		}
	}
	want := ""
	if request.Operation == filestest.OperationUploadFile {
		want = objectInPart
	}
	if found != want || want == "" && resp.StatusCode >= 400 {
		t.Errorf("%s %s: %d %q, want %q", request.Method, request.URL.Path, resp.StatusCode, found, want)
	}
}

// objectInPart is what Prism says of JSON in a multipart body, of which it reads every part as text.
const objectInPart = "Request body property options must be object"

// startPrism starts Prism for a document and returns its address once it listens.
func startPrism(t *testing.T, program, document string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	host, port, _ := net.SplitHostPort(address)
	command := exec.CommandContext(t.Context(), program, "mock", "--errors", "--host", host, "--port", port, document)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	listening := make(chan struct{})
	go func() {
		said := false
		for lines := bufio.NewScanner(out); lines.Scan(); { // to the end: Prism waits for whoever does not read
			if !said && strings.Contains(lines.Text(), "Prism is listening") {
				said = true
				close(listening)
			}
		}
	}()
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	select {
	case <-listening:
	case <-time.After(time.Minute):
		t.Fatal("Prism does not listen")
	}
	return address
}
