package league_test

import (
	"testing"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
)

// TestEachRoleMayDoWhatTheTableSaysAndNothingElse tries every command of the league as every role. Whoever may not is
// refused before anything is looked at, so that a wish which makes no sense tells the two apart.
func TestEachRoleMayDoWhatTheTableSaysAndNothingElse(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	e, id := h.register(b.Tournament.ID, 1), b.Tournament.ID
	const night = person.Owner | person.Admin | person.Helper
	const lead = person.Owner | person.Admin
	const all = night | person.Producer | person.Viewer
	type command struct {
		name string
		may  person.Roles
		try  func(person.Actor) error
	}
	drop := func(_ any, err error) error { return err }
	step := func(s tournament.Step) func(person.Actor) error {
		return func(who person.Actor) error { return drop(h.Advance(h.ctx, who, id, 99, s)) }
	}
	var none tournament.Application
	commands := []command{
		{"create", lead, func(who person.Actor) error { return drop(h.CreateTournament(h.ctx, who, tournament.Plan{})) }},
		{"edit", lead, func(who person.Actor) error { return drop(h.EditTournament(h.ctx, who, id, 99, b.Tournament.Plan())) }},
		{"cancel", lead, step(tournament.StepCancel)},
		{"open registration", night, step(tournament.StepOpenRegistration)},
		{"close registration", night, step(tournament.StepCloseRegistration)},
		{"open check-in", night, step(tournament.StepOpenCheckIn)},
		{"close check-in", night, step(tournament.StepCloseCheckIn)},
		{"draw", night, step(tournament.StepDraw)},
		{"draw again", night, step(tournament.StepRedraw)},
		{"discard", night, step(tournament.StepDiscard)},
		{"start", night, step(tournament.StepStartRound)},
		{"finish", night, step(tournament.StepFinish)},
		{"remind by step", night, step(tournament.StepRemind)},
		{"draw another way", night, func(who person.Actor) error { return drop(h.DrawRound(h.ctx, who, id, 99, tournament.Random)) }},
		{"swap", night, func(who person.Actor) error { return drop(h.SwapSeats(h.ctx, who, id, 99, 1, 2)) }},
		{"record", night, func(who person.Actor) error { return drop(h.RecordResult(h.ctx, who, id, tournament.Result{})) }},
		{"preview a result", night, func(who person.Actor) error { return drop(h.PreviewResult(h.ctx, who, id, tournament.Result{})) }},
		{"preview closing", night, func(who person.Actor) error { return drop(h.PreviewCloseCheckIn(h.ctx, who, id)) }},
		{"remove", night, func(who person.Actor) error { return drop(h.Remove(h.ctx, who, id, 999, "")) }},
		{"disqualify", night, func(who person.Actor) error { return drop(h.Disqualify(h.ctx, who, id, 999, "")) }},
		{"promote", night, func(who person.Actor) error { return drop(h.Promote(h.ctx, who, id, 999)) }},
		{"keep", night, func(who person.Actor) error { return drop(h.Keep(h.ctx, who, id, 999, true)) }},
		{"seed", night, func(who person.Actor) error { return drop(h.Seed(h.ctx, who, id, 999, 1)) }},
		{"replace", night, func(who person.Actor) error { return drop(h.Replace(h.ctx, who, id, 999, 1, none)) }},
		{"register for", night, func(who person.Actor) error { return drop(h.RegisterFor(h.ctx, who, id, none)) }},
		{"withdraw for", night, func(who person.Actor) error { return drop(h.WithdrawFor(h.ctx, who, id, 999, 1)) }},
		{"check in for", night, func(who person.Actor) error { return drop(h.CheckInFor(h.ctx, who, id, 999, 0)) }},
		{"check out for", night, func(who person.Actor) error { return drop(h.CheckOutFor(h.ctx, who, id, 999, 0)) }},
		{"meet", night, func(who person.Actor) error { return drop(h.Meet(h.ctx, who, "not an id", "x")) }},
		{"add a guest", night, func(who person.Actor) error { return drop(h.AddGuest(h.ctx, who, "")) }},
		{"remind", night, func(who person.Actor) error { return drop(h.Remind(h.ctx, who, id)) }},
		{"undo", night, func(who person.Actor) error { return drop(h.Undo(h.ctx, who, id, 999)) }},
		{"dismiss", night, func(who person.Actor) error { return h.Dismiss(h.ctx, who, "none") }},
		{"venue", lead, func(who person.Actor) error { return h.SetVenue(h.ctx, who, leagueVenue(999)) }},
		{"league", lead, func(who person.Actor) error { return drop(h.SetLeague(h.ctx, who, "", "", "")) }},
		{"give a role", lead, func(who person.Actor) error { return h.SetRoles(h.ctx, who, 999, person.Viewer) }},
		{"bind a role", lead, func(who person.Actor) error { return h.BindRole(h.ctx, who, "none", "x", person.Viewer) }},
		{"history", all, func(who person.Actor) error { return drop(h.History(h.ctx, who, id, 0, 10)) }},
		{"deliveries", all, func(who person.Actor) error { return drop(h.Deliveries(h.ctx, who, id, 10)) }},
		{"timers", all, func(who person.Actor) error { return drop(h.Timers(h.ctx, who, id)) }},
		{"notices", all, func(who person.Actor) error { return drop(h.Notices(h.ctx, who)) }},
		{"players", all, func(who person.Actor) error { return drop(h.Players(h.ctx, who)) }},
		{"last step", all, func(who person.Actor) error { _, _, err := h.LastStep(h.ctx, who, id); return err }},
		{"staff", all, func(who person.Actor) error { _, _, err := h.Staff(h.ctx, who); return err }},
	}
	h.said()
	for _, c := range commands {
		for _, role := range append(person.EachRole(), person.Player) {
			who := person.Actor{Person: h.admin.Person, Name: "somebody", League: h.of.ID, Roles: role, Origin: person.FromDiscord}
			err := c.try(who)
			if may := role&c.may != 0; may == fault.Is(err, fault.Denied) {
				t.Errorf("%s as %s: %v", c.name, role, err)
			}
		}
	}
	h.wantSaid()
	if got := h.board(id); got.Counts.Seated != 1 || got.Seated[0].Entry.ID != e.ID {
		t.Errorf("something changed: %+v", got.Counts)
	}
}
