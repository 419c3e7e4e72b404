package tournament_test

import (
	"fmt"
	"testing"
	"time"

	"matchday/app/tournament"
)

func TestLobbySizesDifferByAtMostOne(t *testing.T) {
	tests := []struct {
		entries, size int
		want          string
	}{
		{32, 8, "8 8 8 8"}, {30, 8, "8 8 7 7"}, {31, 8, "8 8 8 7"}, {33, 8, "7 7 7 6 6"}, {9, 8, "5 4"}, {8, 8, "8"}, {2, 8, "2"}, {3, 2, "2 1"}, {17, 4, "4 4 3 3 3"},
	}
	for _, tt := range tests {
		for _, how := range []tournament.Seating{tournament.Random, tournament.SnakeSeed} {
			h := open(t, seats(40), lobbiesOf(tt.size)).fill(tt.entries).to(night.CloseRegistration).draw(how)
			got := ""
			for i, l := range h.n.LobbiesOf(1) {
				if i > 0 {
					got += " "
				}
				got += fmt.Sprint(len(l.Seats))
			}
			if how == tournament.SnakeSeed { // a snake ends somewhere in its last row
				least, most, sum := 99, 0, 0
				for _, l := range h.n.LobbiesOf(1) {
					least, most, sum = min(least, len(l.Seats)), max(most, len(l.Seats)), sum+len(l.Seats)
				}
				if most-least > 1 || sum != tt.entries {
					t.Errorf("%d in lobbies of %d, snake: %s", tt.entries, tt.size, got)
				}
			} else if got != tt.want {
				t.Errorf("%d in lobbies of %d: %s, want %s", tt.entries, tt.size, got, tt.want)
			}
		}
	}
}

func TestASnakeTurnsAtTheEndOfEachRow(t *testing.T) {
	h := open(t, seats(8), lobbiesOf(4)).fill(7)
	for who := 1; who <= 5; who++ {
		h.must(h.step(func(n night, _ time.Time) (night, said, error) { return n.SeedEntry(h.entry(who).ID, who) }))
	}
	h.to(night.CloseRegistration).draw(tournament.SnakeSeed)
	got := h.lobbies()
	h.want("seeded first", got[:8], "A:P1,P4,")
	if got != "A:P1,P4,P5 B:P2,P3,P6,P7" && got != "A:P1,P4,P5 B:P2,P3,P7,P6" {
		t.Errorf("lobbies %s", got)
	}
}

func TestTheSameSeedDrawsTheSameLobbies(t *testing.T) {
	h := open(t, seats(32), lobbiesOf(8)).fill(32).to(night.CloseRegistration)
	drawn := map[string]bool{}
	for seed := range int64(20) {
		a, _, err := h.n.Draw(tournament.Random, seed)
		h.must(err)
		b, _, err := h.n.Draw(tournament.Random, seed)
		h.must(err)
		if asText(t, a) != asText(t, b) {
			t.Fatalf("seed %d draws two ways", seed)
		}
		drawn[asText(t, a.Lobbies)] = true
	}
	if len(drawn) != 20 {
		t.Errorf("20 seeds drew %d ways", len(drawn))
	}
}

func TestLobbiesByStanding(t *testing.T) {
	h := open(t, seats(6)).seated(6).start().play()
	h.draw(tournament.ByStanding)
	table := h.n.Standings()
	want := fmt.Sprintf("A:%s,%s B:%s,%s C:%s,%s", table[0].Name, table[1].Name, table[2].Name, table[3].Name, table[4].Name, table[5].Name)
	h.want("top together", h.lobbies(), want)
	h.draw(tournament.SnakeStanding)
	want = fmt.Sprintf("A:%s,%s B:%s,%s C:%s,%s", table[0].Name, table[5].Name, table[1].Name, table[4].Name, table[2].Name, table[3].Name)
	h.want("as a snake", h.lobbies(), want)
	if r, _ := h.n.CurrentRound(); r.Seating != tournament.SnakeStanding || r.Number != 2 || r.State != tournament.Drawn {
		t.Errorf("round %+v", r)
	}
}

