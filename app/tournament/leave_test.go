package tournament_test

import (
	"testing"
	"time"

	"matchday/app/tournament"
)

func TestOneOfATeamLeaves(t *testing.T) {
	h := open(t, teams(2), seats(2)).fill(6)
	leave := func(who int) error {
		id := h.entry(who).ID
		return h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(id, int64(who), at) })
	}
	h.must(leave(1))
	h.want("a team that stays keeps its seat", h.line(), "Team 1 Team 2 | Team 3")
	h.want("told", h.told(), "entry.parted Team 1")
	h.must(leave(2))
	h.want("nobody is left", h.line(), "Team 2 Team 3 | ")
	h.want("told", h.told(), "entry.withdrawn Team 1, entry.promoted Team 3")
}

func TestWhenWithdrawingIsRefused(t *testing.T) {
	leave := func(h *hall, id int64) error {
		return h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(id, 1, at) })
	}
	h := open(t).fill(2)
	refused(t, leave(h, 0), "You are not registered for Holidaze Cup, so there is nothing to withdraw.")
	refused(t, leave(h, h.entry(2).ID), "That person has left Holidaze Cup already. Look at the list again.")
	refused(t, leave(h, 404), "That person has left Holidaze Cup already. Look at the list again.")
	h.must(leave(h, h.entry(1).ID))
	refused(t, leave(h, h.entry(1).ID), "That person has left Holidaze Cup already. Look at the list again.")
	refused(t, leave(open(t).seated(2).start(), 1), "Holidaze Cup has started, so withdrawing takes a word with the staff. Ask them to take you out of the next round.")
	h.must(h.step(night.Cancel))
	refused(t, leave(h, 1), "Holidaze Cup was cancelled, so there is no need to withdraw.")
	h = open(t).seated(2).start().play()
	h.must(h.step(night.Finish))
	refused(t, leave(h, 1), "Holidaze Cup is over, so it is too late to withdraw.")
}

func TestWhoIsRemovedKeepsThePointsAndTakesNoSeat(t *testing.T) {
	h := open(t).seated(4).start().play()
	first := h.n.LobbiesOf(1)[0].Seats[0].Entry
	h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(first, "had to go", at) }))
	h.want("in words", h.said[0].Plain(), nameOf(h, first)+" was removed: had to go")
	h.draw(tournament.ByStanding)
	for _, l := range h.n.LobbiesOf(2) {
		if _, sits := l.Seat(first); sits {
			t.Errorf("sits in %s", h.lobbies())
		}
	}
	for _, s := range h.n.Standings() {
		if s.Entry == first && (s.Total != 8 || s.Rank != 1 || s.State != tournament.Removed) {
			t.Errorf("standing %+v", s)
		}
	}
}

func TestWhoIsDisqualifiedLosesThePoints(t *testing.T) {
	h := open(t).seated(4).start().play()
	first := h.n.LobbiesOf(1)[0].Seats[0].Entry
	h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Disqualify(first, "", at) }))
	table := h.n.Standings()
	if last := table[3]; last.Entry != first || last.Total != 0 || last.Rank != 0 || last.RankText() != "–" {
		t.Errorf("standing %+v", last)
	}
	if table[0].Rank != 1 || table[0].Total != 8 {
		t.Errorf("the others stay where they played: %+v", table[0])
	}
	b := h.n.Read(league, nil)
	if seat := b.Rounds[0].Lobbies[0].Seats[0]; seat.Row.Entry.ID != first || seat.Points != 0 || seat.Place != 1 {
		t.Errorf("seat %+v", seat)
	}
	if sum := b.Rounds[0].Lobbies[0].Sum; sum != 7 {
		t.Errorf("sum %d", sum)
	}
}

