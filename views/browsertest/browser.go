// Package browsertest looks at pages the way people do: in a real headless Chromium.
//
// A test opens a Browser, a Page of a size and theme, and asks what a person would see: does anything stick out
// sideways, does the console complain, does axe find a barrier, what does it look like.
//
//	b := browsertest.Start(t)
//	p := b.Page(browsertest.Look{Width: 390, Theme: "dark"})
//	p.Go(url)
//	p.Sound("check-in") // no fault in the console, no overflow, no serious barrier, a screenshot
//
// Where Chromium is absent the test is skipped with a line that says so; with MATCHDAY_TEST_ALL=1 it fails instead.
// Screenshots go to the folder in MATCHDAY_SHOTS, or to the test's own temporary folder. Only tests may import this.
package browsertest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// patience is how long one action may take before the test fails. It only bounds what hangs.
const patience = time.Minute

// Browser is one running Chromium. It ends with the test that started it.
type Browser struct {
	t     testing.TB
	ctx   context.Context
	shots string
}

// Start runs Chromium, or skips the test where there is none, or where tests are to be short.
func Start(t testing.TB) *Browser {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser is not for a short run")
	}
	path := find()
	if path == "" {
		const absent = "Chromium is not installed, so nothing was looked at (apt-get install chromium)"
		if os.Getenv("MATCHDAY_TEST_ALL") == "1" {
			t.Fatal(absent)
		}
		t.Skip(absent)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("force-color-profile", "srgb"))
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	// What chromedp does not know of the protocol it logs; nothing of it matters here.
	ctx, closeBrowser := chromedp.NewContext(allocated, chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(closeBrowser)
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	shots := os.Getenv("MATCHDAY_SHOTS")
	if shots == "" {
		shots = t.TempDir()
	} else if err := os.MkdirAll(shots, 0o755); err != nil {
		t.Fatal(err)
	}
	return &Browser{t: t, ctx: ctx, shots: shots}
}

// find prefers the headless shell, which starts twice as fast. Its wrapper in /usr/bin leaves orphans and is not used.
func find() string {
	const shell = "/usr/lib/chromium/chromium-headless-shell"
	if _, err := os.Stat(shell); err == nil {
		return shell
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// Look is how a page is looked at. The zero value is a screen of 1440 × 900 in light.
type Look struct {
	Width, Height int
	Theme         string // "light" or "dark": what the system says; a page may be told otherwise by its cookie
	NoScript      bool
	Touch         bool // fingers instead of a mouse
	Calm          bool // prefers-reduced-motion
	Forced        bool // forced-colors
	Print         bool // on paper
}

// Page is one window with cookies of its own, so that two Pages are two people. (A tab behind another draws no frames.)
// It is closed with the test.
type Page struct {
	t     testing.TB
	ctx   context.Context
	look  Look
	shots string
	heard *heard
}

// Page opens an empty window.
func (b *Browser) Page(look Look) *Page {
	b.t.Helper()
	if look.Width == 0 {
		look.Width = 1440
	}
	if look.Height == 0 {
		look.Height = 900
	}
	if look.Theme == "" {
		look.Theme = "light"
	}
	ctx, closeTab := chromedp.NewContext(b.ctx, chromedp.WithTargetID(b.window()))
	b.t.Cleanup(closeTab)
	p := &Page{t: b.t, ctx: ctx, look: look, shots: b.shots, heard: &heard{}}
	chromedp.ListenTarget(ctx, p.heard.listen)
	p.Do(log.Enable(), runtime.Enable(), network.Enable(), p.emulate())
	return p
}

// window opens a window with a browser context of its own.
func (b *Browser) window() target.ID {
	b.t.Helper()
	browser := cdp.WithExecutor(b.ctx, chromedp.FromContext(b.ctx).Browser)
	own, err := target.CreateBrowserContext().Do(browser)
	if err != nil {
		b.t.Fatalf("open a browser context: %v", err)
	}
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(own).WithNewWindow(true).Do(browser)
	if err != nil {
		b.t.Fatalf("open a window: %v", err)
	}
	return id
}

func (p *Page) emulate() chromedp.Action {
	media := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: p.look.Theme}}
	if p.look.Calm {
		media = append(media, &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"})
	}
	if p.look.Forced {
		media = append(media, &emulation.MediaFeature{Name: "forced-colors", Value: "active"})
	}
	tasks := chromedp.Tasks{
		emulation.SetDeviceMetricsOverride(int64(p.look.Width), int64(p.look.Height), 1, false),
		emulation.SetEmulatedMedia().WithFeatures(media).WithMedia(p.medium()),
	}
	if p.look.Touch {
		tasks = append(tasks, emulation.SetTouchEmulationEnabled(true))
	}
	if p.look.NoScript {
		tasks = append(tasks, emulation.SetScriptExecutionDisabled(true))
	}
	return tasks
}

// Do runs actions of chromedp; an error, and a minute without an end, fail the test.
func (p *Page) Do(actions ...chromedp.Action) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	// The first Run of a tab must not be given a context that ends, or the tab ends with it.
	if chromedp.FromContext(p.ctx).Target == nil {
		if err := chromedp.Run(p.ctx); err != nil {
			p.t.Fatalf("open a tab: %v", err)
		}
	}
	if err := chromedp.Run(ctx, actions...); err != nil {
		p.t.Fatalf("browser: %v; it looked like %s", err, p.last())
	}
}

