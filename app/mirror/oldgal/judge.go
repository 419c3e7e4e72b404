package oldgal

import (
	"cmp"
	"fmt"
	"slices"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/tournament/deal"
)

// Numbers says what the numbers of a tab are.
type Numbers string

// What numbers can be. Guess takes them for places, as the former bot wrote them, unless only points explain them.
const (
	Guess     Numbers = ""
	ArePlaces Numbers = "places"
	ArePoints Numbers = "points"
)

// Night is what a tab would bring into a tournament, with everything that is wrong with it.
type Night struct {
	Rounds []Round
	Wrong  []Remark // keeps all of it from being imported
	Names  []Remark // names that are nobody's, and why
	Notes  []Remark // worth knowing; nothing hangs on it
}

// Round is one round with its lobbies.
type Round struct {
	Number  int
	Finals  bool
	Points  bool // points stand in the tab; the places are read from them
	Lobbies []Lobby
	Wrong   []Remark // keeps it, and what comes after it, from being imported

	twice bool // somebody stands in it twice: what that does to the places of others is not told
}

// Lobby is one lobby of a round.
type Lobby struct {
	Name  string
	Done  bool // its result stands there
	Seats []Seat
}

// Seat is an entry in a lobby with its result.
type Seat struct {
	Entry   int64
	Name    string // as boards show the entry; empty for a name that is nobody's
	InGame  string // what the entry is called in the game, or the team
	Stands  string // as it stands
	At      Cell
	Place   int // 0 for none
	Outcome tournament.Outcome
	Points  int
}

// Complete reports whether every lobby has its result.
func (r Round) Complete() bool {
	return !slices.ContainsFunc(r.Lobbies, func(l Lobby) bool { return !l.Done })
}

// Ready returns how many rounds can be imported: those before the first in which something is wrong.
func (n Night) Ready() int {
	if len(n.Wrong) > 0 {
		return 0
	}
	if i := slices.IndexFunc(n.Rounds, func(r Round) bool { return len(r.Wrong) > 0 }); i >= 0 {
		return i
	}
	return len(n.Rounds)
}

// judge compares a tab with a tournament.
type judge struct {
	tab    Tab
	board  *tournament.Board
	rules  tournament.Rules
	roster *roster
	said   map[string]bool // names that were told to be nobody's
	night  Night
}

// Judge says what a tab with results would bring into a tournament: its rounds with lobbies, who took which place, and
// what contradicts itself. It decides nothing by the tournament's own rounds.
func Judge(t Tab, b *tournament.Board, as Numbers) Night {
	j := &judge{tab: t, board: b, rules: b.Tournament.Rules, roster: newRoster(b), said: map[string]bool{}}
	last := 0
	for _, p := range t.Places {
		if p.Told != "" {
			last = max(last, p.Round)
		}
	}
	if last == 0 && t.Layout == Blocks && t.Rounds > 0 {
		last = 1 // lobbies that have not played yet
	}
	switch {
	case t.Rounds == 0 && len(t.Sums) > 0:
		j.wrong(cells(t.Sums, func(s Sum) Cell { return s.At }), "Only totals stand in this tab, and they do not say which places they come from. Type the places under “Round 1”, “Round 2” and so on, then look again.")
	case last == 0:
		j.wrong(nil, "No result stands in this tab.")
	}
	for n := range last {
		j.round(n+1, as)
	}
	j.order()
	j.totals()
	return j.night
}

func (j *judge) wrong(at []Cell, text string, args ...any) {
	j.night.Wrong = append(j.night.Wrong, Remark{at, fmt.Sprintf(text, args...)})
}

func (r *Round) wrong(at []Cell, text string, args ...any) {
	r.Wrong = append(r.Wrong, Remark{at, fmt.Sprintf(text, args...)})
}

