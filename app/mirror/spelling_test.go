package mirror_test

import (
	"testing"

	"matchday/app/mirror"
)

// TestSpellingAloneIsNoQuestion compares cells of which the league would keep the same.
func TestSpellingAloneIsNoQuestion(t *testing.T) {
	const pronouns, ingame = 2, 3
	first := func(n *night) { n.rows = map[string]mirror.Row{} }
	both := func(n *night) { // the league has them from somewhere else than from what is remembered
		for f, m := range n.rows["t7p2"].Cells {
			if f == mirror.Pronouns {
				m.Value = "Any"
			}
			n.rows["t7p2"].Cells[f] = m
		}
	}
	for _, tt := range []struct {
		name string
		do   func(*night)
		want string
	}{
		{"at the first meeting", func(n *night) { first(n); n.cell[3][pronouns] = "they / them" }, `write t7p2 pronouns C4 "They/Them"`},
		{"a name with spaces", func(n *night) { first(n); n.cell[2][ingame] = " Sugar  Comet#NA1 " }, `write t7p1 ingame D3 "Sugar Comet#NA1"`},
		{"a name in other letters is another name", func(n *night) { first(n); n.cell[2][ingame] = "sugar comet#na1" },
			`clash t7p1 ingame "Sugar Comet#NA1"/"sugar comet#na1"`},
		{"other pronouns are a question", func(n *night) { first(n); n.cell[3][pronouns] = "she/they" }, `clash t7p2 pronouns "They/Them"/"she/they"`},
		{"staff alone write it", func(n *night) {
			first(n)
			n.tab.Columns[1].Way = mirror.Theirs
			n.cell[3][pronouns] = "they/them"
		}, `edit t7p2 pronouns ""->"they/them"`},
		{"both sides changed alike", func(n *night) { both(n); n.cell[3][pronouns] = "they/them" }, `write t7p2 pronouns C4 "They/Them"`},
		{"both sides changed otherwise", func(n *night) { both(n); n.cell[3][pronouns] = "xe/xem" }, `clash t7p2 pronouns "They/Them"/"xe/xem"`},
	} {
		n := agreed()
		tt.do(n)
		for i := range n.cell[2:] {
			if len(n.rows) == 0 {
				n.cell[i+2][6] = "" // a Sheet that Matchday has not seen has no keys
			}
		}
		out := n.compare()
		out.Keys = nil
		if got := says(out); got != tt.want {
			t.Errorf("%s:\n  %s\nwant\n  %s", tt.name, got, tt.want)
		}
	}
}

// TestWhatWasSettledBySpellingIsAskedAboutNoMore has the league change again before its spelling was written.
func TestWhatWasSettledBySpellingIsAskedAboutNoMore(t *testing.T) {
	n := agreed()
	n.rows = map[string]mirror.Row{}
	n.cell[3][2] = "they/them"
	n.rows = n.compare().Learned
	n.ours[1].Values[1] = "Ask Me"
	if got, want := says(n.compare()), `write t7p2 pronouns C4 "Ask Me"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
