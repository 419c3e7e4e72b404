package discord_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/discord"
	"matchday/app/feed"
	"matchday/app/person"
	sandbox "matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
	"matchday/store"
)

func member() sandbox.Options { return sandbox.Options{MembersIntent: true} }

func TestAPanelThatIsDeletedComesBack(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member()})
	n.create("")
	was := n.pinned()[0].ID
	n.must(n.DeleteMessage(was))
	again := n.panel(func(s *sandbox.Seen) bool { return s.ID != was })
	n.must(n.Until(n.ctx(), func() bool { // the line that says that something was pinned
		return !slices.ContainsFunc(n.Messages(n.cup), func(m *sandbox.Seen) bool { return m.Notice == "pin" })
	}))
	n.says(n.press(n.admin, again.ID, "View players"), "0 seats taken")
}

func TestAPanelMovesWithItsChannel(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member()})
	n.create("")
	was := n.pinned()[0].ID
	n.do(n.admin, "/tournament panel channel:staff")
	if _, err := n.WaitMessage(n.ctx(), n.back, func(s *sandbox.Seen) bool { return s.Pinned }); err != nil {
		t.Fatal(err)
	}
	n.must(n.Until(n.ctx(), func() bool { return n.Message(was) == nil }))

	n.must(n.DeleteChannel(n.back))
	n.noticed("The channel of Friday Cup is gone")
	n.do(n.admin, "/tournament panel channel:cup")
	n.panel(func(s *sandbox.Seen) bool { return s.ID != was })
	n.settled("is gone")
}

func TestAPermissionThatIsTakenIsToldAndTakenBack(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), players: 2})
	n.create("")
	n.must(n.SetPermissions(n.cup, n.AppID(), 1, 0, shape.SendMessages|shape.ViewChannel))
	_, err := n.league.RegisterFor(n.ctx(), n.actor("mod"), 1, n.application(n.players[0], "Ivy#1"))
	n.must(err)
	n.noticed("in #cup the bot lacks View Channel, Send Messages")
	n.must(n.SetPermissions(n.cup, n.AppID(), 1, 0, 0))
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "1 of 32 seats") })
	n.settled("the bot lacks")
}

func TestAPanelThatCannotBePinnedIsPostedAllTheSame(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), rights: rights &^ shape.PinMessages})
	n.do(n.admin, "/tournament create name:Friday Cup")
	n.says(n.do(n.admin, "/tournament panel channel:cup"), "lacks Pin Messages")
	n.posted(n.cup, "Friday Cup")
	n.noticed("is not pinned: in #cup the bot lacks Pin Messages")
}

func TestPeopleWhoLeaveComeBackAndChangeTheirNames(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), players: 2})
	id := n.create("")
	n.register(0)
	n.register(1)
	n.must(n.Leave(n.guild, n.players[0]))
	n.noticed("Player 1 has left the Discord server but is still in Friday Cup as Game1#NA1")
	n.must(n.Join(n.guild, n.players[0]))
	n.settled("has left the Discord server")
	n.must(n.ChangeName(n.guild, n.players[1], "Zoë"))
	n.eventually("the new name", func() bool { return n.board(id).Seated[1].Name == "Zoë" })
}

// TestWhatHappenedWhileTheBotWasAway stops the bot, lets things happen, and starts it again.
func TestWhatHappenedWhileTheBotWasAway(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), players: 3})
	id := n.create("")
	for i := range 3 {
		n.register(i)
	}
	panel := n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "3 of 32 seats") })
	n.stop()
	n.must(n.Leave(n.guild, n.players[0]))
	n.must(n.ChangeName(n.guild, n.players[1], "Ivy of the North"))
	n.must(n.DeleteMessage(panel.ID))
	edits := n.Requests("PUT /applications/{application}/commands")
	n.start(nil)
	n.noticed("Player 1 has left the Discord server")
	n.eventually("the new name", func() bool { return n.board(id).Seated[1].Name == "Ivy of the North" })
	n.panel(func(s *sandbox.Seen) bool { return s.ID != panel.ID })
	if got := n.Requests("PUT /applications/{application}/commands"); got != edits {
		t.Errorf("the commands were registered %d times more", got-edits)
	}
	n.eventually("the pass to be reported", func() bool { r := n.bot.Status().Reconciled; return r.Left == 1 && r.Renamed == 1 })
	// An old button of a new panel, after a restart.
	n.says(n.press(n.players[2], "", "View players"), "seat 3 of 32")
}

