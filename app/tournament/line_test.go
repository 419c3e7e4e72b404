package tournament_test

import (
	"testing"
	"time"

	"matchday/app/fault"
	"matchday/app/tournament"
)

func TestWhoRegistersFirstGetsASeat(t *testing.T) {
	h := open(t).fill(6)
	h.want("line", h.line(), "P1 P2 P3 P4 | P5 P6")
	h.want("the last was told", h.told(), "entry.waitlisted P6")
}

func TestAFreedSeatGoesToWhoeverHasWaitedLongest(t *testing.T) {
	h := open(t).fill(6)
	h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(h.entry(2).ID, 2, at) }))
	h.want("line", h.line(), "P1 P3 P4 P5 | P6")
	h.want("told", h.told(), "entry.withdrawn P2, entry.promoted P5")
	if left := h.said[0]; left.Other != "P5" || left.OtherPerson != 5 || left.Person != 2 {
		t.Errorf("withdrawn: %+v", left)
	}
	if e := h.entry(2); e.State != tournament.Withdrawn || !e.Left.Equal(h.now) {
		t.Errorf("entry %+v", e)
	}
}

func TestWhoComesBackStandsAtTheEndOfTheLine(t *testing.T) {
	h := open(t).fill(5)
	h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(h.entry(1).ID, 1, at) }))
	h.must(h.register(h.app(1)))
	h.want("line", h.line(), "P2 P3 P4 P5 | P1")
}

func TestTheCapRaisedAndLowered(t *testing.T) {
	h := open(t).fill(7)
	edit := func(cap int) {
		h.must(h.step(func(n night, _ time.Time) (night, said, error) {
			p := n.Tournament.Plan()
			p.Rules.Cap = cap
			return n.Edit(p)
		}))
	}
	edit(6)
	h.want("raised", h.line(), "P1 P2 P3 P4 P5 P6 | P7")
	h.want("told", h.told(), "tournament.changed Holidaze Cup, entry.promoted P5, entry.promoted P6")
	h.want("in words", h.said[0].Plain(), "The plan changed: seats 4 to 6")
	edit(3)
	h.want("lowered", h.line(), "P1 P2 P3 P4 P5 P6 | P7")
	for who := 1; who <= 3; who++ {
		h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(h.entry(who).ID, int64(who), at) }))
	}
	h.want("nobody moves up until there is room", h.line(), "P4 P5 P6 | P7")
	h.must(h.register(h.app(8)))
	h.want("nor does a newcomer", h.line(), "P4 P5 P6 | P7 P8")
	h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(h.entry(5).ID, 5, at) }))
	h.want("with room", h.line(), "P4 P6 P7 | P8")
}

func TestClosingCheckIn(t *testing.T) {
	tests := []struct {
		name       string
		players    int
		in         []int // who checks in
		keep       []int
		line, told string
	}{
		{"everybody is here", 4, []int{1, 2, 3, 4}, nil, "P1+ P2+ P3+ P4+ | ", "check_in.closed"},
		{"nobody is here", 3, nil, nil, " | ", "check_in.closed, entry.dropped P1, entry.dropped P2, entry.dropped P3"},
		{"a seat goes to the waitlist in order", 6, []int{1, 2, 3, 5, 6}, nil, "P1+ P2+ P3+ P5+ | P6+", "check_in.closed, entry.dropped P4, entry.promoted P5"},
		{"who waits and is not here is passed over", 6, []int{1, 2, 3, 6}, nil, "P1+ P2+ P3+ P6+ | P5", "check_in.closed, entry.dropped P4, entry.promoted P6"},
		{"then to nobody", 6, []int{1, 2}, nil, "P1+ P2+ | P5 P6", "check_in.closed, entry.dropped P3, entry.dropped P4"},
		{"staff keep one", 6, []int{1, 2, 5, 6}, []int{3}, "P1+ P2+ P3 P5+ | P6+", "check_in.closed, entry.dropped P4, entry.promoted P5"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := open(t).fill(tt.players).to(night.OpenCheckIn).checkIn(tt.in...)
			for _, who := range tt.keep {
				h.must(h.step(func(n night, _ time.Time) (night, said, error) { return n.Keep(h.entry(who).ID, true) }))
			}
			preview, err := h.n.PreviewClose(h.now)
			h.must(err)
			h.must(h.step(night.CloseCheckIn))
			h.want("line", h.line(), tt.line)
			h.want("told", h.told(), tt.told)
			if got, want := len(preview.Stay)+len(preview.Promote), len(h.n.InState(tournament.Seated)); got != want {
				t.Errorf("the preview keeps %d and lets %d move up, %d hold a seat", len(preview.Stay), len(preview.Promote), want)
			}
			if got, want := len(preview.Drop), len(h.n.InState(tournament.Dropped)); got != want {
				t.Errorf("the preview drops %d, dropped were %d", got, want)
			}
			if h.said[0].Count != len(h.n.InState(tournament.Seated)) {
				t.Errorf("closed with %d", h.said[0].Count)
			}
		})
	}
}

func TestClosingCheckInWithTeams(t *testing.T) {
	h := open(t, teams(2), seats(3))
	h.fill(9) // Team 1 to 3 complete, Team 4 waits complete, Team 5 waits with one
	h.to(night.OpenCheckIn).checkIn(1, 2, 3, 7, 8, 9)
	h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(h.entry(6).ID, 6, at) }))
	h.checkIn(5) // Team 3 has lost P6: here, and not complete
	h.want("before", h.line(), "Team 1+ Team 2 Team 3 | Team 4+ Team 5")
	h.must(h.step(night.CloseCheckIn))
	h.want("a team is in when all are", h.line(), "Team 1+ Team 4+ | Team 5")
	h.want("told", h.told(), "check_in.closed, entry.dropped Team 2, entry.dropped Team 3, entry.promoted Team 4")
}

