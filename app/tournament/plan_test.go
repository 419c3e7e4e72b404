package tournament_test

import (
	"strings"
	"testing"
	"time"

	"matchday/app/fault"
	"matchday/app/tournament"
)

func goodPlan() tournament.Plan {
	at := func(h int) time.Time { return evening.Add(time.Duration(h) * time.Hour) }
	return tournament.Plan{Name: " Holidaze  Cup ", Zone: "America/New_York", Rules: tournament.DefaultRules(),
		Times: tournament.Times{RegistrationOpens: at(0), RegistrationCloses: at(5), CheckInOpens: at(4), CheckInCloses: at(6), Starts: at(6)}}
}

func TestAGoodPlan(t *testing.T) {
	p, err := goodPlan().Check()
	if err != nil || p.Name != "Holidaze Cup" {
		t.Fatalf("%+v, %v", p, err)
	}
	made := tournament.New(3, p, evening)
	if made.Version != 1 || made.League != 3 || made.Stage != tournament.Preparing || made.Phase() != tournament.PhaseDraft {
		t.Errorf("%+v", made)
	}
	if got := made.Say(made.Times.Starts); got != "Saturday, Nov 21, 7:00 PM EST" {
		t.Errorf("starts %s", got)
	}
	if asText(t, made.Plan()) != asText(t, p) {
		t.Error("the plan of what was made is another")
	}
	made.Zone = "Mars/Olympus"
	if made.Location() != time.UTC {
		t.Error("an unknown zone is not UTC")
	}
}

func TestWhatIsWrongWithAPlan(t *testing.T) {
	at := func(h int) time.Time { return evening.Add(time.Duration(h) * time.Hour) }
	tests := []struct {
		name  string
		spoil func(*tournament.Plan)
		field string
		want  string
	}{
		{"no name", func(p *tournament.Plan) { p.Name = "\u200b" }, "name", "The name is empty. Type at least 1 character."},
		{"no zone", func(p *tournament.Plan) { p.Zone = "" }, "zone", "The time zone is empty. Type at least 1 character."},
		{"unknown zone", func(p *tournament.Plan) { p.Zone = "EDT5" }, "zone", `"EDT5" is no time zone. Use a name such as Europe/Berlin or America/New_York.`},
		{"the machine's zone", func(p *tournament.Plan) { p.Zone = "Local" }, "zone", `"Local" is no time zone. Use a name such as Europe/Berlin or America/New_York.`},
		{"endless zone", func(p *tournament.Plan) { p.Zone = strings.Repeat("x", 65) }, "zone", "The time zone is too long: 65 characters, at most 64."},
		{"team of none", func(p *tournament.Plan) { p.Rules.TeamSize = 0 }, "team_size", "The team size must be between 1 and 8, not 0."},
		{"cap", func(p *tournament.Plan) { p.Rules.Cap = 513 }, "cap", "The number of seats must be between 2 and 512, not 513."},
		{"lobby", func(p *tournament.Plan) { p.Rules.LobbySize = 1 }, "lobby_size", "The lobby size must be between 2 and 16, not 1."},
		{"rounds", func(p *tournament.Plan) { p.Rules.Rounds = 13 }, "rounds", "The number of rounds must be between 1 and 12, not 13."},
		{"cut", func(p *tournament.Plan) { p.Rules.Cut = -1 }, "cut", "The line must be between 0 and 512, not -1."},
		{"no points", func(p *tournament.Plan) { p.Rules.Points = nil }, "points", "List the points by place, first place first: 1 to 16 numbers."},
		{"points up", func(p *tournament.Plan) { p.Rules.Points = []int{1, 2} }, "points", "Points go down from first place to last and lie between 0 and 1000."},
		{"points below zero", func(p *tournament.Plan) { p.Rules.Points = []int{1, -2} }, "points", "Points go down from first place to last and lie between 0 and 1000."},
		{"first by standing", func(p *tournament.Plan) { p.Rules.First = tournament.ByStanding }, "first", "Round 1 has no standings yet: draw it at random or as a snake by seed."},
		{"later", func(p *tournament.Plan) { p.Rules.Later = "" }, "later", "Choose how the later rounds are drawn."},
		{"tie twice", func(p *tournament.Plan) { p.Rules.Ties = []tournament.Tie{"firsts", "firsts"} }, "ties", `The tie-break "firsts" is unknown or listed twice.`},
		{"tie unknown", func(p *tournament.Plan) { p.Rules.Ties = []tournament.Tie{"luck"} }, "ties", `The tie-break "luck" is unknown or listed twice.`},
		{"registration closes as it opens", func(p *tournament.Plan) { p.Times.RegistrationCloses = at(0) }, "registration_closes",
			"As it stands registration closes before registration opens. Put the times in order."},
		{"check-in closes before it opens", func(p *tournament.Plan) { p.Times.CheckInOpens = at(6) }, "check_in_closes",
			"As it stands check-in closes before check-in opens. Put the times in order."},
		{"check-in opens before registration", func(p *tournament.Plan) { p.Times.CheckInOpens = at(-1) }, "check_in_opens",
			"As it stands check-in opens before registration opens. Put the times in order."},
		{"check-in closes first", func(p *tournament.Plan) { p.Times.RegistrationCloses = at(7); p.Times.Starts = at(8) }, "check_in_closes",
			"As it stands check-in closes before registration closes. Put the times in order."},
		{"starts too early", func(p *tournament.Plan) { p.Times.Starts = at(3) }, "starts",
			"As it stands the first round starts before check-in closes. Put the times in order."},
		{"check-in opens after the start", func(p *tournament.Plan) {
			p.Times.RegistrationCloses, p.Times.CheckInCloses, p.Times.Starts = time.Time{}, time.Time{}, at(3)
		}, "starts", "As it stands the first round starts before check-in opens. Put the times in order."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := goodPlan()
			tt.spoil(&p)
			_, err := p.Check()
			refused(t, err, tt.want)
			if f := fault.Of(err); f.Field != tt.field || f.Code != fault.Invalid {
				t.Errorf("field %q, code %s", f.Field, f.Code)
			}
		})
	}
	if _, err := (tournament.Plan{}).Check(); len(fault.All(err)) < 8 {
		t.Errorf("an empty plan tells only %v", err)
	}
}

