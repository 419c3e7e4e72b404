package past_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"matchday/app/fault"
	"matchday/app/tournament"
	"matchday/app/tournament/past"
)

var at = time.Date(2026, 11, 28, 20, 0, 0, 0, time.UTC)

// cup has six solo entries with a seat and lobbies of three.
func cup() tournament.Night {
	n := tournament.Night{Tournament: tournament.Tournament{ID: 7, Name: "Holidaze", Stage: tournament.Preparing, Registration: tournament.Shut, Rules: tournament.DefaultRules()}}
	n.Tournament.Rules.LobbySize, n.Tournament.Rules.Rounds = 3, 2
	for i := range int64(6) {
		name := fmt.Sprintf("p%d", i+1)
		n.Entries = append(n.Entries, tournament.Entry{ID: i + 1, Tournament: 7, Name: name, State: tournament.Seated, Members: []tournament.Member{{Person: i + 1, InGame: name}}})
	}
	return n
}

func two() []past.Round {
	return []past.Round{
		{Lobbies: []past.Lobby{{Name: "A", Order: []int64{2, 1}, Absent: []int64{3}}, {Name: "B", Order: []int64{4, 5, 6}}}},
		{Lobbies: []past.Lobby{{Name: "A", Order: []int64{4, 2, 1}}}},
	}
}

func TestRoundsArePlayedByTheRules(t *testing.T) {
	before := cup()
	n, said, err := past.Play(before, two(), "a tab", 9, at)
	if err != nil {
		t.Fatal(err)
	}
	if len(before.Rounds)+len(before.Lobbies) > 0 || before.Tournament.Stage != tournament.Preparing {
		t.Error("what it was given has changed")
	}
	if n.Tournament.Stage != tournament.Playing || n.Tournament.Round != 2 || len(n.Rounds) != 2 || n.Rounds[0].State != tournament.RoundDone || n.Rounds[1].State != tournament.RoundDone {
		t.Errorf("%+v %+v", n.Tournament.Stage, n.Rounds)
	}
	var lines []string
	for _, l := range n.Lobbies {
		if l.ID != 0 || l.By != 9 || !l.Recorded.Equal(at) {
			t.Errorf("lobby %s: %+v", l.Name, l)
		}
		line := fmt.Sprint(l.Round, l.Name)
		for _, s := range l.Seats {
			line += fmt.Sprintf(" %d=%d%s", s.Entry, s.Place, s.Outcome)
		}
		lines = append(lines, line)
	}
	if got := strings.Join(lines, "; "); got != "1A 2=1 1=2 3=0absent; 1B 4=1 5=2 6=3; 2A 4=1 2=2 1=3" {
		t.Error(got)
	}
	kinds := ""
	for _, h := range said {
		kinds += fmt.Sprintf("%s %d%s %s; ", h.Kind, h.Round, h.In, h.Other)
	}
	if kinds != "rounds.imported 0 ; placement.imported 1A p2; placement.imported 1B p4; placement.imported 2A p4; " || said[0].Count != 2 || said[0].Now != "a tab" {
		t.Error(kinds)
	}
	if s := n.Standings()[0]; s.Name != "p4" || s.Total != 16 {
		t.Errorf("%s leads with %d", s.Name, s.Total)
	}
	change := tournament.Between(before, n)
	if len(change.Lobbies) != 3 || len(change.Rounds) != 2 || change.Tournament == nil {
		t.Errorf("the step changes %+v", change)
	}
}

