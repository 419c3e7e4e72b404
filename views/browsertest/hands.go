package browsertest

import (
	"fmt"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Click presses the first visible element of a CSS selector with the mouse, as soon as there is one.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.Seen(selector)
	var at [2]float64
	p.Eval(fmt.Sprintf(`(() => {
		const el = [...document.querySelectorAll(%q)].find((el) => el.checkVisibility());
		el.scrollIntoView({ block: 'nearest', behavior: 'instant' });
		const r = el.getClientRects()[0];
		return [r.left + r.width / 2, r.top + r.height / 2];
	})()`, selector), &at)
	p.Do(chromedp.MouseClickXY(at[0], at[1]))
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
