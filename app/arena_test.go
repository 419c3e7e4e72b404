package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"matchday/app/graphic"
	"matchday/app/person"
	"matchday/app/sandbox"
	"matchday/app/sandbox/discord"
	"matchday/app/tournament"
)

// arena is Matchday as people get it, a stripped binary in a process of its own, beside a Discord in this one.
type arena struct {
	b       *testing.B
	binary  string
	world   world
	discord *discord.Discord
	fans    []string // user ids of those who are registered, in order
	keys    map[graphic.Kind]string
	environ []string
	address string

	cmd  *exec.Cmd
	log  *syncBuffer
	gone chan error
}

// plot is what an arena is made for.
type plot struct {
	fans   int // who are registered before the binary starts
	guests int // who are in the server besides, and not registered
	cap    int // seats; 0 is as many as there are fans
	steps  []tournament.Step
	played bool // two rounds of lobbies are played
}

// build makes the binary that people get and returns its path.
func build(b testing.TB) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "matchday")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", path, "..")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	return path
}

// newArena makes a Discord with a server full of people and a database with their tournament. The binary is not started.
func newArena(b *testing.B, binary string, p plot) *arena {
	b.Helper()
	d := discord.New(discord.Options{MembersIntent: true, KeepPerRoom: 4000})
	b.Cleanup(d.Close)
	a := &arena{b: b, binary: binary, discord: d, keys: map[graphic.Kind]string{}}
	var err error
	a.world, err = makeWorld(d)
	a.must(err)
	for n := range p.fans + p.guests {
		user := d.AddPerson(fmt.Sprintf("fan%03d", n), fmt.Sprintf("Fan %03d", n))
		a.must(d.AddMember(a.world.server, user))
		a.fans = append(a.fans, user)
	}
	box := sandbox.New(sandbox.Options{Discord: d})
	srv := httptest.NewServer(box.Handler())
	b.Cleanup(srv.Close)
	b.Cleanup(box.Close)
	l, _, err := freePort(0)
	a.must(err)
	a.must(l.Close()) // the binary takes it
	dir := b.TempDir()
	a.address = "http://" + l.Addr().String()
	a.environ = []string{"HOME=" + dir, "MATCHDAY_SERVER_LISTEN=" + l.Addr().String(), "MATCHDAY_SERVER_DATA_DIR=" + dir, "MATCHDAY_LOG_LEVEL=warn",
		"MATCHDAY_DISCORD_TOKEN=" + d.Token(), "MATCHDAY_DISCORD_APPLICATION_ID=" + d.AppID(), "MATCHDAY_DISCORD_API_URL=" + srv.URL + discord.APIPath}
	a.seed(dir, p)
	return a
}

func (a *arena) must(err error) {
	a.b.Helper()
	if err != nil {
		a.b.Fatal(err)
	}
}

// seed writes the database.
func (a *arena) seed(dir string, p plot) {
	a.b.Helper()
	cfg := Defaults()
	cfg.Server.DataDir = dir
	app, err := openApp(a.b.Context(), cfg, slog.New(slog.DiscardHandler), time.Now, nil)
	a.must(err)
	defer app.Close()
	demo := &demo{app: app, clock: &demoClock{}, discord: a.discord, world: a.world}
	a.must(demo.seed(a.b.Context()))
	a.world = demo.world
	ctx, who := a.b.Context(), person.Console(a.world.league)
	board, err := app.league.Board(ctx, 1)
	a.must(err)
	plan := board.Tournament.Plan()
	plan.Rules.Cap = max(p.cap, 4)
	if p.cap == 0 {
		plan.Rules.Cap = p.fans
	}
	_, err = app.league.EditTournament(ctx, who, 1, 0, plan)
	a.must(err)
	for n, user := range a.fans[:p.fans] {
		who, err := app.league.Meet(ctx, who, user, fmt.Sprintf("Fan %03d", n))
		a.must(err)
		_, err = app.league.RegisterFor(ctx, person.Console(a.world.league), 1, tournament.Application{Person: who.ID, InGame: fmt.Sprintf("Fan %03d#NA1", n)})
		a.must(err)
	}
	for _, step := range p.steps {
		_, err := app.league.Advance(ctx, who, 1, 0, step)
		a.must(err)
	}
	if p.played {
		a.play(app, who)
	}
	for _, g := range demo.graphics() {
		a.keys[g.Kind] = g.Key
	}
}

