package app

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"matchday/app/discord"
	"matchday/app/feed"
	"matchday/app/league"
	"matchday/app/league/edits"
	"matchday/app/sheets"
	"matchday/app/studio"
	"matchday/app/web"
	"matchday/store"
)

// App is one Matchday on one store.
type App struct {
	cfg     Config
	log     *slog.Logger
	store   store.Store
	league  *league.League
	studio  *studio.Studio
	feed    *feed.Feed
	bot     *discord.Bot // nil without a token
	mirrors *edits.Book
	sheets  *sheets.Service // nil without a service account
	web     *web.Web
}

// Open opens the store and puts everything together, without starting anything. Close it.
func Open(ctx context.Context, cfg Config, log *slog.Logger) (*App, error) {
	return openApp(ctx, cfg, log, time.Now, nil)
}

// openApp is Open with a clock, and with origins besides our own that may frame overlays.
func openApp(ctx context.Context, cfg Config, log *slog.Logger, now func() time.Time, framers []string) (*App, error) {
	s, err := storage{cfg}.open(ctx, log, false)
	if err != nil {
		return nil, err
	}
	a, err := assemble(ctx, cfg, log, now, s, framers)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return a, nil
}

// assemble puts everything together on an open store, which it owns if it succeeds.
func assemble(ctx context.Context, cfg Config, log *slog.Logger, now func() time.Time, s store.Store, framers []string) (*App, error) {
	a := &App{cfg: cfg, log: log, store: s, league: league.New(s, league.Options{Now: now}), studio: studio.New(s, now)}
	a.feed = feed.New(s, log, feed.Options{Now: now})
	return a, errors.Join(a.addBot(), a.addSheets(ctx), a.addWeb(framers))
}

// addBot makes the bot and its followers when the configuration has a token.
func (a *App) addBot() error {
	c := a.cfg.Discord
	if c.Token == "" {
		return nil
	}
	bot, err := discord.New(discord.Options{Token: string(c.Token), ApplicationID: c.ApplicationID, APIURL: c.APIURL, GatewayURL: c.GatewayURL,
		League: a.league, Log: a.log, Link: func(token string) string { return a.cfg.address("/sign-in/" + token) }, Sheet: a.sheetLine})
	if err != nil {
		return err
	}
	bot.Follow(a.feed)
	a.bot = bot
	return nil
}

// Run serves until ctx ends and returns when everything has stopped, at most stopTime later. What is decided by then is
// kept; what is still to be sent is sent after the next start.
func (a *App) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return a.feed.Run(ctx) })
	g.Go(func() error { return a.keepLeading(ctx) })
	g.Go(func() error { return a.web.Start(ctx) })
	err := g.Wait()
	a.web.Hub().Close("stopped")
	return err
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
	g.Go(func() error { return a.runSheets(ctx) })
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
