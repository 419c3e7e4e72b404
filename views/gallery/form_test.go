package gallery_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"matchday/views/browsertest"
)

func openDesk(t *testing.T, look browsertest.Look) (*browsertest.Page, *desk) {
	t.Helper()
	address, d := newDesk(t)
	p := browsertest.Start(t).Page(look)
	p.Go(address)
	if !look.NoScript {
		p.Eval(`window.sameDocument = true`, nil)
	}
	return p, d
}

// stayed reports whether the page is still the document it was when it was opened.
func stayed(p *browsertest.Page) bool {
	var out bool
	p.Eval(`window.sameDocument === true`, &out)
	return out
}

func path(p *browsertest.Page) string {
	var out string
	p.Eval(`location.pathname + location.search`, &out)
	return out
}

func TestAPressIsDoneInPlace(t *testing.T) {
	t.Parallel()
	p, d := openDesk(t, browsertest.Look{Height: 500})
	p.Type("#draft", "half a thought")
	p.Eval(`scrollTo(0, 120)`, nil)
	p.Eval(`document.querySelector('#done button').click()`, nil)
	p.Until(`document.querySelector('#notices').textContent.includes('ivy_ is checked in.')`)
	var now []any
	p.Eval(`[scrollY, document.querySelector('#draft').value, document.activeElement.id]`, &now)
	if !stayed(p) || path(p) != "/desk" || now[1] != "half a thought" || now[2] != "draft" {
		t.Errorf("same document %v, at %s, scroll and draft and focus %v", stayed(p), path(p), now)
	}
	sent, n := d.last()
	if n != 1 || sent.Get("version") != "3" || len(sent.Get("nonce")) != 32 {
		t.Errorf("%d posts, the last %v", n, sent)
	}
	if p.Text("#said") != "ivy_ is checked in." {
		t.Errorf("said %q", p.Text("#said"))
	}
}

func TestAnAnswerThatIsAnotherPageChangesTheAddress(t *testing.T) {
	t.Parallel()
	p, _ := openDesk(t, browsertest.Look{})
	p.Click("#elsewhere button")
	p.Until(`document.querySelector('h1')?.textContent === 'Other page'`)
	if path(p) != "/other?x=1" || !stayed(p) || p.Text("#notices") != "Made." {
		t.Errorf("at %s, same document %v, notice %q", path(p), stayed(p), p.Text("#notices"))
	}
	p.Eval(`history.back()`, nil)
	p.Seen("#elsewhere")
	if path(p) != "/desk" {
		t.Errorf("back is %s", path(p))
	}
	p.Eval(`window.sameDocument = true`, nil)
	p.Click("#out button")
	p.Until(`document.querySelector('h1')?.textContent === 'Signed out'`)
	if stayed(p) || path(p) != "/center" {
		t.Errorf("a page of another kind was put into this one, at %s", path(p))
	}
}

func TestARefusalIsSaidAndChangesNothing(t *testing.T) {
	t.Parallel()
	const sentence = "The list had moved on. Look again and repeat."
	p, _ := openDesk(t, browsertest.Look{})
	p.Click("#refused button")
	p.Seen(".toast-bad")
	if got := p.Text(".toast-bad span"); got != sentence || !stayed(p) {
		t.Errorf("toast %q", got)
	}
	p.Complaints() // the browser notes the 409 as it must
	p.Sound("toast")
	p.Click(".toast .button")
	p.Gone(".toast")
	p.Click("#ask > summary")
	p.Seen("dialog")
	p.Type("dialog input[name=why]", "late")
	p.Click("dialog .primary")
	p.Seen("dialog .ask-fault")
	if got := p.Text("dialog .ask-fault"); got != sentence {
		t.Errorf("the dialog says %q", got)
	}
	p.Complaints()
	p.Sound("dialog-refused")
}

func TestAnAnswerWithoutAPageIsAToast(t *testing.T) {
	t.Parallel()
	p, _ := openDesk(t, browsertest.Look{})
	p.Click("#quiet button")
	p.Seen(".toast-good")
	if got := p.Text(".toast span"); got != "달빛토끼 is in, seat 31." || !stayed(p) {
		t.Errorf("toast %q", got)
	}
}

func TestAQuestionThatIsAnsweredCloses(t *testing.T) {
	t.Parallel()
	p, d := openDesk(t, browsertest.Look{})
	p.Click("#yes > summary")
	p.Seen("dialog")
	p.Click("dialog .primary")
	p.Gone("dialog")
	p.Until(`document.querySelector('#notices').textContent.includes('ivy_ is checked in.')`)
	if _, n := d.last(); n != 1 {
		t.Errorf("%d posts", n)
	}
	p.Click("#yes > summary")
	p.Seen("dialog")
}

func TestARefusedFormComesBackWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	for _, look := range []browsertest.Look{{}, {NoScript: true}} {
		p, _ := openDesk(t, look)
		p.Type("#new-cap", "many")
		p.Type("#new-starts", "saturday 6pm")
		if !look.NoScript {
			p.Until(`document.querySelector('#new-starts-reading').textContent === 'Read as <saturday 6pm>'`)
		}
		p.Click("#new .primary")
		p.Seen(".faults")
		var got []string
		p.Eval(`[document.querySelector('#new-cap').value, document.querySelector('#new-starts').value, document.querySelector('#new-cap-fault').textContent, document.activeElement.className]`, &got)
		if want := []string{"many", "saturday 6pm", "Seats are a number.", "faults"}; !slices.Equal(got, want) {
			t.Errorf("without script %v: %q, want %q", look.NoScript, got, want)
		}
		if !look.NoScript && !stayed(p) {
			t.Error("the page was loaded anew")
		}
	}
}

func TestEverythingWorksWithoutScript(t *testing.T) {
	t.Parallel()
	p, d := openDesk(t, browsertest.Look{Width: 390, Height: 844, NoScript: true})
	p.Click("#done button")
	p.Until(`document.querySelector('#notices').textContent.includes('ivy_ is checked in.')`)
	p.Click("#ask > summary")
	p.Seen("#ask .ask-panel")
	p.Shot("ask-noscript")
	p.Gone("#ask [data-close]")
	p.Type("#ask-why", "late")
	p.Click("#ask .ask-panel .primary")
	p.Until(`document.querySelector('[data-sentence]')?.textContent.startsWith('The list had moved on.')`)
	if sent, n := d.last(); n != 2 || sent.Get("why") != "late" {
		t.Errorf("%d posts, the last %v", n, sent)
	}
	var address string
	p.Eval(`location.origin + '/desk'`, &address)
	p.Go(address)
	p.Click(".topbar [popovertarget]")
	p.Seen("#nav .theme")
	p.Click(".theme [value=dark]")
	p.Until(`document.documentElement.dataset.theme === 'dark'`)
	if path(p) != "/desk" {
		t.Errorf("the theme switch leads to %s", path(p))
	}
}

func TestTheThemeIsChosenAtOnceAndKept(t *testing.T) {
	t.Parallel()
	p, d := openDesk(t, browsertest.Look{})
	p.Click(".theme [value=dark]")
	p.Until(`getComputedStyle(document.body).backgroundColor === 'rgb(14, 17, 22)'`)
	if _, n := d.last(); n != 0 || !stayed(p) {
		t.Error("the choice went to the server")
	}
	p.Eval(`location.reload()`, nil)
	p.Until(`window.sameDocument === undefined && document.documentElement.dataset.theme === 'dark' && document.querySelector('.theme [value=dark]')?.ariaPressed === 'true'`)
	p.Click(".theme [value=system]")
	p.Until(`getComputedStyle(document.body).backgroundColor === 'rgb(246, 245, 241)' && !document.cookie.includes('theme')`)
}

func TestWhatIsTypedIsReadAndCompleted(t *testing.T) {
	t.Parallel()
	p, d := openDesk(t, browsertest.Look{})
	p.Type("#new-starts", "friday")
	p.Until(`document.querySelector('#new-starts-reading').textContent === 'Read as <friday>'`)
	p.Type("#new-host", "moon")
	p.Until(`document.querySelector('#new-host-list option')?.value === 'moonpetal'`)
	p.Type("#new-host", "sun")
	p.Until(`document.querySelector('#new-host-list option')?.value === 'sunpetal'`)
	if _, n := d.last(); n != 0 {
		t.Errorf("%d posts while typing", n)
	}
}

func TestCopyAndSearch(t *testing.T) {
	t.Parallel()
	p, _ := openDesk(t, browsertest.Look{})
	p.Click("[data-copy]")
	p.Until(`document.querySelector('[data-copy]').textContent.startsWith('Copied')`)
	var address string
	p.Eval(`location.origin + '/find'`, &address)
	p.Go(address)
	p.Eval(`window.sameDocument = true`, nil)
	p.Type("[data-search]", "moon")
	p.Until(`document.querySelector('#list').textContent === 'moonpetal' && location.search !== ''`)
	u, err := url.Parse(path(p))
	if err != nil || u.Query().Get("q") != "moon" || !stayed(p) {
		t.Errorf("at %s", path(p))
	}
	if lines := p.Complaints(); len(lines) > 0 {
		t.Error(strings.Join(lines, "\n"))
	}
}
