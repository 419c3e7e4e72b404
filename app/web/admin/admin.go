package admin

import (
	"sync/atomic"

	"github.com/gofiber/fiber/v2"

	"matchday/app/feed"
	"matchday/app/league"
	"matchday/app/league/edits"
	"matchday/app/overlay"
	"matchday/app/web/api"
	"matchday/app/web/live"
	"matchday/app/web/night"
	"matchday/app/web/visit"
)

// Admin serves the staff pages.
type Admin struct {
	league  *league.League
	desk    *visit.Desk
	night   *night.Night
	book    *edits.Book
	status  func() []feed.Status
	discord func() api.Discord
	hub     *overlay.Hub
	sockets *live.Sockets
	drawn   atomic.Int64
}

// Options are what the staff pages show besides the league.
type Options struct {
	Night   *night.Night
	Book    *edits.Book          // of the Sheets
	Status  func() []feed.Status // of the followers; nil for none
	Discord func() api.Discord   // nil for none
}

// New returns an Admin.
func New(d *visit.Desk, o Options) *Admin {
	return &Admin{league: d.League, desk: d, night: o.Night, book: o.Book, status: o.Status, discord: o.Discord}
}

// Routes adds the addresses below /admin to a server; everybody who gets there is staff.
func (a *Admin) Routes(r fiber.Router, hub *overlay.Hub, sockets *live.Sockets) {
	a.hub, a.sockets = hub, sockets
	h := a.desk.Handle
	r.Get("", h(a.tonight))
	r.Get("/tournaments", h(a.tournaments))
	r.Post("/notices/dismiss", h(a.dismiss))
	r.Get("/players", h(a.players))
	r.Get("/staff", h(a.staff))
	r.Post("/staff/roles", h(a.setRoles))
	r.Post("/staff/give", h(a.giveRoles))
	r.Post("/staff/bind", h(a.bindRole))
	r.Get("/league", h(a.settings))
	r.Post("/league", h(a.setSettings))
	r.Get("/moment", h(a.night.Moment))
}
