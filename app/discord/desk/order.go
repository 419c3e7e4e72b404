package desk

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
)

// order is a result as it is being tapped: seats of the lobby, by their number in the order in which they were dealt.
// In a custom id it is a word: "o", then a letter for each seat, a capital one for who did not play.
type order []mark

type mark struct {
	seat   int
	absent bool
}

// String writes the word.
func (o order) String() string {
	b := []byte{'o'}
	for _, m := range o {
		c := byte('a' + m.seat)
		if m.absent {
			c = byte('A' + m.seat)
		}
		b = append(b, c)
	}
	return string(b)
}

// readOrder reads a word; ok is false for one that does not fit the lobby.
func readOrder(l tournament.LobbyReading, word string) (o order, ok bool) {
	if word == "" || word[0] != 'o' {
		return nil, false
	}
	for _, c := range word[1:] {
		m := mark{int(unicode.ToLower(c) - 'a'), unicode.IsUpper(c)}
		if c > 'z' || m.seat < 0 || !slices.Contains(o.left(l), m.seat) {
			return nil, false
		}
		o = append(o, m)
	}
	return o, true
}

// begin marks those as absent who have left the round.
func begin(l tournament.LobbyReading) order {
	o := order{}
	if l.Done() {
		return o
	}
	for i, s := range l.Lobby.Seats {
		if s.Outcome == tournament.Absent {
			o = append(o, mark{i, true})
		}
	}
	return o
}

// left returns the seats that are not named yet; the disqualified take no place and need no naming.
func (o order) left(l tournament.LobbyReading) []int {
	var out []int
	for i, s := range l.Lobby.Seats {
		if s.Outcome != tournament.Struck && !slices.ContainsFunc(o, func(m mark) bool { return m.seat == i }) {
			out = append(out, i)
		}
	}
	return out
}

// last names the one who is left by themselves: when all others have a place, theirs is the last.
func (o order) last(l tournament.LobbyReading) order {
	if left := o.left(l); len(left) == 1 && len(o) > 0 {
		return append(slices.Clone(o), mark{left[0], false})
	}
	return o
}

// result is the order as the league takes it.
func (o order) result(l tournament.LobbyReading) tournament.Result {
	res := tournament.Result{Lobby: l.ID, Version: l.Version}
	for _, m := range o {
		entry := l.Lobby.Seats[m.seat].Entry
		if m.absent {
			res.Absent = append(res.Absent, entry)
		} else {
			res.Order = append(res.Order, entry)
		}
	}
	return res
}

func seatName(b *tournament.Board, l tournament.LobbyReading, seat int) string {
	r, _ := b.Row(l.Lobby.Seats[seat].Entry)
	return r.Name
}

// Tapping renders the screen on which a result is tapped: one button for each who has no place yet.
func Tapping(b *tournament.Board, l tournament.LobbyReading, o order, note string) say.Message {
	t := b.Tournament
	id := func(name string, o order) string { return say.ID(name, t.ID, l.ID, l.Version, o.String()) }
	parts := titled(b, note, fmt.Sprintf("round %d, lobby %s", l.Round, say.Esc(l.Name)))
	if l.Done() && len(o) == 0 {
		parts = append(parts, say.Text("Recorded: "+say.Lobby(l)+"\nTap the names again in the right order to correct it."))
	} else {
		parts = append(parts, say.Text("Tap the names in order of finish, the winner first."))
	}
	if len(o) > 0 {
		parts = append(parts, say.Text(placed(b, l, o)))
	}
	var buttons []say.Component
	var options []say.Option
	for _, seat := range o.left(l) {
		buttons = append(buttons, say.Button(say.Main, seatName(b, l, seat), id("tap", append(slices.Clone(o), mark{seat, false}))))
		options = append(options, say.Option{Label: seatName(b, l, seat), Value: strconv.Itoa(seat)})
	}
	parts = append(parts, say.Rows(buttons...)...)
	if len(options) > 0 {
		parts = append(parts, say.Row(say.Menu(id("absent", o), "Somebody did not play", options...)))
	}
	back := []say.Component{say.Button(say.Plain, "Undo tap", id("tap", o[:max(0, len(o)-1)])).If(len(o) > 0),
		say.Button(say.Plain, "Type it…", id("result-type", order{})),
		say.Button(say.Plain, "Lobbies", say.ID("lobbies", t.ID))}
	return say.Show(parts, say.Row(back...))
}

// placed lists who has a place so far.
func placed(b *tournament.Board, l tournament.LobbyReading, o order) string {
	var lines, absent []string
	place := 0
	for _, m := range o {
		name := say.Esc(seatName(b, l, m.seat))
		if m.absent {
			absent = append(absent, "– "+name+" absent")
			continue
		}
		place++
		lines = append(lines, fmt.Sprintf("%s %s · %s", tournament.Ordinal(place), name, tournament.Count(b.Tournament.Rules.PointsFor(place), "point", "points")))
	}
	return strings.Join(append(lines, absent...), "\n")
}

