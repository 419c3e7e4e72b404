package discord_test

import (
	"slices"
	"strings"
	"testing"

	"matchday/app/league"
	sandbox "matchday/app/sandbox/discord"
	"matchday/app/tournament"
)

// card opens the card of an entry, as staff do.
func (n *night) card(who string) sandbox.Answer {
	n.t.Helper()
	return n.do(n.admin, "/tournament entry who:"+who)
}

// desk opens the desk and returns its message.
func (n *night) desk() string {
	n.t.Helper()
	return n.do(n.admin, "/tournament show").Reply.ID
}

// row returns an entry by the name that the board shows.
func (n *night) row(id int64, name string) tournament.Row {
	n.t.Helper()
	b := n.board(id)
	for _, rows := range [][]tournament.Row{b.Seated, b.Waitlist, b.Left} {
		for _, r := range rows {
			if r.Name == name {
				return r
			}
		}
	}
	n.t.Fatalf("%s is nowhere", name)
	return tournament.Row{}
}

func (n *night) is(id int64, name string, state tournament.State, ready bool) {
	n.t.Helper()
	if r := n.row(id, name); r.Entry.State != state || r.Ready != ready {
		n.t.Errorf("%s is %s, ready %v; want %s, %v", name, r.Entry.State, r.Ready, state, ready)
	}
}

// TestEverythingStaffCanDo does in Discord, on one night, what a night may need of its staff, and looks after each that it
// was done and that those concerned were told.
func TestEverythingStaffCanDo(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), players: 9})
	id := n.create("seats:5 rounds:2 lobby_size:2 points:5 3")
	for i := range 6 {
		n.register(i)
	}
	old := n.do(n.admin, "/tournament show")

	n.says(n.press(n.admin, n.desk(), "Close registration"), "Registration is closed with 5 seats taken.")
	n.says(n.press(n.admin, n.desk(), "Reopen registration"), "Registration is open.")
	n.says(n.press(n.admin, n.desk(), "Close registration"), "Registration is closed")
	n.says(n.press(n.admin, old.Reply.ID, "Close registration"), "Friday Cup has moved on since this was shown", "Registration is closed.")

	n.press(n.admin, n.desk(), "Add somebody…")
	a := n.submit(n.admin, map[string]string{"Who": n.players[6], "Name in the game": "Added#1"})
	n.says(a, "Player 7", "in line")
	n.told(n.players[6], "The staff registered you for Friday Cup as Added#1: you are 2nd in line")

	n.says(n.press(n.admin, n.desk(), "Open check-in"), "Check-in is open.")
	n.says(n.press(n.admin, n.card("Player 1").Reply.ID, "Check in"), "Checked in.")
	n.is(id, "Player 1", tournament.Seated, true)
	n.says(n.press(n.admin, n.card("Player 2").Reply.ID, "Keep without check-in"), "kept")
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "Check-in is open") })
	n.press(n.players[2], n.pinned()[0].ID, "Check in")
	n.says(n.do(n.admin, "/tournament remind"), "3 people who hold a seat and have not checked in")
	n.press(n.admin, "", "Yes: remind the 3")
	n.told(n.players[4], "Check-in for Friday Cup")

	n.says(n.press(n.admin, n.desk(), "Close check-in…"), "3 stay.", "2 lose their seats")
	n.says(n.press(n.admin, "", "Yes: close check-in"), "Check-in is closed. 3 are in.")
	n.told(n.players[3], "your seat was given away")

	n.says(n.press(n.admin, n.card("Player 4").Reply.ID, "Bring back, checked in"), "Checked in.")
	n.is(id, "Player 4", tournament.Seated, true)
	n.told(n.players[3], "You have a seat in Friday Cup now")
	a = n.do(n.admin, "/tournament undo")
	n.says(a, "Take back the last step of the staff?", "Mod gave Player 4 the seat back")
	n.says(n.press(n.admin, a.Reply.ID, "Yes, take it back"), "Taken back: Mod gave Player 4 the seat back.")
	n.is(id, "Player 4", tournament.Dropped, false)
	n.says(n.press(n.admin, a.Reply.ID, "Refresh"), "Friday Cup")
	n.says(n.press(n.admin, n.card("Player 4").Reply.ID, "Bring back, checked in"), "Checked in.")

	a = n.card("Player 2")
	n.press(n.admin, a.Reply.ID, "Replace…")
	n.says(n.submit(n.admin, map[string]string{"Who plays instead": n.players[7], "Their name in the game": "Sub#1"}), "Player 8", "Sub#1")
	n.told(n.players[1], "The staff let Sub#1 play in your place in Friday Cup")
	n.told(n.players[7], "The staff put you into Friday Cup as Sub#1")

	n.says(n.press(n.admin, n.desk(), "Draw round 1"), "The lobbies are drawn.")
	r, _ := n.board(id).Current()
	one, two := r.Lobbies[0].Seats[0].Row.Name, r.Lobbies[1].Seats[0].Row.Name
	n.says(n.do(n.admin, "/lobby swap a:"+one+" b:"+two), one+" and "+two+" have changed places.")
	if r, _ := n.board(id).Current(); r.Lobbies[0].Seats[0].Row.Name != two {
		t.Errorf("lobby A begins with %s", r.Lobbies[0].Seats[0].Row.Name)
	}
	n.swapByMenus(id)
	n.says(n.press(n.admin, n.desk(), "Start round 1"), "Round 1 has started.")
	n.correct(id)

	a = n.card("Player 3")
	n.press(n.admin, a.Reply.ID, "Disqualify…")
	n.says(n.submit(n.admin, map[string]string{"Reason": "unfair *play*"}), "disqualified")
	n.told(n.players[2], "The staff disqualified you from Friday Cup: unfair *play*")
	a = n.card("Player 1")
	n.press(n.admin, a.Reply.ID, "Remove…")
	n.says(n.submit(n.admin, map[string]string{"Reason": "left early"}), "removed")
	n.told(n.players[0], "The staff took you out of Friday Cup: left early")

	a = n.do(n.admin, "/tournament cancel")
	n.says(n.press(n.admin, a.Reply.ID, "Yes: cancel the tournament"), "The tournament is cancelled.")
	n.posted(n.cup, "Friday Cup is cancelled.")
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "does not take place") })
	a = n.do(n.admin, "/tournament undo")
	n.press(n.admin, a.Reply.ID, "Yes, take it back")
	n.posted(n.cup, "It takes place after all")
	if got := n.board(id).Tournament.Stage; got != tournament.Playing {
		t.Errorf("after taking the cancelling back it is %s", got)
	}
}

