// Package sheet is the staff pages of a tournament's Google Sheet: connecting one, mapping its columns, how the exchange
// fares, what there is to decide, what the next exchange would do, and the hook by which a Sheet says that it was edited.
package sheet

import (
	"context"
	"strings"
	"sync/atomic"

	"github.com/gofiber/fiber/v2"

	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/web/guard"
	"matchday/app/web/live"
	"matchday/app/web/night"
	"matchday/app/web/visit"
	"matchday/views/board"
)

// Google is what the pages of a Sheet need of the Sheets API. What goes wrong there is a fault that people may read.
type Google interface {
	// Account returns the address to share a Sheet with, empty where none is needed.
	Account() string
	// Test tells whether Matchday may read a Sheet and write into it.
	Test(ctx context.Context, spreadsheet string) error
	// Open reads the first rows of every tab, for staff to map them.
	Open(ctx context.Context, spreadsheet string) (edits.Spreadsheet, error)
	// Tab reads one tab, to import what it holds.
	Tab(ctx context.Context, spreadsheet string, tab int64) (edits.Spreadsheet, error)
	// Read reads the tabs of a plan as an exchange would.
	Read(ctx context.Context, spreadsheet string, plan mirror.Plan) ([]edits.Tab, error)
	// LayOut makes the tabs of a template and returns the plan with their numbers.
	LayOut(ctx context.Context, spreadsheet string, plan mirror.Plan) (mirror.Plan, error)
	// Wake has the Sheet of a tournament looked at soon, by whichever process keeps it.
	Wake(ctx context.Context, tournament int64) error
	// Health tells how the exchange fares, from memory.
	Health(tournament int64) edits.Health
}

// Pages serves the pages of Sheets.
type Pages struct {
	desk    *visit.Desk
	night   *night.Night
	book    *edits.Book
	google  Google // nil when Sheets are not set up
	base    string // of the hook's address; empty: as the page was asked for
	calls   *guard.Throttle
	sockets *live.Sockets
	drawn   atomic.Int64
}

// Options are what Pages are made from.
type Options struct {
	Night  *night.Night
	Book   *edits.Book
	Google Google // nil when Sheets are not set up
	Public string // the address under which people reach Matchday; empty for whatever host they ask for
}

// New returns Pages.
func New(d *visit.Desk, o Options) *Pages {
	return &Pages{desk: d, night: o.Night, book: o.Book, google: o.Google, base: strings.TrimSuffix(o.Public, "/"), calls: guard.NewThrottle(nil)}
}

// Routes adds the addresses below /admin/t/:id/sheet to a server; everybody who gets there is staff.
func (p *Pages) Routes(r fiber.Router, sockets *live.Sockets) {
	p.sockets = sockets
	h := p.desk.Handle
	r.Get("", h(p.show))
	r.Post("", h(p.begin))
	r.Get("/map", h(p.mapPage))
	r.Post("/map", h(p.mapping))
	r.Get("/import", h(p.importPage))
	r.Post("/import", h(p.bring))
	r.Get("/dry-run", h(p.dryRun))
	r.Get("/script", h(p.script))
	r.Post("/rehook", h(p.rehook))
	r.Post("/sync", h(p.sync))
	r.Post("/pause", h(p.pause))
	r.Post("/resume", h(p.resume))
	r.Post("/disconnect", h(p.disconnect))
	r.Post("/decide", h(p.decide))
	r.Post("/decide-all", h(p.decideAll))
}

// maxCall is the largest body of a call of the hook.
const maxCall = 1 << 10

// HookRoutes adds the hook, which Google calls and nobody is signed in for.
func (p *Pages) HookRoutes(r fiber.Router) {
	r.Post("/hooks/sheet/:id", guard.Body(maxCall), p.desk.Handle(p.hook))
}

// id is the tournament that is asked for.
func id(v *visit.Visit) int64 { return v.ID("id") }

// at is the address of a part of the page.
func at(v *visit.Visit, part string) string {
	if part != "" {
		part = "/" + part
	}
	return board.StaffAddress(id(v), board.ViewSheet+part)
}

// reach returns what reaches Google, or a fault that says how it is set up.
func (p *Pages) reach() (Google, error) {
	if p.google == nil {
		return nil, fault.New(fault.Away, "Google Sheets is not set up: sheets.credentials_file is empty. The manual says how in docs/sheets.md.")
	}
	return p.google, nil
}
