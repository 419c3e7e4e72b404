package tournament_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"matchday/app/tournament"
)

// Every kind of step: hall.step takes each back at once and compares, by way of JSON; here each is taken back for real.
func TestEveryKindOfStepCanBeTakenBack(t *testing.T) {
	on := func(who int, r func(night, int64, time.Time) (night, said, error)) func(*hall) rule {
		return func(h *hall) rule {
			id := h.entry(who).ID
			return func(n night, at time.Time) (night, said, error) { return r(n, id, at) }
		}
	}
	plain := func(r rule) func(*hall) rule { return func(*hall) rule { return r } }
	closed := func(t *testing.T) *hall {
		h := open(t).fill(6).to(night.CloseRegistration, night.OpenCheckIn).checkIn(1, 2, 5)
		h.must(h.step(night.CloseCheckIn))
		return h
	}
	playing := func(t *testing.T) *hall { return open(t).seated(4).start() }
	tests := []struct {
		name string
		at   func(*testing.T) *hall
		step func(*hall) rule
		kind tournament.Kind
	}{
		{"open registration", func(t *testing.T) *hall { return open(t).to(night.CloseRegistration) }, plain(doors(night.OpenRegistration)), tournament.RegistrationOpened},
		{"close registration", func(t *testing.T) *hall { return open(t).fill(2) }, plain(doors(night.CloseRegistration)), tournament.RegistrationClosed},
		{"open check-in", func(t *testing.T) *hall { return open(t).fill(2) }, plain(doors(night.OpenCheckIn)), tournament.CheckInOpened},
		{"close check-in", func(t *testing.T) *hall { return open(t).fill(6).to(night.OpenCheckIn).checkIn(1, 6) }, plain(night.CloseCheckIn), tournament.CheckInClosed},
		{"check in for", func(t *testing.T) *hall { return open(t).fill(2) }, on(1, func(n night, id int64, at time.Time) (night, said, error) { return n.CheckInFor(id, 0, at) }), tournament.CheckedIn},
		{"late check-in", closed, on(3, func(n night, id int64, at time.Time) (night, said, error) { return n.CheckInFor(id, 0, at) }), tournament.RestoredEntry},
		{"check out for", closed, on(1, func(n night, id int64, _ time.Time) (night, said, error) { return n.CheckOutFor(id, 0) }), tournament.CheckedOut},
		{"give a seat", closed, on(6, func(n night, id int64, at time.Time) (night, said, error) { return n.Seat(id, at) }), tournament.Promoted},
		{"keep", closed, on(1, func(n night, id int64, _ time.Time) (night, said, error) { return n.Keep(id, true) }), tournament.KeptEntry},
		{"seed", closed, on(1, func(n night, id int64, _ time.Time) (night, said, error) { return n.SeedEntry(id, 4) }), tournament.SeededEntry},
		{"remove", func(t *testing.T) *hall { return open(t).fill(6) }, on(2, func(n night, id int64, at time.Time) (night, said, error) { return n.Remove(id, "x", at) }), tournament.RemovedEntry},
		{"disqualify", playing, on(2, func(n night, id int64, at time.Time) (night, said, error) { return n.Disqualify(id, "x", at) }), tournament.StruckEntry},
		{"withdraw for", func(t *testing.T) *hall { return open(t).seated(4) }, on(2, func(n night, id int64, at time.Time) (night, said, error) { return n.Withdraw(id, 2, at) }), tournament.WithdrawnEntry},
		{"replace", playing, on(2, func(n night, id int64, at time.Time) (night, said, error) {
			return n.Replace(id, 2, tournament.Application{Person: 9, InGame: "P9"}, at)
		}), tournament.ReplacedMember},
		{"draw", closed, plain(func(n night, _ time.Time) (night, said, error) { return n.Draw(tournament.Random, 3) }), tournament.RoundDrawn},
		{"draw again", func(t *testing.T) *hall { return open(t).seated(4) }, plain(func(n night, _ time.Time) (night, said, error) { return n.Draw(tournament.SnakeSeed, 3) }), tournament.RoundDrawn},
		{"discard", func(t *testing.T) *hall { return open(t).seated(4) }, plain(doors(night.Discard)), tournament.RoundUndrawn},
		{"start", func(t *testing.T) *hall { return open(t).seated(4) }, plain(night.StartRound), tournament.RoundStarted},
		{"swap", playing, func(h *hall) rule {
			a, b := h.n.Lobbies[0].Seats[0].Entry, h.n.Lobbies[1].Seats[0].Entry
			return doors(func(n night) (night, said, error) { return n.Swap(a, b) })
		}, tournament.SeatsSwapped},
		{"record", playing, func(h *hall) rule {
			res := inOrder(h.n.Lobbies[0])
			return func(n night, at time.Time) (night, said, error) { return n.Record(res, 1, at) }
		}, tournament.ResultRecorded},
		{"record the last", func(t *testing.T) *hall { return open(t, seats(2)).seated(2).start() }, func(h *hall) rule {
			res := inOrder(h.n.Lobbies[0])
			return func(n night, at time.Time) (night, said, error) { return n.Record(res, 1, at) }
		}, tournament.ResultRecorded},
		{"change the plan", closed, plain(func(n night, _ time.Time) (night, said, error) {
			p := n.Tournament.Plan()
			p.Rules.Points, p.Rules.Cap = []int{3, 1}, 8
			return n.Edit(p)
		}), tournament.Changed},
		{"cancel", playing, plain(night.Cancel), tournament.CalledOff},
		{"finish", func(t *testing.T) *hall { return open(t).seated(4).start().play() }, plain(night.Finish), tournament.Ended},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := tt.at(t)
			before, steps := h.n, len(h.steps)
			h.must(h.step(tt.step(h)))
			if len(h.steps) != steps+1 || h.said[0].Kind != tt.kind {
				t.Fatalf("told %s, want %s", h.told(), tt.kind)
			}
			after := h.n
			h.must(h.undo())
			if was, now := bare(t, before, before.Entries), bare(t, h.n, before.Entries); was != now {
				t.Errorf("taken back:\n%s\nwant\n%s", now, was)
			}
			versionsGrow(t, after, h.n)
			versionsGrow(t, before, h.n)
			h.must(h.step(tt.step(h))) // and it can be done again
		})
	}
}