func (p *Page) medium() string {
	if p.look.Print {
		return "print"
	}
	return "screen"
}

// Go loads an address and waits until the page and its fonts are there.
func (p *Page) Go(url string) {
	p.t.Helper()
	p.Do(chromedp.Navigate(url))
	if !p.look.NoScript {
		p.Do(chromedp.Evaluate(`document.fonts.ready.then(() => true)`, nil, await))
	}
}

// Eval evaluates an expression, which may be a promise, into a pointer (nil to ignore the value).
func (p *Page) Eval(expression string, into any) {
	p.t.Helper()
	p.Do(chromedp.Evaluate(expression, into, await))
}

// Until waits until an expression is true. It is judged at every frame the page draws, and goes on being judged in
// the next document when the page is left meanwhile.
func (p *Page) Until(expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	for {
		err := chromedp.Run(ctx, p.poll(expression))
		switch {
		case err == nil:
			return
		case ctx.Err() == nil && (left(err) || errors.Is(err, errNotYet)):
		default:
			p.t.Fatalf("waited for %s: %v; it looked like %s", expression, err, p.last())
		}
	}
}

// errNotYet ends one look at a page that cannot look by itself.
var errNotYet = errors.New("not yet")

// poll waits at the page's own frames. A page without scripts has none that would call anybody back: it is looked at once.
func (p *Page) poll(expression string) chromedp.Action {
	if !p.look.NoScript {
		return chromedp.Poll(expression, nil, chromedp.WithPollingTimeout(patience))
	}
	return chromedp.ActionFunc(func(ctx context.Context) error {
		var is bool
		var early *runtime.ExceptionDetails // what the expression looks for is not there yet
		if err := chromedp.Evaluate("!!("+expression+")", &is).Do(ctx); is || err != nil && !errors.As(err, &early) {
			return err
		}
		if err := chromedp.Sleep(20 * time.Millisecond).Do(ctx); err != nil {
			return err
		}
		return errNotYet
	})
}

// last is a picture of the window for somebody who wants to know why a test failed, or why there is none.
func (p *Page) last() string {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	var png []byte
	if err := chromedp.Run(ctx, chromedp.CaptureScreenshot(&png)); err != nil {
		return err.Error()
	}
	path := filepath.Join(p.shots, "failed-"+filepath.Base(p.t.Name())+".png")
	if err := os.WriteFile(path, png, 0o644); err != nil {
		return err.Error()
	}
	return path
}

// left reports whether an evaluation ended because its document did.
func left(err error) bool {
	for _, words := range []string{"navigated or closed", "Cannot find context", "context was destroyed", "uniqueContextId not found"} {
		if strings.Contains(err.Error(), words) {
			return true
		}
	}
	return false
}

func await(params *runtime.EvaluateParams) *runtime.EvaluateParams {
	return params.WithAwaitPromise(true)
}
