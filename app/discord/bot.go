package discord

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"matchday/app/discord/ask"
	"matchday/app/discord/desk"
	"matchday/app/discord/guild"
	"matchday/app/discord/notify"
	"matchday/app/discord/office"
	"matchday/app/discord/panel"
	"matchday/app/discord/play"
	"matchday/app/discord/roles"
	"matchday/app/discord/wire"
	"matchday/app/feed"
	"matchday/app/league"
)

// Options are what a bot is made from.
type Options struct {
	Token         string
	ApplicationID string // empty: read from the token, and from Discord once connected
	APIURL        string // empty: Discord's own
	GatewayURL    string // empty: asked from the API
	League        *league.League
	Log           *slog.Logger // nil: slog.Default
	Link          func(token string) string
	Sheet         func(ctx context.Context, tournament int64) (string, error) // one line for staff; nil: nothing
	Observe       func(Seen)                                                  // told of each interaction, for figures; nil: nobody
	Patience      wire.Patience                                               // zero: fit for use
	Gap           time.Duration                                               // least time between two direct messages; 0: one second
}

// Seen is how one interaction went.
type Seen = ask.Seen

// How many interactions and server events are handled at a time, and how many may wait: more than half a minute of a
// crowd, after which an answer would be too late in any case.
const (
	width   = 96
	waiting = 4096
)

// notice is how long it may take at most until the end of an outage is noticed: players wait for what it kept back.
const notice = 8 * time.Second

// drainFor is how long what was begun may take to end when the bot stops.
const drainFor = 5 * time.Second

// Bot is a Discord bot that is not connected until Run.
type Bot struct {
	o       Options
	log     *slog.Logger
	league  *league.League
	client  *wire.Client
	gateway *wire.Gateway
	servers *guild.Servers
	router  *ask.Router
	panel   *panel.Panel
	roles   *roles.Roles
	posts   *notify.Effect
	directs *notify.Effect
	queue   *queue

	mu     sync.Mutex
	feed   *feed.Feed
	synced time.Time // when the commands were last found or made right
	last   Reconciled
}

// New returns a bot. An error names what is wrong with the addresses.
func New(o Options) (*Bot, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Gap == 0 {
		o.Gap = time.Second
	}
	if o.ApplicationID == "" {
		o.ApplicationID = applicationOf(o.Token)
	}
	client, err := wire.NewClient(o.Token, o.ApplicationID, o.APIURL)
	if err != nil {
		return nil, err
	}
	gateway, err := wire.NewGateway(o.Token, o.APIURL, o.GatewayURL, o.Patience, o.Log)
	if err != nil {
		return nil, err
	}
	b := &Bot{o: o, log: o.Log, league: o.League, client: client, gateway: gateway, servers: guild.NewServers()}
	b.queue = newQueue(width, waiting, o.Log)
	b.panel = panel.New(o.League, client, b.servers, o.Log)
	b.roles = roles.New(o.League, client, b.servers, o.Log)
	b.posts, b.directs = notify.Posts(o.League, client, b.servers), notify.Directs(o.League, client, b.servers)
	features := append(play.Features(o.League), desk.Features(desk.Options{League: o.League, Servers: b.servers, Sheet: o.Sheet})...)
	features = append(features, office.Feature(office.Options{League: o.League, Servers: b.servers, Link: o.Link, Invite: b.Invite}))
	b.router = ask.NewRouter(o.League, client, o.Log, o.Observe, b.bind, features...)
	return b, nil
}

// Follow adds the bot's followers to a feed: the panel, the roles, the notices about both, the posts and the direct
// messages. It is called once, before Run.
func (b *Bot) Follow(f *feed.Feed) {
	f.AddView(b.panel, feed.ViewOptions{Every: time.Second, Parallel: 4, Longest: notice, Only: isTournament})
	f.AddView(b.roles, feed.ViewOptions{Every: 2 * time.Second, Parallel: 2, Timeout: 10 * time.Minute, Longest: notice, Only: isTournament})
	f.AddView(watch{b}, feed.ViewOptions{Every: 2 * time.Second, Only: isWatched})
	f.AddEffect(b.posts, b.posts.Options(0))
	f.AddEffect(b.directs, b.directs.Options(b.o.Gap))
	b.mu.Lock()
	defer b.mu.Unlock()
	b.feed = f
}

