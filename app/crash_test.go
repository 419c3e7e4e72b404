package app

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/sandbox"
	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/sheets"
	"matchday/app/tournament"
	"matchday/store"
)

// The test binary started with these variables is a Matchday that serves, and that kills itself where it is told.
const (
	childConfig = "MATCHDAY_TEST_CHILD"
	childDies   = "MATCHDAY_TEST_DIES"
)

// moments at which a process can die. Each is a place in the life of one event.
var moments = []string{
	"inside",      // the event is written, the transaction goes on
	"uncommitted", // everything is written, nothing is committed
	"committed",   // committed, and nobody has been told
	"planned",     // what is to be sent is written down, nothing is sent
	"sent",        // sent, and not written down
}

func TestMain(m *testing.M) {
	if text := os.Getenv(childConfig); text != "" {
		os.Exit(child(text))
	}
	os.Exit(m.Run())
}

// given is what a child is told.
type given struct{ Dir, Store, Listen, API, Token, App, Sheets string }

func (g given) text() string {
	text, _ := json.Marshal(g) // texts always can be
	return string(text)
}

// child serves until it is told to stop or dies.
func child(text string) int {
	var cfg Config
	var given given
	if err := json.Unmarshal([]byte(text), &given); err != nil {
		return 3
	}
	cfg = Defaults()
	cfg.Server.DataDir, cfg.Server.Listen, cfg.Store.URL = given.Dir, given.Listen, Secret(given.Store)
	cfg.Discord.APIURL, cfg.Discord.Token, cfg.Discord.ApplicationID = given.API, Secret(given.Token), given.App
	if given.Sheets != "" {
		cfg.Sheets = SheetsConfig{Endpoint: given.Sheets, Poll: time.Second, Flush: 200 * time.Millisecond}
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	s, err := storage{cfg}.open(context.Background(), log, false)
	if err != nil {
		log.Error("open", "err", err)
		return 3
	}
	if where := os.Getenv(childDies); where != "" {
		kind, moment, _ := strings.Cut(where, "@")
		s = &mortal{Store: s, kind: kind, moment: moment}
	}
	a, err := assemble(context.Background(), cfg, log, time.Now, s, nil)
	if err != nil {
		log.Error("assemble", "err", err)
		return 3
	}
	ctx, stop := context.WithCancel(context.Background())
	go func() { // the parent closes our input when we shall stop
		_, _ = os.Stdin.Read(make([]byte, 1))
		stop()
	}()
	if err := a.serve(ctx); err != nil {
		log.Error("serve", "err", err)
		return 1
	}
	return 0
}

// mortal is a store whose process dies at a moment of the first event of a kind.
type mortal struct {
	store.Store
	kind, moment string
}

func (m *mortal) Update(ctx context.Context, fn func(context.Context, store.Tx) error) error {
	var hit bool
	err := m.Store.Update(ctx, func(ctx context.Context, tx store.Tx) error {
		hit = false
		t := &mortalTx{Tx: tx, m: m}
		err := fn(ctx, t)
		if hit = t.hit && err == nil; hit && m.moment == "uncommitted" {
			die()
		}
		return err
	})
	if err == nil && hit && (m.moment == "committed" || m.moment == "planned") {
		die()
	}
	return err
}

// mortalTx notices when its transaction concerns the event.
type mortalTx struct {
	store.Tx
	m   *mortal
	hit bool
}

func (t *mortalTx) AddEvent(e store.Event) (store.Event, error) {
	e, err := t.Tx.AddEvent(e)
	if e.Kind == t.m.kind && err == nil {
		if t.m.moment == "inside" {
			die()
		}
		t.hit = t.m.moment == "uncommitted" || t.m.moment == "committed"
	}
	return e, err
}

func (t *mortalTx) AddDelivery(d store.Delivery) (store.Delivery, error) {
	d, err := t.Tx.AddDelivery(d)
	if err == nil && t.m.moment == "planned" && t.concerns(d) {
		t.hit = true
	}
	return d, err
}

func (t *mortalTx) PutDelivery(d store.Delivery) error {
	if t.m.moment == "sent" && d.State == store.DeliverySent && t.concerns(d) {
		die()
	}
	return t.Tx.PutDelivery(d)
}

// concerns reports whether a delivery was asked for by the event.
func (t *mortalTx) concerns(d store.Delivery) bool {
	events, err := t.EventsAfter(d.Seq-1, 1)
	return err == nil && len(events) == 1 && events[0].Kind == t.m.kind
}

func die() {
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		_ = self.Kill() // which nobody outlives
	}
	select {}
}

// house is a Discord that stays while a Matchday beside it dies and comes back.
type house struct {
	t       *testing.T
	world   world
	discord *discord.Discord
	config  given
	dies    string
	address string

	cmd    *exec.Cmd
	input  interface{ Close() error }
	gone   chan struct{}
	deaths int
}

// newHouse starts a Matchday on the database at an address, on SQLite when it is empty.
func newHouse(t *testing.T, store, dies string) *house {
	t.Helper()
	h := prepare(t, store, nil)
	h.dies = dies
	h.start(dies)
	t.Cleanup(h.end)
	return h
}

// prepare makes a house in which nothing runs yet, with a Google when there is one.
func prepare(t *testing.T, store string, google *sheets.Server) *house {
	t.Helper()
	d := discord.New(discord.Options{MembersIntent: true, AnswerIn: 2 * time.Second})
	t.Cleanup(d.Close)
	w, err := makeWorld(d)
	if err != nil {
		t.Fatal(err)
	}
	box := sandbox.New(sandbox.Options{Discord: d, Sheets: google})
	srv := httptest.NewServer(box.Handler())
	t.Cleanup(srv.Close)
	t.Cleanup(box.Close)
	l, _, err := freePort(0)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, world: w, discord: d, address: "http://" + l.Addr().String()}
	_ = l.Close() // the child takes it
	h.config = given{Dir: t.TempDir(), Store: store, Listen: l.Addr().String(), API: srv.URL + "/discord/api", Token: d.Token(), App: d.AppID()}
	if google != nil {
		h.config.Sheets = srv.URL
	}
	h.seed()
	return h
}

