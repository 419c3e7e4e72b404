package mirror_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"matchday/app/mirror"
)

// night is a tab of three players whom both sides agree about.
type night struct {
	tab  mirror.Tab
	rows map[string]mirror.Row
	ours []mirror.OurRow
	cell [][]any
}

func agreed() *night {
	n := &night{tab: players(), rows: map[string]mirror.Row{}}
	n.cell = [][]any{{"Cup"}, {"", "Discord:", "Pronouns:", "Username:", "Registered:", "Checked In:", "Matchday key"}}
	for i, who := range [][]string{{"moonpetal", "She/Her", "Sugar Comet#NA1", "TRUE", "TRUE"}, {"vex.luna", "They/Them", "LunaVex#GAL", "TRUE", "FALSE"}, {"ivy_", "Any", "Ivy#0777", "FALSE", "FALSE"}} {
		n.add(fmt.Sprintf("t7p%d", i+1), who)
	}
	return n
}

func (n *night) add(key string, who []string) {
	n.ours = append(n.ours, mirror.OurRow{Key: key, Values: slices.Clone(who), Stays: true})
	line := []any{""}
	row := mirror.Row{Key: key, Cells: map[mirror.Field]mirror.Memory{}}
	for j, c := range n.tab.Columns {
		row.Cells[c.Field] = mirror.Memory{Value: who[j], Version: 1}
		line = append(line, c.Field.Typed(who[j]))
	}
	n.rows[key] = row
	n.cell = append(n.cell, append(line, key))
}

func (n *night) compare() mirror.Outcome {
	return n.tab.Compare(mirror.Reading{Rows: 50, Cols: 8, Cells: n.cell}, n.rows, n.ours)
}

