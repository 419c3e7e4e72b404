package board

import (
	"strings"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/views/ui"
)

// shownRound is the round whose lobbies are shown: the one asked for, else the latest.
func (n Night) shownRound() (tournament.RoundReading, bool) {
	if r, ok := n.Board.Round(n.Round); ok {
		return r, true
	}
	return n.Current()
}

// roundTabs lead to each round that has lobbies.
func (n Night) roundTabs(shown int) []ui.Tab {
	var tabs []ui.Tab
	for _, r := range n.Rounds {
		tabs = append(tabs, ui.Tab{Label: "Round " + itoa(r.Number), Href: n.At("lobbies?round=" + itoa(r.Number)), Current: r.Number == shown})
	}
	return tabs
}

func (n Night) roundTitle(r tournament.RoundReading) (title, text string) {
	title = "Round " + itoa(r.Number)
	switch r.State {
	case tournament.Drawn:
		return title + " is drawn", "Drawn " + r.Seating.Title() + ". Only staff see these lobbies until the round starts."
	case tournament.InPlay:
		return title + " is being played", count(r.Missing, "lobby has", "lobbies have") + " no result yet."
	}
	return title + " is done", "Every lobby has its result. A mistake can be corrected at any time."
}

func (n Night) noLobbies() (title, text string) {
	switch {
	case n.Tournament.Stage.Over():
		return "No rounds were played", ""
	case n.Tournament.CheckIn != tournament.Shut:
		return "No lobbies yet", "They are drawn once check-in has closed. You can swap players before anybody sees them."
	}
	return "No lobbies yet", "Draw round 1 when everybody is there. You can swap players before anybody sees the lobbies."
}

// swappable reports whether players of a round may be swapped by these staff: lobbies without a result take part.
func (n Night) swappable(r tournament.RoundReading) bool {
	return n.May(person.SeatLobbies) && r.Number == n.Tournament.Round && !n.Tournament.Stage.Over() && r.Missing > 1
}

// recording reports whether the result of a lobby is typed here.
func (n Night) recording(r tournament.RoundReading, l tournament.LobbyReading) bool {
	return n.May(person.RecordResults) && r.State == tournament.InPlay && !l.Done()
}

func (n Night) correcting(l tournament.LobbyReading) bool {
	return n.May(person.RecordResults) && l.Done() && n.Tournament.Stage != tournament.Cancelled
}

// DealtSeat is a seat with the number by which it is named when a result is typed.
type DealtSeat struct {
	Number int
	Seat   tournament.SeatReading
}

// Dealt returns the seats of a lobby in the order in which they were dealt, numbered from 1. The numbers do not change
// when the result is recorded.
func Dealt(l tournament.LobbyReading) []DealtSeat {
	byEntry := map[int64]tournament.SeatReading{}
	for _, s := range l.Seats {
		byEntry[s.Entry] = s
	}
	var seats []DealtSeat
	for i, s := range l.Lobby.Seats {
		seats = append(seats, DealtSeat{i + 1, byEntry[s.Entry]})
	}
	return seats
}

// OrderText writes a recorded result as it would be typed: numbers of seats, absent ones with a minus.
func OrderText(l tournament.LobbyReading) string {
	numbers := map[int64]int{}
	for _, s := range Dealt(l) {
		numbers[s.Seat.Entry] = s.Number
	}
	var parts []string
	for _, s := range l.Seats { // by place
		switch {
		case s.Outcome == tournament.Struck:
		case s.Place > 0:
			parts = append(parts, itoa(numbers[s.Entry]))
		default:
			parts = append(parts, "-"+itoa(numbers[s.Entry]))
		}
	}
	return strings.Join(parts, " ")
}

// lobbyOrder says who plays in a lobby, for the label of its box.
func lobbyState(r tournament.RoundReading, l tournament.LobbyReading) (ui.Tone, string) {
	switch {
	case l.Done():
		return ui.Good, "Recorded"
	case r.State == tournament.Drawn:
		return ui.Quiet, count(len(l.Seats), "seat", "seats")
	}
	return ui.Wait, "Playing"
}

// resultKey is the shortcut of the first lobby that waits for its result.
func resultKey(n Night, l tournament.LobbyReading) string {
	r, ok := n.shownRound()
	if !ok {
		return ""
	}
	for _, first := range r.Lobbies {
		if !first.Done() {
			if first.ID == l.ID {
				return "r"
			}
			return ""
		}
	}
	return ""
}

func resultLabel(l tournament.LobbyReading) string {
	if l.Done() {
		return "See what changes"
	}
	return "Record lobby " + l.Name
}
