package oldgal

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"matchday/app/mirror"
)

// searched is how many rows are looked at for the headers of rounds.
const searched = 50

// heads finds the row whose cells name rounds, and the columns that they head.
func heads(r mirror.Reading) (row int, list []Head) {
	for row := range min(len(r.Cells), searched) {
		var list []Head
		last := 0
		for col := range r.Cells[row] {
			h, ok := headOf(told(r, row, col), last)
			if !ok {
				continue
			}
			h.At = Cell{row, col}
			last = max(last, h.Round)
			list = append(list, h)
		}
		if len(list) > 0 {
			return row, list
		}
	}
	return -1, nil
}

// headOf reads "Round 2", "Round 2 points", "Finals". The finals are the round after the last one that has a number.
func headOf(text string, last int) (Head, bool) {
	h := Head{}
	words := strings.Fields(mirror.Normal(text))
	if len(words) > 1 {
		switch words[len(words)-1] {
		case "points", "pts", "score":
			h.Points = true
			words = words[:len(words)-1]
		case "placement", "placements", "place", "places":
			words = words[:len(words)-1]
		}
	}
	name := strings.Join(words, "")
	if name == "finals" || name == "final" {
		h.Round, h.Finals = last+1, true
		return h, last > 0
	}
	number, ok := strings.CutPrefix(name, "round")
	n, err := strconv.Atoi(number)
	h.Round = n
	return h, ok && err == nil && n > 0
}

// sums finds the column of totals: in the row of the headers of rounds, or anywhere when there are none.
func sums(r mirror.Reading, top int) (at Cell, ok bool) {
	from, until := top, top+1
	if top < 0 {
		from, until = 0, min(len(r.Cells), searched)
	}
	for row := from; row < until; row++ {
		for col := range r.Cells[row] {
			switch mirror.Normal(told(r, row, col)) {
			case "total", "total points", "points", "sum":
				return Cell{row, col}, true
			}
		}
	}
	return Cell{}, false
}

// blocks reads "Lobby A" in the first column, and below it (or beside it) a player in one of the first three columns with
// what stands under each round, until the next block.
func blocks(r mirror.Reading) Tab {
	t := Tab{Layout: Blocks}
	top, list := heads(r)
	sum, summed := sums(r, top)
	if top < 0 && !summed {
		return Tab{}
	}
	t.Heads = oneEach(list)
	current, beside, players := "", 0, 0
	for row := max(top, sum.Row) + 1; row < len(r.Cells); row++ {
		name, begins := blockName(told(r, row, 0))
		if begins && name != current {
			current = name
			t.Blocks = append(t.Blocks, Block{name, Cell{row, 0}})
			if !slices.Contains(t.Lobbies, name) {
				t.Lobbies = append(t.Lobbies, name)
			}
		}
		at := t.playerIn(r, row)
		if current == "" || at < 0 || t.again(r, row) {
			t.loose(r, row, at)
			continue
		}
		players++
		if begins {
			beside++
		}
		player := told(r, row, at)
		for _, h := range t.Heads {
			t.Rounds = max(t.Rounds, h.Round)
			t.Places = append(t.Places, Place{Round: h.Round, Lobby: current, Player: player, Name: Cell{row, at}, Told: mirror.Round(h.Round).Told(r.At(row, h.At.Col)), At: Cell{row, h.At.Col}})
		}
		if summed {
			t.Sums = append(t.Sums, Sum{player, mirror.Total.Told(r.At(row, sum.Col)), Cell{row, sum.Col}})
		}
	}
	if len(t.Lobbies) == 0 || players == 0 {
		return Tab{}
	}
	t.Flat = beside == players
	slices.SortStableFunc(t.Places, func(a, b Place) int { return cmp.Compare(a.Round, b.Round) })
	return t
}

// loose keeps the numbers of a row that is nobody's.
func (t *Tab) loose(r mirror.Reading, row, name int) {
	for _, h := range t.Heads {
		place := mirror.Round(h.Round).Told(r.At(row, h.At.Col))
		if _, ok := number(place); ok {
			t.Loose = append(t.Loose, Place{Round: h.Round, Player: told(r, row, name), Told: place, At: Cell{row, h.At.Col}})
		}
	}
}

