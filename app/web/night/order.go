package night

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/views/board"
)

// maxOrder bounds what is read as a result: sixteen names of eighty letters and some more.
const maxOrder = 4000

// readResult reads the finishing order of a lobby as it was typed, pasted or tapped: numbers of seats, or names or what
// only one name begins with, the winner first. Names are parted by commas or lines; where that is plain also by spaces.
// What stands behind a slash, or has a minus in front, did not play. Whoever is left when all others are named is last.
//
// missing names who is not mentioned, which is no fault yet: somebody may still be typing.
func readResult(l tournament.LobbyReading, text string) (res tournament.Result, missing []board.DealtSeat, err error) {
	res = tournament.Result{Lobby: l.ID, Version: l.Version}
	if len(text) > maxOrder {
		return res, nil, fault.Field("order", "That is far too long for one lobby. Name each of its %d once.", len(l.Seats))
	}
	o := order{lobby: l, seats: board.Dealt(l)}
	played, absent, _ := strings.Cut(text, "/")
	for i, part := range []string{played, absent} {
		for _, token := range o.tokens(part) {
			if err := o.take(token, i == 1, &res); err != nil {
				return res, nil, err
			}
		}
	}
	missing = o.left(res)
	if len(missing) == 1 && len(res.Order)+len(res.Absent) > 0 {
		res.Order = append(res.Order, missing[0].Seat.Entry)
		missing = nil
	}
	return res, missing, nil
}

// order reads the tokens of one lobby's result.
type order struct {
	lobby tournament.LobbyReading
	seats []board.DealtSeat
}

// take reads one token: a seat and whether it has a place.
func (o order) take(token string, absent bool, res *tournament.Result) error {
	if rest, ok := strings.CutPrefix(token, "-"); ok {
		token, absent = strings.TrimSpace(rest), true
	}
	s, err := o.find(token)
	if err != nil {
		return err
	}
	entry := s.Seat.Entry
	switch {
	case s.Seat.Outcome == tournament.Struck:
		return fault.Field("order", "%s is disqualified and takes no place. Leave them out.", s.Seat.Row.Name)
	case slices.Contains(res.Order, entry) || slices.Contains(res.Absent, entry):
		return fault.Field("order", "%s is named twice. Name everybody once.", s.Seat.Row.Name)
	case absent:
		res.Absent = append(res.Absent, entry)
	default:
		res.Order = append(res.Order, entry)
	}
	return nil
}

// left are the seats that take a place and are not named.
func (o order) left(res tournament.Result) []board.DealtSeat {
	var left []board.DealtSeat
	for _, s := range o.seats {
		if s.Seat.Outcome != tournament.Struck && !slices.Contains(res.Order, s.Seat.Entry) && !slices.Contains(res.Absent, s.Seat.Entry) {
			left = append(left, s)
		}
	}
	return left
}

// tokens parts a text into what stands for one seat each.
func (o order) tokens(text string) []string {
	if strings.ContainsAny(text, "\n,;>") {
		var out []string
		for _, t := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ',' || r == ';' || r == '>' }) {
			t = strings.TrimSpace(t)
			if many := strings.Fields(t); len(many) > 1 && allNumbers(many) {
				out = append(out, many...)
			} else if t = o.unnumbered(t); t != "" {
				out = append(out, t)
			}
		}
		return out
	}
	return o.words(strings.Fields(text))
}

func allNumbers(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return strings.Trim(w, "-0123456789.") != "" })
}

// unnumbered takes the place off a line of a pasted list: "1. LunaVex", "2) Ivy", "3rd moonpetal", "4 7thHarp". A line
// that is a name with its number stays whole.
func (o order) unnumbered(line string) string {
	digits := len(line) - len(strings.TrimLeftFunc(line, unicode.IsDigit))
	if digits == 0 || digits == len(line) {
		return line
	}
	if _, err := o.find(line); err == nil {
		return line
	}
	rest := line[digits:]
	for _, mark := range []string{".", ")", ":", "st ", "nd ", "rd ", "th ", " "} {
		if name, ok := strings.CutPrefix(rest, mark); ok {
			return strings.TrimSpace(strings.TrimLeft(name, ".):"))
		}
	}
	return line
}

// words joins words that are one name together: as many as still name somebody. Numbers are seats, whatever name holds
// them.
func (o order) words(words []string) []string {
	var out []string
	for i := 0; i < len(words); {
		n := 1
		for k := min(len(words)-i, 5); k > 1; k-- {
			if allNumbers(words[i : i+k]) {
				continue
			}
			if _, err := o.find(strings.TrimPrefix(strings.Join(words[i:i+k], " "), "-")); err == nil {
				n = k
				break
			}
		}
		out = append(out, strings.TrimSuffix(strings.Join(words[i:i+n], " "), "."))
		i += n
	}
	return out
}

// find returns the seat that a token means: by its number, by a whole name, by how one name begins, by what is in one.
func (o order) find(token string) (board.DealtSeat, error) {
	if n, err := strconv.Atoi(token); err == nil {
		if n < 1 || n > len(o.seats) {
			return board.DealtSeat{}, fault.Field("order", "Lobby %s has seats 1 to %d, and no %d.", o.lobby.Name, len(o.seats), n)
		}
		return o.seats[n-1], nil
	}
	want := person.Fold(token)
	ways := []func(name string) bool{
		func(name string) bool { return name == want },
		func(name string) bool { return strings.HasPrefix(name, want) },
		func(name string) bool { return strings.Contains(name, want) },
	}
	for _, way := range ways {
		found := o.matching(want, way)
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return board.DealtSeat{}, fault.Field("order", "“%s” can be %s or %s. Type more of the name, or the number.", token, found[0].Seat.Row.Name, found[1].Seat.Row.Name)
		}
	}
	return board.DealtSeat{}, fault.Field("order", "Nobody in lobby %s is called “%s”. Type a name or a number from 1 to %d.", o.lobby.Name, token, len(o.seats))
}

// matching are the seats of which one name fits.
func (o order) matching(want string, fits func(string) bool) []board.DealtSeat {
	var found []board.DealtSeat
	if want == "" {
		return nil
	}
	for _, s := range o.seats {
		if slices.ContainsFunc(names(s.Seat.Row), func(name string) bool { return fits(person.Fold(name)) }) {
			found = append(found, s)
		}
	}
	return found
}

// names are all names of an entry: its own, with and without the tag, and those of its people.
func names(r tournament.Row) []string {
	short, _ := board.Split(r.Entry.Name)
	all := []string{r.Name, r.Entry.Name, short}
	for _, m := range r.People {
		short, _ := board.Split(m.InGame)
		all = append(all, m.Name, m.InGame, short)
	}
	return all
}

// said writes what was understood of an order so far.
func said(l tournament.LobbyReading, res tournament.Result, missing []board.DealtSeat) string {
	name := map[int64]string{}
	for _, s := range board.Dealt(l) {
		name[s.Seat.Entry] = s.Seat.Row.Name
	}
	var parts []string
	for i, entry := range res.Order {
		parts = append(parts, strconv.Itoa(i+1)+" "+name[entry])
	}
	for _, entry := range res.Absent {
		parts = append(parts, "– "+name[entry])
	}
	text := strings.Join(parts, " · ")
	if len(missing) > 0 && text != "" {
		var left []string
		for _, s := range missing {
			left = append(left, s.Seat.Row.Name)
		}
		text += ". Still missing: " + strings.Join(left, ", ")
	}
	return text
}
