package mirror_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"matchday/app/mirror"
)

// The columns of the tab of agreed, and its first row.
const (
	colDiscord, colPronouns, colInGame, colKey = 1, 2, 3, 6
	firstRow                                   = 2
)

// pushed is a night in which the league has changed the pronouns of everybody and got a fourth player.
func pushed() (*night, mirror.Batch) {
	n := agreed()
	for i := range n.ours {
		n.ours[i].Values[1] = "Ours"
	}
	n.ours = append(n.ours, mirror.OurRow{Key: "t7p4", Values: []string{"wren", "Any", "Wren#NA1", "TRUE", "FALSE"}, Stays: true})
	b, _ := n.compare().Batch(n.reading(), n.rows)
	return n, b
}

func (n *night) reading() mirror.Reading { return mirror.Reading{Rows: 50, Cols: 8, Cells: n.cell} }

// copies returns what a Shadow would hold of the rows of a batch as the Sheet is now.
func (n *night) copies(b mirror.Batch) [][]any {
	var lines [][]any
	for _, row := range b.Rows() {
		line := []any(nil)
		if row < len(n.cell) {
			line = slices.Clone(n.cell[row])
		}
		lines = append(lines, line)
	}
	return lines
}

// write does what Google does with a batch.
func (n *night) write(b mirror.Batch) {
	put := func(row, col int, v any) {
		for len(n.cell) <= row {
			n.cell = append(n.cell, nil)
		}
		for len(n.cell[row]) <= col {
			n.cell[row] = append(n.cell[row], nil)
		}
		n.cell[row][col] = v
	}
	for _, w := range b.Cells {
		if w.Value != nil {
			put(w.Row, w.Col, w.Field.Typed(*w.Value))
		}
	}
	for row, key := range b.Keys {
		put(row, b.Tab.Key, key)
	}
}

// lines is what the Sheet says, a row a line: Discord, pronouns, in-game name, key.
func (n *night) lines() []string {
	var out []string
	for _, row := range n.cell[firstRow:] {
		line := ""
		for _, col := range []int{colDiscord, colPronouns, colInGame, colKey} {
			if line != "" || col > colDiscord {
				line += " "
			}
			if col < len(row) {
				if text, ok := row[col].(string); ok {
					line += text
				}
			}
		}
		out = append(out, line)
	}
	return out
}

func swap(a, b int) func(*night) {
	return func(n *night) { n.cell[a], n.cell[b] = n.cell[b], n.cell[a] }
}

func swapNames(a, b int) func(*night) {
	return func(n *night) {
		swap(a, b)(n)
		n.cell[a][colKey], n.cell[b][colKey] = n.cell[b][colKey], n.cell[a][colKey]
	}
}

func types(text string) func(*night) { return func(n *night) { n.cell[firstRow][colPronouns] = text } }

func newcomer(n *night) { n.cell = append(n.cell, []any{"", "who", "", "New#OCE"}) }

func TestWhatWasTypedInTheMomentOfAWriteIsPutBack(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		window func(*night) // between the reading and the write
		later  func(*night) // between the write and the mend, when Matchday was killed
		want   []string
		late   []string // what cannot be put back
	}{
		{name: "nothing", window: func(*night) {},
			want: []string{"moonpetal Ours Sugar Comet#NA1 t7p1", "vex.luna Ours LunaVex#GAL t7p2", "ivy_ Ours Ivy#0777 t7p3", "wren Any Wren#NA1 t7p4"}},
		{name: "a cell", window: types("typed"),
			want: []string{"moonpetal typed Sugar Comet#NA1 t7p1", "vex.luna Ours LunaVex#GAL t7p2", "ivy_ Ours Ivy#0777 t7p3", "wren Any Wren#NA1 t7p4"}},
		{name: "a new row where ours goes", window: newcomer,
			want: []string{"moonpetal Ours Sugar Comet#NA1 t7p1", "vex.luna Ours LunaVex#GAL t7p2", "ivy_ Ours Ivy#0777 t7p3", "who  New#OCE "}},
		{name: "a sort", window: swap(2, 4),
			want: []string{"ivy_ Any Ivy#0777 t7p3", "vex.luna Ours LunaVex#GAL t7p2", "moonpetal She/Her Sugar Comet#NA1 t7p1", "wren Any Wren#NA1 t7p4"}},
		{name: "a sort without the keys", window: swapNames(2, 4),
			want: []string{"ivy_ Any Ivy#0777 t7p1", "vex.luna Ours LunaVex#GAL t7p2", "moonpetal She/Her Sugar Comet#NA1 t7p3", "wren Any Wren#NA1 t7p4"}},
		{name: "a row above", window: func(n *night) { n.cell = slices.Insert(n.cell, 2, nil) },
			want: []string{"   ", "moonpetal She/Her Sugar Comet#NA1 t7p1", "vex.luna They/Them LunaVex#GAL t7p2", "ivy_ Any Ivy#0777 t7p3"}},
		{name: "a new row, which moves before anybody looks", window: newcomer, later: swap(5, 2),
			want: []string{"who  New#OCE ", "vex.luna Ours LunaVex#GAL t7p2", "ivy_ Ours Ivy#0777 t7p3", "moonpetal Ours Sugar Comet#NA1 t7p1"}},
		{name: "a cell, and a sort before anybody looks", window: types("typed"), later: swap(2, 3),
			want: []string{"vex.luna Ours LunaVex#GAL t7p2", "moonpetal typed Sugar Comet#NA1 t7p1", "ivy_ Ours Ivy#0777 t7p3", "wren Any Wren#NA1 t7p4"}},
		{name: "a cell, and a sort without the keys before anybody looks", window: types("typed"), later: swapNames(2, 3),
			want: []string{"vex.luna Ours LunaVex#GAL t7p1", "moonpetal typed Sugar Comet#NA1 t7p2", "ivy_ Ours Ivy#0777 t7p3", "wren Any Wren#NA1 t7p4"}},
		{name: "a cell, and another text before anybody looks", window: types("typed"), later: types("again"),
			want: []string{"moonpetal again Sugar Comet#NA1 t7p1", "vex.luna Ours LunaVex#GAL t7p2", "ivy_ Ours Ivy#0777 t7p3", "wren Any Wren#NA1 t7p4"}, late: []string{`t7p1 pronouns "Ours" "typed"`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			n, b := pushed()
			tt.window(n)
			copies := n.copies(b)
			n.write(b)
			landed, astray, mend := b.Check(copies)
			if len(landed.Cells)+len(astray.Cells) != len(b.Cells) || len(mend.Cells) != len(astray.Cells) {
				t.Errorf("%d landed and %d went astray of %d, %d are put back", len(landed.Cells), len(astray.Cells), len(b.Cells), len(mend.Cells))
			}
			var late []string
			if tt.later != nil {
				tt.later(n)
				var edits []mirror.Edit
				mend, edits = mend.Found(n.tab, n.reading())
				for _, e := range edits {
					late = append(late, fmt.Sprintf("%s %s %q %q", e.Key, e.Field, e.Ours, e.Theirs))
				}
			}
			n.write(mend)
			if diff := cmp.Diff(tt.want, n.lines()); diff != "" {
				t.Errorf("the Sheet (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tt.late, late); diff != "" {
				t.Errorf("late (-want +got)\n%s", diff)
			}
		})
	}
}