// says is an outcome in short words, for tables.
func says(o mirror.Outcome) string {
	var out []string
	for _, e := range o.Edits {
		out = append(out, fmt.Sprintf("edit %s %s %q->%q", e.Key, e.Field, e.Was, e.Theirs))
	}
	for _, e := range o.Clashes {
		out = append(out, fmt.Sprintf("clash %s %s %q/%q", e.Key, e.Field, e.Ours, e.Theirs))
	}
	for _, e := range o.Refused {
		out = append(out, fmt.Sprintf("refuse %s %s %q", e.Key, e.Field, e.Theirs))
	}
	for _, w := range o.Writes {
		if w.Value != nil {
			out = append(out, fmt.Sprintf("write %s %s %s %q", w.Key, w.Field, mirror.Place(w.Row, w.Col), *w.Value))
		}
		if w.Note != nil {
			out = append(out, fmt.Sprintf("note %s %s %q", w.Key, w.Field, *w.Note))
		}
	}
	for _, row := range slices.Sorted(func(yield func(int) bool) {
		for r := range o.Keys {
			if !yield(r) {
				return
			}
		}
	}) {
		out = append(out, fmt.Sprintf("key row%d=%q", row+1, o.Keys[row]))
	}
	for what, list := range map[string][]mirror.Stranger{"new": o.New, "doubt": o.Doubts, "copy": o.Copies} {
		for _, s := range list {
			out = append(out, fmt.Sprintf("%s row%d %s", what, s.Row+1, s.Key))
		}
	}
	for _, k := range o.Gone {
		out = append(out, "gone "+k)
	}
	for _, m := range o.Missing {
		out = append(out, "missing "+m.Key)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

func TestThreeWays(t *testing.T) {
	const (
		discord = 1 + iota
		pronouns
		ingame
		registered
		checked
	)
	swap := func(n *night, a, b int, cols ...int) { // rows of the Sheet, from 1, the columns that move
		for _, c := range cols {
			n.cell[a-1][c], n.cell[b-1][c] = n.cell[b-1][c], n.cell[a-1][c]
		}
	}
	set := func(n *night, key string, f mirror.Field, m mirror.Memory) { n.rows[key].Cells[f] = m }
	tests := []struct {
		name string
		do   func(*night)
		want string
	}{
		{"nothing happened", func(*night) {}, ""},
		{"ours changed", func(n *night) { n.ours[0].Values[4] = "FALSE" }, `write t7p1 checked_in F3 "FALSE"`},
		{"theirs changed", func(n *night) { n.cell[2][checked] = false }, `edit t7p1 checked_in "TRUE"->"FALSE"`},
		{"both changed alike", func(n *night) { n.cell[2][checked], n.ours[0].Values[4] = false, "FALSE" }, ""},
		{"both changed", func(n *night) { n.cell[2][pronouns], n.ours[0].Values[1] = "They/Them", "Any" }, `clash t7p1 pronouns "Any"/"They/Them"`},
		{"told otherwise", func(n *night) { n.cell[2][checked], n.cell[3][checked] = "yes", 0.0 }, ""},
		{"ours alone was edited", func(n *night) { n.cell[2][discord] = "somebody" }, `refuse t7p1 discord "somebody"`},
		{"theirs alone", func(n *night) {
			n.tab.Columns[1].Way = mirror.Theirs
			n.ours[0].Values[1], n.cell[3][pronouns] = "Any", "Any"
		}, `edit t7p2 pronouns "They/Them"->"Any"`},
		{"sorted with its keys", func(n *night) { n.cell[2], n.cell[4] = n.cell[4], n.cell[2] }, ""},
		{"sorted without the keys", func(n *night) { swap(n, 3, 5, 1, 2, 3, 4, 5) }, `key row3="t7p3"; key row5="t7p1"`},
		{"sorted without the keys, and ours changed", func(n *night) {
			swap(n, 3, 5, 1, 2, 3, 4, 5)
			n.ours[0].Values[4] = "FALSE"
		}, `key row3="t7p3"; key row5="t7p1"; write t7p1 checked_in F5 "FALSE"`},
		{"sorted without the keys, and a name edited", func(n *night) {
			swap(n, 3, 5, 1, 2, 3, 4, 5)
			n.cell[4][ingame] = "Sugar Rush#NA1"
		}, `edit t7p1 ingame "Sugar Comet#NA1"->"Sugar Rush#NA1"; key row3="t7p3"; key row5="t7p1"`},
		{"only some columns sorted", func(n *night) { swap(n, 3, 5, 3, 4, 5) }, `doubt row3 t7p1; doubt row5 t7p3`},
		{"both names typed over", func(n *night) { n.cell[2][discord], n.cell[2][ingame] = "pickles", "Queen#OCE" }, `doubt row3 t7p1`},
		{"staff vouched for it", func(n *night) {
			n.cell[2][discord], n.cell[2][ingame] = "pickles", "Queen#OCE"
			r := n.rows["t7p1"]
			r.Trust = n.tab.Print(map[mirror.Field]string{mirror.Discord: "pickles", mirror.InGame: "Queen#OCE"})
			n.rows["t7p1"] = r
		}, `edit t7p1 ingame "Sugar Comet#NA1"->"Queen#OCE"; refuse t7p1 discord "pickles"`},
		{"spelled otherwise", func(n *night) { n.cell[2][ingame] = "sugar comet#na1" }, `edit t7p1 ingame "Sugar Comet#NA1"->"sugar comet#na1"`},
		{"somebody else's name typed", func(n *night) { n.cell[2][ingame] = "Ivy#0777" }, `doubt row3 t7p1`},
		{"deleted", func(n *night) { n.cell = slices.Delete(n.cell, 3, 4) }, `gone t7p2`},
		{"emptied", func(n *night) { n.cell[3] = []any{nil, nil, nil, nil, nil, nil, "t7p2"} }, `gone t7p2`},
		{"moved by cutting what shows", func(n *night) {
			n.cell = append(n.cell, append(slices.Clone(n.cell[2][:6]), ""))
			n.cell[2] = []any{nil, nil, nil, nil, nil, nil, "t7p1"}
		}, `key row3=""; key row6="t7p1"`},
		{"copied whole", func(n *night) { n.cell = append(n.cell, slices.Clone(n.cell[2])) }, `copy row6 t7p1`},
		{"copied and typed over", func(n *night) {
			n.cell = append(n.cell, slices.Clone(n.cell[2]))
			n.cell[5][discord], n.cell[5][ingame] = "pickles", "Queen#OCE"
		}, `new row6 `},
		{"typed", func(n *night) { n.cell = append(n.cell, []any{}, []any{"", "pickles", "", "Queen#OCE", false}) }, `new row7 `},
		{"blank rows with checkboxes", func(n *night) {
			for range 1000 {
				n.cell = append(n.cell, []any{"", "", "", "", false, false})
			}
		}, ""},
		{"a key of another night", func(n *night) { n.cell[2][6] = "t5p9" }, `key row3="t7p1"`},
		{"ours is new", func(n *night) {
			n.ours = append(n.ours, mirror.OurRow{Key: "t7p4", Values: []string{"zoe", "", "Zoë#EUW", "TRUE", "FALSE"}, Stays: true})
		}, `missing t7p4`},
		{"ours is new and stands there already", func(n *night) {
			n.ours = append(n.ours, mirror.OurRow{Key: "t7p4", Values: []string{"zoe", "", "Zoë#EUW", "TRUE", "FALSE"}, Stays: true})
			n.cell = append(n.cell, []any{"", "ZOE", "She/Her", "Zoë#EUW"})
		}, `edit t7p4 pronouns ""->"She/Her"; key row6="t7p4"; write t7p4 discord B6 "zoe"; write t7p4 registered E6 "TRUE"`},
		{"ours left before it had a row", func(n *night) {
			n.ours = append(n.ours, mirror.OurRow{Key: "t7p4", Values: []string{"zoe", "", "Zoë#EUW", "FALSE", "FALSE"}})
		}, ""},
		{"a write arrived without an answer", func(n *night) {
			set(n, "t7p1", mirror.CheckedIn, mirror.Memory{Value: "FALSE", Version: 1, Sent: []mirror.Sent{{Value: "TRUE", Row: 2}}})
			n.ours[0].Values[4] = "FALSE"
		}, `write t7p1 checked_in F3 "FALSE"`},
		{"a write was lost", func(n *night) {
			set(n, "t7p1", mirror.CheckedIn, mirror.Memory{Value: "TRUE", Version: 1, Sent: []mirror.Sent{{Value: "FALSE", Row: 2}}})
			n.ours[0].Values[4] = "FALSE"
		}, `write t7p1 checked_in F3 "FALSE"`},
		{"a write hit another row", func(n *night) {
			set(n, "t7p1", mirror.Pronouns, mirror.Memory{Value: "She/Her", Version: 1, Sent: []mirror.Sent{{Value: "Any", Row: 3}}})
			n.ours[0].Values[1], n.cell[3][pronouns] = "Any", "Any"
		}, `write t7p1 pronouns C3 "Any"; write t7p2 pronouns C4 "They/Them"`},
		{"the same elsewhere is an edit", func(n *night) {
			set(n, "t7p1", mirror.Pronouns, mirror.Memory{Value: "She/Her", Version: 1, Sent: []mirror.Sent{{Value: "Ask Me", Row: 2}}})
			n.ours[0].Values[1], n.cell[3][pronouns] = "Ask Me", "Ask Me"
		}, `edit t7p2 pronouns "They/Them"->"Ask Me"; write t7p1 pronouns C3 "Ask Me"`},
		{"a note is to be hung up", func(n *night) {
			set(n, "t7p1", mirror.CheckedIn, mirror.Memory{Value: "TRUE", Version: 2, Say: "why"})
		}, `note t7p1 checked_in "why"`},
		{"a note is taken away when ours changes", func(n *night) {
			set(n, "t7p1", mirror.CheckedIn, mirror.Memory{Value: "TRUE", Version: 2, Note: "why", Say: "why"})
			n.ours[0].Values[4] = "FALSE"
		}, `note t7p1 checked_in ""; write t7p1 checked_in F3 "FALSE"`},
		{"what waited was put right", func(n *night) {
			set(n, "t7p1", mirror.Pronouns, mirror.Memory{Value: "She/Her", Version: 2, Note: "twice", Say: "twice", Waits: true})
		}, `note t7p1 pronouns ""`},
		{"a row being added has come", func(n *night) {
			r := n.rows["t7p3"]
			r.Stage = mirror.Coming
			for f, m := range r.Cells {
				r.Cells[f] = mirror.Memory{Sent: []mirror.Sent{{Value: m.Value, Row: 4}}}
			}
			n.rows["t7p3"] = r
		}, ""},
		{"a row being added has not come", func(n *night) {
			r := n.rows["t7p3"]
			r.Stage = mirror.Coming
			n.rows["t7p3"] = r
			n.cell = n.cell[:4]
		}, `missing t7p3`},
	}
	for _, tt := range tests {
		n := agreed()
		tt.do(n)
		if got := says(n.compare()); got != tt.want {
			t.Errorf("%s:\n  %s\nwant\n  %s", tt.name, got, tt.want)
		}
	}
}

func TestOneNameAlone(t *testing.T) {
	only := func() *night {
		n := agreed()
		n.tab.Columns = slices.Clone(n.tab.Columns[1:])
		for i := range n.ours {
			n.ours[i].Values = n.ours[i].Values[1:]
		}
		return n
	}
	n := only()
	n.cell[2][3] = "Sugar Rush#NA1"
	if got, want := says(n.compare()), `edit t7p1 ingame "Sugar Comet#NA1"->"Sugar Rush#NA1"`; got != want {
		t.Errorf("a corrected name: %s", got)
	}
	n = only()
	n.cell[2][3], n.cell[3][3] = "Sugar Rush#NA1", "LunaVex#EUW"
	if got, want := says(n.compare()), `doubt row3 t7p1; doubt row4 t7p2`; got != want {
		t.Errorf("two at once: %s", got)
	}
	n = only()
	n.cell[2][3], n.cell[2][2] = "Queen#OCE", "Any"
	if got, want := says(n.compare()), `doubt row3 t7p1`; got != want {
		t.Errorf("name and more: %s", got)
	}
}

func TestTwoOfOneName(t *testing.T) {
	twins := func() *night {
		n := agreed()
		n.tab.Columns = []mirror.Column{n.tab.Columns[0], n.tab.Columns[1], n.tab.Columns[4]}
		n.rows, n.ours, n.cell = map[string]mirror.Row{}, nil, n.cell[:2]
		for i, who := range [][]string{{"Alex", "She/Her", "TRUE"}, {"Alex", "He/Him", "FALSE"}, {"ivy_", "Any", "FALSE"}} {
			key := fmt.Sprintf("t7p%d", i+1)
			row := mirror.Row{Key: key, Cells: map[mirror.Field]mirror.Memory{}}
			for j, c := range n.tab.Columns {
				row.Cells[c.Field] = mirror.Memory{Value: who[j], Version: 1}
			}
			n.rows[key] = row
			n.ours = append(n.ours, mirror.OurRow{Key: key, Values: who, Stays: true})
			n.cell = append(n.cell, []any{"", who[0], who[1], "", "", who[2], key})
		}
		return n
	}
	if got := says(twins().compare()); got != "" {
		t.Errorf("in peace: %s", got)
	}
	n := twins()
	for c := 1; c < 6; c++ {
		n.cell[2][c], n.cell[3][c], n.cell[4][c] = n.cell[3][c], n.cell[4][c], n.cell[2][c]
	}
	if got, want := says(n.compare()), `doubt row3 t7p1; doubt row5 t7p2; key row4="t7p3"`; !strings.Contains(got, "doubt row3") || strings.Contains(got, "edit") {
		t.Errorf("torn apart: %s, want something like %s", got, want)
	}
}

// TestNobodysRowIsMistaken tears a Sheet apart in every way that people have and asks whose rows are believed.
func TestNobodysRowIsMistaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := &night{tab: players(), rows: map[string]mirror.Row{}, cell: [][]any{{}, {"", "Discord:", "Pronouns:", "Username:", "Registered:", "Checked In:", "Matchday key"}}}
		count := rapid.IntRange(1, 8).Draw(t, "people")
		origin := map[string]string{} // whose row a text in a column that nobody mapped came from: the truth
		for i := range count {
			key := fmt.Sprintf("t7p%d", i+1)
			n.add(key, []string{fmt.Sprintf("name%d", i), rapid.SampledFrom([]string{"", "Any", "She/Her"}).Draw(t, "pronouns"), fmt.Sprintf("game%d", i), "TRUE", "FALSE"})
			n.cell[i+2] = append(n.cell[i+2], "origin"+key) // column H
			origin["origin"+key] = key
		}
		both := map[string]bool{} // rows of which both names were typed over
		for range rapid.IntRange(0, 6).Draw(t, "steps") {
			rows := len(n.cell) - 2
			if rows == 0 {
				break
			}
			i, j := 2+rapid.IntRange(0, rows-1).Draw(t, "i"), 2+rapid.IntRange(0, rows-1).Draw(t, "j")
			switch rapid.SampledFrom([]string{"sort", "sort without keys", "delete", "copy", "one name", "both names", "blank row", "key away"}).Draw(t, "what") {
			case "sort":
				n.cell[i], n.cell[j] = n.cell[j], n.cell[i]
			case "sort without keys":
				n.cell[i], n.cell[j] = n.cell[j], n.cell[i]
				n.cell[i][6], n.cell[j][6] = n.cell[j][6], n.cell[i][6]
			case "delete":
				n.cell = slices.Delete(n.cell, i, i+1)
			case "copy":
				n.cell = append(n.cell, slices.Clone(n.cell[i]))
			case "one name":
				col := rapid.SampledFrom([]int{1, 3}).Draw(t, "col")
				if s, _ := n.cell[i][4-col].(string); strings.HasPrefix(s, "typed") {
					both[n.cell[i][7].(string)] = true
				}
				n.cell[i][col] = fmt.Sprintf("typed%d", rapid.IntRange(0, 1000).Draw(t, "text"))
			case "both names":
				n.cell[i][1], n.cell[i][3] = fmt.Sprintf("typed%d", rapid.IntRange(0, 1000).Draw(t, "a")), "typed"
				both[n.cell[i][7].(string)] = true
			case "blank row":
				n.cell = slices.Insert(n.cell, i, []any{nil, nil, nil, nil, nil, nil, nil, ""})
			case "key away":
				n.cell[i][6] = ""
			}
		}
		out := n.compare()
		held := map[string]bool{}
		for key, row := range out.Rows {
			held[key] = true
			if truth := origin[n.cell[row][7].(string)]; truth != key {
				t.Fatalf("row %d is %s and was taken for %s", row+1, truth, key)
			}
			if both["origin"+key] && !slices.Contains([]any{"name0"}, n.cell[row][1]) {
				s, _ := n.cell[row][1].(string)
				u, _ := n.cell[row][3].(string)
				if strings.HasPrefix(s, "typed") && strings.HasPrefix(u, "typed") {
					t.Fatalf("row %d has lost both its names and was taken for %s", row+1, key)
				}
			}
		}
		// Nobody is forgotten: each is found, doubted or gone.
		for _, s := range out.Doubts {
			held[s.Key] = true
		}
		for _, key := range out.Gone {
			held[key] = true
		}
		if len(held) != count {
			t.Fatalf("of %d people %d are spoken of: %s", count, len(held), says(out))
		}
		// What is written into the column of keys makes each key stand once.
		keys := map[string]int{}
		for row := 2; row < len(n.cell); row++ {
			key, _ := n.cell[row][6].(string)
			if fixed, ok := out.Keys[row]; ok {
				key = fixed
			}
			if _, believed := out.Rows[key]; believed && out.Rows[key] == row {
				keys[key]++
			}
		}
		for key := range out.Rows {
			if keys[key] != 1 {
				t.Fatalf("the key of %s stands in %d rows that are believed", key, keys[key])
			}
		}
	})
}

