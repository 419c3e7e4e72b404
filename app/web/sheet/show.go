package sheet

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"matchday/app/league/edits"
	"matchday/app/overlay"
	"matchday/app/person"
	"matchday/app/web/live"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
	"matchday/views/ui"
)

// show is the page of a Sheet, or the form that asks for one.
func (p *Pages) show(v *visit.Visit) error {
	s, err := p.read(v.Ctx, v.Who(), id(v))
	if err != nil {
		return err
	}
	if !s.Connected {
		return v.Page(page.ConnectSheet(p.shell(v, s), s, p.asks(v)))
	}
	return v.Page(page.Sheet(p.shell(v, s), s))
}

// shell is the frame of the page. One that shows a Sheet is kept true by a socket.
func (p *Pages) shell(v *visit.Visit, s board.Sheet) ui.Shell {
	f := v.Shell("Sheet of "+s.Tournament.Name, "Tournaments")
	if s.Connected {
		f.Socket = "/ws" + at(v, "")
	}
	return f
}

// read reads what staff are shown of a Sheet.
func (p *Pages) read(ctx context.Context, who person.Actor, id int64) (board.Sheet, error) {
	n, err := p.night.Read(ctx, who, id, board.ViewSheet, 0)
	if err != nil {
		return board.Sheet{}, err
	}
	s := board.Sheet{Night: n, Google: p.google != nil}
	m, ok, err := p.book.Mirror(ctx, id)
	if err != nil || !ok {
		return s, err
	}
	o, err := p.book.Overview(ctx, who, id)
	if err != nil {
		return s, err
	}
	s.Connected, s.Title, s.Version, s.By, s.Plan = true, m.Title, m.Version, m.Name, m.Plan
	s.Paused, s.Reason, s.Pulled, s.Pushed = m.State == edits.Paused, m.Reason, m.Pulled, m.Pushed
	for _, c := range o.Open {
		s.Asked = append(s.Asked, question(m, c))
	}
	for _, c := range o.Decided {
		s.Settled = append(s.Settled, board.Settled{ID: c.ID, About: c.About, Field: c.Field, How: decided(c.Decision), By: c.DecidedBy, At: c.Decided})
	}
	for _, r := range o.Runs {
		s.Runs = append(s.Runs, board.SheetRun{ID: r.ID, At: r.At, Took: r.Took, Calls: r.Calls, Edits: r.Edits, Refused: r.Refused, Conflicts: r.Conflicts, Cells: r.Cells, NewRows: r.NewRows, Failure: r.Failure})
	}
	p.fare(&s, m)
	return s, nil
}

// fare adds how the exchange fares at this moment.
func (p *Pages) fare(s *board.Sheet, m edits.Mirror) {
	if p.google == nil {
		return
	}
	if p.google.Account() != "" {
		s.Link = "https://docs.google.com/spreadsheets/d/" + m.Spreadsheet + "/edit"
	}
	h := p.google.Health(m.Tournament)
	s.Health = board.SheetHealth{Running: h.Running, Lag: h.Lag, Pending: h.Pending, Trouble: h.Trouble, Next: h.Next}
	if h.Pulled.After(s.Pulled) {
		s.Pulled = h.Pulled
	}
	if h.Pushed.After(s.Pushed) {
		s.Pushed = h.Pushed
	}
}

// Socket keeps the page of a Sheet true. How the exchange fares is looked at every two seconds: its changes are no events.
func (p *Pages) Socket(v *visit.Visit) error {
	who, id := v.Who(), id(v)
	if _, err := p.desk.League.BoardFor(v.Ctx, who, id); err != nil {
		return err
	}
	return p.sockets.Serve(v.Raw(), live.Watch{
		Scene: fmt.Sprintf("sheet/%d/%d/%d", who.League, id, who.Roles), Remote: v.Person.Name, Still: v.Still(),
		Tick: func(ctx context.Context) []byte {
			s, err := p.read(ctx, who, id)
			if err != nil {
				return nil
			}
			body, err := parts(ctx, s.TickParts)
			if err != nil {
				return nil
			}
			return body
		},
	})
}

// Draw draws the scene "<league>/<tournament>/<roles>". Its frames are numbered by themselves: they show more than one
// topic.
func (p *Pages) Draw(ctx context.Context, rest string) (overlay.Frame, error) {
	var number [3]int64
	for i, part := range strings.SplitN(rest, "/", len(number)) {
		var err error
		if number[i], err = strconv.ParseInt(part, 10, 64); err != nil {
			return overlay.Frame{}, fmt.Errorf("no such scene: sheet/%s: %w", rest, err)
		}
	}
	s, err := p.read(ctx, person.Actor{League: number[0], Roles: person.Roles(number[2]), Origin: person.FromWeb}, number[1])
	if err != nil {
		return overlay.Frame{}, err
	}
	body, err := parts(ctx, s.SheetParts)
	if err != nil {
		return overlay.Frame{}, err
	}
	return overlay.Frame{Position: overlay.Position{Store: "sheet", Seq: p.drawn.Add(1)}, Body: body}, nil
}

func parts(ctx context.Context, of func() []templ.Component) ([]byte, error) {
	var body bytes.Buffer
	err := ui.Frame(of()...).Render(ctx, &body)
	return body.Bytes(), err
}
