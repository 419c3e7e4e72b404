package night

import (
	"strings"

	"matchday/app/fault"
	"matchday/app/graphic"
	"matchday/app/person"
	"matchday/app/web/onair"
	"matchday/app/web/visit"
	overlayview "matchday/views/overlay"
	"matchday/views/page"
)

// overlays shows where OBS finds the graphics of a tournament.
func (n *Night) overlays(v *visit.Visit) error {
	if err := v.Who().May(person.RunOverlays); err != nil {
		return err
	}
	r, err := n.Read(v.Ctx, v.Who(), id(v), viewOverlays, 0)
	if err != nil {
		return err
	}
	list, err := n.studio.Graphics(v.Ctx, v.Who(), id(v))
	if err != nil {
		return err
	}
	screens := onair.Screens(n.hub)
	var shown []page.OverlayReading
	for _, g := range list {
		shown = append(shown, page.OverlayReading{Graphic: g, Path: overlayPath(g), URL: n.address(v, g), Screens: screens[g.Key]})
	}
	return v.Page(page.Overlays(n.shell(v, r), r, shown))
}

// address is a graphic's address as OBS asks for it.
func (n *Night) address(v *visit.Visit, g graphic.Graphic) string {
	if n.base != "" {
		return strings.TrimSuffix(n.base, "/") + overlayPath(g)
	}
	return v.Raw().BaseURL() + overlayPath(g)
}

// rotate gives a graphic a new address.
func (n *Night) rotate(v *visit.Visit) error {
	back := at(v, viewOverlays)
	number, err := v.Number("graphic")
	if err != nil {
		return v.Refuse(err, back)
	}
	g, err := n.graphic(v, number)
	if err == nil {
		g, err = n.studio.Rotate(v.Ctx, v.Wish(), g.Key)
	}
	if err != nil {
		return v.Refuse(err, back)
	}
	return v.Done(g.Kind.Title()+" has a new address. Copy it into OBS.", back)
}

// overlayFile is a file for OBS that becomes the overlay as soon as Matchday is there.
func (n *Night) overlayFile(v *visit.Visit) error {
	g, err := n.graphic(v, v.ID("graphic"))
	if err != nil {
		return err
	}
	v.Raw().Attachment(strings.ReplaceAll(string(g.Kind), "_", "-") + ".html")
	return v.Raw().SendString(overlayview.Loader(n.address(v, g)))
}

// graphic returns one of the tournament's graphics by number.
func (n *Night) graphic(v *visit.Visit, number int64) (graphic.Graphic, error) {
	list, err := n.studio.Graphics(v.Ctx, v.Who(), id(v))
	if err != nil {
		return graphic.Graphic{}, err
	}
	for _, g := range list {
		if g.ID == number {
			return g, nil
		}
	}
	return graphic.Graphic{}, fault.New(fault.Missing, "There is no such graphic. Look at the overlays again.")
}
