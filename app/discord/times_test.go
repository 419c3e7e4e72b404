package discord_test

import (
	"regexp"
	"strings"
	"testing"

	sandbox "matchday/app/sandbox/discord"
)

// clockText finds a time that is written out, which reads right in one zone only.
var clockText = regexp.MustCompile(`\d{1,2}:\d{2} ?[AP]M|\b[A-Z]{3,4}T\b|UTC`)

// TestARefusalTellsTimesInEachReadersZone: whatever is refused because of a time says it as a time of Discord.
func TestARefusalTellsTimesInEachReadersZone(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: sandbox.Options{MembersIntent: true}, players: 2})
	zoned := func(what string, a sandbox.Answer, part string) {
		t.Helper()
		n.says(a, part)
		if !strings.Contains(a.Text, ":F>") || !strings.Contains(a.Text, ":R>") || clockText.MatchString(a.Text) {
			t.Errorf("%s: %q", what, a.Text)
		}
	}
	n.do(n.admin, "/tournament create name:Friday Cup registration_opens:in 2 hours check_in_opens:in 3 hours starts:in 5 hours")
	n.press(n.admin, "", "Yes, use these times")
	zoned("registering early", n.do(n.players[0], "/register ingame:Early#1"), "is not open yet. It opens ")
	n.do(n.admin, "/tournament open what:registration")
	n.do(n.players[0], "/register ingame:Early#1")
	zoned("checking in early", n.do(n.players[0], "/checkin"), "Check-in for Friday Cup is not open yet. It opens ")
	a := n.do(n.admin, "/tournament edit starts:2036-01-01 18:00")
	zoned("a time too far away", a, "is more than 2 years away. Check the year.")
	n.do(n.admin, "/tournament open what:check-in")
	n.do(n.admin, "/tournament remind")
	n.press(n.admin, "", "Yes: remind the 1")
	n.do(n.admin, "/tournament remind")
	zoned("reminding twice", n.press(n.admin, "", "Yes: remind the 1"), "Everybody was reminded ")
}
