package discord_test

import (
	"strings"
	"testing"

	sandbox "matchday/app/sandbox/discord"
)

// TestAWholeNight plays a small tournament as people do: players by the panel, staff by the private desk.
func TestAWholeNight(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: sandbox.Options{MembersIntent: true}, players: 6})
	id := n.create("seats:4 rounds:2 lobby_size:4 points:8 6 4 2")
	panel := n.pinned()[0]
	for i := range 5 {
		a := n.register(i)
		if i < 4 {
			n.says(a, "You're in: ", "seat "+string(rune('1'+i))+" of 4")
		} else {
			n.says(a, "1st in line")
		}
	}
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "Waitlist · 1") })

	n.press(n.players[0], panel.ID, "Withdraw")
	n.says(n.press(n.players[0], "", "Yes, withdraw"), "You're out of")
	n.told(n.players[4], "You have a seat in Friday Cup now")

	desk := n.press(n.admin, panel.ID, "Admin")
	n.says(desk, "Friday Cup", "registration")
	n.press(n.admin, desk.Reply.ID, "Close registration")
	n.press(n.admin, desk.Reply.ID, "Open check-in")
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "Check-in is open") })
	for _, i := range []int{1, 2, 3, 4} {
		n.says(n.press(n.players[i], panel.ID, "Check in"), "You have checked in")
	}
	a := n.press(n.admin, desk.Reply.ID, "Close check-in…")
	n.says(a, "4 stay")
	n.press(n.admin, desk.Reply.ID, "Yes: close check-in")
	n.press(n.admin, desk.Reply.ID, "Draw round 1")
	a = n.press(n.admin, desk.Reply.ID, "Start round 1")
	n.says(a, "Round 1 has started")
	post := n.posted(n.cup, "Find your lobby, and good luck")
	if len(post.Pinged) != 4 {
		t.Errorf("the lobbies told %v", post.Pinged)
	}
	n.press(n.admin, desk.Reply.ID, "Lobbies and results")
	a = n.choose(n.admin, desk.Reply.ID, "Record or correct a result", "Lobby A")
	for _, name := range []string{"Player 3", "Player 2", "Player 5"} {
		a = n.press(n.admin, desk.Reply.ID, name)
	}
	n.says(a, "1st Player 3 · 8 points", "4th Player 4 · 2 points")
	a = n.press(n.admin, desk.Reply.ID, "Record lobby A")
	n.says(a, "Lobby A of round 1 is recorded")
	n.posted(n.cup, "round 1, lobby A")
	n.posted(n.cup, "after round 1 of 2")
	n.says(n.do(n.players[2], "/me"), "After round 1 you're 1 of 4 with 8 points")

	n.do(n.admin, "/tournament draw")
	n.do(n.admin, "/tournament start")
	a = n.do(n.admin, "/tournament undo")
	n.press(n.admin, a.Reply.ID, "Yes, take it back")
	n.posted(n.cup, "took the start of the round back")
	n.do(n.admin, "/tournament start")
	n.says(n.do(n.admin, "/result lobby:A order:Player 2, Player 4, Player 3, Player 5"), "is recorded")
	a = n.do(n.admin, "/tournament finish")
	a = n.press(n.admin, a.Reply.ID, "Yes: finish the tournament")
	n.says(a, "The tournament is finished")
	n.posted(n.cup, "Friday Cup is over")
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "Final standings") })
	if b := n.board(id); len(b.Standings) != 4 || b.Standings[0].Name != "Game2#NA1" {
		t.Errorf("standings %+v", b.Standings)
	}
}
