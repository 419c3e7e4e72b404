package gallery_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/a-h/templ"

	"matchday/views/browsertest"
	"matchday/views/gallery"
	"matchday/views/ui"
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

func TestAFingerFindsEverything(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	site := browsertest.Site(t, gallery.Pages(), nil)
	p := b.Page(browsertest.Look{Width: 390, Height: 844, Touch: true})
	for _, name := range []string{"tonight", "controls", "forms", "empty", "board", "signin", "problem"} {
		p.Go(site + "/" + name)
		for _, small := range p.SmallTargets() {
			t.Errorf("%s: %s", name, small)
		}
	}
}

func TestALeaguesAccentIsSound(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	site := browsertest.Site(t, gallery.Pages(), nil)
	for theme, accent := range map[string]string{"light": "FFE600", "dark": "1B2A8F"} {
		p := b.Page(browsertest.Look{Width: 1440, Theme: theme})
		for _, name := range []string{"tonight", "board", "controls"} {
			p.Go(site + "/" + name + "?accent=" + accent)
			p.Sound("accent-" + name)
		}
	}
}

func TestOtherWaysOfLookingAreSound(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	site := browsertest.Site(t, gallery.Pages(), nil)
	for name, look := range map[string]browsertest.Look{
		"forced": {Forced: true, Theme: "dark"}, "calm": {Calm: true}, "print": {Print: true, Width: 800}, "half": {Width: 720},
	} {
		p := b.Page(look)
		for _, page := range []string{"tonight", "forms", "board"} {
			p.Go(site + "/" + page)
			p.Sound(name + "-" + page)
		}
	}
}

func TestTimesCountByThemselves(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	zone := time.FixedZone("EST", -5*3600)
	now := time.Now()
	site := browsertest.Site(t, pages{"/times": func(*http.Request) templ.Component {
		return inside(ui.CenterShell{}.Show(), templ.Join(
			templ.Raw(`<p id="soon">`), ui.Time{At: now.Add(12*time.Minute + 30*time.Second), Zone: zone, Relative: true}.Show(), templ.Raw(`</p><p id="past">`),
			ui.Time{At: now.Add(-40*time.Minute - 30*time.Second), Zone: zone, Relative: true}.Show(), templ.Raw(`</p><p id="far">`),
			ui.Time{At: now.Add(72 * time.Hour), Zone: zone, Style: ui.Full, Relative: true}.Show(), templ.Raw(`</p><p id="still">`),
			ui.Time{At: now, Zone: zone}.Show(), templ.Raw(`</p>`)))
	}}, nil)
	p := b.Page(browsertest.Look{})
	p.Go(site + "/times")
	for id, want := range map[string]string{
		"#soon": "in 12 min", "#past": "40 min ago",
		"#far": ui.Time{At: now.Add(72 * time.Hour), Zone: zone, Style: ui.Full}.String(), "#still": ui.Time{At: now, Zone: zone}.String(),
	} {
		if got := p.Text(id); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	p.Eval(`document.querySelector('#soon time').dateTime = new Date(Date.now() + 3500).toISOString()`, nil)
	p.Until(`document.querySelector('#soon').textContent.trim() === 'now'`)
}
