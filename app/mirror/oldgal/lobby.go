package oldgal

import (
	"fmt"
	"slices"
	"strings"

	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/tournament/deal"
)

// unit is an entry in a lobby, or a name that is nobody's: what takes one place.
type unit struct {
	found
	stands  []string
	cells   []Cell
	numbers []int // of its players, each different one once
	told    string
	place   int
	outcome tournament.Outcome
}

func (u *unit) name() string {
	if u.ok {
		return named(u.row)
	}
	return strings.Join(u.stands, " and ")
}

// units takes the players of a team together. Names that are nobody's and have no place are left out.
func (j *judge) units(g group) []*unit {
	var list []*unit
	by := map[string]*unit{}
	for _, p := range g.places {
		f := j.roster.find(p.Player)
		if !f.ok && idle(p.Told) {
			continue
		}
		key := "name " + person.Fold(p.Player)
		if f.ok {
			key = fmt.Sprint("entry ", f.row.Entry.ID)
		}
		u := by[key]
		if u == nil {
			u = &unit{found: f, told: p.Told}
			by[key] = u
			list = append(list, u)
		} else if j.rules.TeamSize == 1 {
			continue // told by once
		}
		u.stands, u.cells = append(u.stands, p.Player), append(u.cells, p.At)
		n, isNumber := number(p.Told)
		switch {
		case isNumber && !slices.Contains(u.numbers, n):
			u.numbers = append(u.numbers, n)
			u.told = p.Told
		case !isNumber && len(u.numbers) == 0 && p.Told != "":
			u.told = p.Told
		}
	}
	return list
}

// permutation reports whether the units of a lobby hold the places from 1 on, each once. team is how many players of a
// team count places of their own, 0 for none: partners are then first and second, third and fourth.
func permutation(units []*unit, team int) bool {
	taken := map[int]bool{}
	for _, u := range units {
		p := u.placed(team)
		switch {
		case p > 0 && !taken[p]:
			taken[p] = true
		case p == 0 && len(u.numbers) == 0 && (u.told == mirror.DidNotPlay || u.told == mirror.Disqualified):
		default:
			return false
		}
	}
	for p := range len(taken) {
		if !taken[p+1] {
			return false
		}
	}
	return len(taken) > 0
}

// placed returns the place of a unit, 0 for none or for several that do not make one.
func (u *unit) placed(team int) int {
	switch {
	case team > 1 && len(u.numbers) == team:
		least := slices.Min(u.numbers)
		if slices.Max(u.numbers) == least+team-1 && least%team == 1 {
			return least/team + 1
		}
		return 0
	case team <= 1 && len(u.numbers) == 1 && u.numbers[0] > 0:
		return u.numbers[0]
	}
	return 0
}

// earns returns the places that are worth these points in a lobby of n.
func (j *judge) earns(points, n int) []int {
	var places []int
	for p := 1; p <= n; p++ {
		if j.rules.PointsFor(p) == points {
			places = append(places, p)
		}
	}
	return places
}

// onlyPoints reports whether the numbers of a round are points and cannot be places: the points of each lobby tell who
// came where, or some number is larger than a lobby and all of them are points of the plan.
func (j *judge) onlyPoints(groups []group, units [][]*unit) bool {
	whole, large, some, typed := true, false, true, false
	for i, list := range units {
		if !groups[i].typed() {
			continue
		}
		if permutation(list, 0) || permutation(list, j.rules.TeamSize) {
			return false
		}
		typed = true
		whole = whole && j.ranked(list)
		for _, u := range list {
			for _, n := range u.numbers {
				large = large || n > max(j.rules.LobbySize, len(list)) && n > j.rules.LobbySize*j.rules.TeamSize
				some = some && (n == 0 || slices.Contains(j.rules.Points, n))
			}
		}
	}
	return typed && (whole || large && some)
}