func TestDefaultPoints(t *testing.T) {
	r := tournament.DefaultRules()
	if r.PointsFor(1) != 8 || r.PointsFor(8) != 1 || r.PointsFor(9) != 0 || r.PointsFor(0) != 0 {
		t.Errorf("points %v", r.Points)
	}
	for size, half := range map[int]int{8: 4, 7: 4, 4: 2, 2: 1, 16: 8} {
		r.LobbySize = size
		if r.TopHalf() != half {
			t.Errorf("the upper half of %d is %d", size, r.TopHalf())
		}
	}
}

func TestWhenAnEditIsRefused(t *testing.T) {
	edit := func(h *hall, change func(*tournament.Rules)) error {
		return h.step(func(n night, _ time.Time) (night, said, error) {
			p := n.Tournament.Plan()
			change(&p.Rules)
			return n.Edit(p)
		})
	}
	h := open(t).fill(1)
	h.must(edit(h, func(*tournament.Rules) {}))
	h.want("nothing changed", h.told(), "")
	size := func(r *tournament.Rules) { r.TeamSize = 2 }
	refused(t, edit(h, size), "The team size cannot change while people are registered.")
	h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(1, 1, at) }))
	h.must(edit(h, size))
	h.want("in words", h.said[0].Plain(), "The plan changed: team size 1 to 2")

	h = open(t).seated(4)
	refused(t, edit(h, func(r *tournament.Rules) { r.LobbySize = 4 }), "The lobbies of round 1 are drawn. Discard the draw before the lobby size changes.")
	h.start().play()
	h.draw(tournament.Random)
	refused(t, edit(h, func(r *tournament.Rules) { r.LobbySize, r.Points, r.Rounds = 4, []int{1}, 1 }),
		"The lobby size cannot change once the first round has started. The points cannot change once the first round has started. Round 2 has been drawn already, so there cannot be fewer rounds.")
	h.must(edit(h, func(r *tournament.Rules) { r.Rounds, r.Ties, r.Later = 3, nil, tournament.Random }))
	h.want("in words", h.said[0].Plain(), "The plan changed: rounds 2 to 3, seating, tie-breaks")
	refused(t, edit(finished(t), size), "Holidaze Cup is over and is kept as it was played.")
}

func TestEditingTheRest(t *testing.T) {
	h := open(t)
	h.must(h.step(func(n night, _ time.Time) (night, said, error) {
		p := goodPlan()
		p.Name, p.Rules.Cut, p.Rules.Cap = "Spring Cup", 4, n.Tournament.Rules.Cap
		return n.Edit(p)
	}))
	h.want("in words", h.said[0].Plain(), "The plan changed: name, time zone, lobby size 2 to 8, rounds 2 to 4, line below rank 0 to 4, times")
	if h.n.Tournament.Name != "Spring Cup" || h.said[0].Name != "Spring Cup" {
		t.Error(h.n.Tournament.Name)
	}
}