// seed makes the demo's league with three seats, without connecting.
func (h *house) seed() {
	h.t.Helper()
	cfg := Defaults()
	cfg.Server.DataDir, cfg.Store.URL = h.config.Dir, Secret(h.config.Store)
	a, err := openApp(h.t.Context(), cfg, slog.New(slog.DiscardHandler), time.Now, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	defer a.Close()
	d := &demo{app: a, clock: &demoClock{}, discord: h.discord, world: h.world}
	if err := d.seed(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
	h.world = d.world
	who := h.console()
	b, err := a.league.Board(h.t.Context(), 1)
	if err != nil {
		h.t.Fatal(err)
	}
	p := b.Tournament.Plan()
	p.Rules.Cap, p.Rules.LobbySize, p.Rules.Rounds, p.Rules.Points = 3, 4, 1, tournament.DefaultPoints(4)
	if _, err := a.league.EditTournament(h.t.Context(), who, 1, 0, p); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) start(dies string) {
	h.t.Helper()
	exe, err := os.Executable()
	if err != nil {
		h.t.Fatal(err)
	}
	h.cmd = exec.Command(exe)
	h.cmd.Env = append(os.Environ(), childConfig+"="+h.config.text(), childDies+"="+dies)
	log := &syncBuffer{}
	h.cmd.Stderr = log
	if h.input, err = h.cmd.StdinPipe(); err != nil {
		h.t.Fatal(err)
	}
	if err := h.cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	gone := make(chan struct{})
	h.gone = gone
	cmd := h.cmd
	go func() {
		_ = cmd.Wait() // killed, or asked to stop
		close(gone)
		if h.t.Failed() {
			h.t.Logf("child:\n%s", log)
		}
	}()
}

func (h *house) end() {
	_ = h.input.Close()
	select {
	case <-h.gone:
	case <-time.After(15 * time.Second):
		_ = h.cmd.Process.Kill()
		h.t.Error("the child did not stop")
	}
}

// revive starts the child again when it has died; it reports whether it had.
func (h *house) revive(wait time.Duration) bool {
	h.t.Helper()
	select {
	case <-h.gone:
		h.deaths++
		h.start("")
		return true
	case <-time.After(wait):
		return false
	}
}

// insist does something as a person does: again when nobody answered, after the bot has come back.
func (h *house) insist(what string, deed func() (discord.Answer, error)) discord.Answer {
	h.t.Helper()
	for range 40 {
		ctx, cancel := context.WithTimeout(h.t.Context(), 3*time.Second)
		err := h.discord.WaitConnected(ctx)
		cancel()
		if err != nil {
			h.revive(0)
			continue
		}
		a, err := deed()
		switch {
		case err == nil && !a.Failed && !a.Thinking:
			return a
		case h.revive(300 * time.Millisecond):
		}
	}
	h.t.Fatalf("%s: never answered", what)
	return discord.Answer{}
}

// press presses a button of the panel.
func (h *house) press(user, label string) discord.Answer {
	h.t.Helper()
	return h.insist(label, func() (discord.Answer, error) {
		m, err := h.panel(func(m *discord.Seen) bool {
			return slices.ContainsFunc(m.Buttons, func(b discord.Button) bool { return b.Label == label && !b.Disabled })
		})
		if err != nil {
			return discord.Answer{}, err
		}
		return h.discord.Press(h.t.Context(), user, m.ID, label)
	})
}

func (h *house) panel(is func(*discord.Seen) bool) (*discord.Seen, error) {
	ctx, cancel := context.WithTimeout(h.t.Context(), 4*time.Second)
	defer cancel()
	return h.discord.WaitMessage(ctx, h.world.channel, func(m *discord.Seen) bool { return m.Pinned && is(m) })
}

func (h *house) command(line string) discord.Answer {
	h.t.Helper()
	return h.insist(line, func() (discord.Answer, error) {
		return h.discord.Command(h.t.Context(), h.world.staff, h.world.channel, line)
	})
}

// yes answers a question that a command asked.
func (h *house) yes(line string) {
	h.t.Helper()
	h.insist(line, func() (discord.Answer, error) {
		a, err := h.discord.Command(h.t.Context(), h.world.staff, h.world.channel, line)
		if err != nil || a.Reply == nil {
			return a, err
		}
		for _, b := range a.Reply.Buttons {
			if strings.HasPrefix(b.Label, "Yes") || strings.HasPrefix(b.Label, "Record") {
				return h.discord.Press(h.t.Context(), h.world.staff, a.Reply.ID, b.Label)
			}
		}
		return a, nil
	})
}

func (h *house) register(n int) {
	h.t.Helper()
	p := h.world.players[n]
	h.insist("register", func() (discord.Answer, error) {
		m, err := h.panel(func(*discord.Seen) bool { return true })
		if err != nil {
			return discord.Answer{}, err
		}
		a, err := h.discord.Press(h.t.Context(), p.User, m.ID, "Register")
		if err != nil || a.Form == nil {
			return a, fmt.Errorf("no form: %w", err)
		}
		return h.discord.Submit(h.t.Context(), p.User, a.Form.ID, map[string]string{"Name in the game": p.InGame})
	})
}