// swapByMenus moves the first of lobby A to the place of the first of lobby B, by the menus of the desk.
func (n *night) swapByMenus(id int64) {
	n.t.Helper()
	r, _ := n.board(id).Current()
	one, two := r.Lobbies[0].Seats[0].Row.Name, r.Lobbies[1].Seats[0].Row.Name
	desk := n.desk()
	n.press(n.admin, desk, "Lobbies and results")
	n.choose(n.admin, desk, "Move somebody: choose their lobby", "Lobby A")
	n.choose(n.admin, desk, "Who is to be moved?", one)
	n.choose(n.admin, desk, "Choose a lobby", "Lobby B")
	n.says(n.choose(n.admin, desk, "With whom?", two), "They have changed places.")
	if r, _ := n.board(id).Current(); r.Lobbies[0].Seats[0].Row.Name != two || r.Lobbies[1].Seats[0].Row.Name != one {
		n.t.Error("they have not changed places")
	}
}

// correct records lobby A and then corrects it, looking at what the correction would change first.
func (n *night) correct(id int64) {
	n.t.Helper()
	r, _ := n.board(id).Current()
	var names []string
	for _, s := range r.Lobbies[0].Seats {
		names = append(names, s.Row.Name)
	}
	n.says(n.do(n.admin, "/result lobby:A order:"+strings.Join(names, ", ")), "is recorded")
	n.posted(n.cup, "round 1, lobby A")
	slices.Reverse(names)
	a := n.do(n.admin, "/result lobby:A order:"+strings.Join(names, ", "))
	n.says(a, "This changes", names[0]+" · 3 → 5 points", "rank 2 → 1")
	if got := n.count(n.cup, "is corrected"); got != 0 {
		n.t.Error("a correction was told before it was confirmed")
	}
	n.says(n.press(n.admin, a.Reply.ID, "Correct lobby A"), "is corrected")
	n.posted(n.cup, "round 1, lobby A is corrected")
	list, err := n.league.History(n.ctx(), n.actor("mod"), id, 0, 50)
	n.must(err)
	i := slices.IndexFunc(list, func(h league.Happened) bool { return h.What.Kind == tournament.ResultCorrected })
	if i < 0 || len(list[i].What.Before) != 2 || len(list[i].What.Seats) != 2 {
		n.t.Errorf("history does not hold both results: %+v", list)
	}
}

// TestTimesAreReadBack types times as people say them, by command and by form, and confirms the reading.
func TestTimesAreReadBack(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member()})
	n.do(n.admin, "/league zone zone:America/New_York")
	id := n.create("")
	a := n.do(n.admin, "/tournament edit starts:saturday 6pm check_in_closes:Saturday 17:45")
	n.says(a, "I read the times as", "typed in America/New_York", "Round 1 starts <t:1795906800:F>")
	if got := n.board(id).Tournament.Times; !got.Starts.IsZero() {
		t.Errorf("the times were set before they were confirmed: %+v", got)
	}
	n.says(n.press(n.admin, a.Reply.ID, "Yes, use these times"), "The times are set.")
	if got := n.board(id).Tournament.Times; got.Starts.Unix() != 1795906800 || got.Starts.Sub(got.CheckInCloses).Minutes() != 15 {
		t.Errorf("the times are %+v", got)
	}
	n.says(n.do(n.admin, "/tournament edit starts:half past never"), "Round 1 starts:")
	n.press(n.admin, n.desk(), "Plan")
	n.press(n.admin, "", "Change times…")
	n.says(n.submit(n.admin, map[string]string{"Round 1 starts": "sunday noon", "Check-in closes": ""}), "Check-in closes by hand", "Round 1 starts <t:1795971600:F>")
	n.says(n.press(n.admin, "", "Leave them as they are"), "plan")
	if got := n.board(id).Tournament.Times; got.Starts.Unix() != 1795906800 {
		t.Errorf("the times changed to %+v", got)
	}
}
