// Package overlay draws the ready-made pictures for screens: broadcast graphics of 1920 × 1080 on a transparent ground,
// for the browser source of OBS. A picture is one element with the id "picture"; whoever sends a new one sends it whole,
// and the page (static/js/overlay.js) moves what has moved. Rows carry ids that stay with their entry.
//
// A picture says what everybody may know: rounds that are only drawn are not in it.
package overlay

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"matchday/app/graphic"
	"matchday/app/tournament"
)

// Options is what the address of an overlay may ask for.
type Options struct {
	Top    int  // rows to show; 0 is the picture's own choice
	Offset int  // rows to leave out at the top
	Fit    bool // scale the picture to the window
	Debug  bool // show the producer how the connection fares
	Still  bool // no motion
	Safe   bool // draw the edge of the safe area
}

// ParseOptions reads a query. What it cannot use is left out and named, for the debug strip: an address with a slip still
// shows its picture.
func ParseOptions(query url.Values) (o Options, ignored []string) {
	number := func(name string, into *int) {
		text := query.Get(name)
		if text == "" {
			return
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > tournament.MaxCap {
			ignored = append(ignored, name+"="+text)
			return
		}
		*into = n
	}
	choice := func(name, value string, into *bool) {
		switch text := query.Get(name); text {
		case "":
		case value:
			*into = true
		default:
			ignored = append(ignored, name+"="+text)
		}
	}
	number("top", &o.Top)
	number("offset", &o.Offset)
	choice("scale", "fit", &o.Fit)
	choice("debug", "1", &o.Debug)
	choice("motion", "off", &o.Still)
	choice("safe", "1", &o.Safe)
	for name := range query {
		if !slices.Contains([]string{"top", "offset", "scale", "debug", "motion", "safe"}, name) {
			ignored = append(ignored, name)
		}
	}
	slices.Sort(ignored)
	return o, ignored
}

// Slice names the options that change what is drawn; two addresses with the same slice share every frame.
func (o Options) Slice() string {
	if o.Top == 0 && o.Offset == 0 {
		return ""
	}
	return fmt.Sprintf("top=%d&offset=%d", o.Top, o.Offset)
}

// ParseSlice is the way back from Slice.
func ParseSlice(slice string) Options {
	query, err := url.ParseQuery(slice)
	if err != nil {
		return Options{}
	}
	o, _ := ParseOptions(query)
	return o
}

// Picture draws a kind of graphic from a board.
func Picture(kind graphic.Kind, b *tournament.Board, o Options) templ.Component {
	switch kind {
	case graphic.Standings:
		return standings(b, table(b, o, 0))
	case graphic.TopEight:
		return topEight(b, table(b, o, 8))
	case graphic.Lobbies:
		return lobbies(b, lobbyPages(b))
	case graphic.CheckIn:
		return checkIn(b, people(b))
	}
	return nothing(b)
}

// The measures of the stage, in pixels: what a safe area of 96 leaves of 1080 after header, column heads and ticker.
const (
	rowsInColumn = 16
	maxColumns   = 4
)

// tableReading is a cut of the standings, in columns and pages.
type tableReading struct {
	Pages  [][][]tournament.Standing // pages of columns of rows
	Rounds []int                     // numbers of the rounds that have columns of their own
	Cut    int
	Dense  bool // so many columns that only rank, name and total fit
}

// table cuts the standings to what the options ask for. limit is the picture's own number of rows, 0 for all.
func table(b *tournament.Board, o Options, limit int) tableReading {
	rows := b.Standings
	rows = rows[min(o.Offset, len(rows)):]
	if o.Top > 0 {
		limit = o.Top
	}
	if limit > 0 {
		rows = rows[:min(limit, len(rows))]
	}
	t := tableReading{Cut: b.Tournament.Rules.Cut}
	columns := min(maxColumns, (len(rows)+rowsInColumn-1)/rowsInColumn)
	for page := range slices.Chunk(rows, rowsInColumn*maxColumns) {
		var cols [][]tournament.Standing
		for col := range slices.Chunk(page, max(1, (len(page)+columns-1)/columns)) {
			cols = append(cols, col)
		}
		t.Pages = append(t.Pages, cols)
	}
	if t.Dense = columns > 2; !t.Dense && len(rows) > 0 {
		for _, score := range rows[0].Scores {
			t.Rounds = append(t.Rounds, score.Round)
		}
		if most := 8 / max(1, columns); len(t.Rounds) > most {
			t.Rounds = t.Rounds[len(t.Rounds)-most:]
		}
	}
	return t
}

// score returns what a round brought, as the cell shows it.
func score(s tournament.Standing, round int) string {
	for _, sc := range s.Scores {
		switch {
		case sc.Round != round:
		case sc.Lobby == "" || sc.Outcome == tournament.Absent || sc.Outcome == tournament.Struck:
			return "–"
		case !sc.Done:
			return "·"
		default:
			return strconv.Itoa(sc.Points)
		}
	}
	return "–"
}

// split parts an in-game name from its tag, which is shown small: "LunaVex#GAL" is LunaVex and GAL.
func split(name string) (short, tag string) {
	if i := strings.LastIndexByte(name, '#'); i > 0 && i < len(name)-1 {
		return name[:i], name[i+1:]
	}
	return name, ""
}

// moved returns the class, the sign and the words of a change of rank.
func moved(s tournament.Standing) (class, sign, words string) {
	switch {
	case s.Moved > 0:
		return "up", "▲" + strconv.Itoa(s.Moved), "up " + strconv.Itoa(s.Moved)
	case s.Moved < 0:
		return "down", "▼" + strconv.Itoa(-s.Moved), "down " + strconv.Itoa(-s.Moved)
	}
	return "same", "–", "same rank"
}

// cutBelow reports whether the line is drawn below this row: below the last one that is still within the cut.
func (t tableReading) cutBelow(column []tournament.Standing, i int) bool {
	s := column[i]
	if t.Cut == 0 || s.Rank == 0 || s.Rank > t.Cut {
		return false
	}
	return i+1 < len(column) && (column[i+1].Rank == 0 || column[i+1].Rank > t.Cut)
}

// when says in the ticker where the night stands.
func when(b *tournament.Board) string {
	t := b.Tournament
	switch b.Phase {
	case tournament.PhaseRegistration:
		return "Registration is open"
	case tournament.PhaseCheckIn:
		return "Check-in is open"
	case tournament.PhaseSeating:
		return "Lobbies are being drawn"
	case tournament.PhaseFinished:
		return "Final standings"
	case tournament.PhaseCancelled:
		return "Cancelled"
	case tournament.PhaseRounds:
		r, _ := b.Shown()
		text := fmt.Sprintf("Round %d of %d", r.Number, t.Rules.Rounds)
		if r.Missing > 0 {
			return text + fmt.Sprintf(" · %d of %d results in", len(r.Lobbies)-r.Missing, len(r.Lobbies))
		}
		return text + " · all results in"
	}
	if !t.Times.Starts.IsZero() {
		return "Starts " + clock(t, t.Times.Starts)
	}
	return "Coming up"
}

// after says in the header which results count: those of a round that is being played do from the first lobby on.
func after(b *tournament.Board) string {
	r, begun := b.Shown()
	switch n := b.After(); {
	case b.Phase == tournament.PhaseFinished:
		return "Final"
	case begun && r.Number > n && (n == 0 || r.Missing < len(r.Lobbies)):
		return fmt.Sprintf("Round %d", r.Number)
	case n > 0:
		return fmt.Sprintf("After round %d", n)
	}
	return ""
}

func clock(t tournament.Tournament, at time.Time) string {
	return at.In(t.Location()).Format("Monday 3:04 PM MST")
}

func entrants(b *tournament.Board) string {
	n := len(b.Standings)
	if n == 0 {
		n = b.Counts.Seated
	}
	if b.Tournament.Rules.TeamSize > 1 {
		return tournament.Count(n, "team", "teams")
	}
	return tournament.Count(n, "player", "players")
}
