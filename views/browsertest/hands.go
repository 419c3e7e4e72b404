package browsertest

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Click presses the first visible element of a CSS selector with the mouse, as soon as there is one and it lies still:
// rows that make room for others are let pass, as a person does. A page holds still what a mouse rests on, so the mouse is
// there first and looks again. Should what was pressed have moved all the same before the release, it is pressed again.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.Seen(selector)
	for range 3 {
		at := p.reach(selector)
		if p.look.NoScript {
			p.Do(chromedp.MouseClickXY(at.X, at.Y))
			return
		}
		if p.press(selector, at) {
			return
		}
	}
}

// reach moves the mouse onto an element that lies still.
func (p *Page) reach(selector string) (at spot) {
	p.t.Helper()
	for range 80 {
		now := p.place(selector)
		if now == at && now.Under {
			return now
		}
		at = now
		p.Do(chromedp.MouseEvent(input.MouseMoved, at.X, at.Y))
		p.frame()
	}
	return at
}

// frame waits until the page has drawn what it is about to draw: on a slow machine time alone says nothing of that. A page
// that is being left draws nothing any more.
func (p *Page) frame() {
	time.Sleep(25 * time.Millisecond)
	if p.look.NoScript {
		return
	}
	ctx, cancel := context.WithTimeout(p.ctx, 2*time.Second)
	defer cancel()
	_ = chromedp.Run(ctx, chromedp.Evaluate(`new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))`, nil, await))
}

// press is one press and release, and reports whether the element had a click of it. A page that was left, or that asks
// something and waits, had it; a label has one of its own before what it belongs to.
func (p *Page) press(selector string, at spot) (had bool) {
	p.t.Helper()
	p.Eval(fmt.Sprintf(`{
		window.hadClick = false;
		removeEventListener('click', window.clicked, true);
		window.clicked = (e) => { window.hadClick ||= e.target instanceof Element && !!e.target.closest(%q); };
		addEventListener('click', window.clicked, true);
	}`, selector), nil)
	p.Do(chromedp.MouseClickXY(at.X, at.Y))
	ctx, cancel := context.WithTimeout(p.ctx, 2*time.Second)
	defer cancel()
	if err := chromedp.Run(ctx, chromedp.Evaluate(`window.hadClick !== false`, &had)); err != nil {
		return true
	}
	return had
}

// spot is the middle of an element, and whether a press there meets it.
type spot struct {
	X, Y  float64
	Under bool
}

func (p *Page) place(selector string) (at spot) {
	p.t.Helper()
	p.Eval(fmt.Sprintf(`(() => {
		const el = [...document.querySelectorAll(%q)].find((el) => el.checkVisibility());
		if (!el) return { X: 0, Y: 0, Under: false };
		el.scrollIntoView({ block: 'nearest', behavior: 'instant' });
		const r = el.getClientRects()[0];
		const X = r.left + r.width / 2, Y = r.top + r.height / 2, top = document.elementFromPoint(X, Y);
		return { X, Y, Under: !!top && (el.contains(top) || top.contains(el)) };
	})()`, selector), &at)
	return at
}

// Keys presses keys as the keyboard does; kb constants of chromedp name those without a letter. A page that takes a key
// for itself keeps its letter from being typed, which it could not if press and letter were one event.
func (p *Page) Keys(keys string) {
	p.t.Helper()
	for _, r := range keys {
		for _, k := range kb.Encode(r) {
			if k.Type == input.KeyDown {
				k.Type = input.KeyRawDown
			}
			p.Do(k)
		}
	}
}

// Type clicks into an input and types, in place of what it held.
func (p *Page) Type(selector, text string) {
	p.t.Helper()
	p.Click(selector)
	p.Eval(fmt.Sprintf(`document.querySelector(%q).select()`, selector), nil)
	p.Keys(text)
}

// Seen waits until an element of the selector is visible.
func (p *Page) Seen(selector string) {
	p.t.Helper()
	p.Until(fmt.Sprintf(`[...document.querySelectorAll(%q)].some((el) => el.checkVisibility())`, selector))
}

// Gone waits until no element of the selector is visible.
func (p *Page) Gone(selector string) {
	p.t.Helper()
	p.Until(fmt.Sprintf(`![...document.querySelectorAll(%q)].some((el) => el.checkVisibility())`, selector))
}

// Text returns the text of the first element of a selector, or "" when there is none.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	var out string
	p.Eval(fmt.Sprintf(`(document.querySelector(%q) || {textContent: ''}).textContent.trim().replace(/\s+/g, ' ')`, selector), &out)
	return out
}
