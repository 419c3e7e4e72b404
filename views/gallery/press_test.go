package gallery_test

import (
	"testing"

	"matchday/views/browsertest"
	"matchday/views/gallery"
)

func TestMenusQuestionsAndKeysAreSoundWhenOpen(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	site := browsertest.Site(t, gallery.Pages(), nil)
	for _, look := range []browsertest.Look{{Width: 1440, Theme: "light"}, {Width: 390, Height: 844, Theme: "dark"}} {
		p := b.Page(look)
		p.Go(site + "/tonight")
		p.Click("#more-e4 > summary")
		p.Sound("menu")
		p.Click("#drop-e4 > summary")
		p.Seen("dialog .ask-title")
		p.Sound("remove")
		p.Click("dialog [data-close]")
		p.Gone("dialog")
		p.Click("#close-checkin > summary")
		p.Seen("dialog .ask-title")
		p.Sound("close-checkin")
		p.Keys("\x1b")
		p.Gone("dialog")
		p.Eval("document.activeElement.blur()", nil)
		p.Keys("?")
		p.Seen("dialog .keys")
		p.Sound("keys")
		p.Click("dialog [data-close]")
		p.Gone("dialog")
		if look.Width == 390 {
			p.Click(".topbar [popovertarget]")
			p.Seen("#nav .nav-close")
			p.Sound("nav")
		}
	}
}