// round judges one round.
func (j *judge) round(number int, as Numbers) {
	r := Round{Number: number}
	heads := slices.DeleteFunc(slices.Clone(j.tab.Heads), func(h Head) bool { return h.Round != number })
	places := slices.DeleteFunc(slices.Clone(j.tab.Places), func(p Place) bool { return p.Round != number })
	if len(heads) > 0 {
		r.Finals = heads[0].Finals
		r.Points = heads[0].Points
	}
	switch {
	case len(heads) > 1:
		r.wrong([]Cell{heads[0].At, heads[1].At}, "Round %d stands over two columns. Rename the one that does not count.", number)
		places = slices.DeleteFunc(places, func(p Place) bool { return p.At.Col != heads[0].At.Col })
	case len(heads) == 0:
		r.wrong(nil, "There is no column for round %d, but for one after it.", number)
	case number > j.rules.Rounds:
		r.wrong([]Cell{heads[0].At}, "%s is planned with %s. Raise the number of rounds in its plan, then look again.", j.board.Tournament.Name, tournament.Count(j.rules.Rounds, "round", "rounds"))
	}
	j.loose(&r)
	j.once(&r, places)
	groups := j.groups(&r, places)
	units := make([][]*unit, len(groups))
	for i, g := range groups {
		units[i] = j.units(g)
	}
	if j.rules.TeamSize > 1 {
		j.together(&r, groups, units)
	}
	r.Points = as == ArePoints || as == Guess && (r.Points || j.onlyPoints(groups, units))
	for i, g := range groups {
		j.lobby(&r, g, units[i])
	}
	j.night.Rounds = append(j.night.Rounds, r)
}

// loose tells places that are nobody's. A larger number is a sum of the staff's own.
func (j *judge) loose(r *Round) {
	for _, p := range j.tab.Loose {
		switch n, _ := number(p.Told); {
		case p.Round != r.Number || n < 1 || n > j.rules.LobbySize*j.rules.TeamSize:
		case p.Player == "":
			r.wrong([]Cell{p.At}, "%d stands here and no player beside it. Type the name, or take the number out.", n)
		default:
			r.wrong([]Cell{p.At}, "“%s” has a place in round %d and stands in no lobby. Put them below the name of one.", p.Player, r.Number)
		}
	}
}

// group is a lobby before it is judged.
type group struct {
	name   string
	places []Place
}

func (g group) typed() bool {
	return slices.ContainsFunc(g.places, func(p Place) bool { return p.Told != "" })
}

// groups splits a round into its lobbies.
func (j *judge) groups(r *Round, places []Place) []group {
	if j.tab.Layout == Pairs {
		return j.split(r, places)
	}
	var list []group
	for _, p := range places {
		i := slices.IndexFunc(list, func(g group) bool { return g.name == p.Lobby })
		if i < 0 {
			i = len(list)
			list = append(list, group{name: p.Lobby})
		}
		list[i].places = append(list[i].places, p)
	}
	if r.Finals {
		return j.finals(list)
	}
	for i, b := range j.tab.Blocks {
		if first := slices.IndexFunc(j.tab.Blocks, func(o Block) bool { return o.Name == b.Name }); first < i {
			r.wrong([]Cell{j.tab.Blocks[first].At, b.At}, "Lobby %s begins twice. Give one of the two another letter.", b.Name)
		}
	}
	return list
}

// finals are one lobby of those who have a place in them, whatever block they stand in, unless every block has finals of
// its own.
func (j *judge) finals(blocks []group) []group {
	own := func(g group) bool { return g.typed() && permutation(j.units(g), 0) }
	if len(blocks) > 0 && !slices.ContainsFunc(blocks, func(g group) bool { return !own(g) }) {
		return blocks
	}
	one := group{name: deal.Name(0)}
	for _, g := range blocks {
		for _, p := range g.places {
			if p.Told != "" {
				one.places = append(one.places, p)
			}
		}
	}
	return []group{one}
}

// once tells entries that stand twice in a round, and names that are nobody's although they have a place.
func (j *judge) once(r *Round, places []Place) {
	first := map[int64]Place{}
	names := map[string]Place{}
	for _, p := range places {
		f := j.roster.find(p.Player)
		if was, twice := names[person.Fold(p.Player)]; twice {
			r.wrong([]Cell{was.Name, p.Name}, "“%s” stands twice in round %d. Take one of the two out.", p.Player, r.Number)
			r.twice = true
			continue
		}
		names[person.Fold(p.Player)] = p
		switch {
		case !f.ok:
			j.stranger(r, p, f)
		case j.rules.TeamSize > 1: // partners share an entry
		case first[f.row.Entry.ID].Player != "":
			was := first[f.row.Entry.ID]
			r.wrong([]Cell{was.Name, p.Name}, "“%s” and “%s” are both %s. Take one of the two out.", was.Player, p.Player, named(f.row))
			r.twice = true
		default:
			first[f.row.Entry.ID] = p
		}
	}
}

