package browsertest

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed axe/axe.min.js
var axe string

// heard collects what the browser complains about. Its listener is called from a goroutine of chromedp.
type heard struct {
	mu    sync.Mutex
	lines []string
}

func (h *heard) add(format string, args ...any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lines = append(h.lines, fmt.Sprintf(format, args...))
}

// superseded is what htmx calls an error although all is well: a newer request has taken the place of one under way.
const superseded = `"htmx:sendAbort"`

func (h *heard) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
			var words []string
			for _, a := range e.Args {
				words = append(words, string(a.Value)+a.Description)
			}
			if said := strings.Join(words, " "); said != superseded {
				h.add("console %s: %s", e.Type, said)
			}
		}
	case *runtime.EventExceptionThrown:
		h.add("exception: %s", e.ExceptionDetails.Error())
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError || e.Entry.Level == log.LevelWarning {
			h.add("%s: %s (%s)", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			h.add("answered %d: %s", e.Response.Status, e.Response.URL)
		}
	}
}

// Complaints returns what the console, the content policy and the network complained about since the last call:
// errors, warnings, exceptions, answers of 400 and above.
func (p *Page) Complaints() []string {
	p.heard.mu.Lock()
	defer p.heard.mu.Unlock()
	lines := p.heard.lines
	p.heard.lines = nil
	return lines
}

// Overflow returns what sticks out of the page sideways, by selector; nothing when the page fits its width. What lies
// in a part that scrolls by itself is not counted.
func (p *Page) Overflow() []string {
	p.t.Helper()
	var out []string
	p.Eval(`(() => {
		const wide = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= wide) return [];
		const scrolls = (el) => { for (; el && el !== document.body; el = el.parentElement) if (getComputedStyle(el).overflowX !== 'visible') return true; };
		return [...document.body.querySelectorAll('*')]
			.filter((el) => { const r = el.getBoundingClientRect(); return r.width > 1 && (r.right > wide + 1 || r.left < -1) && !scrolls(el.parentElement); })
			.slice(0, 8)
			.map((el) => el.tagName.toLowerCase() + (el.id ? '#' + el.id : '') + '.' + String(el.className.baseVal ?? el.className).replaceAll(' ', '.') + ' to ' + Math.round(el.getBoundingClientRect().right))
			.concat('page is ' + document.documentElement.scrollWidth + ' wide, window ' + wide);
	})()`, &out)
	return out
}

// Barriers returns what axe-core finds serious or critical, one line for each rule and element.
func (p *Page) Barriers() []string {
	p.t.Helper()
	p.Do(chromedp.Evaluate(axe, nil))
	var out []string
	p.Eval(`axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations
		.filter((v) => ['serious', 'critical'].includes(v.impact))
		.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.target.join(' ') + ' · ' + (n.any.concat(n.all, n.none)[0] || {}).message)))`, &out)
	return out
}

// SmallTargets returns what a finger can press on the page but is lower or narrower than 44 px (WCAG 2.2, 2.5.5), by
// its words. Links within a sentence, and inputs whose label is the target, do not count.
func (p *Page) SmallTargets() []string {
	p.t.Helper()
	var out []string
	p.Eval(`[...document.querySelectorAll('button, summary, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio]), label.choice, a')]
		.filter((el) => el.checkVisibility() && !el.disabled && !(el.tagName === 'A' && getComputedStyle(el).display === 'inline') && !el.matches('.skip'))
		.map((el) => [el, el.getBoundingClientRect()])
		.filter(([, r]) => r.width > 1 && (r.height < 43.5 || r.width < 43.5))
		.map(([el, r]) => (el.textContent.trim() || el.name || el.tagName).slice(0, 40) + ' ' + Math.round(r.width) + '×' + Math.round(r.height))`, &out)
	return out
}

// Shot waits for what moves to come to rest, saves the whole page as a PNG named after the name, the width and the theme, and returns its path.
func (p *Page) Shot(name string) string {
	p.t.Helper()
	var png []byte
	if !p.look.NoScript {
		p.Eval(`scrollTo(0, 0)`, nil)
		p.Eval(`Promise.allSettled(document.getAnimations().filter((a) => a.effect.target.checkVisibility()).map((a) => a.finished)).then(() => true)`, nil)
	}
	p.Do(chromedp.FullScreenshot(&png, 100))
	path := filepath.Join(p.shots, fmt.Sprintf("%s-%d-%s.png", name, p.look.Width, p.look.Theme))
	if err := os.WriteFile(path, png, 0o644); err != nil {
		p.t.Fatal(err)
	}
	return path
}

// Sound takes a screenshot and fails the test for every complaint, everything that sticks out and every barrier.
func (p *Page) Sound(name string) {
	p.t.Helper()
	where := fmt.Sprintf("%s at %d px, %s", name, p.look.Width, p.look.Theme)
	p.Shot(name)
	for _, line := range p.Overflow() {
		p.t.Errorf("%s: sticks out: %s", where, line)
	}
	for _, line := range p.Barriers() {
		p.t.Errorf("%s: barrier: %s", where, line)
	}
	for _, line := range p.Complaints() {
		p.t.Errorf("%s: %s", where, line)
	}
}