// TestARestartSaysNothingTwice starts a second bot on the same store and looks for anything that is new.
func TestARestartSaysNothingTwice(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), players: 2})
	n.create("")
	n.register(0)
	n.posted(n.cup, "Registration for Friday Cup is open")
	panel := n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "1 of 32") })
	n.stop()
	before := n.count(n.cup, "")
	edits := n.Message(panel.ID).Edits
	n.start(nil)
	n.says(n.press(n.players[1], panel.ID, "View players"), "Player 1")
	n.register(1)
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "2 of 32") })
	if got := n.Message(panel.ID).Edits; got != edits+1 {
		t.Errorf("the panel was edited %d times for one registration", got-edits)
	}
	if after := n.count(n.cup, ""); after != before {
		t.Errorf("%d public messages became %d", before, after)
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), players: 3})
	in, here, high := n.role(shape.Role{Name: "In"}), n.role(shape.Role{Name: "Here"}), n.role(shape.Role{Name: "High", Position: 9})
	n.must(n.GiveRole(n.guild, n.players[1], in)) // by hand, before
	id := n.create("seats:2")
	n.do(n.admin, "/tournament panel entered:In ready:Here")
	for i := range 3 {
		n.register(i)
	}
	n.must(n.Until(n.ctx(), func() bool { return n.hasRole(0, in) }))
	if n.hasRole(2, in) {
		t.Error("somebody on the waitlist has the role")
	}
	n.do(n.admin, "/tournament open what:check-in")
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "Check-in is open") })
	n.press(n.players[0], n.pinned()[0].ID, "Check in")
	n.must(n.Until(n.ctx(), func() bool { return n.hasRole(0, here) }))
	n.press(n.players[0], n.pinned()[0].ID, "Check out")
	n.must(n.Until(n.ctx(), func() bool { return !n.hasRole(0, here) }))
	for _, e := range n.board(id).Seated {
		_, err := n.league.Remove(n.ctx(), n.actor("mod"), id, e.Entry.ID, "")
		n.must(err)
	}
	n.must(n.Until(n.ctx(), func() bool { return !n.hasRole(0, in) && n.hasRole(2, in) }))
	if !n.hasRole(1, in) {
		t.Error("a role was taken that the bot did not give")
	}
	// A role above the bot's own cannot be given; moved below it can.
	n.says(n.do(n.admin, "/tournament panel ready:High"), "@High stands above the bot's own role")
	n.press(n.players[2], n.pinned()[0].ID, "Check in")
	n.noticed("The role @High of Friday Cup cannot be given: @High stands above the bot's own role")
	n.must(n.ChangeRole(n.guild, n.botRole(), func(r *shape.Role) { r.Position = 20 }))
	n.must(n.Until(n.ctx(), func() bool { return n.hasRole(2, high) }))
	n.settled("cannot be given")
	n.must(n.DeleteRole(n.guild, in))
	n.noticed("The Discord role of Friday Cup for everybody with a seat was deleted")
	// Whoever leaves takes their roles with them, and gets them again.
	n.must(n.Leave(n.guild, n.players[2]))
	n.must(n.Join(n.guild, n.players[2]))
	n.must(n.Until(n.ctx(), func() bool { return n.hasRole(2, high) }))
}

func (n *night) botRole() string {
	n.t.Helper()
	for _, r := range n.Servers()[0].Roles {
		if r.Managed {
			return r.ID
		}
	}
	n.t.Fatal("the bot has no role")
	return ""
}

func (n *night) hasRole(player int, role string) bool {
	for _, m := range n.Servers()[0].Members {
		if m.User.ID == n.players[player] {
			return slices.Contains(m.Roles, role)
		}
	}
	return false
}