// ranked reports whether the numbers of a lobby are points that tell its places, from the first on.
func (j *judge) ranked(units []*unit) bool {
	taken := map[int]bool{}
	for _, u := range units {
		if len(u.numbers) == 0 && (u.told == mirror.DidNotPlay || u.told == mirror.Disqualified) {
			continue
		}
		if len(u.numbers) != 1 {
			return false
		}
		switch places := j.earns(u.numbers[0], len(units)); {
		case len(places) == 1 && !taken[places[0]]:
			taken[places[0]] = true
		case len(places) == 0 && u.numbers[0] == 0:
		default:
			return false
		}
	}
	for p := range len(taken) {
		if !taken[p+1] {
			return false
		}
	}
	return len(taken) > 0
}

// lobby judges one lobby of a round.
func (j *judge) lobby(r *Round, g group, units []*unit) {
	l := Lobby{Name: g.name, Done: g.typed()}
	if n := len(units); n > j.rules.LobbySize {
		r.wrong(spread(units), "Lobby %s of round %d has %d entries; lobbies of %s have %d at most. Change the size in its plan, then look again.", g.name, r.Number, n, j.board.Tournament.Name, j.rules.LobbySize)
	}
	if l.Done {
		of := Round{Number: r.Number, Points: r.Points}
		j.results(&of, units)
		if len(of.Wrong) == 0 {
			j.sequence(&of, g.name, units)
		}
		if !r.twice {
			r.Wrong = append(r.Wrong, of.Wrong...)
		}
	}
	for _, u := range units {
		s := Seat{Stands: strings.Join(u.stands, ", "), At: u.cells[0], Place: u.place, Outcome: u.outcome, Points: j.rules.PointsFor(u.place)}
		if u.ok {
			s.Entry, s.Name, s.InGame = u.row.Entry.ID, u.row.Name, named(u.row)
		}
		if u.ok && u.row.Entry.State == tournament.Disqualified {
			s.Points = 0
		}
		l.Seats = append(l.Seats, s)
	}
	if l.Done {
		slices.SortStableFunc(l.Seats, byPlace)
	}
	if len(l.Seats) > 0 {
		r.Lobbies = append(r.Lobbies, l)
	}
}

// results gives the units of a lobby their places, from places or from points.
func (j *judge) results(r *Round, units []*unit) {
	team := 0
	if !r.Points && !permutation(units, 0) && permutation(units, j.rules.TeamSize) {
		team = j.rules.TeamSize
	}
	for _, u := range units {
		switch {
		case len(u.numbers) == 0 && u.told == "":
			r.wrong(u.cells, "%s has no place, although others of the lobby have one. Type it, or DNP for who did not play.", u.name())
		case len(u.numbers) == 0 && u.told == mirror.DidNotPlay:
			u.outcome = tournament.Absent
		case len(u.numbers) == 0 && u.told == mirror.Disqualified:
			j.struck(r, u)
		case len(u.numbers) == 0:
			r.wrong(u.cells, "“%s” is no place. Type a number from 1 to %d, or DNP for who did not play.", u.told, len(units))
		case team == 0 && len(u.numbers) > 1:
			r.wrong(u.cells, "The players of %s have different results, %d and %d. A team has one place.", u.name(), u.numbers[0], u.numbers[1])
		case r.Points:
			j.fromPoints(r, u, len(units))
		default:
			u.place = u.placed(team)
			if u.place < 1 || u.place > len(units) {
				r.wrong(u.cells, "%d is no place in a lobby of %d. Type a number from 1 to %d, or DNP for who did not play.", u.numbers[0], len(units), len(units))
			}
		}
	}
}

func (j *judge) struck(r *Round, u *unit) {
	u.outcome = tournament.Struck
	if u.ok && u.row.Entry.State != tournament.Disqualified {
		r.wrong(u.cells, "%s is not disqualified in %s. Disqualify them first, or type a place or DNP.", u.name(), j.board.Tournament.Name)
	}
}

// fromPoints reads the place from the points that it earns by the plan.
func (j *judge) fromPoints(r *Round, u *unit, n int) {
	points := u.numbers[0]
	switch places := j.earns(points, n); {
	case len(places) == 1:
		u.place = places[0]
	case len(places) > 1:
		r.wrong(u.cells, "%s are worth the places %d to %d alike, so the place of %s is not known. Type the places instead.", tournament.Count(points, "point", "points"), places[0], places[len(places)-1], u.name())
	case points == 0:
		u.outcome = tournament.Absent
	default:
		r.wrong(u.cells, "By the plan no place of a lobby of %d earns %s. Correct it, or change the points in the plan.", n, tournament.Count(points, "point", "points"))
	}
}

