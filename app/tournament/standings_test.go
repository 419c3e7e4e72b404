package tournament_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"matchday/app/tournament"
)

// fixture is the standings fixture of domain/tournaments.md §11.5: seven players and their places over four rounds. Who
// else sat in their lobbies is left out; a night may be read with any results.
func fixture(ties ...tournament.Tie) night {
	places := [][]int{{1, 1, 4, 6}, {1, 3, 4, 4}, {1, 2, 4, 5}, {2, 2, 4, 4}, {3, 3, 3, 5}, {3, 3, 3, 5}, {2, 3, 4, 8}}
	n := night{Tournament: tournament.Tournament{Rules: tournament.DefaultRules(), Stage: tournament.Playing, Round: 4}}
	n.Tournament.Rules.Ties = ties
	for i := range places {
		n.Entries = append(n.Entries, tournament.Entry{ID: int64(i + 1), Name: fmt.Sprintf("P%d", i+1), State: tournament.Seated})
	}
	for round := 1; round <= 4; round++ {
		n.Rounds = append(n.Rounds, tournament.Round{Number: round, State: tournament.RoundDone})
		for i, p := range places {
			n.Lobbies = append(n.Lobbies, tournament.Lobby{ID: int64(round*10 + i), Round: round, Name: fmt.Sprint(i), Recorded: evening,
				Seats: []tournament.Seat{{Entry: int64(i + 1), Place: p[round-1]}}})
		}
	}
	return n
}

func TestTheStandingsFixture(t *testing.T) {
	const rest = " T-5:P5 T-5:P6 7:P7"
	tests := []struct {
		name string
		ties []tournament.Tie
		want string
	}{
		{"wins, then top fours", []tournament.Tie{tournament.MostFirsts, tournament.MostTopFours}, "1:P1 2:P2 3:P3 4:P4" + rest},
		{"top fours, then wins", []tournament.Tie{tournament.MostTopFours, tournament.MostFirsts}, "1:P2 2:P4 3:P1 4:P3" + rest},
		{"count-back", []tournament.Tie{tournament.CountBack}, "1:P1 2:P3 3:P2 4:P4" + rest},
		{"twice the wins and top fours", []tournament.Tie{tournament.FirstsTwice}, "1:P1 2:P2 3:P3 4:P4" + rest},
		{"last round", []tournament.Tie{tournament.LastRound}, "T-1:P2 T-1:P4 3:P3 4:P1" + rest},
		{"the chain of the house", tournament.DefaultTies(), "1:P1 2:P2 3:P3 4:P4" + rest},
		{"none", nil, "T-1:P1 T-1:P2 T-1:P3 T-1:P4" + rest},
	}
	for _, tt := range tests {
		n := fixture(tt.ties...)
		if got := ranks(n); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func ranks(n night) string {
	var parts []string
	for _, s := range n.Standings() {
		parts = append(parts, s.RankText()+":"+s.Name)
	}
	return strings.Join(parts, " ")
}

func TestTheFixturesCountsAndMoves(t *testing.T) {
	table := fixture(tournament.DefaultTies()...).Standings()
	if p1 := table[0]; p1.Total != 24 || p1.Firsts != 2 || p1.TopFours != 3 || len(p1.Scores) != 4 || p1.Scores[3].Points != 3 {
		t.Errorf("P1 %+v", p1)
	}
	// Before round 4: P1 21, P3 20, P4 19, P2 19 (P2 has a win), P5 P6 18, P7 18 with a second place fewer thirds.
	moved := map[string]int{}
	for _, s := range table {
		moved[s.Name] = s.Moved
	}
	want := map[string]int{"P1": 0, "P2": 1, "P3": -1, "P4": 0, "P5": 1, "P6": 1, "P7": -2}
	for name, m := range want {
		if moved[name] != m {
			t.Errorf("%s moved %+d, want %+d", name, moved[name], m)
		}
	}
}

func TestStandingsBeforeAndDuringARound(t *testing.T) {
	h := open(t).fill(5)
	if got := ranks(h.n); got != "T-1:P1 T-1:P2 T-1:P3 T-1:P4" {
		t.Errorf("before the start: %s", got)
	}
	h.to(night.CloseRegistration).draw(tournament.Random).start()
	l := h.n.LobbiesOf(1)[0]
	h.must(h.record(inOrder(l)))
	table := h.n.Standings()
	if table[0].Entry != l.Seats[0].Entry || table[0].Total != 8 || !table[0].Scores[0].Done || table[3].Scores[0].Done {
		t.Errorf("while the round is played: %+v", table)
	}
	// The last round is the latest one that is complete: nothing yet, so it tells nobody apart.
	if table[2].Rank != table[3].Rank {
		t.Errorf("ranks %d and %d", table[2].Rank, table[3].Rank)
	}
}

func TestTheLastRoundIsTheLatestThatIsComplete(t *testing.T) {
	n := fixture(tournament.LastRound)
	last := n.Lobbies[len(n.Lobbies)-1] // P7's lobby of round 4 is still played
	last.Recorded, last.Seats = evening.AddDate(-2026, 0, 0), []tournament.Seat{{Entry: 7}}
	n.Rounds[3].State = tournament.InPlay
	n.Lobbies = append(slices.Clone(n.Lobbies[:len(n.Lobbies)-1]), tournament.Lobby{ID: last.ID, Round: 4, Name: last.Name, Seats: last.Seats})
	if got := ranks(n); got != "T-1:P1 T-1:P2 T-1:P3 T-1:P4 T-5:P5 T-5:P6 7:P7" {
		t.Errorf("all four were fourth in round 3: %s", got)
	}
}

func TestWhoSatOutARound(t *testing.T) {
	n := fixture(tournament.LastRound)
	n.Lobbies = slices.DeleteFunc(n.Lobbies, func(l tournament.Lobby) bool { return l.Round == 4 && l.Seats[0].Entry == 2 })
	n.Entries[1].State = tournament.Removed
	for _, s := range n.Standings() {
		if s.Name == "P2" && (s.Scores[3].Lobby != "" || s.Scores[3].Round != 4 || s.Total != 19 || s.RankText() != "7") {
			t.Errorf("standing %+v, %s", s, s.RankText())
		}
	}
}

func TestExplain(t *testing.T) {
	r := tournament.DefaultRules()
	want := "Order: total points, then first places, then places in the top 4, then count-back of places, then place in the last round; equal after that means a shared rank."
	if got := r.Explain(); got != want {
		t.Errorf("%q", got)
	}
	r.Ties = []tournament.Tie{tournament.FirstsTwice, "own"}
	if got := r.Explain(); got != "Order: total points, then twice the first places plus places in the top 4, then own; equal after that means a shared rank." {
		t.Errorf("%q", got)
	}
}

func TestOrdinals(t *testing.T) {
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 102: "102nd", 111: "111th"} {
		if got := tournament.Ordinal(n); got != want {
			t.Errorf("%d is written %s", n, got)
		}
	}
}
