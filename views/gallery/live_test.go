package gallery_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"matchday/views/browsertest"
	"matchday/views/gallery"
	"matchday/views/ui"
)

func html(t *testing.T, c templ.Component) string {
	t.Helper()
	var out strings.Builder
	if err := c.Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// liveNight opens the page of the night connected to a socket.
func liveNight(t *testing.T, look browsertest.Look) (*browsertest.Page, *browsertest.Socket) {
	t.Helper()
	socket := browsertest.NewSocket(t)
	mux := http.NewServeMux()
	mux.Handle("/ws/night", socket)
	site := browsertest.Site(t, gallery.Pages(), mux)
	p := browsertest.Start(t).Page(look)
	p.Go(site + "/tonight?socket=/ws/night")
	socket.Joined(1)
	p.Until(`document.documentElement.dataset.live === 'on'`)
	return p, socket
}

// order is the ids of the rows from top to bottom.
func order(p *browsertest.Page) string {
	var out string
	p.Eval(`[...document.querySelectorAll('#players-rows > tr')].map((r) => r.id).join(' ')`, &out)
	return out
}

func top(p *browsertest.Page, selector string) float64 {
	var out float64
	p.Eval(fmt.Sprintf(`document.querySelector(%q).getBoundingClientRect().top`, selector), &out)
	return out
}

// turned is the list upside down with one entry changed.
func turned() []gallery.Entry {
	list := gallery.Entries()
	slices.Reverse(list)
	for i := range list {
		if list[i].ID == "e4" {
			list[i].Tone, list[i].State, list[i].Press = ui.Good, "Checked in", "Check out"
		}
	}
	return list
}

func TestAFrameChangesThePageInPlace(t *testing.T) {
	t.Parallel()
	p, socket := liveNight(t, browsertest.Look{})
	if got := p.Text("#checkin [data-live-words]"); got != "updates by itself" {
		t.Errorf("the card says %q", got)
	}
	p.Eval(`window.kept = document.querySelector('#e4'); document.addEventListener('animationstart', (e) => { (window.tinted ||= []).push(e.target.closest('tr')?.id + ' ' + e.animationName) }); null`, nil)
	socket.Send(html(t, ui.Frame(gallery.CheckIn(turned()))))
	p.Until(`document.querySelector('#players-rows > tr').id === 'e6'`)
	if got := order(p); got != "e6 e5 e4 e3 e2 e1" {
		t.Errorf("order %s", got)
	}
	var same bool
	p.Eval(`window.kept === document.querySelector('#e4') && window.kept.querySelector('.chip').textContent.trim() === 'Checked in'`, &same)
	if !same {
		t.Error("the changed row is another element, or not changed")
	}
	p.Until(`window.tinted && window.tinted.includes('e4 changed')`)
	var others bool
	p.Eval(`window.tinted.some((x) => x.endsWith('changed') && !x.startsWith('e4'))`, &others)
	if others {
		t.Error("rows that only moved are tinted")
	}
	p.Sound("frame")
}

func TestEveryKindOfPageSaysWhetherItIsLive(t *testing.T) {
	t.Parallel()
	p, _ := liveNight(t, browsertest.Look{Width: 390, Height: 844})
	if got := p.Text(".topbar [data-live-words]"); got != "updates by itself" {
		t.Errorf("the bar of a phone says %q", got)
	}
	p.Sound("live")
	var address string
	p.Eval(`location.origin + '/board?socket=/ws/night'`, &address)
	p.Go(address)
	p.Until(`document.querySelector('.band-sentence').textContent.replace(/\s+/g, ' ').trim() === 'After round 3 of 4 updates by itself'`)
	p.Sound("live-board")
}

func TestARowInUseStaysWhereItIsUntilItIsReleased(t *testing.T) {
	t.Parallel()
	p, socket := liveNight(t, browsertest.Look{})
	before := top(p, "#e4")
	p.Click("#more-e4 > summary")
	socket.Send(html(t, ui.Frame(gallery.CheckIn(turned()))))
	p.Until(`document.querySelector('#players-rows > tr').id === 'e6'`)
	if got := order(p); got != "e6 e5 e3 e4 e2 e1" {
		t.Errorf("order %s while the menu of e4 is open", got)
	}
	if now := top(p, "#e4"); now != before {
		t.Errorf("the row moved by %v under its open menu", now-before)
	}
	if got := p.Text("#e4 .chip"); got != "Waiting" {
		t.Errorf("the row in use became %q", got)
	}
	p.Seen("#e4 .menu-panel")
	if got := p.Text("#checkin [data-live-words]"); got != "waits until you let go" {
		t.Errorf("the card says %q", got)
	}
	p.Keys("\x1b")
	p.Until(`[...document.querySelectorAll('#players-rows > tr')].map((r) => r.id).join(' ') === 'e6 e5 e4 e3 e2 e1'`)
	if got := p.Text("#e4 .chip") + ", " + p.Text("#checkin [data-live-words]"); got != "Checked in, updates by itself" {
		t.Errorf("after release: %s", got)
	}
}

func TestNothingChangesUnderAPressedFinger(t *testing.T) {
	t.Parallel()
	p, socket := liveNight(t, browsertest.Look{})
	var at struct{ X, Y float64 }
	p.Eval(`(() => { const r = document.querySelector('#e4 .press button').getBoundingClientRect(); return {X: r.x + r.width / 2, Y: r.y + r.height / 2} })()`, &at)
	p.Eval(`document.addEventListener('submit', (e) => { e.preventDefault(); e.stopImmediatePropagation(); window.sent = e.target.elements.entry.value + ' ' + e.submitter.firstChild.textContent.trim() }, true); null`, nil)
	p.Do(input.DispatchMouseEvent(input.MousePressed, at.X, at.Y).WithButton(input.Left).WithClickCount(1))
	socket.Send(html(t, ui.Frame(gallery.CheckIn(turned()))))
	p.Until(`document.querySelector('#players-rows > tr').id === 'e6'`)
	p.Do(input.DispatchMouseEvent(input.MouseReleased, at.X, at.Y).WithButton(input.Left).WithClickCount(1))
	p.Until(`window.sent !== undefined`)
	var sent string
	p.Eval(`window.sent`, &sent)
	if sent != "e4 Check in" {
		t.Errorf("the press became %q", sent)
	}
}

func TestARowThatGoesWhileItIsUsedStaysUntilItIsReleased(t *testing.T) {
	t.Parallel()
	p, socket := liveNight(t, browsertest.Look{})
	p.Click("#more-e2 > summary")
	list := slices.DeleteFunc(gallery.Entries(), func(e gallery.Entry) bool { return e.ID == "e1" || e.ID == "e2" })
	before := top(p, "#e2")
	socket.Send(html(t, ui.Frame(gallery.CheckIn(list))))
	p.Until(`!document.querySelector('#e1')`)
	if got := order(p); !strings.Contains(got, "e2") {
		t.Errorf("order %s: the row vanished under its menu", got)
	}
	if now := top(p, "#e2"); now != before {
		t.Errorf("the row moved by %v", now-before)
	}
	p.Keys("\x1b")
	p.Until(`!document.querySelector('#e2')`)
}

func TestTextBeingTypedSurvivesFrames(t *testing.T) {
	t.Parallel()
	socket := browsertest.NewSocket(t)
	mux := http.NewServeMux()
	mux.Handle("/ws/x", socket)
	part := func(value string) templ.Component {
		return templ.Join(templ.Raw(`<section id="part">`), ui.Field{Name: "place", Label: "Place", Value: value}.Show(), ui.Field{Name: "other", Label: "Other", Value: value}.Show(), templ.Raw(`<p id="seen">`+value+`</p></section>`))
	}
	site := browsertest.Site(t, pages{"/x": func(*http.Request) templ.Component {
		return inside(ui.CenterShell{Document: ui.Document{Socket: "/ws/x"}}.Show(), part("1"))
	}}, mux)
	p := browsertest.Start(t).Page(browsertest.Look{})
	p.Go(site + "/x")
	socket.Joined(1)
	p.Type("#place", "7")
	socket.Send(html(t, ui.Frame(part("2"))))
	p.Until(`document.querySelector('#seen').textContent === '2'`)
	var got []string
	p.Eval(`[document.querySelector('#place').value, document.querySelector('#other').value, document.activeElement.id]`, &got)
	if !slices.Equal(got, []string{"7", "2", "place"}) {
		t.Errorf("typed, other, focus: %q", got)
	}
	p.Do(chromedp.KeyEvent("8"))
	p.Until(`document.querySelector('#place').value === '78'`)
}

func TestALostConnectionIsSaidInWordsAndComesBack(t *testing.T) {
	t.Parallel()
	p, socket := liveNight(t, browsertest.Look{})
	socket.Drop()
	p.Until(`document.documentElement.dataset.live !== 'on'`)
	p.Until(`document.documentElement.dataset.live === 'on'`)
	if got := p.Text("#checkin [data-live-words]"); got != "updates by itself" {
		t.Errorf("after a restart of the server: %q", got)
	}
	socket.Refuse(true)
	p.Until(`document.querySelector('#checkin [data-live-words]').textContent === 'connection lost, trying again'`)
	if got := p.Text("#said"); got != "Connection lost. Trying again." {
		t.Errorf("said: %q", got)
	}
	socket.Refuse(false)
	p.Until(`document.querySelector('#checkin [data-live-words]').textContent === 'updates by itself'`)
	socket.Send(html(t, ui.Frame(ui.Number{ID: "n-in", Value: "28", Label: "checked in"}.Show())))
	p.Until(`document.querySelector('#n-in .number-value').textContent === '28'`)
}
