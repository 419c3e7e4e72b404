package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"matchday/app/graphic"
	"matchday/app/person"
	"matchday/app/sandbox"
	"matchday/app/sandbox/autoplay"
	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/sheets"
)

type demoVerb struct {
	Port     int     `default:"8080" help:"Port of the pages; the next free one when it is taken. The sandbox takes the one after."`
	Autoplay bool    `help:"Let the invented people play the whole night by themselves."`
	Speed    float64 `default:"1" help:"How fast they play: 2 is twice as fast, 0 does not wait at all."`
	Keep     bool    `help:"Keep the data directory instead of removing it at the end."`
}

// Run plays a league night on this machine. It reads no configuration file and no credential, and talks to loopback only.
func (v demoVerb) Run(c *call) error {
	if v.Speed < 0 || v.Port < 0 || v.Port > 65000 {
		return errors.New("the speed is 0 or more, and the port at most 65000")
	}
	dir, err := os.MkdirTemp("", "matchday-demo-")
	if err != nil {
		return err
	}
	if v.Keep {
		fmt.Fprintln(c.Stderr, "matchday: everything is kept in", dir)
	} else {
		defer func() { _ = os.RemoveAll(dir) }() // it is in the system's temporary directory
	}
	level := c.verbs.LogLevel
	if level == "" {
		level = "warn"
	}
	d, err := openDemo(c.ctx, demoOptions{Dir: dir, Port: v.Port, Log: newLogger(c.Stderr, LogConfig{Level: level, Format: "text"})})
	if err != nil {
		return err
	}
	return d.run(c.ctx, func(l demoLinks) error {
		if v.Autoplay {
			go d.play(c.ctx, v.Speed, c)
		}
		return c.print(l, l.text(v.Autoplay))
	})
}

// demoOptions say where a demo keeps and serves itself.
type demoOptions struct {
	Dir   string
	Port  int
	Store string // address of a database; empty: SQLite in Dir
	Log   *slog.Logger
}

// demoLinks is what `demo --json` prints.
type demoLinks struct {
	URL      string   `json:"url"`
	Setup    string   `json:"setup"`
	Sandbox  string   `json:"sandbox"`
	Overlays []string `json:"overlays"`
	Sheet    string   `json:"sheet"`
	Discord  string   `json:"discord"`
}

func (l demoLinks) text(playing bool) string {
	next := "Open the sandbox, choose somebody on the left and press Register."
	if playing {
		next = "Open the sandbox and watch the night happen; you can join in."
	}
	return fmt.Sprintf("A league night is on.\n\n  sandbox  %s   a Discord, an overlay and who you are\n  pages    %s\n  setup    %s   makes you the owner, once\n\n%s Ctrl-C ends it.\n",
		l.Sandbox, l.URL, l.Setup, next)
}

// demo is a Matchday and the outside that it talks to, both on loopback.
type demo struct {
	app     *App
	clock   *demoClock
	discord *discord.Discord
	sheets  *sheets.Server
	sandbox *sandbox.Sandbox
	server  *http.Server
	world   world
	setup   string
	address string // of the sandbox
}

// demoClock is the machine's clock plus what was advanced.
type demoClock struct{ ahead atomic.Int64 }

func (c *demoClock) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

// openDemo makes the invented world, starts its Discord, and puts a Matchday beside it that knows nothing but addresses.
func openDemo(ctx context.Context, o demoOptions) (_ *demo, err error) {
	d := &demo{clock: &demoClock{}}
	d.discord = discord.New(discord.Options{MembersIntent: true, Now: d.clock.now})
	if d.world, err = makeWorld(d.discord); err != nil {
		return nil, err
	}
	if d.sheets, err = makeSheets(d.clock.now); err != nil {
		return nil, err
	}
	pages, port, err := freePort(o.Port)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, pages.Close()) }()
	outside, _, err := freePort(port + 1)
	if err != nil {
		return nil, err
	}
	d.address = "http://" + outside.Addr().String()
	cfg := Defaults()
	cfg.Server.Listen, cfg.Server.DataDir, cfg.Store.URL = pages.Addr().String(), o.Dir, Secret(o.Store)
	cfg.Discord.Token, cfg.Discord.ApplicationID, cfg.Discord.APIURL = Secret(d.discord.Token()), d.discord.AppID(), d.address+"/discord/api"
	cfg.Sheets = SheetsConfig{Endpoint: d.address, Poll: demoPoll, Flush: demoFlush}
	if d.app, err = openApp(ctx, cfg, o.Log, d.clock.now, []string{d.address}); err != nil {
		return nil, errors.Join(err, outside.Close())
	}
	if err := d.seed(ctx); err != nil {
		return nil, errors.Join(err, d.app.Close(), outside.Close())
	}
	d.sandbox = sandbox.New(sandbox.Options{Discord: d.discord, Sheets: d.sheets, Me: d.world.me, Links: d.links, Clock: d.clock.now, Advance: d.advance})
	d.server = &http.Server{Handler: d.sandbox.Handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = d.server.Serve(outside) }() // ends with Close
	if err := d.connectSheet(ctx, d.world.tournament); err != nil {
		return nil, errors.Join(err, d.app.Close(), d.server.Close())
	}
	return d, nil
}

