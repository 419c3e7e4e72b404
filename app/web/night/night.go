package night

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"matchday/app/league"
	"matchday/app/league/edits"
	"matchday/app/overlay"
	"matchday/app/studio"
	"matchday/app/web/live"
	"matchday/app/web/visit"
	"matchday/views/board"
)

// Night serves the staff page of a tournament.
type Night struct {
	league  *league.League
	studio  *studio.Studio
	book    *edits.Book
	desk    *visit.Desk
	base    string // of addresses for OBS; empty: as the page was asked for
	hub     *overlay.Hub
	sockets *live.Sockets
}

// New returns a Night. book is of the tournaments' Sheets; public is the address under which people reach Matchday, empty
// for whatever host they ask for.
func New(d *visit.Desk, s *studio.Studio, book *edits.Book, public string) *Night {
	return &Night{league: d.League, studio: s, book: book, desk: d, base: public}
}

// Routes adds the addresses below /admin/t/:id to a server; everybody who gets there is staff.
func (n *Night) Routes(r fiber.Router, hub *overlay.Hub, sockets *live.Sockets) {
	n.hub, n.sockets = hub, sockets
	h := n.desk.Handle
	r.Get("", h(n.show))
	r.Get("/players", h(n.show))
	r.Get("/lobbies", h(n.show))
	r.Get("/standings", h(n.show))
	r.Get("/history", h(n.history))
	r.Get("/overlays", h(n.overlays))
	r.Post("/overlays/rotate", h(n.rotate))
	r.Get("/overlays/:graphic/file", h(n.overlayFile))
	r.Get("/plan", h(n.planPage))
	r.Post("/plan", h(n.plan))

	r.Post("/step", h(n.step))
	r.Post("/draw", h(n.draw))
	r.Post("/undo", h(n.undo))
	r.Post("/swap", h(n.swap))
	r.Get("/lobby/:lobby", h(n.correctPage))
	r.Get("/lobby/:lobby/read", h(n.readOrder))
	r.Post("/result", h(n.result))

	r.Get("/add", h(n.addPage))
	r.Post("/add", h(n.add))
	r.Get("/entry/:entry", h(n.entryPage))
	r.Post("/check-in", h(n.checkIn))
	r.Post("/check-out", h(n.checkOut))
	r.Post("/promote", h(n.promote))
	r.Post("/keep", h(n.keep))
	r.Post("/release", h(n.release))
	r.Post("/withdraw", h(n.withdraw))
	r.Post("/details", h(n.details))
	r.Post("/replace", h(n.replace))
	r.Post("/seed", h(n.seed))
	r.Post("/remove", h(n.remove))
	r.Post("/disqualify", h(n.disqualify))
}

// ListRoutes adds the addresses below /admin/tournaments to a server.
func (n *Night) ListRoutes(r fiber.Router) {
	r.Get("/new", n.desk.Handle(n.createPage))
	r.Post("/new", n.desk.Handle(n.create))
}

// id is the tournament that is asked for.
func id(v *visit.Visit) int64 { return v.ID("id") }

// at is the address of a part of the page.
func at(v *visit.Visit, part string) string { return board.StaffAddress(id(v), part) }

// atEntry is the page of the entry that a form names.
func atEntry(v *visit.Visit, entry int64) string {
	return at(v, "entry/"+strconv.FormatInt(entry, 10))
}
