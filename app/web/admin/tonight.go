package admin

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"matchday/app/overlay"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/live"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
	"matchday/views/ui"
)

// tonight is the first page: the tournament that is on, what needs a person, and whether everything follows.
func (a *Admin) tonight(v *visit.Visit) error {
	t, err := a.read(v.Ctx, v.Who())
	if err != nil {
		return err
	}
	s := v.Shell("Tonight", "Tonight")
	s.Socket = "/ws/admin"
	return v.Page(page.Tonight(s, t))
}

// socket keeps the first page true. What follows is looked at every two seconds: its changes are no events.
func (a *Admin) Socket(v *visit.Visit) error {
	who := v.Who()
	return a.sockets.Serve(v.Raw(), live.Watch{
		Scene: fmt.Sprintf("tonight/%d/%d", v.League.ID, v.Actor.Roles), Address: v.Address(), Remote: v.Person.Name, Still: v.Still(),
		Tick: func(ctx context.Context) []byte {
			follows, err := a.follows(ctx, who)
			if err != nil {
				return nil
			}
			var out bytes.Buffer
			if err := ui.Frame(board.Follows(follows)).Render(ctx, &out); err != nil {
				return nil
			}
			return out.Bytes()
		},
	})
}

// Draw draws the scene "<league>/<roles>" of the first page. Its frames are numbered by themselves: they show more than
// one topic.
func (a *Admin) Draw(ctx context.Context, rest string) (overlay.Frame, error) {
	league, roles, _ := strings.Cut(rest, "/")
	of, err := strconv.ParseInt(league, 10, 64)
	if err != nil {
		return overlay.Frame{}, fmt.Errorf("no such scene: tonight/%s: %w", rest, err)
	}
	as, err := strconv.ParseUint(roles, 10, 8)
	if err != nil {
		return overlay.Frame{}, fmt.Errorf("no such scene: tonight/%s: %w", rest, err)
	}
	t, err := a.read(ctx, person.Actor{League: of, Roles: person.Roles(as), Origin: person.FromWeb})
	if err != nil {
		return overlay.Frame{}, err
	}
	var body bytes.Buffer
	if err := ui.Frame(t.Parts()...).Render(ctx, &body); err != nil {
		return overlay.Frame{}, err
	}
	return overlay.Frame{Position: overlay.Position{Store: "tonight", Seq: a.drawn.Add(1)}, Body: body.Bytes()}, nil
}

func (a *Admin) read(ctx context.Context, who person.Actor) (page.TonightReading, error) {
	t := page.TonightReading{Settle: person.SendReminders.Allowed(who.Roles), Plan: person.PlanEvents.Allowed(who.Roles)}
	of, err := a.league.LeagueByID(ctx, who.League)
	if err != nil {
		return t, err
	}
	t.Zone = of.Location()
	if t.Follows, err = a.follows(ctx, who); err != nil {
		return t, err
	}
	notices, err := a.league.Notices(ctx, who)
	if err != nil {
		return t, err
	}
	for _, n := range notices {
		t.Notices = append(t.Notices, board.Notice{Key: n.Key, Tournament: n.Tournament, Text: n.Text, Since: n.Since})
	}
	boards, err := a.league.Tonight(ctx, who.League)
	if err != nil || len(boards) == 0 {
		return t, err
	}
	main := furthest(boards)
	for _, b := range boards {
		if b != main {
			t.Others = append(t.Others, b)
		}
	}
	n, err := a.night.Read(ctx, who, main.Tournament.ID, "", 0)
	t.Night = &n
	return t, err
}

// furthest is the tournament that the night is about: the one that is furthest, of equals the one that starts first.
func furthest(boards []*tournament.Board) *tournament.Board {
	weight := map[tournament.Phase]int{
		tournament.PhaseRounds: 6, tournament.PhaseSeating: 5, tournament.PhaseCheckIn: 4, tournament.PhaseBetween: 3, tournament.PhaseRegistration: 2, tournament.PhaseDraft: 1,
	}
	best := boards[0]
	for _, b := range boards[1:] {
		switch d := weight[b.Phase] - weight[best.Phase]; {
		case d > 0, d == 0 && sooner(b, best):
			best = b
		}
	}
	return best
}

func sooner(a, b *tournament.Board) bool {
	x, y := a.Tournament.Times.Starts, b.Tournament.Times.Starts
	return !x.IsZero() && (y.IsZero() || x.Before(y))
}

// dismiss takes a notice off the list.
func (a *Admin) dismiss(v *visit.Visit) error {
	if err := a.league.Dismiss(v.Ctx, v.Wish(), v.Typed("key")); err != nil {
		return v.Refuse(err, "/admin")
	}
	return v.Pressed("It is off the list.", "/admin")
}
