package oldgal_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/mirror/oldgal"
	"matchday/app/person"
	"matchday/app/tournament"
)

// cup is a tournament whose entries are called P1, P2, … in Discord and p1#NA1, … in the game; two make a team when size
// is 2.
func cup(entries, size int, change func(*tournament.Night)) *tournament.Board {
	n := tournament.Night{Tournament: tournament.Tournament{ID: 7, Name: "Holidaze", Rules: tournament.DefaultRules()}}
	n.Tournament.Rules.TeamSize, n.Tournament.Rules.LobbySize, n.Tournament.Rules.Points = size, 4, []int{4, 3, 2, 1}
	people := map[int64]person.Person{}
	for i := range entries {
		e := tournament.Entry{ID: int64(i + 1), Tournament: 7, Name: fmt.Sprintf("Team %d", i+1), State: tournament.Seated}
		for m := range size {
			who := int64(i*size + m + 1)
			people[who] = person.Person{ID: who, Name: fmt.Sprintf("P%d", who)}
			e.Members = append(e.Members, tournament.Member{Person: who, InGame: fmt.Sprintf("p%d#NA1", who)})
		}
		if size == 1 {
			e.Name = e.Members[0].InGame
		}
		n.Entries = append(n.Entries, e)
	}
	if change != nil {
		change(&n)
	}
	return n.Read(person.League{}, people)
}

// lobbies is a Sheet of blocks, its first row the headers; each lobby is a list of lines below its name.
func lobbies(head string, blocks ...[]string) []string {
	lines := []string{head}
	for i, b := range blocks {
		lines = append(append(lines, "Lobby "+string(rune('A'+i))), b...)
	}
	return lines
}

// judged writes what was read and every remark.
func judged(n oldgal.Night) string {
	var b strings.Builder
	for _, r := range n.Rounds {
		fmt.Fprintf(&b, "round %d", r.Number)
		if r.Points {
			b.WriteString(" from points")
		}
		for _, l := range r.Lobbies {
			fmt.Fprintf(&b, " | %s", l.Name)
			for _, s := range l.Seats {
				switch {
				case s.Outcome != tournament.Played:
					fmt.Fprintf(&b, " %d:%s", s.Entry, s.Outcome)
				case l.Done:
					fmt.Fprintf(&b, " %d:%d", s.Entry, s.Place)
				default:
					fmt.Fprintf(&b, " %d", s.Entry)
				}
			}
		}
		b.WriteString("\n")
		for _, w := range r.Wrong {
			b.WriteString("  ! " + w.Plain() + "\n")
		}
	}
	for _, list := range [][]oldgal.Remark{n.Wrong, n.Names, n.Notes} {
		for _, w := range list {
			b.WriteString("* " + w.Plain() + "\n")
		}
	}
	fmt.Fprintf(&b, "%d ready", n.Ready())
	return b.String()
}

