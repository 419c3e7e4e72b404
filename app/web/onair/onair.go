package onair

import (
	"bytes"
	"context"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"matchday/app/fault"
	"matchday/app/graphic"
	"matchday/app/league"
	"matchday/app/overlay"
	"matchday/app/studio"
	"matchday/app/tournament"
	"matchday/app/web/live"
	"matchday/app/web/visit"
	"matchday/static"
	overlayview "matchday/views/overlay"
)

// Preview is the part of an address by which a staff page shows a graphic, and how its viewer is named: it is no screen.
const Preview = "preview"

// Screens counts the screens that show graphics, by the key of each.
func Screens(hub *overlay.Hub) map[string]int {
	count := map[string]int{}
	for _, v := range hub.Viewers() {
		if rest, ok := strings.CutPrefix(v.Scene, "overlay/"); ok && v.Remote != Preview {
			key, _, _ := strings.Cut(rest, "?")
			count[key]++
		}
	}
	return count
}

// OnAir serves overlays.
type OnAir struct {
	league  *league.League
	studio  *studio.Studio
	desk    *visit.Desk
	sockets *live.Sockets
}

// New returns an OnAir.
func New(d *visit.Desk, s *studio.Studio) *OnAir {
	return &OnAir{league: d.League, studio: s, desk: d}
}

// Routes adds the addresses to a server.
func (o *OnAir) Routes(r fiber.Router, sockets *live.Sockets) {
	o.sockets = sockets
	r.Get("/overlay/worker.js", o.desk.Handle(o.worker))
	r.Get("/overlay/:key", o.desk.Handle(o.page))
	r.Get("/ws/overlay/:key", o.desk.Handle(o.socket))
}

// page is the page of one graphic. A key that belongs to none is a page that shows nothing and goes on asking.
func (o *OnAir) page(v *visit.Visit) error {
	key := v.Param("key")
	options, ignored := overlayview.ParseOptions(v.Queries())
	d := overlayview.Document{Socket: "/ws/overlay/" + url.PathEscape(key), Options: options, Ignored: ignored}
	if picture, _, err := o.picture(v.Ctx, key, options); err == nil {
		d.Picture = picture
	} else if !fault.Is(err, fault.Missing) {
		o.desk.Log.Warn("an overlay begins without its picture", "err", err)
	}
	return v.Page(d.Show())
}

// picture draws the graphic that a key belongs to.
func (o *OnAir) picture(ctx context.Context, key string, options overlayview.Options) (templ.Component, *tournament.Board, error) {
	g, err := o.studio.ByKey(ctx, key)
	if err != nil {
		return nil, nil, err
	}
	b, err := o.league.Board(ctx, g.Tournament)
	if err != nil {
		return nil, nil, err
	}
	return overlayview.Picture(g.Kind, b, options), b, nil
}

// Draw draws the scene "<key>?<slice>". When the key belongs to nothing any more its viewers are let go; they keep their
// last picture.
func (o *OnAir) Draw(ctx context.Context, rest string) (overlay.Frame, error) {
	key, slice, _ := strings.Cut(rest, "?")
	picture, b, err := o.picture(ctx, key, overlayview.ParseSlice(slice))
	if fault.Is(err, fault.Missing) {
		return overlay.Frame{Position: overlay.Position{Store: live.Gone}, Kind: live.Gone}, nil
	}
	if err != nil {
		return overlay.Frame{}, err
	}
	var body bytes.Buffer
	if err := picture.Render(ctx, &body); err != nil {
		return overlay.Frame{}, err
	}
	return overlay.Frame{Position: overlay.Position{Store: b.Store, Seq: b.Seq}, Body: body.Bytes()}, nil
}

// socket sends a graphic's pictures. It needs no origin of ours: the key is all that it takes.
func (o *OnAir) socket(v *visit.Visit) error {
	key := v.Param("key")
	g, err := o.studio.ByKey(v.Ctx, key)
	if err != nil {
		return err
	}
	options, _ := overlayview.ParseOptions(v.Queries())
	remote := ""
	if v.Queries().Has(Preview) {
		remote = Preview
	}
	return o.sockets.Serve(v.Raw(), live.Watch{
		Scene: sceneOf(g, options), Topic: tournament.Topic(g.Tournament), Have: live.ReadHave(v.Queries()), Address: v.Address(), Remote: remote, Beat: true,
	})
}

func sceneOf(g graphic.Graphic, o overlayview.Options) string {
	if slice := o.Slice(); slice != "" {
		return "overlay/" + g.Key + "?" + slice
	}
	return "overlay/" + g.Key
}

// worker is the script that keeps overlay pages openable while Matchday is away. It may answer for overlays because it
// lies beside them.
func (o *OnAir) worker(v *visit.Visit) error {
	body, kind, ok := static.Open(strings.TrimPrefix(static.URL("worker.js"), static.Prefix))
	if !ok {
		return fiber.ErrNotFound
	}
	v.Raw().Set("Cache-Control", "no-cache")
	return v.Send(kind, body, nil)
}
