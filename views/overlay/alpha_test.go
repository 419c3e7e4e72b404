package overlay_test

import (
	"bytes"
	"context"
	"image/png"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"matchday/views/browsertest"
)

// transparentShot takes a picture the way OBS does, with nothing behind the page, and returns the alpha of a pixel.
func transparentShot(t *testing.T, p *browsertest.Page) func(x, y int) uint32 {
	t.Helper()
	var shot []byte
	p.Do(chromedp.ActionFunc(func(ctx context.Context) error {
		if err := emulation.SetDefaultBackgroundColorOverride().WithColor(&cdp.RGBA{R: 0, G: 0, B: 0, A: 0}).Do(ctx); err != nil {
			return err
		}
		var err error
		shot, err = cdppage.CaptureScreenshot().WithFormat(cdppage.CaptureScreenshotFormatPng).Do(ctx)
		return err
	}))
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	return func(x, y int) uint32 {
		_, _, _, a := img.At(x, y).RGBA()
		return a >> 8
	}
}