func TestRowsByTheirPlace(t *testing.T) {
	tab := mirror.Tab{Kind: mirror.Standings, Title: "Standings", Header: 0, Key: -1, Columns: []mirror.Column{
		{Field: mirror.Rank, Header: "Rank", At: 0, Way: mirror.Ours}, {Field: mirror.Player, Header: "Player", At: 1, Way: mirror.Ours}}}
	mem := func(rank, player string) mirror.Row {
		return mirror.Row{Cells: map[mirror.Field]mirror.Memory{mirror.Rank: {Value: rank, Version: 1}, mirror.Player: {Value: player, Version: 1}}}
	}
	rows := map[string]mirror.Row{"row1": mem("1", "ivy_"), "row2": mem("2", "zoe"), "row3": mem("3", "vex")}
	ours := []mirror.OurRow{{Key: "row1", Values: []string{"1", "zoe"}, Stays: true}, {Key: "row2", Values: []string{"2", "ivy_"}, Stays: true}}
	r := mirror.Reading{Rows: 4, Cols: 2, Cells: [][]any{{"Rank", "Player"}, {"1", "ivy_"}, {2.0, "typed"}, {"3", "vex"}}}
	want := `refuse row2 player "typed"; write row1 player B2 "zoe"; write row3 player B4 ""; write row3 rank A4 ""`
	out := tab.Compare(r, rows, ours)
	if got := says(out); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if out.Found != 2 {
		t.Errorf("%d rows of two are found: the one to be emptied is nobody's", out.Found)
	}
	if out := tab.Compare(mirror.Reading{Rows: 3, Cols: 2, Cells: r.Cells[:1]}, rows, ours); out.Found != 0 || len(out.Missing) != 0 {
		t.Errorf("in an empty tab %d rows are found, and %d miss", out.Found, len(out.Missing))
	}
	ours = append(ours, mirror.OurRow{Key: "row3", Values: []string{"3", "vex"}}, mirror.OurRow{Key: "row4", Values: []string{"4", "new"}})
	if got := says(tab.Compare(r, rows, ours)); !strings.HasPrefix(got, "missing row4") {
		t.Error(got)
	}
}

