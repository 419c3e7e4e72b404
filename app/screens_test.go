package app

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"matchday/app/graphic"
	"matchday/app/person"
	"matchday/app/tournament"
)

// screens are the ends of many overlays that show one graphic.
type screens struct {
	t    testing.TB
	many int
	got  chan glimpse
	last map[int]glimpse
}

// glimpse is what one screen has got: the picture of an event, which shows how many have checked in.
type glimpse struct {
	screen  int
	seq     int64
	present int
	at      time.Time
}

// present holds for pictures on which at least so many have checked in, newest for those of an event or a later one.
func present(many int) func(glimpse) bool { return func(g glimpse) bool { return g.present >= many } }

func newest(seq int64) func(glimpse) bool { return func(g glimpse) bool { return g.seq >= seq } }

// watch opens many screens on the graphic of check-in, each read by a goroutine of its own.
func watch(t testing.TB, address, key string, many int) *screens {
	t.Helper()
	all := &screens{t: t, many: many, got: make(chan glimpse, 16*many), last: map[int]glimpse{}}
	for n := range many {
		end := openScreen(t, address, key)
		go func() {
			for {
				_, body, err := end.conn.ReadMessage()
				if err != nil {
					return
				}
				if len(body) > 0 {
					all.got <- glance(n, string(body))
				}
			}
		}()
	}
	return all
}

// glance reads a picture. What it cannot read is 0, on which somebody waits in vain.
func glance(screen int, picture string) glimpse {
	number := func(from, to string) int64 {
		_, rest, _ := strings.Cut(picture, from)
		text, _, _ := strings.Cut(rest, to)
		n, _ := strconv.ParseInt(text, 10, 64)
		return n
	}
	return glimpse{screen, number(`data-seq="`, `"`), int(number("<b data-count>", "<")), time.Now()}
}

// wait returns when every screen has got a picture of which is holds, and when each got its first such picture. A screen
// that goes back fails the test.
func (s *screens) wait(is func(glimpse) bool) []time.Time {
	s.t.Helper()
	at := map[int]time.Time{}
	for screen, g := range s.last {
		if is(g) {
			at[screen] = g.at
		}
	}
	limit := time.After(30 * time.Second)
	for len(at) < s.many {
		select {
		case g := <-s.got:
			if g.seq < s.last[g.screen].seq {
				s.t.Errorf("screen %d went back from %d to %d", g.screen, s.last[g.screen].seq, g.seq)
			}
			s.last[g.screen] = g
			if _, ok := at[g.screen]; !ok && is(g) {
				at[g.screen] = g.at
			}
		case <-limit:
			s.t.Fatalf("only %d of %d screens have what they are waited for", len(at), s.many)
		}
	}
	list := make([]time.Time, 0, len(at))
	for _, t := range at {
		list = append(list, t)
	}
	return list
}

// stuckScreen opens a screen that never reads, on a connection that holds next to nothing unread.
func stuckScreen(t testing.TB, address, key string) {
	t.Helper()
	narrow := net.Dialer{Control: func(_, _ string, raw syscall.RawConn) error {
		var narrowed error
		err := raw.Control(func(fd uintptr) { narrowed = narrowSocket(fd) })
		return errors.Join(narrowed, err)
	}}
	dialer := websocket.Dialer{NetDialContext: narrow.DialContext}
	conn, _, err := dialer.Dial("ws"+strings.TrimPrefix(address, "http")+"/ws/overlay/"+key, http.Header{"Origin": {address}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
}

// TestAThousandScreensEndOnTheNewestPicture shows one graphic on a thousand screens while check-ins come faster than they
// are drawn: each screen ends on the newest picture and none goes back. Five screens that never read hold up nobody: they
// are behind while all others have everything.
func TestAThousandScreensEndOnTheNewestPicture(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a thousand sockets take a while")
	}
	const stuck, most = 5, 400
	e := begin(t)
	var key string
	for _, g := range e.graphics() {
		if g.Kind == graphic.CheckIn {
			key = g.Key
		}
	}
	who := person.Console(e.world.league)
	var players []person.Actor
	for _, p := range e.world.players[:24] {
		met, err := e.app.league.Meet(e.ctx, who, p.User, p.InGame)
		e.must(err)
		_, err = e.app.league.RegisterFor(e.ctx, who, 1, tournament.Application{Person: met.ID, InGame: p.InGame})
		e.must(err)
		players = append(players, person.Actor{Person: met.ID, Name: met.Name, League: e.world.league, Origin: person.FromDiscord})
	}
	for _, step := range []tournament.Step{tournament.StepCloseRegistration, tournament.StepOpenCheckIn} {
		_, err := e.app.league.Advance(e.ctx, who, 1, 0, step)
		e.must(err)
	}
	for range stuck {
		stuckScreen(t, e.app.web.URL(), key)
	}
	many := 1000
	if raced {
		many = 100
	}
	all := watch(t, e.app.web.URL(), key, many)
	for round := 0; ; round++ {
		step := e.app.league.CheckIn
		if round%2 == 1 {
			step = e.app.league.CheckOut
		}
		flock(e.ctx, t, players, step)
		all.wait(newest(e.board().Seq))
		late := 0
		for _, v := range e.app.web.Hub().Viewers() {
			if v.Late {
				late++
			}
		}
		if late == stuck {
			break
		}
		if late > stuck || round == most {
			t.Fatalf("after %d rounds %d screens are behind, not %d", round, late, stuck)
		}
	}
}

// flock lets everybody do something at once.
func flock(ctx context.Context, t *testing.T, players []person.Actor, step func(context.Context, person.Actor, int64) (tournament.Entry, error)) {
	t.Helper()
	var wg sync.WaitGroup
	for _, p := range players {
		wg.Go(func() {
			if _, err := step(ctx, p, 1); err != nil {
				t.Errorf("%s: %v", p.Name, err)
			}
		})
	}
	wg.Wait()
}
