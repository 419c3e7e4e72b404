package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"matchday/app/tournament"
	"matchday/views/browsertest"
)

// sound fails the test for whatever the browser complained about.
func sound(t *testing.T, p *browsertest.Page, where string) {
	t.Helper()
	for _, line := range p.Complaints() {
		t.Errorf("%s: %s", where, line)
	}
}

// says waits until a part of the page holds a text.
func says(p *browsertest.Page, selector, text string) {
	p.Until(fmt.Sprintf(`[...document.querySelectorAll(%q)].some((el) => el.checkVisibility() && el.textContent.replace(/\s+/g, ' ').includes(%q))`, selector, text))
}

// live waits until the page is connected.
func connected(p *browsertest.Page) { p.Until(`document.documentElement.dataset.live === 'on'`) }

func entryID(h *house, id int64, name string) string {
	h.t.Helper()
	b := h.board(id)
	for _, r := range append(append([]tournament.Row{}, b.Seated...), b.Waitlist...) {
		if r.Name == name {
			return "entry-" + itoa(r.Entry.ID)
		}
	}
	h.t.Fatalf("no %s", name)
	return ""
}

func TestANightWithTheKeyboardAlone(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, path := h.playing()
	p := browsertest.Start(t).Page(browsertest.Look{})
	h.cookie(p, "matchday", h.owner)
	p.Go(h.url + path)
	connected(p)
	p.Keys("r") // to the first result that is missing
	p.Until(`document.activeElement.matches('[data-result] textarea')`)
	p.Keys("3 1 4")
	says(p, ".result .reading", "3 ")
	p.Keys(kb.Enter)
	says(p, ".lobbies", "Recorded")
	p.Until(`document.activeElement.matches('[data-result] textarea') && document.activeElement.value === ''`) // on to the next lobby
	r, _ := h.board(id).Current()
	var names []string
	for _, s := range r.Lobbies[1].Lobby.Seats {
		row, _ := h.board(id).Row(s.Entry)
		names = append(names, row.Name)
	}
	p.Keys(names[2] + ", " + names[0] + ", " + names[3] + ", " + names[1])
	p.Keys(kb.Enter)
	says(p, ".round", "Round 1 is done")
	if after, _ := h.board(id).Current(); after.Lobbies[1].Seats[0].Row.Name != names[2] {
		t.Errorf("%s won, %s was typed first", after.Lobbies[1].Seats[0].Row.Name, names[2])
	}
	connected(p)
	p.Eval("document.activeElement.blur()", nil)
	p.Keys("n") // what the night waits for
	says(p, ".round", "Round 2 is drawn")
	connected(p)
	// A swap: two boxes and the button, by Tab and Space.
	p.Eval(`document.querySelector('input[name=pick]').focus()`, nil)
	p.Keys(" ")
	p.Eval(`[...document.querySelectorAll('.lobbies > section')][1].querySelector('input[name=pick]').focus()`, nil)
	p.Keys(" ")
	p.Until(`!document.querySelector('#swap button').disabled`)
	p.Eval(`document.querySelector('#swap button').focus()`, nil)
	p.Keys(kb.Enter)
	says(p, "#notices", "have changed places")
	p.Eval("document.activeElement.blur()", nil)
	p.Keys("g")
	p.Keys("p")
	says(p, "h1", "Players")
	p.Until(`document.readyState === 'complete'`)
	p.Keys("/")
	p.Keys("zoe")
	p.Until(`[...document.querySelectorAll('#league-players tbody tr')].filter((r) => r.checkVisibility()).length === 1`)
	sound(t, p, "with keys")
}

func TestAPressWhoseFormAFrameTookAwayIsAnswered(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, path := h.playing()
	p := browsertest.Start(t).Page(browsertest.Look{})
	h.cookie(p, "matchday", h.owner)
	typed := func(order string) {
		p.Go(h.url + path)
		connected(p)
		p.Eval(`document.addEventListener('htmx:beforeSend', (e) => { if (e.detail.requestConfig.verb !== 'get') e.detail.elt.remove(); })`, nil) // the form, not what reads aloud while one types
		p.Keys("r")
		p.Until(`document.activeElement.matches('[data-result] textarea')`)
		p.Keys(order)
		p.Keys(kb.Enter)
	}
	typed("3 1 4")
	r, _ := h.board(id).Current()
	says(p, "#toasts, #said", "Lobby "+r.Lobbies[0].Name+" is recorded")
	p.Until(`document.activeElement.matches('[data-result] textarea') && document.activeElement.value === ''`)
	sound(t, p, "after the form was gone")
	typed("1 1 1")
	says(p, "#main", "is named twice")
}

