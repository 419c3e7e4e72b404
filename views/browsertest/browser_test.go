package browsertest_test

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"matchday/views/browsertest"
)

// A page with one of each fault: what judges pages must see them.
var faulty = `<!doctype html><html lang="en"><head><title>x</title><link rel="icon" href="data:,"></head><body>
<p style="color:red">an inline style</p>
<script>console.error("an inline script")</script>
<img src="/gone.png" alt="gone">
<button></button>
<div id="wide"><table><tr><td><pre>` + longLine + `</pre></td></tr></table></div>
<a class="button" id="small" href="#">x</a></body></html>`

var longLine = strings.Repeat("m", 400)

func TestWhatIsWrongIsSeen(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	site := browsertest.Site(t, map[string]func(*http.Request) templ.Component{
		"/faulty": func(*http.Request) templ.Component { return templ.Raw(faulty) },
		"/well": func(*http.Request) templ.Component {
			return templ.Raw(`<!doctype html><html lang="en"><head><title>x</title><link rel="icon" href="data:,"></head><body><main><h1>Well</h1></main></body></html>`)
		},
	}, nil)
	p := b.Page(browsertest.Look{Width: 390})
	p.Go(site + "/faulty")
	complaints := strings.Join(p.Complaints(), "\n")
	for _, want := range []string{"inline style", "inline script", "answered 404", "gone.png"} {
		if !strings.Contains(complaints, want) {
			t.Errorf("%q was not complained about:\n%s", want, complaints)
		}
	}
	if strings.Contains(complaints, "console error") {
		t.Error("an inline script ran")
	}
	p.Eval(`console.error('htmx:sendAbort'), console.error('htmx:sendError'), 1`, nil)
	if list := p.Complaints(); len(list) != 1 || !strings.Contains(list[0], "sendError") {
		t.Errorf("of a request that was replaced and one that failed the second alone is a complaint: %q", list)
	}
	if out := strings.Join(p.Overflow(), "\n"); !strings.Contains(out, "pre. to ") {
		t.Errorf("overflow: %q", out)
	}
	if out := strings.Join(p.Barriers(), "\n"); !strings.Contains(out, "button-name") {
		t.Errorf("barriers: %q", out)
	}
	if out := strings.Join(p.SmallTargets(), "\n"); out == "" {
		t.Error("a small button was not seen")
	}
	p.Go(site + "/well")
	p.Complaints()
	p.Go(site + "/well")
	p.Sound("well")
	if _, err := os.Stat(p.Shot("well")); err != nil {
		t.Error(err)
	}
}

func TestTwoPagesAreTwoPeople(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	site := browsertest.Site(t, map[string]func(*http.Request) templ.Component{"/": func(r *http.Request) templ.Component {
		return templ.Raw(`<!doctype html><title>x</title><link rel="icon" href="data:,"><p>` + r.Header.Get("Cookie") + `</p>`)
	}}, nil)
	one, two := b.Page(browsertest.Look{}), b.Page(browsertest.Look{})
	one.Go(site + "/")
	one.Eval(`document.cookie = 'who=one'`, nil)
	one.Go(site + "/")
	two.Go(site + "/")
	if a, b := one.Text("p"), two.Text("p"); a != "who=one" || b != "" {
		t.Errorf("one is %q, two is %q", a, b)
	}
	one.Until(`new Promise((done) => requestAnimationFrame(() => done(true)))`) // the window behind still draws
}