func TestCancellingAndFinishing(t *testing.T) {
	h := open(t).fill(5).to(night.OpenCheckIn)
	refused(t, h.step(night.Finish), "No round of Holidaze Cup has been played. Cancel it instead if it will not happen.")
	h.must(h.step(night.Cancel))
	tour := h.n.Tournament
	if tour.Registration != tournament.Shut || tour.CheckIn != tournament.Shut || !tour.Finished.Equal(h.now) || h.said[0].Count != 5 {
		t.Errorf("cancelled: %+v, told %+v", tour, h.said)
	}
	refused(t, h.step(night.Cancel), "Holidaze Cup was cancelled, so there is nothing to cancel.")
	refused(t, h.step(night.Finish), "Holidaze Cup was cancelled, so there is nothing to finish.")
	h.must(h.undo())
	if h.n.Tournament.Registration != tournament.Open || h.n.Tournament.Stage.Over() {
		t.Errorf("taken back: %+v", h.n.Tournament)
	}

	h = open(t).seated(4)
	refused(t, h.step(night.Finish), "No round of Holidaze Cup has been played. Cancel it instead if it will not happen.")
	h.start()
	refused(t, h.step(night.Finish), "Round 1 is still being played: no result yet from lobby A, B.")
	h.play().draw(tournament.Random)
	refused(t, h.step(night.Finish), "Round 2 is drawn. Discard the draw before finishing.")
	h.to(night.Discard)
	h.must(h.step(night.Finish))
	refused(t, h.step(night.Finish), "Holidaze Cup is over, so there is nothing to finish.")
}

func TestWhoWon(t *testing.T) {
	h := open(t).seated(4).start().play() // two lobbies of two: two share the first place
	h.must(h.step(night.Finish))
	if h.said[0].Count != 2 || h.said[0].Other == "" {
		t.Errorf("told %+v", h.said[0])
	}
	h = open(t, seats(2)).seated(2).start().play()
	h.must(h.step(night.Finish))
	first := h.n.Standings()[0]
	h.want("in words", h.said[0].Plain(), "The tournament is over, "+first.Name+" won")
	if h.said[0].Entry != first.Entry || h.said[0].Round != 1 {
		t.Errorf("told %+v", h.said[0])
	}
	h = open(t, seats(2)).seated(2).start().play()
	for _, e := range h.n.Entries {
		h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Disqualify(e.ID, "", at) }))
	}
	h.must(h.step(night.Finish))
	h.want("nobody", h.said[0].Plain(), "The tournament is over")
}

func TestDoors(t *testing.T) {
	h := open(t)
	refused(t, h.step(doors(night.OpenRegistration)), "Registration for Holidaze Cup is already open.")
	refused(t, h.step(night.CloseCheckIn), "Check-in for Holidaze Cup is not open, so there is nothing to close.")
	h.to(night.CloseRegistration)
	refused(t, h.step(doors(night.CloseRegistration)), "Registration for Holidaze Cup is not open, so there is nothing to close.")
	h.to(night.ShutRegistration)
	h.want("shut already", h.told(), "")
	h.to(night.OpenRegistration, night.ShutRegistration)
	h.want("shut", h.told(), "registration.closed")
	h.to(night.OpenCheckIn)
	refused(t, h.step(doors(night.OpenCheckIn)), "Check-in for Holidaze Cup is already open.")
	h.n.Tournament.Registration = tournament.Pending
	h.to(night.ShutRegistration)
	h.want("never opened", h.said[0].Plain(), "Registration closed without having been open")

	over := finished(t)
	started := open(t).seated(2).start()
	cancelled := open(t)
	cancelled.must(cancelled.step(night.Cancel))
	for what, r := range map[string]rule{"open registration": doors(night.OpenRegistration), "close registration": doors(night.CloseRegistration),
		"open check-in": doors(night.OpenCheckIn), "close check-in": night.CloseCheckIn} {
		refused(t, started.step(r), "Holidaze Cup has started, so it is too late to "+what+".")
		refused(t, over.step(r), "Holidaze Cup is over, so it is too late to "+what+".")
		refused(t, cancelled.step(r), "Holidaze Cup was cancelled, so there is no need to "+what+".")
	}
	refused(t, started.step(doors(night.ShutRegistration)), "Holidaze Cup has started, so it is too late to close registration.")
}
