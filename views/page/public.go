package page

import (
	"fmt"
	"strings"

	"matchday/app/tournament"
	"matchday/views/board"
	"matchday/views/ui"
)

func listSentence(l Listed) string {
	switch len(l.On) {
	case 0:
		return "Nothing is on right now"
	case 1:
		return l.On[0].Tournament.Name + " is on"
	}
	return fmt.Sprintf("%d are on", len(l.On))
}

func listLine(b *tournament.Board) string {
	parts := []string{b.League.Name, board.Stand(b)}
	if at := b.Tournament.Times.Starts; !at.IsZero() && !b.Tournament.Stage.Over() {
		parts = append(parts, at.In(b.Tournament.Location()).Format("Monday, Jan 2, 3:04 PM MST"))
	}
	return strings.Join(parts, " · ")
}

func publicTabs(b *tournament.Board, tab string) []ui.Tab {
	labels := map[string]string{board.Standings: "Standings", board.Lobbies: "Lobbies", board.Players: "Players"}
	if b.Tournament.Rules.TeamSize > 1 {
		labels[board.Players] = "Teams"
	}
	var list []ui.Tab
	for _, t := range board.Tabs() {
		list = append(list, ui.Tab{Label: labels[t], Href: board.Address(b, t), Current: t == tab})
	}
	return list
}