func TestWhereNewRowsGo(t *testing.T) {
	free := func(rows int, cells ...[]any) ([]int, int) {
		head := [][]any{{"Cup"}, {"", "Discord:", "Pronouns:", "Username:", "Registered:", "Checked In:", "Matchday key"}, {"", "moonpetal"}}
		return players().Free(mirror.Reading{Rows: rows, Cols: 8, Cells: append(head, cells...)}, 3)
	}
	none := []any{}
	for _, tt := range []struct {
		name  string
		rows  int
		cells [][]any
		want  []int
		grow  int
	}{
		{"below the last", 50, nil, []int{3, 4, 5}, 0},
		{"the grid ends", 4, nil, []int{3, 4, 5}, 2},
		{"checkboxes are empty", 50, [][]any{{"", "", "", "", false, false}, {"", "", "", "", false, false}}, []int{3, 4, 5}, 0},
		{"not into a gap", 50, [][]any{none, {"", "ivy_"}, none}, []int{5, 6, 7}, 0},
		{"not over a line of theirs", 50, [][]any{none, {"Total", nil, nil, nil, nil, nil, nil, 31.0}}, []int{3, 5, 6}, 0},
		{"numbers beside are formulas", 50, [][]any{{nil, nil, nil, nil, nil, nil, nil, 0.0}}, []int{3, 4, 5}, 0},
	} {
		got, grow := free(tt.rows, tt.cells...)
		if !cmp.Equal(got, tt.want) || grow != tt.grow {
			t.Errorf("%s: rows %v, %d more", tt.name, got, grow)
		}
	}
}
