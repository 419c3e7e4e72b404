package mirror_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/app/tournament"
)

var evening = time.Date(2026, 11, 28, 19, 0, 0, 0, time.UTC)

// played is the board of eight players in two lobbies; round 1 is being played, lobby B of it is recorded.
func played(t *testing.T) *tournament.Board {
	t.Helper()
	rules := tournament.DefaultRules()
	rules.LobbySize, rules.Points = 4, tournament.DefaultPoints(4)
	n := tournament.Night{Tournament: tournament.Tournament{ID: 7, Name: "Cup", Rules: rules, Stage: tournament.Playing, Registration: tournament.Shut, CheckIn: tournament.Shut, Round: 1}}
	names := map[int64]person.Person{}
	for i := int64(1); i <= 8; i++ {
		names[i] = person.Person{ID: i, Name: fmt.Sprintf("name%d", i)}
		n.Entries = append(n.Entries, tournament.Entry{ID: 10 + i, Tournament: 7, Name: fmt.Sprintf("Game %d#NA1", i), State: tournament.Seated, Registered: evening,
			Members: []tournament.Member{{Person: i, InGame: fmt.Sprintf("Game %d#NA1", i), Pronouns: "Any", CheckIn: evening}}})
	}
	n.Rounds = []tournament.Round{{Tournament: 7, Number: 1, State: tournament.InPlay}}
	n.Lobbies = []tournament.Lobby{{ID: 1, Tournament: 7, Round: 1, Name: "A", Version: 3}, {ID: 2, Tournament: 7, Round: 1, Name: "B", Version: 5, Recorded: evening}}
	for i := range int64(8) {
		l := &n.Lobbies[i/4]
		s := tournament.Seat{Entry: 11 + i}
		if l.Done() {
			s.Place = int(i) - 3
		}
		l.Seats = append(l.Seats, s)
	}
	n.Entries[3].State = tournament.Withdrawn
	n.Lobbies[0].Seats[3].Outcome = tournament.Absent
	return n.Read(person.League{}, names)
}

func typed(entry int, place string) mirror.Edit {
	return mirror.Edit{Key: mirror.EntryKey(7, int64(10+entry)), Field: mirror.Round(1), Theirs: place}
}

func TestTypedPlacesAreTakenLobbyByLobby(t *testing.T) {
	b := played(t)
	tests := []struct {
		name  string
		edits []mirror.Edit
		want  *tournament.Result
		typed int
		wrong map[mirror.Edit]string
	}{
		{"half a lobby waits", []mirror.Edit{typed(1, "2"), typed(2, "1")}, nil, 3, nil},
		{"a whole lobby", []mirror.Edit{typed(1, "2"), typed(2, "1"), typed(3, "3")}, &tournament.Result{Lobby: 1, Version: 3, Order: []int64{12, 11, 13}, Absent: []int64{14}}, 4, nil},
		{"somebody did not play", []mirror.Edit{typed(1, "2"), typed(2, "DNP"), typed(3, "1")}, &tournament.Result{Lobby: 1, Version: 3, Order: []int64{13, 11}, Absent: []int64{12, 14}}, 4, nil},
		{"a place twice", []mirror.Edit{typed(1, "1"), typed(2, "1")}, nil, 3, map[mirror.Edit]string{
			typed(1, "1"): "Place 1 stands twice in this lobby. Change one of them.", typed(2, "1"): "Place 1 stands twice in this lobby. Change one of them."}},
		{"a gap", []mirror.Edit{typed(1, "1"), typed(2, "2"), typed(3, "4")}, nil, 4, map[mirror.Edit]string{
			typed(1, "1"): "Place 3 is missing in this lobby. The places go from 1 to 3.", typed(2, "2"): "Place 3 is missing in this lobby. The places go from 1 to 3.", typed(3, "4"): "Place 3 is missing in this lobby. The places go from 1 to 3."}},
		{"no place", []mirror.Edit{typed(1, "won"), typed(2, "9")}, nil, 1, map[mirror.Edit]string{
			typed(1, "won"): "A place in this lobby is a number from 1 to 4, or DNP for who did not play.", typed(2, "9"): "A place in this lobby is a number from 1 to 4, or DNP for who did not play."}},
		{"out by typing", []mirror.Edit{typed(1, "DQ")}, nil, 2, map[mirror.Edit]string{typed(1, "DQ"): "Disqualify the player first; the place is taken out then. Type a place, or DNP."}},
		{"a correction of two", []mirror.Edit{typed(5, "2"), typed(6, "1")}, &tournament.Result{Lobby: 2, Version: 5, Order: []int64{16, 15, 17, 18}}, 4, nil},
		{"half a correction", []mirror.Edit{typed(5, "2")}, nil, 4, map[mirror.Edit]string{typed(5, "2"): "Place 2 stands twice in this lobby. Change one of them."}},
	}
	for _, tt := range tests {
		attempts, lost := mirror.Results(b, tt.edits)
		if len(attempts) != 1 || len(lost) != 0 {
			t.Errorf("%s: %d attempts, lost %v", tt.name, len(attempts), lost)
			continue
		}
		a := attempts[0]
		if tt.wrong == nil {
			tt.wrong = map[mirror.Edit]string{}
		}
		if diff := cmp.Diff(tt.want, a.Result); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.wrong, a.Wrong); diff != "" || a.Typed != tt.typed || a.Seats != 4 {
			t.Errorf("%s: %d of %d, %s", tt.name, a.Typed, a.Seats, diff)
		}
	}
	stray := []mirror.Edit{{Key: mirror.EntryKey(7, 99), Field: mirror.Round(1), Theirs: "1"}, {Key: mirror.EntryKey(7, 11), Field: mirror.Round(2), Theirs: "1"}}
	_, lost := mirror.Results(b, stray)
	if lost[stray[0]] != "They do not play in round 1." || lost[stray[1]] != "Round 2 is not drawn yet." {
		t.Errorf("%v", lost)
	}
}

