package oldgal

import (
	"fmt"
	"slices"
	"strings"

	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/tournament/spelling"
)

// found is whose name stands in a cell.
type found struct {
	row tournament.Row
	ok  bool
	why string // why it is nobody's, or cannot be imported; empty when it is somebody's who can
}

// roster finds entries by the names under which they may stand in a Sheet.
type roster struct {
	board *tournament.Board
	ranks []map[string][]int64 // by folded name, the surest kind of name first
	names []string             // for a suggestion
	known map[string]found
}

func newRoster(b *tournament.Board) *roster {
	r := &roster{board: b, ranks: make([]map[string][]int64, 5), known: map[string]found{}}
	for i := range r.ranks {
		r.ranks[i] = map[string][]int64{}
	}
	for _, rows := range [][]tournament.Row{b.Seated, b.Waitlist, b.Left} {
		for _, row := range rows {
			r.add(row)
		}
	}
	return r
}

// add files an entry under its names: in-game names, the team, names that people go by, other in-game names, and in-game
// names without the tag.
func (r *roster) add(row tournament.Row) {
	id := row.Entry.ID
	r.file(1, row.Entry.Name, id)
	for _, m := range row.People {
		r.file(0, m.InGame, id)
		r.file(2, m.Name, id)
		for _, alt := range strings.Split(m.AltNames, ",") {
			r.file(3, alt, id)
		}
		if bare, _, tagged := strings.Cut(m.InGame, "#"); tagged {
			r.file(4, bare, id)
		}
		if row.Entry.State.Active() {
			r.names = append(r.names, m.InGame)
		}
	}
}

func (r *roster) file(rank int, name string, id int64) {
	if f := person.Fold(name); f != "" && !slices.Contains(r.ranks[rank][f], id) {
		r.ranks[rank][f] = append(r.ranks[rank][f], id)
	}
}

// find returns whose name this is.
func (r *roster) find(name string) found {
	key := person.Fold(name)
	if was, asked := r.known[key]; asked {
		return was
	}
	f := r.search(name, key)
	r.known[key] = f
	return f
}

func (r *roster) search(name, key string) found {
	cup := r.board.Tournament.Name
	for _, rank := range r.ranks {
		ids := r.current(rank[key])
		if len(ids) > 1 {
			a, _ := r.board.Row(ids[0])
			b, _ := r.board.Row(ids[1])
			return found{why: fmt.Sprintf("“%s” can be %s or %s. Write the whole in-game name in the Sheet.", name, named(a), named(b))}
		}
		if len(ids) == 1 {
			row, _ := r.board.Row(ids[0])
			if row.Entry.State == tournament.Waiting {
				return found{row: row, why: fmt.Sprintf("%s is on the waitlist of %s. Give them a seat first.", named(row), cup)}
			}
			return found{row: row, ok: true}
		}
	}
	if near := spelling.Near(name, r.names); len(near) > 0 {
		return found{why: fmt.Sprintf("Nobody in %s is called “%s”. The nearest is %s: correct the name in the Sheet, or add it to their other names.", cup, name, near[0])}
	}
	return found{why: fmt.Sprintf("Nobody in %s is called “%s”. Correct the name in the Sheet, add it to the other names of whoever it is, or register them.", cup, name)}
}

// current leaves those that are in the tournament now, if there are any: who withdrew and came back has two entries.
func (r *roster) current(ids []int64) []int64 {
	active := slices.DeleteFunc(slices.Clone(ids), func(id int64) bool {
		row, _ := r.board.Row(id)
		return !row.Entry.State.Active()
	})
	switch {
	case len(active) > 0:
		return active
	case len(ids) > 1:
		return []int64{slices.Max(ids)} // the latest of them
	}
	return ids
}

// named writes an entry so that it is told from others: by its in-game name, or as a team.
func named(row tournament.Row) string { return row.Entry.Name }

// Remark is a sentence about what stands in a tab.
type Remark struct {
	At   []Cell
	Text string
}

// Where writes the cells: "F12", "C4 and C9", "C4 to C11".
func (r Remark) Where() string {
	n := len(r.At)
	switch {
	case n == 0:
		return ""
	case n == 1:
		return r.At[0].String()
	case n == 2:
		return r.At[0].String() + " and " + r.At[1].String()
	case r.At[n-1] == Cell{r.At[0].Row + n - 1, r.At[0].Col}:
		return r.At[0].String() + " to " + r.At[n-1].String()
	}
	return fmt.Sprintf("%s, %s and %d more", r.At[0], r.At[1], n-2)
}

// Plain writes the remark as one text.
func (r Remark) Plain() string {
	if len(r.At) == 0 {
		return r.Text
	}
	return r.Where() + ": " + r.Text
}

// number reads a told place that is a number; a fraction or a word is none.
func number(told string) (int, bool) {
	if told == "" || strings.Trim(told, "0123456789") != "" || len(told) > 6 {
		return 0, false
	}
	n := 0
	for _, d := range told {
		n = n*10 + int(d-'0')
	}
	return n, true
}

// idle reports whether what stands for a player says that they have no place.
func idle(told string) bool { return told == "" || told == mirror.DidNotPlay }