// freePort listens on a port of loopback, or on the next one that is free.
func freePort(port int) (net.Listener, int, error) {
	var lc net.ListenConfig
	for try := port; try < port+50; try++ {
		l, err := lc.Listen(context.Background(), "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(try)))
		if err != nil {
			continue
		}
		addr, _ := l.Addr().(*net.TCPAddr)
		return l, addr.Port, nil
	}
	return nil, 0, fmt.Errorf("no port from %d to %d is free; choose another with --port", port, port+49)
}

// run serves until ctx ends. ready is told the links once the bot is connected and the panel stands.
func (d *demo) run(ctx context.Context, ready func(demoLinks) error) error {
	inner, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- d.app.serve(inner) }()
	err := d.whenReady(ctx, ended)
	if err == nil {
		err = ready(d.allLinks())
	}
	if err != nil {
		cancel()
	}
	err = errors.Join(err, <-ended)
	cancel()
	d.sandbox.Close()
	d.discord.Close()
	return errors.Join(err, d.server.Close())
}

// whenReady waits for the panel, which is the last thing to come up.
func (d *demo) whenReady(ctx context.Context, ended chan error) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	stood := make(chan error, 1)
	go func() {
		_, err := d.discord.WaitMessage(ctx, d.world.channel, autoplay.IsPanel)
		stood <- err
	}()
	select {
	case err := <-ended:
		ended <- nil
		return errors.Join(errors.New("the demo ended before it began"), err)
	case err := <-stood:
		if err != nil {
			return fmt.Errorf("the bot did not come up: %w", err)
		}
		return nil
	}
}

// advance lets time pass and does what became due, as the clock would.
func (d *demo) advance(ctx context.Context, by time.Duration) error {
	d.clock.ahead.Add(int64(by))
	_, err := d.app.league.Tick(ctx)
	return err
}

// play lets the invented people play the night.
func (d *demo) play(ctx context.Context, speed float64, c *call) {
	err := autoplay.Play(ctx, autoplay.Options{Discord: d.discord, Channel: d.world.channel, Staff: d.world.staff, Players: d.world.players, Speed: speed,
		Say: func(line string) { fmt.Fprintln(c.Stderr, line) }})
	if err != nil && ctx.Err() == nil {
		fmt.Fprintln(c.Stderr, "matchday: the night stopped:", err)
	}
}

func (d *demo) allLinks() demoLinks {
	l := demoLinks{URL: d.app.web.URL(), Sandbox: d.address + "/sandbox", Sheet: d.address + "/v4/spreadsheets/" + demoSheet, Discord: d.address + "/discord/api"}
	if d.setup != "" {
		l.Setup = l.URL + "/setup/" + d.setup
	}
	for _, g := range d.graphics() {
		l.Overlays = append(l.Overlays, l.URL+"/overlay/"+g.Key)
	}
	return l
}

// links is what the sandbox page leads to.
func (d *demo) links() sandbox.Links {
	all := d.allLinks()
	l := sandbox.Links{Admin: all.URL + "/admin", Public: all.URL + "/", Setup: all.Setup}
	if needed, err := d.app.league.NeedsOwner(context.Background()); err != nil || !needed {
		l.Setup = ""
	}
	for _, g := range d.graphics() {
		l.Overlays = append(l.Overlays, sandbox.Overlay{Name: g.Kind.Title(), URL: all.URL + "/overlay/" + g.Key + "?scale=fit"})
	}
	return l
}

// graphics returns the overlays of the newest tournament.
func (d *demo) graphics() []graphic.Graphic {
	ctx := context.Background()
	who := person.Console(d.world.league)
	all, err := d.app.league.Tournaments(ctx, d.world.league)
	if err != nil || len(all) == 0 {
		return nil
	}
	list, err := d.app.studio.Graphics(ctx, who, all[0].ID)
	if err != nil {
		return nil
	}
	return list
}