func TestAnIncompleteTeamStaysWhenStaffKeepIt(t *testing.T) {
	h := open(t, teams(2), seats(2)).fill(3)
	h.must(h.step(func(n night, _ time.Time) (night, said, error) { return n.Keep(h.entry(3).ID, true) }))
	h.to(night.OpenCheckIn).checkIn(1, 2, 3)
	h.must(h.step(night.CloseCheckIn))
	h.want("line", h.line(), "Team 1+ Team 2 | ")
	h.must(h.step(func(n night, _ time.Time) (night, said, error) { return n.Keep(h.entry(3).ID, false) }))
	h.want("told", h.told(), "entry.released Team 2")
}

func TestAfterCheckInTheLineIsThoseWhoAreHere(t *testing.T) {
	h := open(t).fill(6).to(night.OpenCheckIn).checkIn(1, 2, 3, 4, 6)
	h.must(h.step(night.CloseCheckIn))
	h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(h.entry(1).ID, "asked to", at) }))
	h.want("line", h.line(), "P2+ P3+ P4+ P6+ | P5")
	h.want("told", h.told(), "entry.removed P1, entry.promoted P6")
	h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(h.entry(2).ID, "", at) }))
	h.want("nobody else is here", h.line(), "P3+ P4+ P6+ | P5")
	h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.CheckInFor(h.entry(5).ID, 0, at) }))
	h.want("who turns up gets the free seat", h.line(), "P3+ P4+ P5+ P6+ | ")
	h.want("told", h.told(), "entry.checked_in P5, entry.promoted P5")
}

func TestReopenedCheckInGivesFreeSeatsToTheLine(t *testing.T) {
	h := open(t).fill(6).to(night.OpenCheckIn).checkIn(1, 2)
	h.must(h.step(night.CloseCheckIn))
	h.want("closed", h.line(), "P1+ P2+ | P5 P6")
	h.to(night.OpenCheckIn)
	h.want("reopened", h.line(), "P1+ P2+ P5 P6 | ")
	h.want("told", h.told(), "check_in.opened, entry.promoted P5, entry.promoted P6")
}

func TestNobodyMovesUpOnceTheFirstRoundHasStarted(t *testing.T) {
	h := open(t).fill(6).to(night.CloseRegistration).draw(tournament.Random).start()
	h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(h.entry(1).ID, "", at) }))
	h.want("line", h.line(), "P2 P3 P4 | P5 P6")
	err := h.step(func(n night, at time.Time) (night, said, error) { return n.Seat(h.entry(5).ID, at) })
	refused(t, err, "Holidaze Cup has started, so it is too late to give somebody a seat.")
}

func TestAWithdrawalFromADrawnLobbyIsFilled(t *testing.T) {
	h := open(t).fill(5).to(night.CloseRegistration).draw(tournament.Random)
	before := h.n.LobbiesOf(1)
	hole := before[0].Seats[0].Entry
	who := h.person(hole)
	h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(hole, who, at) }))
	now, _ := h.n.Lobby(before[0].ID)
	if _, ok := now.Seat(h.entry(5).ID); !ok || len(now.Seats) != 2 || now.Version <= before[0].Version {
		t.Fatalf("lobbies %s, version %d after %d", h.lobbies(), now.Version, before[0].Version)
	}
	other, _ := h.n.Lobby(before[1].ID)
	if other.Version != before[1].Version {
		t.Error("the other lobby has changed")
	}
}

func TestDrawnLobbiesLimitWhoMovesUp(t *testing.T) {
	h := open(t).fill(6).to(night.CloseRegistration).draw(tournament.Random)
	h.must(h.step(func(n night, _ time.Time) (night, said, error) {
		p := n.Tournament.Plan()
		p.Rules.Cap = 6
		return n.Edit(p)
	}))
	h.want("the lobbies are full", h.line(), "P1 P2 P3 P4 | P5 P6")
	err := h.step(func(n night, at time.Time) (night, said, error) { return n.Seat(h.entry(5).ID, at) })
	refused(t, err, "The drawn lobbies are full. Discard the draw, give the seat and draw again.")
	h.draw(tournament.Random)
	h.want("drawn again", h.line(), "P1 P2 P3 P4 P5 P6 | ")
	h.want("told", h.told(), "entry.promoted P5, entry.promoted P6, round.drawn")
	h.must(h.undo())
	h.to(night.Discard)
	h.want("discarded", h.line(), "P1 P2 P3 P4 P5 P6 | ")
	h.want("told", h.told(), "round.discarded, entry.promoted P5, entry.promoted P6")
}

func TestPreviewOfWhatCannotBeClosed(t *testing.T) {
	if _, err := open(t).n.PreviewClose(evening); !fault.Is(err, fault.Closed) {
		t.Fatal(err)
	}
}

// person returns the only member of an entry.
func (h *hall) person(entry int64) int64 {
	h.t.Helper()
	e, _ := h.n.Entry(entry)
	if len(e.Members) != 1 {
		h.t.Fatalf("entry %d has %d members", entry, len(e.Members))
	}
	return e.Members[0].Person
}
