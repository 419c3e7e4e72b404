package overlay

import (
	"fmt"
	"slices"
	"strconv"

	"matchday/app/tournament"
)

// lobbiesOnPage is how many lobbies of eight fit on the stage.
const lobbiesOnPage = 8

// lobbyPages returns the lobbies of the round that everybody may see, in pages.
func lobbyPages(b *tournament.Board) [][]tournament.LobbyReading {
	r, ok := b.Shown()
	if !ok {
		return nil
	}
	return slices.Collect(slices.Chunk(r.Lobbies, lobbiesOnPage))
}

// lobbyGrid is the class for how many lobbies stand beside and below one another.
func lobbyGrid(pages [][]tournament.LobbyReading) string {
	if len(pages) == 0 {
		return "grid-0"
	}
	n, most := len(pages[0]), 0
	for _, l := range pages[0] {
		most = max(most, len(l.Seats))
	}
	grid := fmt.Sprintf("grid-%d", min(n, 4))
	if n > 4 {
		grid += " two-rows"
	}
	if n > 4 && most > 6 || most > 10 {
		grid += " small"
	}
	return grid
}

func roundCorner(r tournament.RoundReading) string {
	if r.Missing == 0 {
		return "Results"
	}
	return "Playing"
}

// seatPlace is what stands before a name: the place once there is one, a dash for who has none, a dot before.
func seatPlace(s tournament.SeatReading) string {
	switch {
	case s.Place > 0:
		return strconv.Itoa(s.Place)
	case s.Outcome != tournament.Played:
		return "–"
	}
	return "·"
}

// peopleReading is who is expected, in columns.
type peopleReading struct {
	Columns [][]tournament.Row
	More    string // who is not shown
}

// maxShown is how many names fit on the check-in picture: four columns of fourteen.
const (
	checkInRows = 14
	maxShown    = checkInRows * maxColumns
)

// people returns the seated entries, those who are missing first when not all fit.
func people(b *tournament.Board) peopleReading {
	rows := slices.Clone(b.Seated)
	var p peopleReading
	if len(rows) > maxShown {
		slices.SortStableFunc(rows, func(x, y tournament.Row) int {
			switch {
			case x.Ready == y.Ready:
				return 0
			case y.Ready:
				return -1
			}
			return 1
		})
		p.More = fmt.Sprintf("and %d more", len(rows)-maxShown)
		rows = rows[:maxShown]
	}
	if len(rows) == 0 {
		return p
	}
	columns := 1
	for columns < maxColumns && len(rows) > columns*8 {
		columns *= 2
	}
	for column := range slices.Chunk(rows, (len(rows)+columns-1)/columns) {
		p.Columns = append(p.Columns, column)
	}
	return p
}

func (p peopleReading) class() string {
	class := fmt.Sprintf("check-in columns-%d", len(p.Columns))
	if len(p.Columns) > 0 && len(p.Columns[0]) > 10 {
		class += " many"
	}
	return class
}

func percent(b *tournament.Board) string {
	if b.Counts.Seated == 0 {
		return "0"
	}
	return strconv.FormatFloat(100*float64(b.Counts.CheckedIn)/float64(b.Counts.Seated), 'f', 2, 64)
}

func checkInCorner(b *tournament.Board) string {
	switch b.Tournament.CheckIn {
	case tournament.Open:
		return "Open"
	case tournament.Shut:
		return "Closed"
	}
	return "Soon"
}

func rowsOf(t tableReading) int {
	n := 0
	for _, page := range t.Pages {
		for _, column := range page {
			n += len(column)
		}
	}
	return n
}

func tableClass(t tableReading) string {
	columns := 0
	if len(t.Pages) > 0 {
		columns = len(t.Pages[0])
	}
	class := fmt.Sprintf("standings columns-%d", columns)
	if t.Dense {
		class += " dense"
	}
	return class
}

// cutWords explains the line, when there is one among the rows.
func cutWords(t tableReading) string {
	for _, page := range t.Pages {
		for _, column := range page {
			for _, s := range column {
				if t.Cut > 0 && s.Rank > t.Cut {
					return fmt.Sprintf("Top %d above the line", t.Cut)
				}
			}
		}
	}
	return ""
}
