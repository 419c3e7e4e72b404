package night

import (
	"bytes"
	"context"
	"path"
	"strconv"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/live"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
	"matchday/views/ui"
)

// show is the page with one of the views that follow the night.
func (n *Night) show(v *visit.Visit) error {
	r, err := n.Read(v.Ctx, v.Who(), id(v), viewOf(v), roundOf(v))
	if err != nil {
		return err
	}
	return v.Page(page.Night(n.shell(v, r), r))
}

// shell is the frame of the page, connected to the scene that keeps it true.
func (n *Night) shell(v *visit.Visit, r board.Night) ui.Shell {
	s := v.Shell(r.Tournament.Name, "Tournaments")
	s.Socket = "/ws" + at(v, r.View) + "?round=" + strconv.Itoa(r.Round) + "&" + live.Have(r.Store, r.Seq)
	return s
}

// viewOf is the view that the end of the path names; empty for the page itself.
func viewOf(v *visit.Visit) string {
	switch view := path.Base(v.Raw().Path()); view {
	case board.ViewPlayers, board.ViewLobbies, board.ViewStandings, viewHistory, viewOverlays, viewPlan:
		return view
	}
	return ""
}

// The views that do not follow the night themselves; their head and their steps do.
const (
	viewHistory  = "history"
	viewOverlays = "overlays"
	viewPlan     = "plan"
)

// roundOf is the round whose lobbies are asked for, 0 for the latest.
func roundOf(v *visit.Visit) int {
	n, err := strconv.Atoi(v.Query("round"))
	if err != nil || n < 0 || n > tournament.MaxRounds {
		return 0
	}
	return n
}

// Socket keeps a page true. It is closed when its session ends or its person's roles change.
func (n *Night) Socket(v *visit.Visit) error {
	b, err := n.league.BoardFor(v.Ctx, v.Who(), id(v))
	if err != nil {
		return err
	}
	r := board.Night{Board: b, Roles: v.Actor.Roles, View: viewOf(v), Round: roundOf(v)}
	if r.View == "" {
		r.View = board.ViewNow(b)
	}
	who := v.Who()
	return n.sockets.Serve(v.Raw(), live.Watch{
		Scene: scene(r), Topic: tournament.Topic(b.Tournament.ID), Have: live.ReadHave(v.Queries()), Address: v.Address(), Remote: v.Person.Name, Still: v.Still(),
		Tick: func(ctx context.Context) []byte { return n.tabs(ctx, who, r) },
	})
}

// tabs draws the tabs as they are now. What is asked about the Sheet changes without an event of the tournament.
func (n *Night) tabs(ctx context.Context, who person.Actor, r board.Night) []byte {
	b, err := n.league.BoardFor(ctx, who, r.Tournament.ID)
	if err != nil {
		return nil
	}
	r.Board = b
	if err := n.readQuestions(ctx, who, &r); err != nil {
		return nil
	}
	var body bytes.Buffer
	if err := ui.Frame(r.Tabs()).Render(ctx, &body); err != nil {
		return nil
	}
	return body.Bytes()
}