func TestRowsAsTheLeagueHasThem(t *testing.T) {
	b := played(t)
	tab := func(kind mirror.Kind, fields ...mirror.Field) mirror.Tab {
		out := mirror.Tab{Kind: kind}
		for i, f := range fields {
			out.Columns = append(out.Columns, mirror.Column{Field: f, At: i, Way: f.Ways()[0]})
		}
		return out
	}
	find := func(rows []mirror.OurRow, key string) []string {
		i := slices.IndexFunc(rows, func(o mirror.OurRow) bool { return o.Key == key })
		if i < 0 {
			return nil
		}
		return rows[i].Values
	}
	players := tab(mirror.Players, mirror.Players.Fields(4, true)...).Ours(b, "https://x.gg/{name}/{tag}")
	if diff := cmp.Diff([]string{"name1", "Any", "Game 1#NA1", "", "Game 1#NA1", "TRUE", "TRUE", "", "seated"}, find(players, "t7p1")); diff != "" || players[0].Link != "https://x.gg/Game%201/NA1" || !players[0].Stays {
		t.Errorf("%s, %+v", diff, players[0])
	}
	if diff := cmp.Diff([]string{"name4", "Any", "Game 4#NA1", "", "Game 4#NA1", "FALSE", "FALSE", "", "withdrawn"}, find(players, "t7p4")); diff != "" || players[7].Stays {
		t.Errorf("%s, %+v", diff, players[7])
	}
	lobbies := tab(mirror.Lobbies, mirror.Lobbies.Fields(2, false)...).Ours(b, "")
	for key, want := range map[string][]string{"t7e11": {"A", "name1", "", "", "0"}, "t7e14": {"A", "name4", "DNP", "", "0"}, "t7e16": {"B", "name6", "2", "", "6"}} {
		if diff := cmp.Diff(want, find(lobbies, key)); diff != "" {
			t.Errorf("%s: %s", key, diff)
		}
	}
	standings := tab(mirror.Standings, mirror.Standings.Fields(1, false)...).Ours(b, "")
	if diff := cmp.Diff([]string{"1", "name5", "8", "1"}, standings[0].Values); diff != "" || standings[0].Key != "row1" {
		t.Errorf("%s", diff)
	}
	for key, want := range map[string][2]int64{"t7p12": {12, 0}, "t7e3": {0, 3}, "t8p1": {}, "t7p": {}, "t7p-1": {}, "t7p0": {}, "t7x1": {}, "t77p1": {}, "row1": {}, "": {}} {
		if p, e := mirror.Owner(7, key); [2]int64{p, e} != want {
			t.Errorf("%q is of person %d, entry %d", key, p, e)
		}
	}
}