func TestWhenADrawIsRefused(t *testing.T) {
	draw := func(h *hall, how tournament.Seating) error {
		return h.step(func(n night, _ time.Time) (night, said, error) { return n.Draw(how, 1) })
	}
	tests := []struct {
		name string
		h    *hall
		how  tournament.Seating
		want string
	}{
		{"registration is open", open(t).fill(4), tournament.Random, "Registration is still open. Close it before the lobbies are drawn."},
		{"check-in is open", open(t).fill(4).to(night.CloseRegistration, night.OpenCheckIn), tournament.Random, "Check-in is still open. Close it before the lobbies are drawn."},
		{"alone", open(t).fill(1).to(night.CloseRegistration), tournament.Random, "A round needs at least two entries, and Holidaze Cup has 1 entry."},
		{"nobody", open(t).to(night.CloseRegistration), tournament.Random, "A round needs at least two entries, and Holidaze Cup has 0 entries."},
		{"no standings yet", open(t).seated(4), tournament.ByStanding, "Round 1 has no standings yet: draw it at random or as a snake by seed."},
		{"unknown", open(t).seated(4), "by_hand", "Choose how the lobbies are drawn."},
		{"still played", open(t).seated(4).start(), tournament.Random, "Round 1 is still being played: no result yet from lobby A, B."},
		{"all played", open(t).seated(4).start().play().draw(tournament.Random).start().play(), tournament.Random, "All 2 rounds are played. Finish the tournament, or raise the number of rounds."},
		{"finished", finished(t), tournament.Random, "Holidaze Cup is over, so no lobbies are drawn any more."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { refused(t, draw(tt.h, tt.how), tt.want) })
	}
}

func TestDoorsStayShutOverADraw(t *testing.T) {
	h := open(t).seated(4)
	refused(t, h.step(doors(night.OpenRegistration)), "The lobbies of round 1 are drawn. Discard the draw before opening registration.")
	refused(t, h.step(doors(night.OpenCheckIn)), "The lobbies of round 1 are drawn. Discard the draw before opening check-in.")
	h.to(night.Discard, night.OpenRegistration)
	h.want("told", h.told(), "registration.opened")
}

func TestDiscardingStartingAndSwappingAtTheWrongTime(t *testing.T) {
	const none = "No draw is waiting to be started."
	h := open(t).fill(4)
	refused(t, h.step(doors(night.Discard)), none)
	refused(t, h.step(night.StartRound), "There is no draw to start. Draw the lobbies first.")
	swap := func(h *hall, a, b int64) error {
		return h.step(func(n night, _ time.Time) (night, said, error) { return n.Swap(a, b) })
	}
	refused(t, swap(h, 1, 2), "There are no lobbies to change now. Draw the round first.")
	h = open(t).seated(4)
	a, b := h.n.LobbiesOf(1)[0], h.n.LobbiesOf(1)[1]
	refused(t, swap(h, a.Seats[0].Entry, a.Seats[1].Entry), "Both are in lobby A already. Choose two from different lobbies.")
	refused(t, swap(h, a.Seats[0].Entry, 404), "One of the two is not in a lobby of round 1 any more. Look at the lobbies again.")
	h.start()
	refused(t, h.step(doors(night.Discard)), none)
	h.must(h.record(inOrder(a)))
	refused(t, swap(h, a.Seats[0].Entry, b.Seats[0].Entry), "One of the two lobbies has a result already, so its players stay where they played.")
	h = finished(t)
	refused(t, h.step(doors(night.Discard)), "Holidaze Cup is over, so its lobbies stay as they are.")
	refused(t, swap(h, 1, 2), "Holidaze Cup is over, so its lobbies stay as they are.")
	refused(t, h.step(night.StartRound), "Holidaze Cup is over, so no round can be started.")
	h = open(t).seated(4)
	h.must(h.step(night.Cancel))
	refused(t, h.step(doors(night.Discard)), "Holidaze Cup was cancelled, so its lobbies stay as they are.")
}

func TestSwappingTwo(t *testing.T) {
	h := open(t).seated(4)
	a, b := h.n.LobbiesOf(1)[0], h.n.LobbiesOf(1)[1]
	x, y := a.Seats[1].Entry, b.Seats[0].Entry
	h.must(h.step(func(n night, _ time.Time) (night, said, error) { return n.Swap(x, y) }))
	now := h.n.LobbiesOf(1)
	if now[0].Seats[1].Entry != y || now[1].Seats[0].Entry != x || now[0].Version != a.Version+1 || now[1].Version != b.Version+1 {
		t.Errorf("lobbies %s", h.lobbies())
	}
	h.want("in words", h.said[0].Plain(), nameOf(h, x)+" goes to lobby B, "+nameOf(h, y)+" to lobby A")
}

func TestNextSeating(t *testing.T) {
	h := open(t).fill(4).to(night.CloseRegistration)
	want := func(how tournament.Seating) {
		t.Helper()
		if got := h.n.NextSeating(); got != how {
			t.Errorf("next %s, want %s", got, how)
		}
	}
	want(tournament.Random)
	h.draw(tournament.SnakeSeed)
	want(tournament.Random)
	h.start().play()
	want(tournament.ByStanding)
	h.draw(tournament.Random)
	want(tournament.ByStanding)
}

// finished returns a night of four that is over.
func finished(t *testing.T) *hall {
	h := open(t).seated(4).start().play()
	h.must(h.step(night.Finish))
	return h
}
