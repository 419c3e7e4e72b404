package app

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"matchday/app/graphic"
	"matchday/app/league"
	"matchday/app/sandbox"
	"matchday/app/sandbox/discord"
	"matchday/app/studio"
	"matchday/store"
)

// served is the program itself, serving as an operator runs it.
type served struct {
	*house
	t   *testing.T
	log *syncBuffer
	bin string
	env []string
}

func newServed(t *testing.T) *served {
	t.Helper()
	d := discord.New(discord.Options{MembersIntent: true})
	t.Cleanup(d.Close)
	w, err := makeWorld(d)
	if err != nil {
		t.Fatal(err)
	}
	box := sandbox.New(sandbox.Options{Discord: d})
	srv := httptest.NewServer(box.Handler())
	t.Cleanup(srv.Close)
	t.Cleanup(box.Close)
	l, _, err := freePort(0)
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close() // the program takes it
	s := &served{t: t, bin: build(t), log: &syncBuffer{}, house: &house{t: t, world: w, discord: d, address: "http://" + l.Addr().String(),
		config: given{Dir: t.TempDir(), Listen: l.Addr().String(), API: srv.URL + "/discord/api", Token: d.Token(), App: d.AppID()}}}
	s.seed()
	token := write(t, "token", d.Token()+"\n")
	s.env = append(os.Environ(), "MATCHDAY_SERVER_DATA_DIR="+s.config.Dir, "MATCHDAY_SERVER_LISTEN="+s.config.Listen,
		"MATCHDAY_DISCORD_API_URL="+s.config.API, "MATCHDAY_DISCORD_TOKEN_FILE="+token, "MATCHDAY_DISCORD_APPLICATION_ID="+s.config.App)
	return s
}

// verb runs the program beside the server and returns what it prints.
func (s *served) verb(args ...string) (out string, err error) {
	cmd := exec.Command(s.bin, args...)
	cmd.Env, cmd.Dir = s.env, s.t.TempDir()
	text, err := cmd.CombinedOutput()
	return string(text), err
}

// begin starts the program and waits until its bot is connected.
func (s *served) begin() {
	s.t.Helper()
	s.cmd = exec.Command(s.bin, "serve")
	s.cmd.Env, s.cmd.Dir, s.cmd.Stderr = s.env, s.t.TempDir(), s.log
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	cmd, gone := s.cmd, make(chan struct{})
	s.gone = gone
	go func() {
		_ = cmd.Wait() // how it ended is in ProcessState
		close(gone)
	}()
	s.t.Cleanup(func() {
		_ = cmd.Process.Kill() // of one that a failed test has left
		<-gone
		if s.t.Failed() {
			s.t.Logf("log:\n%s", s.log)
		}
	})
	s.ready()
	ctx, cancel := context.WithTimeout(s.t.Context(), 20*time.Second)
	defer cancel()
	if err := s.discord.WaitConnected(ctx); err != nil {
		s.t.Fatal(err)
	}
}

// terminate asks the program to stop and returns how long that took.
func (s *served) terminate() time.Duration {
	s.t.Helper()
	asked := time.Now()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	select {
	case <-s.gone:
	case <-time.After(stopTime + 2*time.Second):
		s.t.Fatal("it did not stop")
	}
	if code := s.cmd.ProcessState.ExitCode(); code != 0 {
		s.t.Errorf("it ended with code %d", code)
	}
	return time.Since(asked)
}

