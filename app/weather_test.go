package app

import (
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"matchday/app/graphic"
	"matchday/app/person"
	"matchday/app/sandbox/discord"
	"matchday/app/tournament"
)

// outage is how long Discord fails: a minute where everything is tested, shorter elsewhere.
func outage() time.Duration {
	if os.Getenv("MATCHDAY_TEST_ALL") == "1" {
		return time.Minute
	}
	return 4 * time.Second
}

// TestANightInBadWeather lets Discord fail for a while in the middle of check-in, in each way. Meanwhile players press,
// staff go on by the pages, and overlays move. Afterwards every press was answered or never acknowledged, the one panel
// says what is so, and everybody was told what they were to be told, once.
func TestANightInBadWeather(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{discord.Down, discord.TooMany, discord.DropGateway, discord.InvalidSession} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			e := begin(t)
			for n := range 8 {
				e.register(n)
			}
			id := e.world.tournament
			p := e.board().Tournament.Plan()
			p.Rules.Cap = 8
			who := person.Console(e.world.league)
			who.Origin = person.FromWeb
			_, err := e.app.league.EditTournament(e.ctx, who, id, 0, p)
			e.must(err)
			e.register(8) // the first in line
			e.command(e.world.staff, "/tournament close what:registration")
			e.command(e.world.staff, "/tournament open what:check-in")
			panel := e.panel("Check-in is open")

			e.must(e.discord.Fault(kind, outage()))
			began := time.Now()
			answered := e.pressThrough(panel.ID, began.Add(outage()-500*time.Millisecond))
			board, err := e.app.league.Remove(e.ctx, who, id, e.board().Seated[0].Entry.ID, "no show")
			e.must(err)
			if row, ok := board.Row(board.Seated[7].Entry.ID); !ok || row.Entry.State != tournament.Seated {
				t.Fatalf("nobody moved up: %+v", board.Counts)
			}
			e.screen(graphic.CheckIn).until("<b data-count>0</b><small>on the waitlist</small>")
			answered.wait()
			time.Sleep(time.Until(began.Add(outage())))
			e.must(e.discord.WaitConnected(e.soon())) // which is how long the bot may take to notice
			t.Logf("%d presses while Discord failed, %d of them answered", answered.pressed, answered.answered)

			for n := 1; n < 9; n++ {
				if a := e.press(e.world.players[n].User, "Check in"); !strings.Contains(a.Text, "checked in") {
					t.Errorf("player %d: %+v", n, a)
				}
			}
			e.panel("**8** of 8 checked in")
			e.screen(graphic.CheckIn).until("<b data-count>8</b><small>checked in</small>")
			e.toldOnce(panel.ID)
		})
	}
}

// presses counts what became of presses.
type presses struct {
	wg                sync.WaitGroup
	mu                sync.Mutex
	pressed, answered int
}

func (p *presses) wait() { p.wg.Wait() }

// pressThrough lets six players press Check in and Check out again and again until a time.
func (e *evening) pressThrough(panel string, until time.Time) *presses {
	p := &presses{}
	for n := 1; n < 7; n++ {
		user := e.world.players[n].User
		p.wg.Go(func() {
			for i := 0; time.Now().Before(until); i++ {
				a, err := e.discord.Press(e.ctx, user, panel, []string{"Check in", "Check out"}[i%2])
				if err != nil {
					e.t.Errorf("press: %v", err)
					return
				}
				if a.Thinking {
					e.t.Errorf("a press of player %d was acknowledged and never answered", n)
				}
				p.mu.Lock()
				p.pressed++
				if !a.Failed {
					p.answered++
				}
				p.mu.Unlock()
				time.Sleep(200 * time.Millisecond) // as fast as people press
			}
		})
	}
	return p
}

// toldOnce looks for anything that is missing, or that was said twice.
func (e *evening) toldOnce(panel string) {
	e.t.Helper()
	count := func(in []*discord.Seen, part string) (n int) {
		for _, m := range in {
			if m.Bot && !m.Ephemeral && strings.Contains(m.Text, part) {
				n++
			}
		}
		return n
	}
	removed, promoted := e.world.players[0].User, e.world.players[8].User
	e.must(e.discord.Until(e.soon(), func() bool {
		return count(e.discord.Direct(removed), "took you out") > 0 && count(e.discord.Direct(promoted), "You have a seat") > 0
	}))
	for what, n := range map[string]int{
		"the removal":   count(e.discord.Direct(removed), "took you out"),
		"the promotion": count(e.discord.Direct(promoted), "You have a seat"),
		"check-in":      count(e.discord.Messages(e.world.channel), "Check-in for"),
		"the panel":     count(e.discord.Messages(e.world.channel), "## Holidaze Cup"),
	} {
		if n != 1 {
			e.t.Errorf("%s was told %d times", what, n)
		}
	}
	for _, m := range e.discord.Messages(e.world.channel) {
		if m.Pinned && m.ID != panel {
			e.t.Error("there is another panel")
		}
	}
}