func TestClosedDirectMessagesBecomeMentions(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), players: 3})
	id := n.create("seats:2")
	for i := range 3 {
		n.register(i)
	}
	n.must(n.CloseDMs(n.players[2], true))
	n.must(n.CloseDMs(n.players[0], true))
	_, err := n.league.Remove(n.ctx(), n.actor("mod"), id, n.board(id).Seated[0].Entry.ID, "a private reason")
	n.must(err)
	said := n.posted(n.cup, "You have a seat in Friday Cup now")
	if !slices.Equal(said.Pinged, []string{n.players[2]}) {
		t.Errorf("%v were told", said.Pinged)
	}
	n.posted(n.cup, "there is news for you about Friday Cup")
	if n.count(n.cup, "a private reason") > 0 {
		t.Error("the channel reads why somebody was removed")
	}
}

// TestWhatHasNoPlaceToGoIsOneNotice plays without a channel: whoever takes no direct messages cannot be told, and staff
// read that once, however much is not said, until there is a channel.
func TestWhatHasNoPlaceToGoIsOneNotice(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), players: 3})
	n.do(n.admin, "/league staff-channel channel:cup")
	n.do(n.admin, "/tournament create name:Friday Cup seats:8")
	n.do(n.admin, "/tournament open what:registration")
	quiet := func() {
		t.Helper()
		n.eventually("nothing left to send", func() bool {
			return !slices.ContainsFunc(n.feed.Status(), func(s feed.Status) bool { return s.Waiting > 0 || s.Behind > 0 })
		})
	}
	all, err := n.league.Tournaments(n.ctx(), n.of().ID)
	n.must(err)
	for i := range 3 {
		n.must(n.CloseDMs(n.players[i], true))
		_, err := n.league.RegisterFor(n.ctx(), n.actor("mod"), all[0].ID, n.application(n.players[i], "Player "+string(rune('1'+i))))
		n.must(err)
	}
	n.noticed("Friday Cup has no channel in Discord")
	n.posted(n.cup, "Friday Cup has no channel in Discord")
	quiet()
	if got := n.count(n.cup, "has no channel in Discord"); got != 1 {
		t.Errorf("staff read it %d times", got)
	}
	n.do(n.admin, "/tournament panel channel:cup")
	list, err := n.league.Notices(n.ctx(), person.Clock(n.of().ID))
	n.must(err)
	if len(list) != 0 {
		t.Errorf("with a channel it still says %+v", list)
	}
}

// TestWhoHasLeftIsNotMentioned promotes somebody who has left the server: staff know, the next in line is told as always,
// and the channel is not told of somebody who is not there.
func TestWhoHasLeftIsNotMentioned(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), players: 4})
	id := n.create("seats:2")
	for i := range 4 {
		n.register(i)
	}
	n.must(n.Leave(n.guild, n.players[2]))
	n.noticed("Player 3 has left")
	for _, e := range n.board(id).Seated {
		_, err := n.league.Remove(n.ctx(), n.actor("mod"), id, e.Entry.ID, "")
		n.must(err)
	}
	n.told(n.players[3], "You have a seat in Friday Cup now")
	n.eventually("nothing left to send", func() bool {
		return !slices.ContainsFunc(n.feed.Status(), func(s feed.Status) bool { return s.Waiting > 0 || s.Behind > 0 })
	})
	for _, m := range n.Messages(n.cup) {
		if slices.Contains(m.Pinged, n.players[2]) {
			t.Errorf("the channel mentions them: %s", m.Text)
		}
	}
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "2 of 2 seats") })
}

func TestABotThatIsRemovedAndInvitedAgain(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member()})
	n.create("")
	n.must(n.RemoveBot(n.guild))
	notice := n.noticed("The bot was removed from the Discord server")
	if !strings.Contains(notice.Text, "https://discord.com/oauth2/authorize?client_id="+n.AppID()) {
		t.Errorf("the notice does not say how to invite it: %s", notice.Text)
	}
	n.must(n.InviteBot(n.guild, rights))
	n.settled("was removed from")
}

// TestABotThatWasRemovedWhileItWasAway finds out at the start.
func TestABotThatWasRemovedWhileItWasAway(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member()})
	n.create("")
	n.stop()
	n.must(n.RemoveBot(n.guild))
	n.start(nil)
	n.noticed("The bot was removed from the Discord server")
	n.must(n.InviteBot(n.guild, rights))
	n.settled("was removed from")
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(s.Text, "Registration is open") })
}