// TestSIGTERMLosesNothing stops the program while everybody registers, overlays are open and somebody sends a request
// byte by byte. Whoever was told that they are in is in, and what was still to be said is said after the next start, once.
func TestSIGTERMLosesNothing(t *testing.T) {
	t.Parallel()
	s := newServed(t)
	s.begin()
	openScreen(t, s.address, s.key(graphic.CheckIn))
	slow, err := net.Dial("tcp", s.config.Listen)
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	if _, err := slow.Write([]byte("POST /admin HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n")); err != nil {
		t.Fatal(err)
	}
	panel, err := s.panel(func(*discord.Seen) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var told []string // in-game names of those who were told that they are in, or in line
	first := make(chan struct{}, len(s.world.players))
	var wg sync.WaitGroup
	for i, p := range s.world.players {
		wg.Go(func() {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 20*time.Second)
			defer cancel()
			time.Sleep(time.Duration(i) * 15 * time.Millisecond) // people do not press at one instant
			a, err := s.discord.Press(ctx, p.User, panel.ID, "Register")
			if err != nil || a.Form == nil {
				return
			}
			a, err = s.discord.Submit(ctx, p.User, a.Form.ID, map[string]string{"Name in the game": p.InGame})
			if err == nil && !a.Failed && !a.Thinking && (strings.Contains(a.Text, "You're in") || strings.Contains(a.Text, "in line")) {
				mu.Lock()
				told = append(told, p.InGame)
				mu.Unlock()
				first <- struct{}{}
			} else if err == nil && a.Thinking {
				t.Errorf("%s was acknowledged and never answered", p.InGame)
			}
		})
	}
	for range 6 {
		<-first
	}
	took := s.terminate()
	wg.Wait()
	t.Logf("stopped within %s; %d of %d were answered", took.Round(time.Millisecond), len(told), len(s.world.players))
	if took > stopTime {
		t.Errorf("stopping took %s", took)
	}
	s.closed(func(_ store.Store, l *league.League, _ *studio.Studio) {
		b, err := l.Board(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		in := map[string]bool{}
		for _, r := range append(b.Seated, b.Waitlist...) {
			in[r.People[0].InGame] = true
		}
		for _, name := range told {
			if !in[name] {
				t.Errorf("%s was told to be in and is not", name)
			}
		}
		// What is decided while nobody serves is told after the next start.
		if _, err := l.Remove(t.Context(), s.console(), 1, b.Seated[0].Entry.ID, ""); err != nil {
			t.Fatal(err)
		}
	})
	s.begin()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	moved := func() (n int) {
		for _, p := range s.world.players {
			for _, m := range s.discord.Direct(p.User) {
				if strings.Contains(m.Text, "You have a seat") {
					n++
				}
			}
		}
		return n
	}
	if err := s.discord.Until(ctx, func() bool { return moved() > 0 }); err != nil {
		t.Error("whoever moved up was never told")
	}
	s.closed(func(db store.Store, _ *league.League, _ *studio.Studio) { s.delivered(db) })
	if n := moved(); n != 1 {
		t.Errorf("moving up was told %d times", n)
	}
	s.terminate()
}

// TestTheProgramAsItsOperatorMeetsIt starts it and asks it what an operator asks.
func TestTheProgramAsItsOperatorMeetsIt(t *testing.T) {
	t.Parallel()
	s := newServed(t)
	if out, err := s.verb("healthcheck"); err == nil || !strings.Contains(out, "nothing answers") {
		t.Errorf("healthcheck before the start: %v %s", err, out)
	}
	s.begin()
	for _, part := range []string{"https://discord.com/oauth2/authorize?client_id=" + s.config.App, "permissions=", "View Channel, Send Messages, Read Message History, Pin Messages, Manage Roles", "Guilds, Guild Messages, Server Members", "open this link once, within 30 minutes", s.address + "/setup/"} {
		if !strings.Contains(s.log.String(), part) {
			t.Errorf("the start does not print %s", part)
		}
	}
	if strings.Contains(s.log.String(), s.config.Token) {
		t.Error("the log holds the token")
	}
	if out, err := s.verb("healthcheck"); err != nil || out != "ready\n" {
		t.Errorf("healthcheck: %v %s", err, out)
	}
	if out, err := s.verb("healthcheck", "--json"); err != nil || !strings.Contains(out, `"status":"ok"`) {
		t.Errorf("healthcheck --json: %v %s", err, out)
	}
	if out, err := s.verb("serve", "--listen", "127.0.0.1:0"); err == nil || !strings.Contains(out, "another Matchday is running on "+s.config.Dir+"; stop it first") {
		t.Errorf("a second one: %v %s", err, out)
	}
	if out, err := s.verb("serve", "--data-dir", t.TempDir()); err == nil || !strings.Contains(out, "another program listens on "+s.config.Listen+" already; stop it, or choose another address with --listen") {
		t.Errorf("one on the same address: %v %s", err, out)
	}
	out, err := s.verb("config", "show")
	if err != nil || strings.Contains(out, s.config.Token) || !strings.Contains(out, masked) || !strings.Contains(out, "MATCHDAY_DISCORD_TOKEN_FILE") {
		t.Errorf("config show: %v %s", err, out)
	}
	if err := s.discord.Fault(discord.Down, time.Minute); err != nil {
		t.Fatal(err)
	}
	if res, err := http.Get(s.address + "/readyz"); err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("without Discord it is not ready: %v %+v", err, res)
	} else {
		_ = res.Body.Close() // its status is all that is wanted
	}
	if took := s.terminate(); took > stopTime {
		t.Errorf("stopping without Discord took %s", took)
	}
}
