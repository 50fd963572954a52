package browsertest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff/render"
)

// TestPage opens the page of a report with rows of all kinds, on a phone and in both colour schemes.
func TestPage(t *testing.T) {
	browser := startBrowser(t)
	server := serve(t)
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			tab, complaints := openTab(t, browser, scheme)
			if err := chromedp.Do(tab, chromedp.Navigate(server+"/"), chromedp.WaitVisible(chromedp.CSS("h1"))); err != nil {
				t.Fatal(err)
			}
			fits(t, tab)
			readable(t, tab, scheme)
			reachable(t, tab)
			if said := complaints(); len(said) > 0 {
				t.Errorf("the console says %q", said)
			}
		})
	}
}

// look is what a script finds on the page.
func look[T any](t *testing.T, tab context.Context, script string) T {
	t.Helper()
	found, err := chromedp.Run(tab, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return found
}

// fits expects nothing to be wider than the screen.
func fits(t *testing.T, tab context.Context) {
	t.Helper()
	widths := look[[]int](t, tab, "[document.documentElement.scrollWidth, window.innerWidth]")
	if widths[0] > 375 || widths[1] != 375 {
		t.Errorf("the page is %d pixels wide on a screen of %d", widths[0], widths[1])
	}
}

// readable expects the colours of the scheme, with the contrast that text needs.
func readable(t *testing.T, tab context.Context, scheme string) {
	t.Helper()
	page := look[float64](t, tab, luminance+"luminance(getComputedStyle(document.body).backgroundColor)")
	if dark := page < 0.2; dark != (scheme == "dark") {
		t.Errorf("the background's luminance is %.2f in the %s scheme", page, scheme)
	}
	worst := look[struct {
		Contrast float64
		Text     string
	}](t, tab, luminance+contrast)
	if worst.Contrast < 4.5 {
		t.Errorf("%q has a contrast of %.2f, less than 4.5", worst.Text, worst.Contrast)
	}
}

const luminance = `
function luminance(colour) {
  const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
  return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
}
`

const contrast = `
(() => {
  const behind = e => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  let worst = {Contrast: 21, Text: ""};
  for (const e of document.querySelectorAll("h1, h2 a, p, span, a, code, dt, dd, strong, li")) {
    const a = luminance(getComputedStyle(e).color), b = luminance(behind(e));
    const c = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (c < worst.Contrast) worst = {Contrast: c, Text: e.textContent.slice(0, 40)};
  }
  return worst;
})()
`

// reachable expects every row to be where a link of the list leads, and ids to be unique.
func reachable(t *testing.T, tab context.Context) {
	t.Helper()
	rows := look[[]string](t, tab, `[...document.querySelectorAll("article")].map(e => e.id)`)
	if len(rows) < 5 {
		t.Fatalf("only %d rows, expected more of this case", len(rows))
	}
	seen := map[string]bool{}
	for _, id := range rows {
		if seen[id] {
			t.Errorf("two rows have the id %q", id)
		}
		seen[id] = true
		links := look[int](t, tab, fmt.Sprintf("document.querySelectorAll('nav a[href=\"#%s\"]').length", id))
		top := look[float64](t, tab, fmt.Sprintf("location.hash = '#%s', document.getElementById('%s').getBoundingClientRect().top", id, id))
		if links != 1 {
			t.Errorf("%d links in the list lead to %q", links, id)
		}
		if top > 812 || top < -1 {
			t.Errorf("the link to %q leaves the row at %.0f pixels, off the screen", id, top)
		}
	}
}

// serve serves the page of a report with rows of all kinds.
func serve(t *testing.T) string {
	t.Helper()
	folder := filepath.Join("..", "testdata", "everything")
	report, err := diff.Documents(t.Context(), diff.Options{
		From: filepath.Join(folder, "old.yaml"), To: filepath.Join(folder, "new.yaml"),
		FromImport: "example.com/a/very/long/import/path/that/does/not/fit/v1", ToImport: "example.com/v2",
	})
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	if err := render.HTML(&page, report); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" { // the page asks for nothing else
			t.Errorf("the browser asked for %s", r.URL.Path)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(page.String())) // the browser says what it missed
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// startBrowser starts Chromium, or skips the test where there is none.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("there is no Chromium; apt-get install chromium for this test")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// openTab opens a tab as on a phone. The function gives what its console has said.
func openTab(t *testing.T, browser context.Context, scheme string) (context.Context, func() []string) {
	t.Helper()
	tab, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	messages := chromedp.Console(tab)
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(tab, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(tab, chromedp.EmulateViewport(375, 812, chromedp.EmulateMobile)); err != nil {
		t.Fatal(err)
	}
	return tab, func() []string {
		// A last word of the test's own shows that there is no other to come.
		look[bool](t, tab, `console.log("the end"), true`)
		var said []string
		for message, err := range messages {
			if err != nil || strings.Contains(message.String(), "the end") {
				break
			}
			said = append(said, message.String())
		}
		return said
	}
}