func TestAStepIsNotTakenBackOverWhatHasChangedSince(t *testing.T) {
	const so = " has changed since. Change it by hand instead."
	const cannot = "That step cannot be taken back: "
	t.Run("an entry", func(t *testing.T) {
		h := open(t).fill(6).to(night.OpenCheckIn).checkIn(1, 2, 3, 5)
		h.must(h.step(night.CloseCheckIn))
		h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(h.entry(5).ID, 5, at) }))
		refused(t, h.undo(), cannot+"P5"+so)
	})
	t.Run("an entry that staff added", func(t *testing.T) {
		h := open(t)
		a := h.app(1)
		a.Staff = true
		h.must(h.register(a))
		a.Staff, a.Pronouns = false, "Any"
		h.must(h.register(a))
		refused(t, h.undo(), cannot+"P1"+so)
	})
	t.Run("a lobby", func(t *testing.T) {
		h := open(t).seated(4)
		h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(1, 1, at) }))
		lobby := "A"
		for _, l := range h.n.Lobbies {
			if len(l.Seats) == 1 {
				lobby = l.Name
			}
		}
		refused(t, h.undo(), cannot+"lobby "+lobby+" of round 1"+so)
	})
	t.Run("the tournament", func(t *testing.T) { // league takes back the last step only; an older one says why not
		h := open(t).to(night.CloseRegistration, night.OpenCheckIn)
		_, err := h.steps[len(h.steps)-2].Undo(h.n, h.now)
		refused(t, err, cannot+"the tournament itself"+so)
	})
	t.Run("a round", func(t *testing.T) {
		h := open(t).seated(4).start()
		started := h.steps[len(h.steps)-1]
		started.Tournament = nil
		h.play()
		_, err := started.Undo(h.n, h.now)
		refused(t, err, cannot+"round 1"+so)
	})
}