// play plays two rounds.
func (a *arena) play(app *App, who person.Actor) {
	a.b.Helper()
	ctx := a.b.Context()
	for range 2 {
		for _, step := range []tournament.Step{tournament.StepDraw, tournament.StepStartRound} {
			_, err := app.league.Advance(ctx, who, 1, 0, step)
			a.must(err)
		}
		board, err := app.league.Board(ctx, 1)
		a.must(err)
		round, _ := board.Current()
		for _, l := range round.Lobbies {
			res := tournament.Result{Lobby: l.ID, Version: l.Version}
			for _, s := range l.Seats {
				res.Order = append(res.Order, s.Entry)
			}
			_, err := app.league.RecordResult(ctx, who, 1, res)
			a.must(err)
		}
	}
}

// start runs the binary and returns how long it took from exec until /readyz answered 200.
func (a *arena) start() time.Duration {
	a.b.Helper()
	a.cmd = exec.Command(a.binary, "serve")
	a.cmd.Env, a.log, a.gone = a.environ, &syncBuffer{}, make(chan error, 1)
	a.cmd.Stderr, a.cmd.Dir = a.log, a.b.TempDir()
	began := time.Now()
	a.must(a.cmd.Start())
	cmd, gone := a.cmd, a.gone
	go func() { gone <- cmd.Wait() }()
	for {
		res, err := http.Get(a.address + "/readyz")
		if err == nil {
			_, _ = io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return time.Since(began)
			}
		}
		if time.Since(began) > 20*time.Second {
			_ = cmd.Process.Kill()
			a.b.Fatalf("it did not become ready: %v\n%s", err, a.log)
		}
		time.Sleep(500 * time.Microsecond)
	}
}

// up starts the binary and waits until the panel shows the tournament as it is.
func (a *arena) up(part string) *discord.Seen {
	a.b.Helper()
	a.start()
	a.b.Cleanup(a.stop)
	m, err := a.discord.WaitMessage(a.soon(), a.world.channel, func(m *discord.Seen) bool { return m.Pinned && strings.Contains(m.Text, part) })
	if err != nil {
		a.b.Fatalf("the panel: %v\n%s", err, a.log)
	}
	return m
}

// stop asks the binary to stop and waits for it.
func (a *arena) stop() {
	a.b.Helper()
	a.must(a.cmd.Process.Signal(syscall.SIGTERM))
	select {
	case err := <-a.gone:
		if err != nil {
			a.b.Errorf("serve ended: %v\n%s", err, a.log)
		}
	case <-time.After(15 * time.Second):
		_ = a.cmd.Process.Kill()
		a.b.Errorf("serve did not stop\n%s", a.log)
	}
}

// soon is a context for something that must become true shortly.
func (a *arena) soon() context.Context {
	ctx, cancel := context.WithTimeout(a.b.Context(), 30*time.Second)
	a.b.Cleanup(cancel)
	return ctx
}

// press presses a button as a fan and returns how long the answer took.
func (a *arena) press(fan int, panel, label, want string) time.Duration {
	a.b.Helper()
	began := time.Now()
	ans, err := a.discord.Press(a.b.Context(), a.fans[fan], panel, label)
	took := time.Since(began)
	if err != nil || ans.Failed || ans.Thinking || !strings.Contains(ans.Text, want) {
		a.b.Errorf("fan %d, %s: %v %+v", fan, label, err, ans)
	}
	return took
}

// memory returns what the process holds of the machine's memory, its fair share of shared pages included, in MiB.
func (a *arena) memory() float64 {
	a.b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", a.cmd.Process.Pid))
	if err != nil {
		a.b.Skip("there is no smaps_rollup here: ", err)
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "Pss:"); ok {
			kib, err := strconv.Atoi(strings.Fields(rest)[0])
			a.must(err)
			return float64(kib) / 1024
		}
	}
	a.b.Fatalf("no Pss in %s", text)
	return 0
}

// connected asks the binary whether its bot hears Discord.
func (a *arena) connected() bool {
	res, err := http.Get(a.address + "/healthz")
	a.must(err)
	defer res.Body.Close()
	var health struct {
		Checks map[string]struct{ Status string }
	}
	a.must(json.NewDecoder(res.Body).Decode(&health))
	return health.Checks["discord"].Status == "ok"
}

// spread is how long things took.
type spread []time.Duration

func (s spread) at(share float64) float64 {
	slices.Sort(s)
	return float64(s[min(len(s)-1, int(share*float64(len(s))))].Microseconds()) / 1000
}

// report adds the median and the last but one percent in milliseconds.
func (s spread) report(b *testing.B, name string) {
	b.ReportMetric(s.at(.5), name+"-p50-ms")
	b.ReportMetric(s.at(.99), name+"-p99-ms")
}
