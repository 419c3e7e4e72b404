package league_test

import (
	"slices"
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
	h.said()
	for _, c := range h.commands(b) {
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

// TestNoCommandReachesIntoAnotherLeague tries every command about a tournament as the owner of another league.
func TestNoCommandReachesIntoAnotherLeague(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	h.register(b.Tournament.ID, 1)
	other := h.newLeague("Elsewhere", "100000000000000002")
	stranger := person.Actor{Person: h.admin.Person, Name: "stranger", League: other.ID, Roles: person.Owner, Origin: person.FromAPI}
	h.said()
	for _, c := range h.commands(b) {
		if c.own {
			continue
		}
		if err := c.try(stranger); !fault.Is(err, fault.Missing) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	h.wantSaid()
}

// command is one thing that can be asked of the league, with who may.
type command struct {
	name string
	may  person.Roles
	try  func(person.Actor) error
	own  bool // it concerns the actor's own league and names no tournament
}

// commands returns every command of the league, about a tournament where there is one, as wishes that make no sense.
func (h *house) commands(b *tournament.Board) []command {
	id := b.Tournament.ID
	const night = person.Owner | person.Admin | person.Helper
	const lead = person.Owner | person.Admin
	const all = night | person.Producer | person.Viewer
	drop := func(_ any, err error) error { return err }
	step := func(s tournament.Step) func(person.Actor) error {
		return func(who person.Actor) error { return drop(h.Advance(h.ctx, who, id, 99, s)) }
	}
	none := tournament.Application{Person: h.admin.Person}
	list := []command{
		{name: "create", may: lead, try: func(who person.Actor) error { return drop(h.CreateTournament(h.ctx, who, tournament.Plan{})) }},
		{name: "edit", may: lead, try: func(who person.Actor) error { return drop(h.EditTournament(h.ctx, who, id, 99, b.Tournament.Plan())) }},
		{name: "cancel", may: lead, try: step(tournament.StepCancel)},
		{name: "open registration", may: night, try: step(tournament.StepOpenRegistration)},
		{name: "close registration", may: night, try: step(tournament.StepCloseRegistration)},
		{name: "open check-in", may: night, try: step(tournament.StepOpenCheckIn)},
		{name: "close check-in", may: night, try: step(tournament.StepCloseCheckIn)},
		{name: "draw", may: night, try: step(tournament.StepDraw)},
		{name: "draw again", may: night, try: step(tournament.StepRedraw)},
		{name: "discard", may: night, try: step(tournament.StepDiscard)},
		{name: "start", may: night, try: step(tournament.StepStartRound)},
		{name: "finish", may: night, try: step(tournament.StepFinish)},
		{name: "remind by step", may: night, try: step(tournament.StepRemind)},
		{name: "draw another way", may: night, try: func(who person.Actor) error { return drop(h.DrawRound(h.ctx, who, id, 99, tournament.Random)) }},
		{name: "swap", may: night, try: func(who person.Actor) error { return drop(h.SwapSeats(h.ctx, who, id, 99, 1, 2)) }},
		{name: "record", may: night, try: func(who person.Actor) error { return drop(h.RecordResult(h.ctx, who, id, tournament.Result{})) }},
		{name: "preview a result", may: night, try: func(who person.Actor) error { return drop(h.PreviewResult(h.ctx, who, id, tournament.Result{})) }},
		{name: "preview closing", may: night, try: func(who person.Actor) error { return drop(h.PreviewCloseCheckIn(h.ctx, who, id)) }},
		{name: "remove", may: night, try: func(who person.Actor) error { return drop(h.Remove(h.ctx, who, id, 999, "")) }},
		{name: "disqualify", may: night, try: func(who person.Actor) error { return drop(h.Disqualify(h.ctx, who, id, 999, "")) }},
		{name: "promote", may: night, try: func(who person.Actor) error { return drop(h.Promote(h.ctx, who, id, 999)) }},
		{name: "keep", may: night, try: func(who person.Actor) error { return drop(h.Keep(h.ctx, who, id, 999, true)) }},
		{name: "seed", may: night, try: func(who person.Actor) error { return drop(h.Seed(h.ctx, who, id, 999, 1)) }},
		{name: "replace", may: night, try: func(who person.Actor) error { return drop(h.Replace(h.ctx, who, id, 999, 1, none)) }},
		{name: "register for", may: night, try: func(who person.Actor) error { return drop(h.RegisterFor(h.ctx, who, id, none)) }},
		{name: "withdraw for", may: night, try: func(who person.Actor) error { return drop(h.WithdrawFor(h.ctx, who, id, 999, 1)) }},
		{name: "check in for", may: night, try: func(who person.Actor) error { return drop(h.CheckInFor(h.ctx, who, id, 999, 0)) }},
		{name: "check out for", may: night, try: func(who person.Actor) error { return drop(h.CheckOutFor(h.ctx, who, id, 999, 0)) }},
		{name: "meet", may: night, try: func(who person.Actor) error { return drop(h.Meet(h.ctx, who, "not an id", "x")) }},
		{name: "register a guest", may: night, try: func(who person.Actor) error {
			return drop(h.RegisterFor(h.ctx, who, id, tournament.Application{Guest: "\u200b", InGame: "x"}))
		}},
		{name: "remind", may: night, try: func(who person.Actor) error { return drop(h.Remind(h.ctx, who, id)) }},
		{name: "undo", may: night, try: func(who person.Actor) error { return drop(h.Undo(h.ctx, who, id, 999)) }},
		{name: "dismiss", may: night, try: func(who person.Actor) error { return h.Dismiss(h.ctx, who, "none") }},
		{name: "venue", may: lead, try: func(who person.Actor) error { return h.SetVenue(h.ctx, who, leagueVenue(999)) }},
		{name: "league", may: lead, try: func(who person.Actor) error { return drop(h.SetLeague(h.ctx, who, "", "", "")) }},
		{name: "give a role", may: lead, try: func(who person.Actor) error { return h.SetRoles(h.ctx, who, 999, person.Viewer) }},
		{name: "bind a role", may: lead, try: func(who person.Actor) error { return h.BindRole(h.ctx, who, "none", "x", person.Viewer) }},
		{name: "history", may: all, try: func(who person.Actor) error { return drop(h.History(h.ctx, who, id, 0, 10)) }},
		{name: "deliveries", may: all, try: func(who person.Actor) error { return drop(h.Deliveries(h.ctx, who, id, 10)) }},
		{name: "timers", may: all, try: func(who person.Actor) error { return drop(h.Timers(h.ctx, who, id)) }},
		{name: "notices", may: all, try: func(who person.Actor) error { return drop(h.Notices(h.ctx, who)) }},
		{name: "players", may: all, try: func(who person.Actor) error { return drop(h.Players(h.ctx, who)) }},
		{name: "last step", may: all, try: func(who person.Actor) error { _, _, err := h.LastStep(h.ctx, who, id); return err }},
		{name: "staff", may: all, try: func(who person.Actor) error { _, _, err := h.Staff(h.ctx, who); return err }},
	}
	own := []string{"create", "meet", "add a guest", "dismiss", "league", "give a role", "bind a role", "notices", "players", "staff"}
	for i, c := range list {
		list[i].own = slices.Contains(own, c.name)
	}
	return list
}