// oneEach leaves the column of places where a round has one of points as well. A round over two columns of the same kind
// keeps both: which of them counts is for people to say.
func oneEach(list []Head) []Head {
	return slices.DeleteFunc(slices.Clone(list), func(h Head) bool {
		return h.Points && slices.ContainsFunc(list, func(o Head) bool { return o.Round == h.Round && !o.Points })
	})
}

// again reports whether a row repeats the headers, as some put them above every block.
func (t Tab) again(r mirror.Reading, row int) bool {
	return slices.ContainsFunc(t.Heads, func(h Head) bool {
		_, head := headOf(told(r, row, h.At.Col), h.Round)
		return head
	})
}

// blockName reads "Lobby A".
func blockName(s string) (string, bool) {
	rest, ok := strings.CutPrefix(mirror.Normal(s), "lobby ")
	rest = strings.ToUpper(strings.TrimSpace(rest))
	return rest, ok && len(rest) >= 1 && len(rest) <= 2 && strings.Trim(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// playerIn returns which of the first three columns holds the player of a row: the first text that is neither a number
// nor the name of a block nor what stands under a round. -1 is none.
func (t Tab) playerIn(r mirror.Reading, row int) int {
	for col := range 3 {
		s := told(r, row, col)
		if _, block := blockName(s); s == "" || block || slices.ContainsFunc(t.Heads, func(h Head) bool { return h.At.Col == col }) {
			continue
		}
		if strings.Trim(s, "0123456789.") != "" {
			return col
		}
	}
	return -1
}

// pairsFrom is the first column of names in the layout of pairs; each round takes four columns.
const pairsFrom, pairsStep, pairsTop, pairsRounds = 2, 4, 2, 4

// pairs reads C/D, G/H, K/L and O/P below two rows of headers: names with a tag, and places beside them.
func pairs(r mirror.Reading) Tab {
	t := Tab{Layout: Pairs}
	for n := range pairsRounds {
		list, loose, tags, odd := pairsOf(r, n)
		if n == 0 && (tags < 2 || odd > tags/4) {
			return Tab{}
		}
		if tags == 0 || odd > tags {
			continue // something of the staff's own
		}
		t.Rounds = n + 1
		h := Head{Round: n + 1, At: Cell{pairsTop - 1, pairsFrom + n*pairsStep + 1}}
		for row := range pairsTop {
			said, _ := headOf(told(r, row, h.At.Col), n+1)
			h.Points = h.Points || said.Points || strings.HasPrefix(mirror.Normal(told(r, row, h.At.Col)), "point")
		}
		t.Heads = append(t.Heads, h)
		t.Places, t.Loose = append(t.Places, list...), append(t.Loose, loose...)
	}
	return t
}

// pairsOf reads the two columns of one round. tags counts the names with a tag that have a place, odd the names beside
// which something else stands.
func pairsOf(r mirror.Reading, n int) (list, loose []Place, tags, odd int) {
	name := pairsFrom + n*pairsStep
	lobby, part, gap := "", 0, false
	for row := pairsTop; row < len(r.Cells); row++ {
		player, place := told(r, row, name), mirror.Round(1).Told(r.At(row, name+1))
		block, begins := blockName(player)
		switch {
		case player == "":
			gap = len(list) > 0
			if _, isNumber := number(place); isNumber {
				loose = append(loose, Place{Round: n + 1, Told: place, At: Cell{row, name + 1}})
			}
			continue
		case begins && place == "":
			lobby, gap = block, true
			continue
		}
		if gap {
			part, gap = part+1, false
		}
		if _, err := strconv.Atoi(place); err != nil && place != "" && place != mirror.DidNotPlay && place != mirror.Disqualified {
			odd++
		} else if strings.Contains(player, "#") && place != "" {
			tags++
		}
		list = append(list, Place{Round: n + 1, Lobby: lobby, Part: part, Player: player, Name: Cell{row, name}, Told: place, At: Cell{row, name + 1}})
	}
	return list, loose, tags, odd
}
