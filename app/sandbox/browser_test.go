package sandbox_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	api "google.golang.org/api/sheets/v4"

	"matchday/views/browsertest"
)

// open loads the page as one person and waits until it is drawn.
func (s *scene) open(b *browsertest.Browser, look browsertest.Look, user string) *browsertest.Page {
	s.t.Helper()
	p := b.Page(look)
	p.Go(s.url + "/sandbox#user=" + user + "&channel=" + s.cup)
	p.Seen(fmt.Sprintf("#m%s .btn", s.panel))
	return p
}

// TestAVisitorPlaysInTheBrowser: chooses somebody, presses, fills in a form, reads what they alone see, types a command.
func TestAVisitorPlaysInTheBrowser(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	for _, look := range []browsertest.Look{{Width: 1440, Theme: "light"}, {Width: 390, Height: 844, Theme: "dark", Touch: true}} {
		s := newDesk(t)
		p := s.open(b, look, s.ben)
		phone := look.Width < 800
		folk := ".rail .folk"
		if phone {
			p.Click("#me")
			folk = "#drawer .folk"
		}
		p.Type(folk+" input", "cara")
		p.Click(folk + " li:first-child button")
		p.Until(`document.getElementById('me').title === 'You are cara'`)

		p.Click(`[data-custom=register]`)
		p.Seen("#form form")
		p.Until(`document.activeElement.matches('#form input')`)
		p.Keys("Ivy#0777")
		p.Sound("sandbox-form")
		p.Click("#form .btn.main")
		p.Gone("#form")
		p.Seen(".msg.private")
		if text := p.Text(".msg.private"); !strings.Contains(text, "You're in as Ivy#0777.") || !strings.Contains(text, "Only you can see this") {
			t.Errorf("%d px: Cara reads %q", look.Width, text)
		}
		p.Sound("sandbox-answer")
		if small := p.SmallTargets(); phone && len(small) > 0 {
			t.Errorf("%d px: too small for thumbs: %q", look.Width, small)
		}
		for i := range 20 {
			s.done("say", obj{"user": "ben", "channel": "cup", "text": fmt.Sprint("talk ", i)})
		}
		p.Seen("#newer")
		p.Until(`[...document.querySelectorAll('.msg')].some((m) => m.textContent.includes('talk 19'))`)
		var inView bool
		p.Eval(`(() => {
			const r = document.querySelector('.msg.private .btn').getBoundingClientRect();
			return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)?.closest('.private') != null;
		})()`, &inView)
		if !inView {
			t.Errorf("%d px: others' talk pushed away what Cara uses", look.Width)
		}
		p.Click(".msg.private .textual")
		p.Gone(".msg.private")

		p.Click("#line")
		p.Keys("/sta")
		p.Seen("#hints li")
		p.Keys(kb.Tab)
		p.Keys(kb.Tab)
		p.Until(`document.getElementById('line').value === '/standings tournament:'`)
		p.Keys("ho")
		p.Until(`document.getElementById('hints').textContent.includes('Holidaze Cup')`)
		p.Sound("sandbox-command")
		p.Keys(kb.Tab + kb.Enter)
		p.Until(`document.getElementById('talk').textContent.includes('/standings of 7')`)
	}
}

// TestAPressThatFailsSaysSoInTheBrowser: below the message, as Discord does, and the button can be pressed again.
func TestAPressThatFailsSaysSoInTheBrowser(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	s := newSceneIn(t, 100*time.Millisecond)
	p := s.open(b, browsertest.Look{Width: 390, Height: 844, Touch: true}, s.ben)
	p.Click("[data-custom=silence]")
	p.Seen(".failed")
	if said := p.Text(".failed"); said != "This interaction failed: the application did not respond." {
		t.Errorf("Ben reads %q", said)
	}
	var busy bool
	p.Eval(`document.querySelector('[data-custom=silence]').classList.contains('busy')`, &busy)
	if busy {
		t.Error("the button still waits")
	}
	s.must(s.RemoveBot(s.guild))
	s.bot.ShouldReconnectOnError = false
	s.must(s.bot.Close())
	p.Seen("#offline")
	p.Sound("sandbox-offline")
}