// Complete renders a whole result before it is recorded, and, for a correction, what it changes.
func Complete(b *tournament.Board, l tournament.LobbyReading, o order, ripple tournament.Ripple) say.Message {
	t := b.Tournament
	id := func(name string, o order) string { return say.ID(name, t.ID, l.ID, l.Version, o.String()) }
	parts := titled(b, "", fmt.Sprintf("round %d, lobby %s", l.Round, say.Esc(l.Name)))
	parts = append(parts, say.Text(placed(b, l, o)))
	label, style := "Record lobby "+l.Name, say.Good
	if l.Done() {
		label, style = "Correct lobby "+l.Name, say.Danger
		parts = append(parts, say.Text(Ripple(b, ripple)))
	}
	row := []say.Component{say.Button(style, label, id("record", o)).If(!ripple.ChangesNobody)}
	if len(o) > 2 {
		row = append(row, say.Button(say.Plain, "Undo tap", id("tap", o[:len(o)-2])))
	}
	row = append(row, say.Button(say.Plain, "Start over", id("tap", order{})), say.Button(say.Plain, "Lobbies", say.ID("lobbies", t.ID)))
	return say.Show(parts, say.Row(row...))
}

// Ripple says what a correction changes, with the names that the board shows.
func Ripple(b *tournament.Board, r tournament.Ripple) string {
	if r.ChangesNobody {
		return "That is what is recorded already. Nothing changes."
	}
	lines := []string{"**This changes**"}
	if len(r.Moves) == 0 {
		lines = []string{"Nobody's points or rank change."}
	}
	for _, m := range r.Moves {
		name := say.NameIn(b, tournament.Standing{Entry: m.Entry, Name: m.Name})
		line := fmt.Sprintf("%s · %d → %d points", say.Esc(name), m.TotalBefore, m.TotalAfter)
		if m.RankBefore != m.RankAfter {
			line += fmt.Sprintf(", rank %d → %d", m.RankBefore, m.RankAfter)
		}
		lines = append(lines, line)
	}
	text := say.Fit(2000, 20, lines, say.More(""))
	for _, w := range r.Warnings {
		text += "\n⚠ " + say.Esc(w)
	}
	return text
}

// parseOrder reads a typed result: seat numbers or names, the winner first, absent ones behind a slash. Names are parted
// by commas or lines; numbers also by spaces.
func parseOrder(b *tournament.Board, l tournament.LobbyReading, text string) (order, error) {
	played, missing, _ := strings.Cut(text, "/")
	o := order{}
	for i, part := range []string{played, missing} {
		for _, word := range split(part) {
			seat, err := seatNamed(b, l, word)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(o.left(l), seat) {
				return nil, fault.Field("order", "%s is named twice, or takes no place. Name everybody once.", seatName(b, l, seat))
			}
			o = append(o, mark{seat, i == 1})
		}
	}
	return o, nil
}

func split(text string) []string {
	if strings.Trim(text, "0123456789 ,;\n\t") == "" {
		return strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	}
	var words []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '\n' || r == ';' }) {
		if w = strings.TrimSpace(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}

// seatNamed finds a seat by its number, or by what one name in the lobby begins with or contains.
func seatNamed(b *tournament.Board, l tournament.LobbyReading, word string) (int, error) {
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= len(l.Lobby.Seats) {
		return n - 1, nil
	}
	want := person.Fold(word)
	var exact, begins, contains []int
	for i, s := range l.Lobby.Seats {
		r, _ := b.Row(s.Entry)
		switch name := person.Fold(r.Name); {
		case name == want:
			exact = append(exact, i)
		case strings.HasPrefix(name, want):
			begins = append(begins, i)
		case matches(r, word):
			contains = append(contains, i)
		}
	}
	for _, found := range [][]int{exact, begins, contains} {
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return 0, fault.Field("order", "%q can be %s or %s. Type more of the name, or the number of the seat.", word, seatName(b, l, found[0]), seatName(b, l, found[1]))
		}
	}
	return 0, fault.Field("order", "Nobody in lobby %s is called %q. Type a name or a number from 1 to %d.", l.Name, word, len(l.Lobby.Seats))
}

// completions returns the typed text with its last name finished in every way that is possible, each followed by who is
// left to be named.
func completions(b *tournament.Board, l tournament.LobbyReading, text string) []string {
	cut := strings.LastIndexAny(text, ",/") + 1
	head, tail := text[:cut], strings.TrimSpace(text[cut:])
	o, err := parseOrder(b, l, head)
	if err != nil {
		return nil
	}
	var out []string
	for _, seat := range o.left(l) {
		r, _ := b.Row(l.Lobby.Seats[seat].Entry)
		if !ask.Matches(tail, r.Name, r.Entry.Name) {
			continue
		}
		whole := strings.TrimSpace(strings.TrimSpace(head) + " " + brief(b, l, seat))
		if len(o.left(l)) > 1 {
			whole += ","
		}
		out = append(out, whole)
	}
	return out
}

// brief is the shortest beginning of a name, of at least four letters, that means one seat only.
func brief(b *tournament.Board, l tournament.LobbyReading, seat int) string {
	name := []rune(seatName(b, l, seat))
	for n := min(4, len(name)); n < len(name); n++ {
		text := strings.TrimSpace(string(name[:n]))
		if found, err := seatNamed(b, l, text); err == nil && found == seat && !strings.ContainsAny(text, ",/;\n") {
			return text
		}
	}
	if found, err := seatNamed(b, l, string(name)); err == nil && found == seat && !strings.ContainsAny(string(name), ",/;\n") {
		return string(name)
	}
	return strconv.Itoa(seat + 1)
}
