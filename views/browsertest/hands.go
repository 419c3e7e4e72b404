package browsertest

import (
	"fmt"

	"github.com/chromedp/chromedp"
)

// Click presses the first visible element of a CSS selector with the mouse.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.Do(chromedp.Click(selector, chromedp.ByQuery))
}

// Keys presses keys as the keyboard does; kb constants of chromedp name those without a letter.
func (p *Page) Keys(keys string) {
	p.t.Helper()
	p.Do(chromedp.KeyEvent(keys))
}

// Type clicks into an input and types, in place of what it held.
func (p *Page) Type(selector, text string) {
	p.t.Helper()
	p.Do(chromedp.Click(selector, chromedp.ByQuery))
	p.Eval(fmt.Sprintf(`document.querySelector(%q).select()`, selector), nil)
	p.Do(chromedp.KeyEvent(text))
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
