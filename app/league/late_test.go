package league_test

import (
	"testing"

	"matchday/app/tournament"
)

// Whom staff register after the draw takes a free place in a lobby, and taking the step back empties it again.
func TestStaffRegisterSomebodyAfterTheDraw(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(func(p *tournament.Plan) { p.Rules.Cap, p.Rules.LobbySize = 4, 4 })
	id := b.Tournament.ID
	for n := 1; n <= 3; n++ {
		h.register(id, n)
	}
	h.step(b, tournament.StepCloseRegistration)
	h.step(b, tournament.StepDraw)
	h.said()

	a := application(4)
	a.Person = h.player(4).Person
	e, err := h.RegisterFor(h.ctx, h.admin, id, a)
	h.must(err)
	h.wantSaid("entry.waitlisted player4", "entry.promoted player4")
	sits := func() bool {
		r, _ := h.board(id).Current()
		_, ok := r.Lobbies[0].Seat(e.ID)
		return ok
	}
	if e.State != tournament.Seated || !sits() {
		t.Fatalf("entry %+v, in a lobby: %v", e, sits())
	}
	last, _, err := h.LastStep(h.ctx, h.admin, id)
	h.must(err)
	_, err = h.Undo(h.ctx, h.admin, id, last.ID)
	h.must(err)
	h.wantSaid("step.undone")
	b = h.board(id)
	if sits() || b.Counts.Seated != 3 {
		t.Errorf("after undo: %+v, in a lobby: %v", b.Counts, sits())
	}
}

// A team of one is renamed and keeps its seat; the one whose name staff let two share may go on changing other details.
func TestChangingDetailsKeepsTheSeat(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.create(func(p *tournament.Plan) { p.Rules.TeamSize, p.Rules.Cap = 2, 2 }).Tournament.ID
	join := func(n int, team string) tournament.Entry {
		t.Helper()
		a := application(n)
		a.Team = team
		e, err := h.Register(h.ctx, h.player(n), id, a)
		h.must(err)
		return e
	}
	first := join(1, "Dou")
	join(2, "Trio")
	join(3, "Third in line")
	h.said()
	if e := join(1, "Duo"); e.ID != first.ID || e.State != tournament.Seated || e.Name != "Duo" {
		t.Errorf("renamed: %+v", e)
	}
	h.wantSaid("entry.updated player1")

	a := application(2)
	a.Team, a.InGame, a.Shared, a.Person = "Trio", application(1).InGame, true, h.player(2).Person
	_, err := h.RegisterFor(h.ctx, h.admin, id, a)
	h.must(err)
	if last, _, err := h.LastStep(h.ctx, h.admin, id); err != nil || last.Title != "changed the details of player2" {
		t.Errorf("the step is called %q: %v", last.Title, err)
	}
	a.Pronouns, a.Shared = "they/them", false
	e, err := h.Register(h.ctx, h.player(2), id, a)
	h.must(err)
	if m, _ := e.Member(h.player(2).Person); m.Pronouns != "They/Them" || !m.Shared {
		t.Errorf("member %+v", m)
	}
}

func TestHistorySaysWhoIsNextByTheNamesOfPeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.create(func(p *tournament.Plan) { p.Rules.Cap = 2 }).Tournament.ID
	for n := 1; n <= 3; n++ {
		h.register(id, n)
	}
	_, err := h.Withdraw(h.ctx, h.player(1), id)
	h.must(err)
	list, err := h.History(h.ctx, h.admin, id, 0, 2)
	h.must(err)
	if got := list[1].What.Plain(); got != "player1 withdrew, player3 is next" {
		t.Errorf("history says %q", got)
	}
	if got := list[0].What.Plain(); got != "player3 moved up from the waitlist" {
		t.Errorf("history says %q", got)
	}
}