// together tells teams whose players stand in different lobbies.
func (j *judge) together(r *Round, groups []group, units [][]*unit) {
	lobby := map[int64]int{}
	first := map[int64]*unit{}
	for i, list := range units {
		for _, u := range list {
			id := u.row.Entry.ID
			if was, sits := first[id]; u.ok && sits {
				r.wrong([]Cell{was.cells[0], u.cells[0]}, "%s plays in lobby %s and in lobby %s of round %d. A team plays in one.", u.name(), groups[lobby[id]].name, groups[i].name, r.Number)
			} else if u.ok {
				lobby[id], first[id] = i, u
			}
		}
	}
}

// stranger tells a name that is nobody's: once for all rounds, and for each round in which it has a place.
func (j *judge) stranger(r *Round, p Place, f found) {
	if key := person.Fold(p.Player); !j.said[key] {
		j.said[key] = true
		text := f.why
		if idle(p.Told) && !j.playsLater(p) {
			text += " They have no place, so they are left out."
		}
		j.night.Names = append(j.night.Names, Remark{[]Cell{p.Name}, text})
	}
	if !idle(p.Told) {
		r.wrong([]Cell{p.At}, "“%s” has a place in round %d and could not be matched. Without them the places of the others would be wrong.", p.Player, r.Number)
	}
}

func (j *judge) playsLater(p Place) bool {
	return slices.ContainsFunc(j.tab.Places, func(o Place) bool { return person.Fold(o.Player) == person.Fold(p.Player) && !idle(o.Told) })
}

// order judges what hangs on more than one round: only the last may be still in play, and then everybody sits in it.
func (j *judge) order() {
	for i := range j.night.Rounds {
		r := &j.night.Rounds[i]
		if r.Complete() {
			continue
		}
		for _, l := range r.Lobbies {
			if l.Done || len(l.Seats) == 0 {
				continue
			}
			if i+1 < len(j.night.Rounds) {
				at := make([]Cell, len(l.Seats))
				for k, s := range l.Seats {
					at[k] = s.At
				}
				r.wrong(at, "Lobby %s has no places in round %d, although round %d was played. Type them, then look again.", l.Name, r.Number, r.Number+1)
			}
		}
		if i+1 == len(j.night.Rounds) {
			j.seated(r)
		}
	}
}

// seated judges a round that goes on here: everybody who holds a seat has to play in it.
func (j *judge) seated(r *Round) {
	sits := map[int64]bool{}
	for _, l := range r.Lobbies {
		for _, s := range l.Seats {
			sits[s.Entry] = true
			row, known := j.board.Row(s.Entry)
			if known && !l.Done && row.Entry.State != tournament.Seated {
				r.wrong([]Cell{s.At}, "%s is not in %s any more (%s), and lobby %s has not played yet. Take the row out, or bring them back.", s.InGame, j.board.Tournament.Name, row.Entry.State, l.Name)
			}
		}
	}
	for _, row := range j.board.Seated {
		if !sits[row.Entry.ID] {
			r.wrong(nil, "%s holds a seat and stands in no lobby of round %d, which is still being played. Add them to the Sheet, or take them out of the tournament.", named(row), r.Number)
		}
	}
}

// totals compares what stands as total with what the places make. The plan may give other points than the Sheet did, so
// nothing hangs on it.
func (j *judge) totals() {
	if len(j.night.Rounds) == 0 || j.night.Ready() < len(j.night.Rounds) {
		return
	}
	made := map[int64]int{}
	for _, r := range j.night.Rounds {
		for _, l := range r.Lobbies {
			for _, s := range l.Seats {
				made[s.Entry] += s.Points
			}
		}
	}
	for _, s := range j.tab.Sums {
		f := j.roster.find(s.Player)
		says, ok := number(s.Told)
		if f.ok && ok && says != made[f.row.Entry.ID] && j.rules.TeamSize == 1 {
			j.night.Notes = append(j.night.Notes, Remark{[]Cell{s.At}, fmt.Sprintf("The total of %s says %d; by the plan the places make %s.", s.Player, says, tournament.Count(made[f.row.Entry.ID], "point", "points"))})
		}
	}
}

func cells[T any](list []T, at func(T) Cell) []Cell {
	out := make([]Cell, len(list))
	for i, v := range list {
		out[i] = at(v)
	}
	return out
}

func byPlace(a, b Seat) int {
	return cmp.Or(cmp.Compare(boolInt(a.Place == 0), boolInt(b.Place == 0)), cmp.Compare(a.Place, b.Place))
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