func TestARoundMayGoOnOrWaitToBeStarted(t *testing.T) {
	rounds := []past.Round{{Lobbies: []past.Lobby{{Name: "A", Order: []int64{1, 2, 3}}, {Name: "B", Open: []int64{4, 5, 6}}}}}
	n, _, err := past.Play(cup(), rounds, "", 9, at)
	if err != nil || n.Rounds[0].State != tournament.InPlay || n.Lobbies[1].Done() {
		t.Errorf("%v %+v", err, n.Rounds)
	}
	rounds[0].Lobbies[0] = past.Lobby{Name: "A", Open: []int64{1, 2, 3}}
	n, said, err := past.Play(cup(), rounds, "", 9, at)
	if err != nil || n.Rounds[0].State != tournament.Drawn || n.Tournament.Stage != tournament.Preparing || len(said) != 1 {
		t.Errorf("%v %+v %v", err, n.Rounds, said)
	}
	if _, _, err = n.StartRound(at); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNotPlayed(t *testing.T) {
	for want, change := range map[string]func(*tournament.Night, *[]past.Round){
		"is over, so nothing is imported": func(n *tournament.Night, _ *[]past.Round) { n.Tournament.Stage = tournament.Finished },
		"was cancelled, so nothing":       func(n *tournament.Night, _ *[]past.Round) { n.Tournament.Stage = tournament.Cancelled },
		"Discard the draw first":          func(n *tournament.Night, _ *[]past.Round) { *n, _, _ = n.Draw(tournament.Random, 1) },
		"has rounds of its own":           func(n *tournament.Night, r *[]past.Round) { *n, _, _ = past.Play(*n, *r, "", 1, at) },
		"Registration is still open":      func(n *tournament.Night, _ *[]past.Round) { n.Tournament.Registration = tournament.Open },
		"Check-in is still open":          func(n *tournament.Night, _ *[]past.Round) { n.Tournament.CheckIn = tournament.Open },
		"There is no round to import":     func(_ *tournament.Night, r *[]past.Round) { *r = nil },
		"is planned with 1 round, not":    func(n *tournament.Night, _ *[]past.Round) { n.Tournament.Rules.Rounds = 1 },
		"are not told apart":              func(_ *tournament.Night, r *[]past.Round) { (*r)[0].Lobbies[1].Name = "A" },
		"has 3 entries, and the plan":     func(n *tournament.Night, _ *[]past.Round) { n.Tournament.Rules.LobbySize = 2 },
		"Nobody of lobby A has a place": func(_ *tournament.Night, r *[]past.Round) {
			(*r)[1].Lobbies[0] = past.Lobby{Name: "A", Absent: []int64{1}}
		},
		"p4 sits twice in round 1":      func(_ *tournament.Night, r *[]past.Round) { (*r)[0].Lobbies[0].Absent = []int64{4} },
		"Somebody of round 2 is not in": func(_ *tournament.Night, r *[]past.Round) { (*r)[1].Lobbies[0].Order[2] = 77 },
		"p6 is on the waitlist":         func(n *tournament.Night, _ *[]past.Round) { n.Entries[5].State = tournament.Waiting },
		"p3 is not disqualified": func(_ *tournament.Night, r *[]past.Round) {
			(*r)[0].Lobbies[0].Absent, (*r)[0].Lobbies[0].Struck = nil, []int64{3}
		},
		"Round 1 is not complete, so": func(_ *tournament.Night, r *[]past.Round) {
			(*r)[0].Lobbies[1] = past.Lobby{Name: "B", Open: []int64{4, 5, 6}}
		},
		"p3 holds a seat and has no lobby": func(_ *tournament.Night, r *[]past.Round) {
			(*r)[1].Lobbies[0] = past.Lobby{Name: "A", Open: []int64{4, 2, 1}}
		},
		"and lobby A of round 2 has not": func(n *tournament.Night, r *[]past.Round) {
			n.Entries[3].State = tournament.Removed
			(*r)[1].Lobbies[0] = past.Lobby{Name: "A", Open: []int64{4, 2, 1}}
		},
	} {
		n, rounds := cup(), two()
		change(&n, &rounds)
		after, said, err := past.Play(n, rounds, "", 9, at)
		if err == nil || fault.Of(err).Code == fault.Internal || !strings.Contains(fault.Sentence(err), want) {
			t.Errorf("%q: %v", want, err)
		}
		if len(said) > 0 || len(after.Rounds) != len(n.Rounds) {
			t.Errorf("%q: something came about", want)
		}
	}
}

func TestTheDisqualifiedHaveNoPlace(t *testing.T) {
	n, rounds := cup(), two()
	n.Entries[2].State = tournament.Disqualified
	rounds[0].Lobbies[0].Absent, rounds[0].Lobbies[0].Struck = nil, []int64{3}
	n, _, err := past.Play(n, rounds, "", 9, at)
	if err != nil {
		t.Fatal(err)
	}
	if s, _ := n.Lobbies[0].Seat(3); s.Outcome != tournament.Struck {
		t.Errorf("%+v", s)
	}
}