func TestABoardOnAPhone(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, _ := h.playing()
	p := browsertest.Start(t).Page(browsertest.Look{Width: 390, Height: 844, Touch: true})
	p.Go(h.url + "/")
	says(p, ".band", "Round 1 of 4 is being played")
	connected(p)
	p.Click("#who .button")
	says(p, "h1", "Holidaze Cup")
	p.Type("#filter", "ivy")
	p.Click(fmt.Sprintf("#who-%d button", h.player(4).Person))
	says(p, "#mine", "You: Ivy")
	says(p, "#mine", "Now: round 1, lobby")
	connected(p)
	h.record(h.board(id))
	says(p, "#mine", "Next: round 2")
	says(p, ".band", "After round 1 of 4")
	p.Click(`.tabs a[href$="/standings"]`)
	says(p, "#ranks", "Ivy")
	p.Until(`document.querySelector('.rank-mine') && document.querySelector('.rank-mine').textContent.includes('Ivy')`)
	connected(p)
	b := h.step(h.step(h.board(id), tournament.StepDraw), tournament.StepStartRound)
	h.record(b)
	says(p, ".band", "After round 2 of 4")
	p.Until(`document.querySelector('.rank-mine') && document.querySelector('.rank-mine').textContent.includes('Ivy')`)
	sound(t, p, "the board")
	var small []string
	p.Eval(`[...document.querySelectorAll('.public-main a, .public-main button')].filter((el) => el.checkVisibility() && el.getBoundingClientRect().height < 32).map((el) => el.textContent)`, &small)
	if len(small) > 0 {
		t.Errorf("too small for a thumb: %q", small)
	}
}

func TestANightInABrowserWithoutScripts(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	p := browsertest.Start(t).Page(browsertest.Look{NoScript: true})
	p.Go(h.url + "/admin/t/" + itoa(id))
	p.Type("#signin-name", "Robin")
	p.Type("#signin-password", "correct horse battery")
	p.Click("#signin button")
	p.Seen("#" + entryID(h, id, "ivy_"))
	p.Click("#" + entryID(h, id, "ivy_") + " .col-action form button")
	says(p, "#notices", "ivy_ is checked in.")
	p.Click("#step-close_check_in > summary")
	p.Click("#step-close_check_in form button:not([type=button])")
	says(p, "#notices", "Check-in is closed. 1 player")
	sound(t, p, "without scripts")
}

func TestARefusedPressIsToldWhereItWasMade(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	p := browsertest.Start(t).Page(browsertest.Look{})
	h.cookie(p, "matchday", h.owner)
	p.Go(h.url + "/admin/t/" + itoa(id) + "/entry/" + strings.TrimPrefix(entryID(h, id, "ivy_"), "entry-"))
	h.step(h.board(id), tournament.StepCancel) // meanwhile
	p.Type("#seed-seed", "4")
	p.Click("#seed .actions button")
	says(p, "#toasts, #said", "was cancelled")
	p.Complaints()
	// A step that was drawn from an older page is answered with the fresh one.
	other := h.checkingIn()
	p.Go(h.url + "/admin/t/" + itoa(other) + "/plan")
	h.step(h.board(other), tournament.StepCloseCheckIn)
	p.Eval(`document.querySelector('[ws-connect]').remove()`, nil)
	sound(t, p, "the plan")
}

func TestAPageComesBackWhenTheServerDoes(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	p := browsertest.Start(t).Page(browsertest.Look{})
	p.Go(h.url + "/t/" + itoa(id) + "/players")
	connected(p)
	again := h.restart()
	again.checkIn1(id, 1)
	says(p, ".band", "1 of 8 are here")
}