func isTournament(topic string) bool {
	_, ok := panel.TournamentOf(topic)
	return ok
}

// refresh has the panel and the roles of a topic looked at again.
func (b *Bot) refresh(topic string) {
	b.mu.Lock()
	f := b.feed
	b.mu.Unlock()
	if f == nil {
		return
	}
	if err := errors.Join(f.Refresh(b.panel.Name(), topic), f.Refresh(b.roles.Name(), topic)); err != nil {
		b.log.Error("a refresh was refused", "topic", topic, "err", err)
	}
}

// Run keeps the bot connected until ctx ends, and returns when everything that was begun has ended. It returns nil then,
// or a fault for the operator when Discord refuses the bot for good: whatever needs no gateway goes on meanwhile.
func (b *Bot) Run(ctx context.Context) error {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	err := b.gateway.Run(ctx, func(event any) { b.hear(work, event) })
	b.queue.drain(drainFor, cancel)
	return err
}

// hear takes an event of the gateway. It is called in the reader, so it only learns and queues: what follows runs in the
// order of the events of one person, or of one server.
func (b *Bot) hear(ctx context.Context, event any) {
	b.servers.Learn(event)
	switch e := event.(type) {
	case *discordgo.InteractionCreate:
		b.press(ctx, e)
	case *discordgo.Ready:
		b.ready(ctx, e)
	default:
		b.hearServer(ctx, event)
	}
}

func (b *Bot) press(ctx context.Context, e *discordgo.InteractionCreate) {
	if e.Interaction == nil {
		return
	}
	heard, who := time.Now(), ""
	switch {
	case e.Member != nil && e.Member.User != nil:
		who = e.Member.User.ID
	case e.User != nil:
		who = e.User.ID
	}
	if !b.queue.put("user/"+who, func() { b.router.Serve(ctx, e.Interaction, heard) }) {
		b.log.Error("too many interactions at once; one is left unanswered", "interaction", e.ID)
	}
}

// bind connects a server to a league.
func (b *Bot) bind(ctx context.Context, server string) error {
	_, err := b.league.BindServer(ctx, server, b.servers.Name(server))
	return err
}

// ready learns who the bot is and sees to its commands.
func (b *Bot) ready(ctx context.Context, e *discordgo.Ready) {
	if e.User == nil {
		return
	}
	app := ""
	if e.Application != nil {
		app = e.Application.ID
	}
	if b.Invite() == "" && app != "" { // it could not be told at the start
		b.log.Info("invite the bot to your server with this link; it asks for what it uses and nothing else", "link", InviteLink(app))
	}
	b.client.Known(app, e.User.ID)
	b.servers.Known(e.User.ID)
	b.panel.Doubt()
	b.log.Info("discord gateway connected", "user", e.User.Username, "servers", len(e.Guilds))
	b.enqueue("commands", func() { b.syncCommands(ctx) })
	b.enqueue("absent", func() {
		if err := b.absent(ctx, e.Guilds); err != nil && ctx.Err() == nil {
			b.log.Error("leagues without the bot could not be told", "err", err)
		}
	})
}

// enqueue queues work that has no person waiting for it.
func (b *Bot) enqueue(key string, fn func()) {
	if !b.queue.put(key, fn) {
		b.log.Error("too much at once; a server event is left out until the next reconcile pass", "what", key)
	}
}

// syncCommands makes the registered commands right, trying again for a while.
func (b *Bot) syncCommands(ctx context.Context) {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		changed, err := b.router.Sync(ctx, b.client)
		if err == nil {
			b.mu.Lock()
			b.synced = time.Now()
			b.mu.Unlock()
			b.log.Info("discord commands are right", "changed", changed)
			return
		}
		b.log.Warn("discord commands could not be compared or registered", "err", err)
		if wire.Refused(err) || !pause(ctx, wait) {
			return
		}
	}
}

func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