func TestLeavingWhileARoundIsPlayed(t *testing.T) {
	tests := []struct {
		name string
		rule func(night, int64, string, time.Time) (night, said, error)
		want tournament.Outcome
	}{
		{"removed", night.Remove, tournament.Absent},
		{"disqualified", night.Disqualify, tournament.Struck},
	}
	for _, tt := range tests {
		h := open(t).seated(4).start()
		l := h.n.LobbiesOf(1)[1]
		id := l.Seats[1].Entry
		h.must(h.step(func(n night, at time.Time) (night, said, error) { return tt.rule(n, id, "", at) }))
		now, _ := h.n.Lobby(l.ID)
		if seat, _ := now.Seat(id); seat.Outcome != tt.want || now.Version != l.Version+1 {
			t.Errorf("%s: %+v, version %d", tt.name, seat, now.Version)
		}
		h.play()
		if h.n.Rounds[0].State != tournament.RoundDone {
			t.Errorf("%s: round %s", tt.name, h.n.Rounds[0].State)
		}
		h.must(h.undo())
		h.must(h.undo())
		h.must(h.undo())
		if now, _ := h.n.Lobby(l.ID); now.Seats[1].Outcome != tournament.Played {
			t.Errorf("%s, taken back: %+v", tt.name, now.Seats)
		}
	}
}

func TestLeavingADrawnLobby(t *testing.T) {
	h := open(t).seated(4)
	for _, s := range h.n.LobbiesOf(1)[0].Seats {
		h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Disqualify(s.Entry, "", at) }))
	}
	refused(t, h.step(night.StartRound), "Everybody has left lobby A. Draw again before round 1 starts.")
	h.draw(tournament.Random).start()
}

func TestStaffGiveASeat(t *testing.T) {
	give := func(h *hall, who int) error {
		return h.step(func(n night, at time.Time) (night, said, error) { return n.Seat(h.entry(who).ID, at) })
	}
	h := open(t, seats(2)).fill(4)
	refused(t, give(h, 4), "All 2 seats are taken. Raise the cap or remove somebody first.")
	refused(t, give(h, 1), "That entry is neither on the waitlist nor dropped, so it cannot be given a seat.")
	h.to(night.OpenCheckIn).checkIn(1)
	h.must(h.step(night.CloseCheckIn))
	h.must(give(h, 4))
	h.want("out of turn, counts as here", h.line(), "P1+ P4+ | P3")
	h.want("told", h.told(), "entry.promoted P4")

	pairs := open(t, teams(2)).fill(3).to(night.OpenCheckIn).checkIn(1, 2)
	pairs.must(pairs.step(night.CloseCheckIn))
	pairs.must(give(pairs, 3))
	if e := pairs.entry(3); e.State != tournament.Seated || !e.Kept || !e.Left.IsZero() {
		t.Errorf("an incomplete team that staff seat is kept: %+v", e)
	}
}

func TestASeatInADrawnLobby(t *testing.T) {
	h := open(t, lobbiesOf(3), seats(5)).fill(5).to(night.CloseRegistration, night.OpenCheckIn).checkIn(1, 2, 3, 4)
	h.must(h.step(night.CloseCheckIn))
	h.draw(tournament.SnakeSeed)
	h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.CheckInFor(h.entry(5).ID, 0, at) }))
	if l := h.n.LobbiesOf(1); len(l[0].Seats)+len(l[1].Seats) != 5 {
		t.Errorf("lobbies %s", h.lobbies())
	}
}