func TestTakingBackNeedsRoom(t *testing.T) {
	t.Run("a seat", func(t *testing.T) {
		h := open(t).fill(4)
		h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(h.entry(1).ID, "", at) }))
		h.must(h.register(h.app(5)))
		refused(t, h.undo(), "Taking that back needs 5 seats, and there are 4. Make room first.")
	})
	t.Run("a person", func(t *testing.T) {
		h := open(t).fill(2)
		h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(h.entry(1).ID, "", at) }))
		h.must(h.register(h.app(1)))
		refused(t, h.undo(), "P1 takes part as P1 by now. Take that entry out first, or leave it as it is.")
	})
	t.Run("a name", func(t *testing.T) {
		h := open(t).fill(2)
		h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(h.entry(1).ID, "", at) }))
		a := h.app(3)
		a.InGame = "P1"
		h.must(h.register(a))
		refused(t, h.undo(), "Two people play as P1 by now. Take one of them out first, or change the name.")
	})
	t.Run("a lobby", func(t *testing.T) {
		h := open(t, lobbiesOf(2)).fill(3)
		h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(h.entry(1).ID, "", at) }))
		h.to(night.CloseRegistration).draw(tournament.Random)
		remove := h.steps[len(h.steps)-3]
		remove.Tournament = nil
		if _, err := remove.Undo(h.n, h.now); err == nil {
			t.Fatal("an entry got a seat without a lobby")
		} else {
			refused(t, err, "Taking that back would leave P1 without a lobby in round 1. Draw that round anew instead.")
		}
	})
}

func TestADrawThatComesBackFitsWhoIsThere(t *testing.T) {
	h := open(t).fill(5).to(night.CloseRegistration).draw(tournament.Random).to(night.Discard)
	h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(h.entry(2).ID, 2, at) }))
	h.want("before", h.line(), "P1 P3 P4 P5 | ")
	h.must(h.undo())
	for _, who := range []int{1, 3, 4, 5} {
		if !strings.Contains(h.lobbies(), fmt.Sprintf("P%d", who)) || strings.Contains(h.lobbies(), "P2") {
			t.Fatalf("lobbies %s", h.lobbies())
		}
	}
	h.start()
}

func TestAFreedSeatIsGivenAwayByTakingBack(t *testing.T) {
	h := open(t).fill(3)
	a := h.app(4)
	a.Staff = true
	h.must(h.register(a))
	h.must(h.register(h.app(5)))
	h.want("before", h.line(), "P1 P2 P3 P4 | P5")
	h.must(h.undo())
	h.want("after", h.line(), "P1 P2 P3 P5 | ")
	h.want("told", h.told(), "step.undone, entry.promoted P5")
}

func TestTwoChangesMakeOne(t *testing.T) {
	h := open(t).fill(3)
	first := h.n
	h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(h.entry(1).ID, "", at) }))
	h.to(night.CloseRegistration).draw(tournament.Random)
	n := len(h.steps)
	all := h.steps[n-3].Then(h.steps[n-2]).Then(h.steps[n-1])
	back, err := all.Undo(h.n, h.now)
	h.must(err)
	if was, now := bare(t, first, first.Entries), bare(t, back, first.Entries); was != now {
		t.Errorf("taken back:\n%s\nwant\n%s", now, was)
	}
	h.to(night.Discard)
	n = len(h.steps)
	none := h.steps[n-2].Then(h.steps[n-1])
	if len(none.Lobbies) != 0 || len(none.Rounds) != 0 || none.Tournament == nil {
		t.Errorf("drawn and discarded: %s", asText(t, none))
	}
	entry := tournament.Change{Entries: h.steps[n-4].Entries}
	if got := entry.Then(tournament.Change{Tournament: none.Tournament}); got.Tournament == nil || len(got.Entries) != 1 {
		t.Errorf("joined %s", asText(t, got))
	}
	if !(tournament.Change{}).Then(tournament.Change{}).Empty() {
		t.Error("nothing and nothing is something")
	}
}