func TestWhatATabOfResultsBrings(t *testing.T) {
	const head = "Lobby|Player|Round 1|Round 2"
	left := func(state tournament.State) func(*tournament.Night) {
		return func(n *tournament.Night) { n.Entries[3].State, n.Entries[3].Left = state, time.Unix(9, 0) }
	}
	for _, tt := range []struct {
		name    string
		lines   []string
		entries int // 4 when 0
		size    int // of a team; 1 when 0
		as      oldgal.Numbers
		change  func(*tournament.Night)
		want    string
	}{
		{name: "a whole night", entries: 8, lines: lobbies(head, []string{"|p1#NA1|1|4", "|p2#NA1|2nd|3", "|P3|3|2", "|p4#NA1|4|1"}, []string{"|p5#NA1|4|1", "", "|p6#NA1|3|2", "|p7|2|3", "|p8#na1|1|4"}),
			want: "round 1 | A 1:1 2:2 3:3 4:4 | B 8:1 7:2 6:3 5:4\nround 2 | A 4:1 3:2 2:3 1:4 | B 5:1 6:2 7:3 8:4\n2 ready"},
		{name: "headers above every block and the lobby beside each player", entries: 3,
			lines: []string{"Lobby|Player|Round 1", "Lobby A|p1#NA1|1", "Lobby A|p2#NA1|2", "Lobby|Player|Round 1", "Lobby B|p3#NA1|1"},
			want:  "round 1 | A 1:1 2:2 | B 3:1\n1 ready"},
		{name: "finals are one lobby", entries: 8, lines: lobbies("Lobby|Player|Round 1|Finals", []string{"|p1#NA1|1|2", "|p2#NA1|2|3", "|p3#NA1|3|", "|p4#NA1|4|"}, []string{"|p5#NA1|1|1", "|p6#NA1|2|DNP", "|p7#NA1|3|", "|p8#NA1|4|"}),
			want: "round 1 | A 1:1 2:2 3:3 4:4 | B 5:1 6:2 7:3 8:4\nround 2 | A 5:1 1:2 2:3 6:absent\n2 ready"},
		{name: "who did not play", lines: lobbies(head, []string{"|p1#NA1|1", "|p2#NA1|-", "|p3#NA1|2", "|p4#NA1|DNP"}),
			want: "round 1 | A 1:1 3:2 2:absent 4:absent\n1 ready"},
		{name: "a lobby that plays", entries: 4, lines: lobbies(head, []string{"|p1#NA1|1", "|p2#NA1|2"}, []string{"|p3#NA1|", "|p4#NA1|"}),
			want: "round 1 | A 1:1 2:2 | B 3 4\n1 ready"},
		{name: "lobbies only", lines: lobbies(head, []string{"|p1#NA1", "|p2#NA1", "|p3#NA1", "|p4#NA1"}),
			want: "round 1 | A 1 2 3 4\n1 ready"},
		{name: "somebody has no lobby in a round that plays", lines: lobbies(head, []string{"|p1#NA1", "|p2#NA1", "|p3#NA1"}),
			want: "round 1 | A 1 2 3\n  ! p4#NA1 holds a seat and stands in no lobby of round 1, which is still being played. Add them to the Sheet, or take them out of the tournament.\n0 ready"},
		{name: "a place twice", lines: lobbies(head, []string{"|p1#NA1|1|1", "|p2#NA1|2|1", "|p3#NA1|3|3", "|p4#NA1|4|4"}),
			want: "round 1 | A 1:1 2:2 3:3 4:4\nround 2 | A 1:1 2:1 3:3 4:4\n  ! D3 and D4: Place 1 stands twice in lobby A of round 2. Change one of them.\n1 ready"},
		{name: "a place is missing", lines: lobbies(head, []string{"|p1#NA1|1", "|p2#NA1|2", "|p3#NA1|DNP", "|p4#NA1|4"}),
			want: "round 1 | A 1:1 2:2 4:4 3:absent\n  ! C3 to C6: Place 3 is missing in lobby A of round 1: with 3 places they go from 1 to 3.\n0 ready"},
		{name: "no places", lines: lobbies(head, []string{"|p1#NA1|1", "|p2#NA1|maybe", "|p3#NA1|9", "|p4#NA1|"}),
			want: "round 1 | A 1:1 3:9 2:0 4:0\n  ! C4: “maybe” is no place. Type a number from 1 to 4, or DNP for who did not play.\n  ! C5: 9 is no place in a lobby of 4. Type a number from 1 to 4, or DNP for who did not play.\n" +
				"  ! C6: p4#NA1 has no place, although others of the lobby have one. Type it, or DNP for who did not play.\n0 ready"},
		{name: "a round without places before one with", lines: lobbies(head, []string{"|p1#NA1||1", "|p2#NA1||2"}),
			want: "round 1 | A 1 2\n  ! C3 and C4: Lobby A has no places in round 1, although round 2 was played. Type them, then look again.\nround 2 | A 1:1 2:2\n0 ready"},
		{name: "somebody twice", lines: lobbies(head, []string{"|p1#NA1|1", "|P1|2", "|p3#NA1|3", "|p3#na1|4"}),
			want: "round 1 | A 1:1 3:3\n  ! B3 and B4: “p1#NA1” and “P1” are both p1#NA1. Take one of the two out.\n  ! B5 and B6: “p3#na1” stands twice in round 1. Take one of the two out.\n0 ready"},
		{name: "strangers", lines: lobbies(head, []string{"|p1#NA1|1", "|p22#NA1|2", "|Who#EUW|DNP"}),
			want: "round 1 | A 1:1 0:2\n  ! C4: “p22#NA1” has a place in round 1 and could not be matched. Without them the places of the others would be wrong.\n" +
				"* B4: Nobody in Holidaze is called “p22#NA1”. The nearest is p2#NA1: correct the name in the Sheet, or add it to their other names.\n" +
				"* B5: Nobody in Holidaze is called “Who#EUW”. Correct the name in the Sheet, add it to the other names of whoever it is, or register them. They have no place, so they are left out.\n0 ready"},
		{name: "a name of two", lines: lobbies(head, []string{"|Ivy|1", "|p2#NA1|2"}), change: func(n *tournament.Night) {
			for i, name := range []string{"Ivy#NA1", "Ivy#EUW"} {
				n.Entries[2*i].Name, n.Entries[2*i].Members[0].InGame = name, name
			}
		},
			want: "round 1 | A 0:1 2:2\n  ! C3: “Ivy” has a place in round 1 and could not be matched. Without them the places of the others would be wrong.\n" +
				"* B3: “Ivy” can be Ivy#NA1 or Ivy#EUW. Write the whole in-game name in the Sheet.\n0 ready"},
		{name: "by another name", lines: lobbies(head, []string{"|Old Me#NA1|1", "|p2#NA1|2"}), change: func(n *tournament.Night) { n.Entries[0].Members[0].AltNames = "x#NA1, old  me#NA1" },
			want: "round 1 | A 1:1 2:2\n1 ready"},
		{name: "on the waitlist", lines: lobbies(head, []string{"|p1#NA1|1", "|p4#NA1|2"}), change: left(tournament.Waiting),
			want: "round 1 | A 1:1 0:2\n  ! C4: “p4#NA1” has a place in round 1 and could not be matched. Without them the places of the others would be wrong.\n* B4: p4#NA1 is on the waitlist of Holidaze. Give them a seat first.\n0 ready"},
		{name: "who has left since", lines: lobbies(head, []string{"|p1#NA1|1", "|p4#NA1|2"}), change: left(tournament.Dropped), want: "round 1 | A 1:1 4:2\n1 ready"},
		{name: "disqualified", lines: lobbies(head, []string{"|p1#NA1|1", "|p4#NA1|DQ"}), change: left(tournament.Disqualified), want: "round 1 | A 1:1 4:disqualified\n1 ready"},
		{name: "not disqualified", lines: lobbies(head, []string{"|p1#NA1|1", "|p4#NA1|DQ"}),
			want: "round 1 | A 1:1 4:disqualified\n  ! C4: p4#NA1 is not disqualified in Holidaze. Disqualify them first, or type a place or DNP.\n0 ready"},
		{name: "a place of nobody", lines: []string{head, "|p3#NA1|1", "Lobby A", "|p1#NA1|1", "|p2#NA1|2", "||3", "||36"},
			want: "round 1 | A 1:1 2:2\n  ! C2: “p3#NA1” has a place in round 1 and stands in no lobby. Put them below the name of one.\n  ! C6: 3 stands here and no player beside it. Type the name, or take the number out.\n0 ready"},
		{name: "a place of nobody in pairs", lines: []string{"Doubleup", "||Round 1", "||p1#NA1|1", "||p2#NA1|2", "|||3"},
			want: "round 1 | A 1:1 2:2\n  ! D5: 3 stands here and no player beside it. Type the name, or take the number out.\n0 ready"},
		{name: "a round over two columns", lines: lobbies("Lobby|Player|Round 1|Round 1", []string{"|p1#NA1|1|2", "|p2#NA1|2|1"}),
			want: "round 1 | A 1:1 2:2\n  ! C1 and D1: Round 1 stands over two columns. Rename the one that does not count.\n0 ready"},
		{name: "a lobby that begins twice", lines: []string{head, "Lobby A", "|p1#NA1|1", "Lobby B", "|p2#NA1|1", "Lobby A", "|p3#NA1|2"},
			want: "round 1 | A 1:1 3:2 | B 2:1\n  ! A2 and A6: Lobby A begins twice. Give one of the two another letter.\n0 ready"},
		{name: "too many in a lobby", entries: 5, lines: lobbies(head, []string{"|p1#NA1|1", "|p2#NA1|2", "|p3#NA1|3", "|p4#NA1|4", "|p5#NA1|5"}),
			want: "round 1 | A 1:1 2:2 3:3 4:4 5:5\n  ! C3 to C7: Lobby A of round 1 has 5 entries; lobbies of Holidaze have 4 at most. Change the size in its plan, then look again.\n0 ready"},
		{name: "too many rounds", lines: lobbies(head, []string{"|p1#NA1|1|1", "|p2#NA1|2|2"}), change: func(n *tournament.Night) { n.Tournament.Rules.Rounds = 1 },
			want: "round 1 | A 1:1 2:2\nround 2 | A 1:1 2:2\n  ! D1: Holidaze is planned with 1 round. Raise the number of rounds in its plan, then look again.\n1 ready"},
		{name: "points by their words", lines: lobbies("Lobby|Player|Round 1 points", []string{"|p1#NA1|4", "|p2#NA1|3", "|p3#NA1|0", "|p4#NA1|2"}),
			want: "round 1 from points | A 1:1 2:2 4:3 3:absent\n1 ready"},
		{name: "points beside places", lines: lobbies("Lobby|Player|Round 1 place|Round 1 points", []string{"|p1#NA1|1|4", "|p2#NA1|2|3"}), want: "round 1 | A 1:1 2:2\n1 ready"},
		{name: "points by their numbers", lines: lobbies(head, []string{"|p1#NA1|8", "|p2#NA1|6", "|p3#NA1|2", "|p4#NA1|4"}), change: func(n *tournament.Night) { n.Tournament.Rules.Points = []int{8, 6, 4, 2} },
			want: "round 1 from points | A 1:1 2:2 4:3 3:4\n1 ready"},
		{name: "points because staff say so", as: oldgal.ArePoints, lines: lobbies(head, []string{"|p1#NA1|4", "|p2#NA1|3", "|p3#NA1|2", "|p4#NA1|1"}), want: "round 1 from points | A 1:1 2:2 3:3 4:4\n1 ready"},
		{name: "points that tell no place", lines: lobbies("Lobby|Player|Round 1 points", []string{"|p1#NA1|4", "|p2#NA1|0", "|p3#NA1|0", "|p4#NA1|7"}), change: func(n *tournament.Night) { n.Tournament.Rules.Points = []int{4, 3} },
			want: "round 1 from points | A 1:1 2:0 3:0 4:0\n  ! C4: 0 points are worth the places 3 to 4 alike, so the place of p2#NA1 is not known. Type the places instead.\n" +
				"  ! C5: 0 points are worth the places 3 to 4 alike, so the place of p3#NA1 is not known. Type the places instead.\n  ! C6: By the plan no place of a lobby of 4 earns 7 points. Correct it, or change the points in the plan.\n0 ready"},
		{name: "only totals", lines: lobbies("Lobby|Player|Points", []string{"|p1#NA1|20", "|p2#NA1|18"}),
			want: "* C3 and C4: Only totals stand in this tab, and they do not say which places they come from. Type the places under “Round 1”, “Round 2” and so on, then look again.\n0 ready"},
		{name: "a total that is wrong", lines: lobbies("Lobby|Player|Round 1|Total", []string{"|p1#NA1|1|4", "|p2#NA1|2|2"}),
			want: "round 1 | A 1:1 2:2\n* D4: The total of p2#NA1 says 2; by the plan the places make 3 points.\n1 ready"},
		{name: "pairs by the places", entries: 8, lines: []string{"Doubleup", "||Round 1", "||p1#NA1|2", "||p2#NA1|1", "||p3#NA1|4", "||p4#NA1|3", "||p5#NA1|1", "||p6#NA1|2", "||p7#NA1|3", "||p8#NA1|4"},
			want: "round 1 | A 2:1 1:2 4:3 3:4 | B 5:1 6:2 7:3 8:4\n1 ready"},
		{name: "pairs by empty rows", entries: 5, lines: []string{"Doubleup", "||Round 1||||Round 2", "||p1#NA1|1|||p2#NA1|1", "||p2#NA1|2|||p1#NA1|2", "", "||p3#NA1|3", "||p4#NA1|1", "||p5#NA1|2"},
			want: "round 1 | A 1:1 2:2 | B 4:1 5:2 3:3\nround 2 | A 2:1 1:2\n2 ready"},
		{name: "pairs with names of lobbies", lines: []string{"Doubleup", "||Round 1", "||Lobby B", "||p1#NA1|1", "||p2#NA1|2", "||Lobby A", "||p3#NA1|1", "||p4#NA1|1"},
			want: "round 1 | B 1:1 2:2 | A 3:1 4:1\n  ! D7 and D8: Place 1 stands twice in lobby A of round 1. Change one of them.\n0 ready"},
		{name: "pairs of nobody knows which", entries: 6, lines: []string{"Doubleup", "||Round 1", "||p1#NA1|1", "||p2#NA1|1", "||p3#NA1|2", "||p4#NA1|2", "||p5#NA1|3", "||p6#NA1|3"},
			want: "round 1\n  ! D3 to D8: Where one lobby ends and the next begins cannot be told from these places. Put an empty row between the lobbies, then look again.\n0 ready"},
		{name: "teams by partners", size: 2, lines: []string{"Doubleup", "||Round 1", "||p1#NA1|1", "||p2#NA1|2", "||p5#NA1|3", "||p6#NA1|4", "||p7#NA1|8", "||p8#NA1|7", "||p4#NA1|5", "||p3#NA1|6"},
			want: "round 1 | A 1:1 3:2 2:3 4:4\n1 ready"},
		{name: "teams by one place each", size: 2, lines: lobbies(head, []string{"|p1#NA1|2", "|p2#NA1|2", "|p3#NA1|1", "|p4#NA1|1", "|Team 3|3"}), want: "round 1 | A 2:1 1:2 3:3\n1 ready"},
		{name: "a team with two places", size: 2, lines: lobbies(head, []string{"|p1#NA1|1", "|p2#NA1|4", "|p3#NA1|1", "|p4#NA1|1"}),
			want: "round 1 | A 2:1 1:0\n  ! C3 and C4: The players of Team 1 have different results, 1 and 4. A team has one place.\n0 ready"},
		{name: "a team in two lobbies", size: 2, lines: lobbies(head, []string{"|p1#NA1|1", "|p3#NA1|2"}, []string{"|p2#NA1|1", "|p5#NA1|2"}),
			want: "round 1 | A 1:1 2:2 | B 1:1 3:2\n  ! C3 and C6: Team 1 plays in lobby A and in lobby B of round 1. A team plays in one.\n0 ready"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tab := oldgal.Read(sheet(tt.lines...), "Lobbies")
			if !tab.Results() {
				t.Fatalf("read as %q", tab.Layout)
			}
			got := judged(oldgal.Judge(tab, cup(max(tt.entries, 4*boolInt(tt.entries == 0)), max(1, tt.size), tt.change), tt.as))
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Whatever stands in a tab, what is ready is a night that the rules of lobbies allow.
func TestWhatIsReadyIsSound(t *testing.T) {
	b := cup(8, 1, nil)
	tab := oldgal.Read(sheet(lobbies("Lobby|Player|Round 1", []string{"|p1#NA1|1", "|p2#NA1|2", "|p3#NA1|3", "|p4#NA1|4"}, []string{"|p5#NA1|1", "|p6#NA1|2", "|p7#NA1|3", "|p8#NA1|4"})...), "Lobbies")
	for i := range tab.Places {
		for _, told := range []string{"", "0", "1", "4", "5", "x", "DNP", "DQ"} {
			changed := tab
			changed.Places = slices.Clone(tab.Places)
			changed.Places[i].Told = told
			n := oldgal.Judge(changed, b, oldgal.Guess)
			for _, r := range n.Rounds[:n.Ready()] {
				for _, l := range r.Lobbies {
					placed := 0
					for k, s := range l.Seats {
						if s.Place > 0 {
							placed++
						}
						if s.Entry == 0 || s.Place > 0 && s.Place != k+1 {
							t.Errorf("%s=%q: seat %+v", changed.Places[i].At, told, s)
						}
					}
					if placed == 0 {
						t.Errorf("%s=%q: nobody has a place", changed.Places[i].At, told)
					}
				}
			}
		}
	}
}
