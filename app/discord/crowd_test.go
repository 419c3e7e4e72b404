package discord_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	sandbox "matchday/app/sandbox/discord"
	"matchday/app/tournament"
)

// crowd registers many people in a tournament whose check-in is open, and lets all of them press Check in within a time.
// It returns how long the bot took to give each its first answer, in order.
func crowd(t *testing.T, people int, within time.Duration) []time.Duration {
	t.Helper()
	n := newNight(t, options{sandbox: sandbox.Options{MembersIntent: true, KeepPerRoom: 2000}, players: people})
	rules := tournament.DefaultRules()
	rules.Cap = tournament.MaxCap
	n.eventually("a league", func() bool { l, err := n.league.Leagues(n.ctx()); return err == nil && len(l) > 0 })
	mod := n.actor("mod")
	b, err := n.league.CreateTournament(n.ctx(), mod, tournament.Plan{Name: "Friday Cup", Zone: "UTC", Rules: rules})
	n.must(err)
	id := b.Tournament.ID
	n.do(n.admin, "/tournament panel channel:cup")
	for i, p := range n.players {
		a := n.application(p, fmt.Sprintf("Game%d#NA1", i))
		_, err := n.league.RegisterFor(n.ctx(), mod, id, a)
		n.must(err)
	}
	_, err = n.league.Advance(n.ctx(), mod, id, 0, tournament.StepOpenCheckIn)
	n.must(err)
	panel := n.panel(func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), "Check-in is open") })

	var wg sync.WaitGroup
	began := time.Now()
	for i, p := range n.players {
		at := began.Add(within * time.Duration(i) / time.Duration(people))
		wg.Go(func() {
			time.Sleep(time.Until(at))
			a, err := n.Press(n.ctx(), p, panel.ID, "Check in")
			if err != nil || a.Failed || a.Thinking || !strings.Contains(plain(a.Text), "You have checked in") {
				t.Errorf("player %d: %+v, %v", i, a, err)
			}
		})
	}
	wg.Wait()
	t.Logf("%d presses in %s", people, time.Since(began).Round(time.Millisecond))
	n.panel(func(s *sandbox.Seen) bool {
		return strings.Contains(plain(s.Text), fmt.Sprintf("%d of %d checked in", people, people))
	})
	if edits := n.EditTimes(panel.ID); len(edits) > 1 {
		for i := range edits[1:] {
			if gap := edits[i+1].Sub(edits[i]); gap < 900*time.Millisecond {
				t.Errorf("two edits of the panel within %s", gap)
			}
		}
	}
	var took []time.Duration
	n.eventually("all figures", func() bool {
		n.mu.Lock()
		defer n.mu.Unlock()
		took = nil
		for _, s := range n.seen {
			if s.Name == "checkin" && s.Outcome == "ok" {
				took = append(took, s.First)
			}
		}
		return len(took) == people
	})
	slices.Sort(took)
	return took
}

// TestFiveHundredPresses is a big night: everybody checks in within ten seconds, and everybody is answered. How fast is
// measured where the machine has nothing else to do: go test ./app -run - -bench Figures/presses.
func TestFiveHundredPresses(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes half a minute")
	}
	took := crowd(t, 500, 10*time.Second)
	p50, p99 := took[len(took)/2], took[len(took)*99/100]
	t.Logf("first answers: p50 %s, p99 %s, slowest %s", p50.Round(time.Microsecond*100), p99.Round(time.Microsecond*100), took[len(took)-1].Round(time.Microsecond*100))
}