// TestStaffWhoCannotBeTold takes the bot's rights in the channel of staff, and then the channel.
func TestStaffWhoCannotBeTold(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), players: 1})
	n.create("")
	n.register(0)
	n.must(n.SetPermissions(n.back, n.AppID(), 1, 0, shape.SendMessages))
	n.says(n.do(n.admin, "/league staff-channel channel:staff"), "Staff are not told in #staff what needs them: the bot lacks Send Messages there")
	n.noticed("Staff are not told in #staff")
	n.must(n.Leave(n.guild, n.players[0]))
	n.noticed("Player 1 has left")
	n.must(n.SetPermissions(n.back, n.AppID(), 1, 0, 0))
	n.settled("Staff are not told")
	n.must(n.DeleteChannel(n.back))
	n.noticed("The channel in which staff are told what needs them was deleted")
	n.do(n.admin, "/league staff-channel channel:cup")
	n.settled("was deleted")
	n.must(n.Join(n.guild, n.players[0]))
	n.settled("has left")
	n.must(n.Leave(n.guild, n.players[0]))
	n.posted(n.cup, "Player 1 has left the Discord server")
}

// TestADeletedRoleIsNoticedUntilAnotherIsChosen deletes a role while the bot looks and while it is away.
func TestADeletedRoleIsNoticedUntilAnotherIsChosen(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member()})
	in, here := n.role(shape.Role{Name: "In"}), n.role(shape.Role{Name: "Here"})
	n.create("")
	n.do(n.admin, "/tournament panel entered:In ready:Here")
	n.must(n.DeleteRole(n.guild, in))
	n.noticed("The Discord role of Friday Cup for everybody with a seat was deleted. Choose another, or none, with /tournament panel.")
	n.stop()
	n.must(n.DeleteRole(n.guild, here))
	n.must(n.DeleteChannel(n.cup))
	n.start(nil)
	n.noticed("The Discord role of Friday Cup for everybody who has checked in was deleted")
	n.noticed("The channel of Friday Cup is gone")
	n.role(shape.Role{Name: "Fresh"})
	n.doIn("staff", n.admin, "/tournament panel channel:staff entered:Fresh ready:Fresh")
	n.settled("was deleted")
	n.settled("is gone")
}

func TestWithoutTheMembersIntent(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{players: 2})
	n.noticed("the Server Members intent is off")
	n.create("")
	n.register(0)
	n.must(n.Leave(n.guild, n.players[0]))
	n.stop()
	n.start(nil)
	n.noticed("Player 1 has left the Discord server")
	if n.bot.Status().Gateway.Members {
		t.Error("the state says that Discord tells who leaves")
	}
}

// TestASlowHandlerIsDeferred keeps the database busy for longer than a second and a half.
func TestASlowHandlerIsDeferred(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: member(), players: 1})
	n.create("")
	n.register(0)
	n.do(n.admin, "/tournament open what:check-in")
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "Check-in is open") })
	begun, free := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- n.store.Update(context.Background(), func(context.Context, store.Tx) error {
			close(begun)
			<-free
			return nil
		})
	}()
	<-begun
	time.AfterFunc(2*time.Second, func() { close(free) })
	a := n.press(n.players[0], n.pinned()[0].ID, "Check in")
	n.must(<-done)
	n.says(a, "You have checked in")
	if !a.Ephemeral {
		t.Error("a deferred answer is public")
	}
	var first time.Duration
	n.eventually("a figure of the press", func() bool {
		n.mu.Lock()
		defer n.mu.Unlock()
		i := slices.IndexFunc(n.seen, func(s discord.Seen) bool { return s.Name == "checkin" })
		if i >= 0 {
			first = n.seen[i].First
		}
		return i >= 0
	})
	if first < 1400*time.Millisecond || first > 2900*time.Millisecond {
		t.Errorf("the first answer came after %s", first)
	}
}

// settled waits until no notice contains a text.
func (n *night) settled(text string) {
	n.t.Helper()
	standing := ""
	defer func() {
		if n.t.Failed() {
			n.t.Log("it stands: ", standing)
		}
	}()
	n.eventually("the end of the notice "+text, func() bool {
		all, err := n.league.Notices(n.ctx(), person.Clock(n.of().ID))
		n.must(err)
		for _, x := range all {
			if strings.Contains(x.Text, text) {
				standing = x.Key + ": " + x.Text
				return false
			}
		}
		return true
	})
}