func TestReplacing(t *testing.T) {
	put := func(h *hall, old int, by tournament.Application) error {
		return h.step(func(n night, at time.Time) (night, said, error) {
			return n.Replace(h.entry(old).ID, int64(old), by, at)
		})
	}
	newcomer := tournament.Application{Person: 9, InGame: "P9"}
	t.Run("in the middle of the night", func(t *testing.T) {
		h := open(t).seated(4).start().play()
		id, total := h.entry(1).ID, totalOf(h, h.entry(1).ID)
		h.must(put(h, 1, newcomer))
		if e := h.entry(9); e.ID != id || e.Name != "P9" || totalOf(h, id) != total {
			t.Errorf("entry %+v with %d", e, totalOf(h, id))
		}
		h.want("in words", h.said[0].Plain(), "P9 takes the place of P1")
	})
	t.Run("keeps the check-in", func(t *testing.T) {
		h := open(t).fill(2).to(night.OpenCheckIn).checkIn(1)
		h.must(put(h, 1, newcomer))
		h.must(put(h, 2, tournament.Application{Person: 8, InGame: "P8"}))
		h.want("line", h.line(), "P9+ P8 | ")
	})
	t.Run("counts as present once check-in has closed", func(t *testing.T) {
		h := open(t, teams(2), seats(2)).fill(4).to(night.OpenCheckIn).checkIn(1, 3, 4)
		h.must(h.step(func(n night, _ time.Time) (night, said, error) { return n.Keep(h.entry(1).ID, true) }))
		h.must(h.step(night.CloseCheckIn))
		h.must(put(h, 2, newcomer))
		h.want("line", h.line(), "Team 1+ Team 2+ | ")
	})
	t.Run("who waits gives up waiting", func(t *testing.T) {
		h := open(t, seats(2)).fill(4)
		h.must(put(h, 1, h.app(3)))
		h.want("line", h.line(), "P3 P2 | P4")
		h.want("told", h.told(), "entry.withdrawn P3, entry.replaced P3")
		h.must(h.undo())
		h.want("taken back", h.line(), "P1 P2 | P3 P4")
	})
	t.Run("refused", func(t *testing.T) {
		h := open(t, seats(2)).fill(4)
		refused(t, put(h, 1, h.app(2)), "P2 is already in the tournament as P2. Choose somebody who is not.")
		refused(t, put(h, 1, h.app(1)), "P1 is already in the tournament as P1. Choose somebody who is not.")
		err := h.step(func(n night, at time.Time) (night, said, error) { return n.Replace(h.entry(1).ID, 2, newcomer, at) })
		refused(t, err, "That person is not in P1 any more. Look at the list again.")
		err = h.step(func(n night, at time.Time) (night, said, error) { return n.Replace(404, 2, newcomer, at) })
		refused(t, err, "That entry does not exist any more. Look at the list again.")
		h.must(h.step(night.Cancel))
		refused(t, put(h, 1, newcomer), "Holidaze Cup was cancelled, so nobody can be replaced.")
	})
}

func TestKeepingAndSeeding(t *testing.T) {
	h := open(t).fill(1)
	keep := func(on bool) error {
		return h.step(func(n night, _ time.Time) (night, said, error) { return n.Keep(h.entry(1).ID, on) })
	}
	seed := func(n int) error {
		return h.step(func(o night, _ time.Time) (night, said, error) { return o.SeedEntry(h.entry(1).ID, n) })
	}
	h.must(keep(true))
	h.want("told", h.told(), "entry.kept P1")
	h.must(keep(true))
	h.want("twice", h.told(), "")
	h.must(seed(3))
	h.want("told", h.said[0].Plain(), "P1 is seed 3")
	h.must(seed(3))
	h.want("twice", h.told(), "")
	h.must(seed(0))
	h.want("told", h.said[0].Plain(), "P1 is no longer seeded")
	refused(t, seed(-1), "A seed is a number from 1, the strongest, to 512; 0 takes it away.")
	refused(t, seed(513), "A seed is a number from 1, the strongest, to 512; 0 takes it away.")
	h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(h.entry(1).ID, "", at) }))
	refused(t, keep(true), "P1 has already left the tournament (removed).")
	refused(t, seed(1), "P1 has already left the tournament (removed).")
	h.must(h.step(night.Cancel))
	refused(t, keep(true), "Holidaze Cup was cancelled, so there is no need to keep an entry.")
	refused(t, seed(1), "Holidaze Cup was cancelled, so nobody is seeded any more.")
}

func TestWhoHasLeftCannotBeTakenOutAgain(t *testing.T) {
	out := func(h *hall) error {
		return h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(h.entry(1).ID, "", at) })
	}
	h := open(t).fill(2)
	h.must(out(h))
	refused(t, out(h), "P1 has already left the tournament (removed).")
	err := h.step(func(n night, at time.Time) (night, said, error) { return n.Disqualify(404, "", at) })
	refused(t, err, "That entry does not exist any more. Look at the list again.")
	h = open(t).seated(2).start().play()
	h.must(h.step(night.Finish))
	refused(t, out(h), "Holidaze Cup is over. Take the last step back if this has to change.")
}

func nameOf(h *hall, entry int64) string {
	e, _ := h.n.Entry(entry)
	return e.Name
}

func totalOf(h *hall, entry int64) int {
	for _, s := range h.n.Standings() {
		if s.Entry == entry {
			return s.Total
		}
	}
	return -1
}