// TestADirectMessageIsReadInTheBrowser: it is marked until it is read, tells times in the reader's zone, and its link into
// Discord stays on the page.
func TestADirectMessageIsReadInTheBrowser(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	s := newDesk(t)
	p := s.open(b, browsertest.Look{}, s.ben)
	p.Do(emulation.SetTimezoneOverride("Asia/Seoul"), chromedp.Reload())
	p.Until(`document.querySelector('#rooms .badge')?.textContent === '1'`)
	if seen := p.Text(".folk .badge"); seen != "" {
		t.Errorf("Ben's own messages are counted beside his name: %q", seen)
	}
	p.Click("#rooms li:last-child button")
	p.Until(`document.getElementById('where').textContent === 'Matchday' && !document.querySelector('#rooms .badge')`)
	s.must(s.Until(s.ctx(), func() bool { return s.Views(s.ben, 0)[1].Unread == 0 }))
	if rel := p.Text("#talk time.moment"); rel == "" || strings.Contains(rel, "<t:") {
		t.Errorf("the time is shown as %q", rel)
	}
	p.Sound("sandbox-direct")
	p.Click("#talk a[data-channel]")
	p.Until(`document.getElementById('where').textContent === '# cup'`)
	if at := p.Text("#m" + s.panel + " time.moment"); at != "Sunday, November 29, 2026 at 4:00 AM" {
		t.Errorf("in Seoul it starts %q", at)
	}
}

// TestTheSheetIsEditedInTheBrowser: typing, ticking, sorting, renaming; what the client writes appears without a reload.
func TestTheSheetIsEditedInTheBrowser(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	for _, look := range []browsertest.Look{{Width: 1440, Theme: "dark"}, {Width: 390, Height: 844, Theme: "light", Touch: true}} {
		d := newDesk(t)
		p := d.open(b, look, d.ben)
		phone := look.Width < 800
		if phone {
			p.Click("[data-show=sheet]")
		}
		p.Seen("[data-cell=B2]")
		if n := p.Text("[data-cell=F2]"); n != "" {
			t.Errorf("the hidden column shows %q", n)
		}
		p.Click("[data-cell=B2]")
		if phone {
			p.Click("[data-cell=B2]")
			p.Seen("[data-cell=B2] input")
			p.Eval(`document.activeElement.select()`, nil)
		}
		p.Keys("New Name" + kb.Enter)
		p.Until(`document.querySelector('[data-cell=B2]').textContent === 'New Name' && document.getElementById('sheet-at').textContent === 'B3'`)
		p.Click("[data-cell=C2] input")
		p.Until(`document.querySelector('[data-cell=C2] input')?.checked`)
		d.wait(func() bool { return fmt.Sprint(d.values("Players!B2:C2")) == "[[New Name TRUE]]" })

		_, err := d.api.Spreadsheets.Values.Update(bookID, "Players!E3", &api.ValueRange{Values: [][]any{{"from Matchday"}}}).ValueInputOption("RAW").Do()
		d.must(err)
		p.Until(`document.querySelector('[data-cell=E3]').textContent === 'from Matchday'`)

		p.Click("[data-column=A]")
		p.Click("#pick li:first-child button")
		p.Until(`document.querySelector('[data-cell=A2]').textContent === 'ivy_'`)
		p.Click("#tabs button:first-child")
		p.Click("#pick li:first-child button")
		p.Type("#asked", "GAL Database")
		p.Keys(kb.Enter)
		p.Until(`document.querySelector('#tabs [aria-selected=true]').textContent === 'GAL Database'`)
		p.Sound("sandbox-sheet")
		if small := p.SmallTargets(); phone && len(small) > 0 {
			t.Errorf("too small for thumbs: %q", small)
		}
	}
}
