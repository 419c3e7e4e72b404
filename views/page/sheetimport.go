package page

import (
	"net/url"
	"strconv"
	"strings"

	"matchday/app/mirror/oldgal"
	"matchday/app/tournament"
	"matchday/views/board"
	"matchday/views/ui"
)

// SheetImport is a tab of results as the former bot kept them, looked at to be imported.
type SheetImport struct {
	Spreadsheet string
	Sheet       string // title
	Tab         string // Google's number
	Title       string // of the tab
	Recognised  string // as what it was read
	Refused     string // why nothing is imported now; empty when that is for the rounds to say
	Moved       bool   // the tab changed since it was looked at
	Numbers     oldgal.Numbers
	Night       oldgal.Night
	Plan        string // tells what would be imported from anything else
	Nonce       ui.Hidden
}

// Imported says what was done.
func Imported(rounds []oldgal.Round) string {
	switch last := rounds[len(rounds)-1]; {
	case len(rounds) == 1 && !played(last):
		return "The lobbies of round 1 are imported. Start the round when everybody is there."
	case len(rounds) == 1:
		return "Round 1 is imported."
	}
	return capital(roundsTo(len(rounds))) + " are imported."
}

// played reports whether a lobby of the round has a result.
func played(r oldgal.Round) bool {
	for _, l := range r.Lobbies {
		if l.Done {
			return true
		}
	}
	return false
}

// roundsTo writes "round 1", "rounds 1 and 2", "rounds 1 to 4".
func roundsTo(n int) string {
	switch n {
	case 1:
		return "round 1"
	case 2:
		return "rounds 1 and 2"
	}
	return "rounds 1 to " + strconv.Itoa(n)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (m SheetImport) ready() int {
	if m.Refused != "" {
		return 0
	}
	return m.Night.Ready()
}

func (m SheetImport) all() bool { return m.Night.Ready() == len(m.Night.Rounds) }

func (m SheetImport) submit() string {
	label := "Import " + roundsTo(m.ready())
	if !m.all() {
		label += " only"
	}
	return label
}

// verdict says in a sentence what the press does, or what has to be done first.
func (m SheetImport) verdict() string {
	n, ready := len(m.Night.Rounds), m.ready()
	switch {
	case m.Refused != "" || n == 0:
		return ""
	case ready == 0:
		return "Nothing can be imported yet. Put right in the Sheet what stands below, then look again."
	case !m.all():
		return "Round " + strconv.Itoa(ready+1) + " and what comes after it are left out as the Sheet stands. An import is made once: put right what stands below and look again, or import without them and type them here."
	case !m.Night.Rounds[n-1].Complete() && played(m.Night.Rounds[n-1]):
		return "Round " + strconv.Itoa(n) + " goes on here with the lobbies that have no result yet. Nobody is pinged about what is imported."
	case !m.Night.Rounds[n-1].Complete():
		return "The lobbies are drawn as they stand; staff start the round."
	}
	return "Lobbies and places come in as they stand and count by the points of the plan. Nobody is pinged, and the whole import can be taken back with one press of Undo."
}

func (m SheetImport) hidden() []ui.Hidden {
	return []ui.Hidden{m.Nonce, {Name: "sheet", Value: m.Spreadsheet}, {Name: "tab", Value: m.Tab}, {Name: "numbers", Value: string(m.Numbers)}, {Name: "plan", Value: m.Plan}}
}

func (m SheetImport) again(n board.Sheet, numbers oldgal.Numbers) string {
	q := url.Values{"sheet": {m.Spreadsheet}, "tab": {m.Tab}}
	if numbers != oldgal.Guess {
		q.Set("numbers", string(numbers))
	}
	return n.At("sheet/import?" + q.Encode())
}

func (m SheetImport) columns(n board.Sheet) string {
	return n.At("sheet/map?" + url.Values{"sheet": {m.Spreadsheet}}.Encode())
}

// readings are the ways to read the numbers of the tab.
func (m SheetImport) readings(n board.Sheet) []ui.Tab {
	var list []ui.Tab
	for _, as := range []oldgal.Numbers{oldgal.Guess, oldgal.ArePlaces, oldgal.ArePoints} {
		label := map[oldgal.Numbers]string{oldgal.Guess: "As they seem", oldgal.ArePlaces: "Places", oldgal.ArePoints: "Points"}[as]
		list = append(list, ui.Tab{Label: label, Href: m.again(n, as), Current: as == m.Numbers})
	}
	return list
}

func word(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func (m SheetImport) lobbies() int {
	count := 0
	for _, r := range m.Night.Rounds {
		count += len(r.Lobbies)
	}
	return count
}

func (m SheetImport) results() int {
	count := 0
	for _, r := range m.Night.Rounds {
		for _, l := range r.Lobbies {
			for _, s := range l.Seats {
				if s.Place > 0 {
					count++
				}
			}
		}
	}
	return count
}

func (m SheetImport) faults() int {
	count := len(m.Night.Wrong) + len(m.Night.Names)
	for _, r := range m.Night.Rounds {
		count += len(r.Wrong)
	}
	return count
}

// state is what becomes of a round, in a chip.
func (m SheetImport) state(r oldgal.Round) (ui.Tone, string) {
	switch {
	case len(r.Wrong) > 0:
		return ui.Hot, strconv.Itoa(len(r.Wrong)) + " to put right"
	case r.Number > m.Night.Ready():
		return ui.Wait, "left out with the round before"
	case !r.Complete() && played(r):
		return ui.Wait, "goes on here"
	case !r.Complete():
		return ui.Quiet, "not played yet"
	}
	return ui.Good, "complete"
}

func roundName(r oldgal.Round) string {
	if r.Finals {
		return "Round " + strconv.Itoa(r.Number) + ", the finals"
	}
	return "Round " + strconv.Itoa(r.Number)
}

// seatPlace writes the place of a seat as boards do.
func seatPlace(l oldgal.Lobby, s oldgal.Seat) string {
	switch {
	case s.Outcome == tournament.Absent:
		return "DNP"
	case s.Outcome == tournament.Struck:
		return "DQ"
	case s.Place > 0:
		return strconv.Itoa(s.Place)
	case l.Done:
		return "?"
	}
	return "–"
}

func seatName(s oldgal.Seat) string {
	if s.Entry == 0 {
		return s.Stands
	}
	return s.Name
}

// seatNote says how the name was understood.
func seatNote(s oldgal.Seat) string {
	switch {
	case s.Entry == 0:
		return "not matched · " + s.At.String()
	case s.InGame != s.Name && s.InGame != s.Stands:
		return s.InGame + " · " + s.At.String()
	case s.Stands != s.Name:
		return s.Stands + " · " + s.At.String()
	}
	return s.At.String()
}