// sequence judges whether the places of a lobby go from 1 on, each once.
func (j *judge) sequence(r *Round, name string, units []*unit) {
	holders := map[int][]*unit{}
	n := 0
	for _, u := range units {
		if u.place > 0 {
			n++
			holders[u.place] = append(holders[u.place], u)
		}
	}
	twice := false
	for p := 1; p <= len(units); p++ {
		if who := holders[p]; len(who) > 1 {
			twice = true
			r.wrong(spread(who), "%s stands %s in lobby %s of round %d. Change one of them.", j.word(r, p), times(len(who)), name, r.Number)
		}
	}
	if n == 0 {
		r.wrong(spread(units), "Nobody of lobby %s has a place in round %d. Type the places, then look again.", name, r.Number)
	}
	for p := 1; p <= n && !twice; p++ {
		if len(holders[p]) == 0 {
			r.wrong(spread(units), "%s is missing in lobby %s of round %d: with %s they go from 1 to %d.", j.word(r, p), name, r.Number, tournament.Count(n, "place", "places"), n)
			return
		}
	}
}

// word writes a place as it would stand in the tab.
func (j *judge) word(r *Round, place int) string {
	if r.Points {
		return fmt.Sprintf("What place %d earns, %s,", place, tournament.Count(j.rules.PointsFor(place), "point", "points"))
	}
	return fmt.Sprintf("Place %d", place)
}

func times(n int) string {
	if n == 2 {
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

func spread(units []*unit) []Cell {
	var out []Cell
	for _, u := range units {
		out = append(out, u.cells...)
	}
	return out
}

// split finds the lobbies of a round in the layout of pairs, which names none: one ends at an empty row, or where a place
// comes again.
func (j *judge) split(r *Round, places []Place) []group {
	var list []group
	for len(places) > 0 {
		n := 1
		for n < len(places) && places[n].Part == places[0].Part && places[n].Lobby == places[0].Lobby {
			n++
		}
		list = append(list, j.parts(r, places[:n])...)
		places = places[n:]
	}
	unnamed := 0
	for i := range list {
		if list[i].name == "" {
			list[i].name = deal.Name(unnamed)
			unnamed++
		}
	}
	return list
}

// parts splits names that stand together into lobbies.
func (j *judge) parts(r *Round, places []Place) []group {
	whole := group{places[0].Lobby, places}
	size := j.rules.LobbySize * j.rules.TeamSize
	if whole.name != "" {
		return []group{whole}
	}
	var list []group
	right := true
	for rest := places; len(rest) > 0; {
		n := j.run(rest)
		g := group{places: rest[:n]}
		units := j.units(g)
		right = right && (permutation(units, 0) || permutation(units, j.rules.TeamSize) || j.ranked(units))
		list, rest = append(list, g), rest[n:]
	}
	switch {
	case right:
		return list
	case len(places) <= size:
		return []group{whole}
	case len(places)%size != 0:
		r.wrong(cells(places, func(p Place) Cell { return p.At }), "Where one lobby ends and the next begins cannot be told from these places. Put an empty row between the lobbies, then look again.")
		return nil
	}
	list = nil
	for chunk := range slices.Chunk(places, size) {
		list = append(list, group{places: chunk})
	}
	return list
}

// run returns how many of the names stand before a place that another of them has.
func (j *judge) run(places []Place) int {
	holder := map[string]string{}
	for i, p := range places {
		f := j.roster.find(p.Player)
		who := person.Fold(p.Player)
		if f.ok {
			who = fmt.Sprint(f.row.Entry.ID)
		}
		if _, isNumber := number(p.Told); !isNumber {
			continue
		}
		if other, taken := holder[p.Told]; taken && other != who {
			return i
		}
		holder[p.Told] = who
	}
	return len(places)
}
