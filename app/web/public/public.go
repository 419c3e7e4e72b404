package public

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/overlay"
	"matchday/app/tournament"
	"matchday/app/web/live"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/ui"
)

// Public serves the pages of everybody.
type Public struct {
	league  *league.League
	desk    *visit.Desk
	sockets *live.Sockets
	pages   *visit.Kept
}

// New returns a Public. Its sockets come with Routes.
func New(d *visit.Desk) *Public { return &Public{league: d.League, desk: d, pages: d.Keep()} }

// Routes adds the addresses to a server.
func (p *Public) Routes(r fiber.Router, sockets *live.Sockets) {
	p.sockets = sockets
	r.Get("/", p.desk.Handle(p.list))
	r.Get("/t/:id", p.desk.Handle(p.board))
	r.Get("/t/:id/me", p.desk.Handle(p.who))
	r.Post("/t/:id/me", p.desk.Handle(p.beMe))
	r.Get("/t/:id/:tab", p.desk.Handle(p.board))
	r.Get("/ws/t/:id/:tab", p.desk.Handle(p.socket))
}

// Draw draws the scene "<tournament>/<tab>": the parts of a board that follow the tournament.
func (p *Public) Draw(ctx context.Context, rest string) (overlay.Frame, error) {
	id, tab, _ := strings.Cut(rest, "/")
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return overlay.Frame{}, err
	}
	b, err := p.league.Board(ctx, n)
	if err != nil {
		return overlay.Frame{}, err
	}
	var body bytes.Buffer
	if err := ui.Frame(board.PublicStand(b), board.Public(b, tab)).Render(ctx, &body); err != nil {
		return overlay.Frame{}, err
	}
	return overlay.Frame{Position: overlay.Position{Store: b.Store, Seq: b.Seq}, Body: body.Bytes()}, nil
}

// shown returns the board that is asked for and the tab, the one that says most when none is named.
func (p *Public) shown(v *visit.Visit) (*tournament.Board, string, error) {
	b, err := p.league.Board(v.Ctx, v.ID("id"))
	if err != nil {
		return nil, "", err
	}
	switch tab := v.Param("tab"); tab {
	case "":
		return b, board.TabNow(b), nil
	case board.Standings, board.Lobbies, board.Players:
		return b, tab, nil
	}
	return nil, "", fault.New(fault.Missing, "There is no such page. The board has standings, lobbies and players.")
}
