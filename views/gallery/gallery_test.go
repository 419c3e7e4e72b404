package gallery_test

import (
	"fmt"
	"slices"
	"testing"

	"matchday/views/browsertest"
	"matchday/views/gallery"
)

func TestEveryPageIsSoundInARealBrowser(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	site := browsertest.Site(t, gallery.Pages(), nil)
	for _, look := range []browsertest.Look{
		{Width: 1440, Theme: "light"}, {Width: 1440, Theme: "dark"}, {Width: 390, Height: 844, Theme: "light"}, {Width: 390, Height: 844, Theme: "dark"},
	} {
		p := b.Page(look)
		for _, name := range []string{"tonight", "controls", "forms", "faults", "empty", "board", "signin", "problem"} {
			p.Go(site + "/" + name)
			p.Sound(name)
		}
	}
}

func TestNothingSticksOutAtAnyWidth(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	site := browsertest.Site(t, gallery.Pages(), nil)
	for _, width := range []int{320, 360, 600, 768, 820, 1024, 1280, 1920} {
		p := b.Page(browsertest.Look{Width: width})
		for _, name := range []string{"tonight", "controls", "forms", "board"} {
			p.Go(site + "/" + name)
			if out := p.Overflow(); len(out) > 0 {
				t.Errorf("%s at %d: %v", name, width, out)
			}
		}
		if width == 768 || width == 1024 {
			p.Shot("board")
			p.Go(site + "/tonight")
			p.Shot("tonight")
		}
	}
}

func TestFontsAndStyleAreThereBeforeThePage(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	site := browsertest.Site(t, gallery.Pages(), nil)
	p := b.Page(browsertest.Look{})
	p.Go(site + "/tonight")
	for _, font := range []string{"600 15px Inter", "700 44px 'Barlow Condensed'"} {
		var loaded bool
		p.Eval(fmt.Sprintf(`[...document.fonts].some((f) => f.status === 'loaded' && %q.includes(f.family.replaceAll('"', ''))) && document.fonts.check(%q)`, font, font), &loaded)
		if !loaded {
			t.Errorf("%s is not loaded", font)
		}
	}
	// A style sheet in the head without media or script holds back the first paint: nothing can flash unstyled.
	var blocking []string
	p.Eval(`performance.getEntriesByType('resource').filter((r) => r.renderBlockingStatus === 'blocking').map((r) => r.name.replace(/.*\//, '').replace(/\..*\./, '.'))`, &blocking)
	if !slices.Equal(blocking, []string{"app.css"}) {
		t.Errorf("render-blocking: %v, want app.css alone", blocking)
	}
	var first string
	p.Eval(`document.documentElement.dataset.theme || 'system'`, &first)
	p.Go(site + "/tonight?theme=dark")
	var paper string
	p.Eval(`getComputedStyle(document.body).backgroundColor`, &paper)
	if first != "system" || paper != "rgb(14, 17, 22)" {
		t.Errorf("theme %q, paper %s on a light system that chose dark", first, paper)
	}
}
