package page

import (
	"cmp"
	"slices"
	"strconv"

	"matchday/app/tournament"
	"matchday/views/board"
)

func screens(n int) string {
	switch n {
	case 0:
		return "no screen shows it"
	case 1:
		return "1 screen shows it"
	}
	return strconv.Itoa(n) + " screens show it"
}

func changes(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 line"
	}
	return strconv.Itoa(n) + " lines"
}

// byPlace are the seats in the order of their places; those without one come last.
func byPlace(seats []tournament.Seat) []tournament.Seat {
	seats = slices.Clone(seats)
	slices.SortStableFunc(seats, func(a, b tournament.Seat) int {
		return cmp.Compare(last(a.Place), last(b.Place))
	})
	return seats
}

func last(place int) int {
	if place == 0 {
		return tournament.MaxLobby + 1
	}
	return place
}

func place(s tournament.Seat) string {
	switch s.Outcome {
	case tournament.Absent:
		return "abs."
	case tournament.Struck:
		return "dq"
	}
	if s.Place == 0 {
		return "–"
	}
	return strconv.Itoa(s.Place)
}

func rank(n int) string {
	if n == 0 {
		return "–"
	}
	return strconv.Itoa(n)
}

func nameOf(n board.Night, entry int64) string {
	if r, ok := n.Row(entry); ok {
		return r.Name
	}
	return "somebody"
}
