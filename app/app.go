package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"matchday/app/discord"
	"matchday/app/feed"
	"matchday/app/league"
	"matchday/app/studio"
	"matchday/store"
	"matchday/store/sqlite"
)

// App is one Matchday on one store.
type App struct {
	cfg    Config
	log    *slog.Logger
	now    func() time.Time
	store  store.Store
	league *league.League
	studio *studio.Studio
	feed   *feed.Feed
	bot    *discord.Bot // nil without a token
}

// Open opens the store and puts everything together, without starting anything. Close it.
func Open(ctx context.Context, cfg Config, log *slog.Logger, now func() time.Time) (*App, error) {
	s, err := openStore(ctx, cfg, log, false)
	if err != nil {
		return nil, err
	}
	a := &App{cfg: cfg, log: log, now: now, store: s, league: league.New(s, league.Options{Now: now}), studio: studio.New(s, now)}
	a.feed = feed.New(s, log, feed.Options{Now: now})
	if err := a.addBot(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return a, nil
}

// addBot makes the bot and its followers when the configuration has a token.
func (a *App) addBot() error {
	c := a.cfg.Discord
	if c.Token == "" {
		return nil
	}
	bot, err := discord.New(discord.Options{Token: string(c.Token), ApplicationID: c.ApplicationID, APIURL: c.APIURL, GatewayURL: c.GatewayURL,
		League: a.league, Log: a.log, Link: func(token string) string { return a.cfg.address("/sign-in/" + token) }})
	if err != nil {
		return err
	}
	bot.Follow(a.feed)
	a.bot = bot
	return nil
}

// openStore opens the database that the configuration names. beside is for verbs that write a little next to a running
// server.
func openStore(ctx context.Context, cfg Config, log *slog.Logger, beside bool) (store.Store, error) {
	o := sqliteOptions(cfg)
	o.Log, o.Beside = log, beside
	s, err := sqlite.Open(ctx, o)
	return s, explain(err, cfg)
}

func sqliteOptions(cfg Config) sqlite.Options {
	backups := cfg.Backup.Dir
	if backups == "" {
		backups = filepath.Join(cfg.Server.DataDir, "backups")
	}
	return sqlite.Options{Dir: cfg.Server.DataDir, Backups: backups}
}

// explain turns what can be wrong with a database into what the operator can do.
func explain(err error, cfg Config) error {
	switch {
	case errors.Is(err, store.ErrInUse):
		return fmt.Errorf("another Matchday is running on %s; stop it first, or choose another directory with --data-dir", cfg.Server.DataDir)
	case errors.Is(err, store.ErrNewer):
		return errors.New("the database was written by a newer Matchday; install that version again, or restore a backup from before the upgrade")
	}
	return err
}

// Run serves until ctx ends and returns when everything has stopped, at most stopTime later. What is decided by then is
// kept; what is still to be sent is sent after the next start.
func (a *App) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return a.feed.Run(ctx) })
	g.Go(func() error { return a.keepLeading(ctx) })
	return g.Wait()
}

// keepLeading runs the bot, the durable followers and the clock whenever this process is the one that leads.
func (a *App) keepLeading(ctx context.Context) error {
	for ctx.Err() == nil {
		if err := a.store.Lead(ctx, a.lead); err != nil && ctx.Err() == nil {
			a.log.Error("leading ended", "err", err)
		}
	}
	return nil
}

func (a *App) lead(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return a.feed.Lead(ctx) })
	g.Go(func() error { return a.clock(ctx) })
	g.Go(func() error { return a.runBot(ctx) })
	return g.Wait()
}

// runBot keeps the bot connected. Without it everything else goes on, also when Discord refuses it for good.
func (a *App) runBot(ctx context.Context) error {
	if a.bot == nil {
		return nil
	}
	if err := a.bot.Run(ctx); err != nil && ctx.Err() == nil {
		a.log.Error("the bot is not connected, and will not be before Matchday is started again", "why", plain(err))
	}
	return nil
}

// Close releases the store. Run must have returned.
func (a *App) Close() error { return a.store.Close() }
