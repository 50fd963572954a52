//go:build unix

package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/caarlos0/env/v11"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

const crashing = "BRIDGE_TEST_PROCESS"

// TestMain is the bridge itself where [process] starts the test's program again.
func TestMain(m *testing.M) {
	if os.Getenv(crashing) == "" {
		os.Exit(m.Run())
	}
	if err := serveInherited(); err != nil {
		slog.Error("bridge ends", slog.Any("error", err))
		os.Exit(1)
	}
}

func serveInherited() error {
	c, err := env.ParseAsWithOptions[config](env.Options{RequiredIfNoDef: true})
	if err != nil {
		return err
	}
	c.Options = []sdk.Option{sdk.WithRetry(sdktest.QuickRetries())}
	listener, err := net.FileListener(os.NewFile(3, "listener"))
	if err != nil {
		return err
	}
	return run(context.Background(), &c, slog.New(slog.NewJSONHandler(os.Stderr, nil)), listener)
}

// process is a bridge that runs as a process of its own, and is started again whenever it dies.
type process struct {
	world  *world
	socket *os.File // outlives the processes: who connects meanwhile waits

	mu     sync.Mutex
	bridge *exec.Cmd
	ending bool
	seen   map[string]int // requests by their kind
	kills  map[string]int
}

// keepRunning starts the bridge until the test ends.
func (p *process) keepRunning(t *testing.T) {
	ended := make(chan struct{})
	t.Cleanup(func() {
		p.mu.Lock()
		p.ending = true
		_ = p.bridge.Process.Kill()
		p.mu.Unlock()
		<-ended
	})
	p.begin(t)
	go func() {
		defer close(ended)
		for p.bridge.Wait(); p.begin(t); p.bridge.Wait() {
		}
	}()
}

// begin starts a process, and reports whether it did.
func (p *process) begin(t *testing.T) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ending {
		return false
	}
	c := p.world.config
	p.bridge = exec.Command(os.Args[0])
	p.bridge.Stderr, p.bridge.ExtraFiles = p.world.log, []*os.File{p.socket}
	p.bridge.Env = append(os.Environ(), crashing+"=1", "BRIDGE_AGAIN="+c.Again.String(), "BRIDGE_DATABASE="+c.Database, "BRIDGE_PUBLIC_URL="+c.PublicURL,
		"BRIDGE_NUMBER="+c.Number, "BRIDGE_CHANNEL="+c.ChannelName, "HUBSPOT_CLIENT_ID="+c.ClientID, "HUBSPOT_CLIENT_SECRET="+c.ClientSecret,
		"HUBSPOT_DEVELOPER_KEY="+c.DeveloperKey, "HUBSPOT_APP_ID="+c.AppID, "HUBSPOT_ACCOUNT="+c.Account, "HUBSPOT_INBOX_ID="+c.InboxID,
		"HUBSPOT_URL="+c.HubSpotURL, "GATEWAY_URL="+c.GatewayURL, "GATEWAY_TOKEN="+c.GatewayToken, "GATEWAY_SECRET="+c.GatewaySecret)
	if err := p.bridge.Start(); err != nil {
		t.Error(err)
		p.ending = true
	}
	return !p.ending
}

// deadly is a way to a server on which the bridge is killed: at the first request of each kind when the server has done it and
// nobody has heard, at the third one before the server sees it, and at the sixth one like at the first.
func (p *process) deadly(t *testing.T, target string) string {
	to, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to) }, ErrorHandler: func(http.ResponseWriter, *http.Request, error) {
		panic(http.ErrAbortHandler)
	}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kind := kindOf(r)
		p.mu.Lock()
		p.seen[kind]++
		n := p.seen[kind]
		p.mu.Unlock()
		switch n {
		case 1, 6:
			proxy.ServeHTTP(httptest.NewRecorder(), r.WithContext(context.WithoutCancel(r.Context())))
			p.kill(kind)
		case 3:
			p.kill(kind)
		default:
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// kill ends the bridge at once, as the system does when memory is short.
func (p *process) kill(kind string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.bridge.Process.Kill()
	p.kills[kind]++
	panic(http.ErrAbortHandler)
}

// kindOf is the method and the last word of the path that is no id.
func kindOf(r *http.Request) string {
	word := "gateway"
	for segment := range strings.SplitSeq(r.URL.Path, "/") {
		if slices.Contains([]string{"custom-channels", "channel-accounts", "messages", "files", "authorize", "token", "introspect"}, segment) {
			word = segment
		}
	}
	if r.Method == http.MethodPost && word == "messages" && r.URL.Path == "/messages" {
		word = "gateway"
	}
	return r.Method + " " + word
}

// TestCrash kills the bridge in the middle of each kind of request that it makes, in the exchange of a code and in the rotation of a
// refresh token, too: nothing is lost or doubled. Tokens that the bridge has asked for and not heard of are gone, so that the user
// has to install the app again.
func TestCrash(t *testing.T) {
	const messages = 20
	w := stoppedWorld(t)
	p := &process{world: w, seen: map[string]int{}, kills: map[string]int{}}
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	if p.socket, err = listener.File(); err != nil {
		t.Fatal(err)
	}
	defer p.socket.Close()
	w.address, w.gateway.refuse = listener.Addr().String(), "reply-7"
	w.config.HubSpotURL, w.config.GatewayURL = p.deadly(t, w.oauth.URL), p.deadly(t, w.gateway.URL)
	p.keepRunning(t)
	w.installRepeatedly()
	var all sync.WaitGroup
	slots := make(chan struct{}, 4)
	for n := range messages {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			w.post(question(n))
			w.reply(n)
		})
	}
	p.rotate(t)
	all.Wait()
	w.until("statuses", func() bool {
		found := w.statuses()
		return len(found) == messages && found["reply-7"] == "FAILED"
	})
	w.check(messages)
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, kind := range []string{"POST custom-channels", "POST channel-accounts", "POST messages", "PATCH messages", "POST files", "POST gateway",
		"POST introspect"} {
		if p.kills[kind] == 0 {
			t.Errorf("no kill at %s: %v of %v", kind, p.kills, p.seen)
		}
	}
	t.Logf("killed at %v", p.kills)
}

// rotate makes tokens expire until the bridge has been killed in the middle of a rotation that HubSpot has made, and then does what the
// user does whose app has lost its tokens.
func (p *process) rotate(t *testing.T) {
	p.world.until("a kill in a rotation", func() bool {
		p.world.oauth.Expire(portal)
		_ = p.world.posted(question(0)) // which needs a token, and which HubSpot knows by its id
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.kills["POST token"] == 3
	})
	p.world.installRepeatedly()
}
