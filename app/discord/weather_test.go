package discord_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	sandbox "matchday/app/sandbox/discord"
)

// TestBadWeather lets Discord fail in every way while people press, and looks at what is left afterwards: every press was
// answered or never acknowledged, the panel is right and there is one, and nobody was told anything twice.
func TestBadWeather(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{sandbox.Down, sandbox.TooMany, sandbox.Broken, sandbox.Slow, sandbox.DropGateway, sandbox.InvalidSession, sandbox.Reconnect, sandbox.Silent} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			n := newNight(t, options{sandbox: sandbox.Options{MembersIntent: true, FollowFor: 20 * time.Second}, players: 10})
			id := n.create("seats:8")
			for i := range 9 {
				n.register(i)
			}
			n.do(n.admin, "/tournament open what:check-in")
			n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "Check-in is open") })
			panel := n.pinned()[0].ID

			n.must(n.Fault(kind, 3*time.Second))
			var wg sync.WaitGroup
			var mu sync.Mutex
			answered := 0
			for i := range 8 {
				wg.Go(func() {
					a, err := n.Press(n.ctx(), n.players[i], panel, "Check in")
					if err != nil {
						t.Errorf("press: %v", err)
						return
					}
					if a.Thinking {
						t.Errorf("player %d was acknowledged and never answered", i)
					}
					mu.Lock()
					defer mu.Unlock()
					if !a.Failed {
						answered++
					}
				})
			}
			// Something is to be told meanwhile: the ninth moves up.
			_, err := n.league.Remove(n.ctx(), n.actor("mod"), id, n.board(id).Seated[7].Entry.ID, "no show")
			n.must(err)
			wg.Wait()
			n.Heal()
			n.must(n.WaitConnected(n.ctx()))
			t.Logf("%s: %d of 8 presses were answered", kind, answered)

			for i := range 7 {
				n.says(n.press(n.players[i], panel, "Check in"), "You have checked in")
			}
			n.told(n.players[8], "You have a seat")
			n.told(n.players[7], "took you out")
			n.press(n.players[8], panel, "Check in")
			n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "8 of 8 checked in") })
			if got := n.pinned(); len(got) != 1 || got[0].ID != panel {
				t.Errorf("there are %d panels", len(got))
			}
			for i, want := range map[int]int{7: 1, 8: 1} {
				if got := n.Direct(n.players[i]); len(got) != want {
					t.Errorf("player %d was told %s", i+1, texts(got))
				}
			}
			for _, text := range []string{"Check-in for Friday Cup is open", "Registration for Friday Cup is open"} {
				if got := n.count(n.cup, text); got != 1 {
					t.Errorf("%q stands %d times in the channel", text, got)
				}
			}
		})
	}
}

func texts(list []*sandbox.Seen) []string {
	var out []string
	for _, s := range list {
		out = append(out, fmt.Sprintf("%q", plain(s.Text)))
	}
	return out
}

// count returns how many messages of a channel contain a text.
func (n *night) count(channel, text string) int {
	found := 0
	for _, m := range n.Messages(channel) {
		if !m.Ephemeral && strings.Contains(plain(m.Text), text) {
			found++
		}
	}
	return found
}
