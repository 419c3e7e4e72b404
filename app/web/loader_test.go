package web_test

import (
	"bytes"
	"context"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"matchday/app/graphic"
	"matchday/views/browsertest"
)

// The file for OBS is opened while nobody serves: it shows nothing. Then the server starts, and the overlay is on air:
// plates with names on a ground through which the game shows. It outlives one more start and goes on.
func TestAnOverlayOpenedBeforeTheServerComesAlive(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	h.checkIn1(id, 4)
	_, number := h.key(id, graphic.CheckIn)
	file := filepath.Join(t.TempDir(), "check-in.html")
	loader := h.signedIn(h.owner).get("/admin/t/" + itoa(id) + "/overlays/" + itoa(number) + "/file")
	h.must(os.WriteFile(file, []byte(loader.Text), 0o600))
	h.stop()
	p := browsertest.Start(t).Page(browsertest.Look{Width: 1920, Height: 1080})
	p.Go("file://" + file)
	if text := p.Text("body *:not(script)"); text != "" {
		t.Errorf("before the server is there it says %q", text)
	}
	h = h.restart()
	p.Seen("#picture")
	says(p, "#picture", "Ivy")
	p.Until(`document.getAnimations().every((a) => a.playState !== 'running')`)
	clear, solid := alphas(t, p)
	for tries := 0; solid == 0 && tries < 100; tries++ { // the page has it all, and a slow machine has not drawn it yet
		p.Eval(`new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))`, nil)
		clear, solid = alphas(t, p)
	}
	if clear < 1920*1080/4 || solid == 0 {
		t.Errorf("%d pixels are clear and %d are solid", clear, solid)
	}
	h = h.restart()
	h.checkIn1(id, 1)
	p.Until(`document.querySelector('#picture').dataset.seq === '` + itoa(h.board(id).Seq) + `'`)
	says(p, "#picture", "Sugar Comet")
}

// alphas counts the pixels through which everything is seen, and those through which nothing is.
func alphas(t *testing.T, p *browsertest.Page) (clear, solid int) {
	t.Helper()
	var shot []byte
	p.Do(chromedp.ActionFunc(func(ctx context.Context) error {
		if err := emulation.SetDefaultBackgroundColorOverride().WithColor(&cdp.RGBA{}).Do(ctx); err != nil {
			return err
		}
		var err error
		shot, err = page.CaptureScreenshot().WithFormat(page.CaptureScreenshotFormatPng).Do(ctx)
		return err
	}))
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			switch _, _, _, a := img.At(x, y).RGBA(); {
			case a == 0:
				clear++
			case a > 0xe000:
				solid++
			}
		}
	}
	return clear, solid
}
