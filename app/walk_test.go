package app

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"matchday/app/graphic"
	"matchday/app/sandbox/discord"
	"matchday/app/tournament"
	"matchday/store/postgres/pgtest"
)

// evening is a whole program on loopback: the demo's world, its Discord and a Matchday.
type evening struct {
	*demo
	t    *testing.T
	ctx  context.Context
	stop func() error
	log  *syncBuffer
}

// begin starts an evening; it ends with the test, which fails when the bot asked Discord for something that is not known
// there.
func begin(t *testing.T) *evening {
	t.Helper()
	return beginOn(t, "")
}

// beginOn is begin on the database at an address, on SQLite when it is empty.
func beginOn(t *testing.T, address string) *evening {
	t.Helper()
	log := &syncBuffer{}
	d, err := openDemo(t.Context(), demoOptions{Dir: t.TempDir(), Store: address, Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan demoLinks, 1), make(chan error, 1)
	go func() {
		ended <- d.run(ctx, func(l demoLinks) error { ready <- l; return nil })
	}()
	e := &evening{demo: d, t: t, ctx: t.Context(), log: log}
	e.stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() {
		if err := e.stop(); err != nil {
			t.Errorf("stopping: %v", err)
		}
		if bad := d.discord.Misunderstood(); len(bad) > 0 {
			t.Errorf("Discord was asked for what it does not know: %v", bad)
		}
		if t.Failed() {
			t.Logf("log:\n%s", log)
		}
	})
	select {
	case <-ready:
	case err := <-ended:
		t.Fatalf("ended before it began: %v\n%s", err, log)
	}
	return e
}

func (e *evening) must(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

// soon is a context for something that must become true shortly.
func (e *evening) soon() context.Context {
	ctx, cancel := context.WithTimeout(e.ctx, time.Minute)
	e.t.Cleanup(cancel)
	return ctx
}

// panel waits until the panel says everything that is wanted.
func (e *evening) panel(parts ...string) *discord.Seen {
	e.t.Helper()
	m, err := e.discord.WaitMessage(e.soon(), e.world.channel, func(m *discord.Seen) bool {
		return m.Pinned && !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(m.Text, p) })
	})
	if err != nil {
		e.t.Fatalf("the panel does not say %q: %v\n%+v", parts, err, e.discord.Messages(e.world.channel))
	}
	return m
}

// press presses a button of the panel as somebody, once it can be pressed.
func (e *evening) press(user, label string) discord.Answer {
	e.t.Helper()
	m, err := e.discord.WaitMessage(e.soon(), e.world.channel, func(m *discord.Seen) bool {
		return m.Pinned && slices.ContainsFunc(m.Buttons, func(b discord.Button) bool { return b.Label == label && !b.Disabled })
	})
	if err != nil {
		e.t.Fatalf("the panel does not offer %s: %v", label, err)
	}
	for range patience {
		a, err := e.discord.Press(e.ctx, user, m.ID, label)
		e.must(err)
		if !a.Failed {
			return a
		}
		e.t.Logf("%s: the application did not respond; pressed again", label)
	}
	e.t.Fatalf("%s: the application did not respond", label)
	return discord.Answer{}
}

// patience is how often somebody presses when nothing answers within Discord's three seconds, as it happens on a machine
// that runs many tests at once.
const patience = 3

// register lets the n-th player register through the form.
func (e *evening) register(n int) discord.Answer {
	e.t.Helper()
	p := e.world.players[n]
	form := e.press(p.User, "Register").Form
	if form == nil {
		e.t.Fatal("no form opened")
	}
	a, err := e.discord.Submit(e.ctx, p.User, form.ID, map[string]string{"Name in the game": p.InGame, "Pronouns": p.Pronouns})
	e.must(err)
	return a
}

// command lets somebody type a command in the tournament's channel.
func (e *evening) command(user, line string) discord.Answer {
	e.t.Helper()
	a, err := e.discord.Command(e.ctx, user, e.world.channel, line)
	if err != nil || a.Failed {
		e.t.Fatalf("%s: %v %s", line, err, a.Text)
	}
	return a
}

func (e *evening) board() *tournament.Board {
	e.t.Helper()
	b, err := e.app.league.Board(e.ctx, 1)
	e.must(err)
	return b
}

// screen opens an overlay's socket, as OBS does.
func (e *evening) screen(kind graphic.Kind) *screenEnd {
	e.t.Helper()
	for _, g := range e.graphics() {
		if g.Kind == kind {
			return openScreen(e.t, e.app.web.URL(), g.Key)
		}
	}
	e.t.Fatalf("there is no graphic %s", kind)
	return nil
}

// screenEnd is the browser's end of an overlay.
type screenEnd struct {
	t    testing.TB
	conn *websocket.Conn
}

func openScreen(t testing.TB, address, key string) *screenEnd {
	t.Helper()
	conn, res, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(address, "http")+"/ws/overlay/"+key, http.Header{"Origin": {address}})
	if err != nil {
		t.Fatalf("open the overlay's socket: %v (%+v)", err, res)
	}
	t.Cleanup(func() { conn.Close() })
	return &screenEnd{t, conn}
}

// until reads pictures until one holds the text, and returns it.
func (s *screenEnd) until(part string) string {
	s.t.Helper()
	_ = s.conn.SetReadDeadline(time.Now().Add(15 * time.Second))
	for {
		_, body, err := s.conn.ReadMessage()
		if err != nil {
			s.t.Fatalf("waiting for %q on screen: %v", part, err)
		}
		if strings.Contains(string(body), part) {
			return string(body)
		}
	}
}

// syncBuffer is a buffer that several goroutines write to.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// TestAPressInDiscordIsSeenEverywhere is the first walk: a press becomes a row, a picture, a panel and a role.
func TestAPressInDiscordIsSeenEverywhere(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		begin(t).pressIsSeenEverywhere(t)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		beginOn(t, pgtest.URL(t)).pressIsSeenEverywhere(t)
	})
}

func (e *evening) pressIsSeenEverywhere(t *testing.T) {
	screen := e.screen(graphic.CheckIn)
	for n := range 3 {
		if a := e.register(n); !a.Ephemeral || !strings.Contains(a.Text, "You're in") {
			t.Fatalf("register: %+v", a)
		}
	}
	e.panel("**3** of 24 seats")
	screen.until("LunaVex")
	e.command(e.world.staff, "/tournament close what:registration")
	e.command(e.world.staff, "/tournament open what:check-in")
	a := e.press(e.world.players[1].User, "Check in")
	if !a.Ephemeral || !strings.Contains(a.Text, "checked in") {
		t.Fatalf("check in: %+v", a)
	}
	if b := e.board(); b.Counts.CheckedIn != 1 || !b.Seated[1].Ready {
		t.Fatalf("the league has %+v", b.Counts)
	}
	picture := screen.until("<b data-count>1</b><small>checked in</small>")
	if !strings.Contains(picture, "LunaVex") || strings.Count(picture, "✓") != 1 {
		t.Errorf("picture: %s", picture)
	}
	e.panel("**1** of 3 checked in")
	e.must(e.discord.Until(e.soon(), func() bool {
		return slices.Contains(e.rolesOf(e.world.players[1].User), e.world.roles["Checked in"])
	}))
}

// rolesOf returns the ids of a person's roles in the server.
func (e *evening) rolesOf(user string) []string {
	for _, s := range e.discord.Servers() {
		for _, m := range s.Members {
			if m.User.ID == user {
				return m.Roles
			}
		}
	}
	return nil
}
