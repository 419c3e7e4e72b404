package world

import (
	"slices"
	"sync"
	"time"

	"matchday/app/sandbox/discord/book"
	"matchday/app/sandbox/discord/gateway"
	"matchday/app/sandbox/discord/shape"
)

// Options say what the bot is and how time passes. Zero durations are Discord's.
type Options struct {
	Token       string
	AppID       string
	AppName     string
	Privileged  gateway.Intents  // the privileged intents that are switched on for the application
	Now         func() time.Time // what messages are dated with
	Stopwatch   func() time.Time // what deadlines are measured with
	AnswerIn    time.Duration    // for the first answer to an interaction; 0 means 3 s
	TokenLife   time.Duration    // of an interaction; 0 means 15 min
	KeepPerRoom int              // messages kept in a channel; 0 means 1000
}

// World is the memory of one fake Discord. It is for use by many at once.
type World struct {
	opt     Options
	ids     shape.IDs
	publish func(gateway.Event)

	// Commands are those of the bot's application. The book has a lock of its own.
	Commands *book.Book

	mu       sync.Mutex
	closed   bool
	bot      *shape.User
	app      *shape.Application
	people   map[string]*person
	guilds   map[string]*guild
	channels map[string]*channel
	messages map[string]*message
	asked    map[string]*Asked // by id
	byToken  map[string]*Asked
	queue    []*Asked // in order of birth
	modals   map[string]*OpenModal
	nonces   map[string]nonce
	watchers map[*Watch]struct{}
	changed  chan struct{}
}

type person struct {
	user   *shape.User
	closed bool   // takes no direct messages
	direct string // channel of direct messages with the bot
}

type guild struct {
	id, name, owner string
	here            bool // the bot is in it
	roles           map[string]*shape.Role
	members         map[string]*shape.Member
	order           []string // of members, by joining
	channels        map[string]*channel
}

type channel struct {
	wire  *shape.Channel
	guild *guild // nil for direct messages
	with  string // the person, for direct messages
	rooms []*message
	read  map[string]string // the newest message that a person has read
	old   []time.Time       // edits of messages older than an hour, of the last hour
}

// New returns a world with nothing in it but the bot. publish is called with the lock held and must not call back.
func New(o Options, publish func(gateway.Event)) *World {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Stopwatch == nil {
		o.Stopwatch = time.Now
	}
	o.AnswerIn = orElse(o.AnswerIn, 3*time.Second)
	o.TokenLife = orElse(o.TokenLife, 15*time.Minute)
	o.KeepPerRoom = orElse(o.KeepPerRoom, 1000)
	w := &World{opt: o, publish: publish, people: map[string]*person{}, guilds: map[string]*guild{}, channels: map[string]*channel{},
		messages: map[string]*message{}, asked: map[string]*Asked{}, byToken: map[string]*Asked{},
		modals: map[string]*OpenModal{}, nonces: map[string]nonce{}, watchers: map[*Watch]struct{}{}, changed: make(chan struct{})}
	id := o.AppID
	if id == "" {
		id = w.ids.Next(o.Now())
	}
	w.bot = &shape.User{ID: id, Username: o.AppName, Discriminator: "0", Bot: true}
	w.people[id] = &person{user: w.bot, closed: true}
	w.Commands = book.New(id, func() string { return w.ids.Next(o.Now()) }, o.Stopwatch)
	flags := 0
	if o.Privileged&gateway.GuildMembers != 0 {
		flags |= 1 << 15
	}
	if o.Privileged&gateway.MessageContent != 0 {
		flags |= 1 << 19
	}
	w.app = &shape.Application{ID: id, Name: o.AppName, Flags: flags, Public: true, Bot: w.bot, VerifyKey: "00"}
	return w
}

func orElse[T comparable](v, other T) T {
	var zero T
	if v == zero {
		return other
	}
	return v
}

// Close ends the timers of interactions that nobody has answered.
func (w *World) Close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	for _, a := range w.asked {
		a.timer.Stop()
	}
}

// App returns the bot's application.
func (w *World) App() *shape.Application { return w.app }

// Begin judges a session of the gateway: see gateway.World.
func (w *World) Begin(token string, want gateway.Intents, register func(gateway.Welcome)) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if token != w.opt.Token && token != "Bot "+w.opt.Token {
		return gateway.BadToken
	}
	if want&gateway.Privileged&^w.opt.Privileged != 0 {
		return gateway.DeniedIntents
	}
	hello := gateway.Welcome{User: w.bot, Application: w.app}
	for _, id := range w.guildIDs() {
		if g := w.guilds[id]; g.here {
			hello.Guilds = append(hello.Guilds, w.describe(g))
		}
	}
	register(hello)
	return 0
}

// Members answers a request for members over the gateway. Documentation: Events › Gateway Events › Guild Members Chunk.
func (w *World) Members(r *gateway.MemberRequest) []gateway.Event {
	w.mu.Lock()
	defer w.mu.Unlock()
	g := w.guilds[r.Guilds[0]]
	if g == nil || !g.here || len(r.Users) == 0 && r.Limit == 0 && !r.All() {
		return nil
	}
	var found []*shape.Member
	for _, id := range g.order {
		m := g.members[id]
		named := len(r.Users) > 0 && slices.Contains(r.Users, id)
		begins := len(r.Users) == 0 && (r.Query == nil || startsFold(m.User.Username, *r.Query))
		if (named || begins) && (r.Limit == 0 || len(found) < r.Limit) {
			found = append(found, m)
		}
	}
	var events []gateway.Event
	pieces := slices.Collect(slices.Chunk(found, 1000))
	if len(pieces) == 0 {
		pieces = [][]*shape.Member{{}}
	}
	for i, part := range pieces {
		events = append(events, gateway.Event{Name: "GUILD_MEMBERS_CHUNK", Data: map[string]any{"guild_id": g.id, "members": part,
			"chunk_index": i, "chunk_count": len(pieces), "nonce": r.Nonce}})
	}
	return events
}

// describe returns a server as GUILD_CREATE tells it: with the channels that the bot may not see as well. Callers hold the lock.
func (w *World) describe(g *guild) *shape.GuildCreate {
	all := &shape.GuildCreate{Guild: *w.guildWire(g), JoinedAt: g.members[w.bot.ID].JoinedAt, MemberCount: len(g.members),
		Threads: []any{}, VoiceStates: []any{}, Presences: []any{}, Stages: []any{}, Events: []any{}, Sounds: []any{}}
	for _, id := range g.order {
		all.Members = append(all.Members, g.members[id])
	}
	for _, c := range g.sortedChannels() {
		all.Channels = append(all.Channels, c.wire)
	}
	return all
}

func (w *World) guildWire(g *guild) *shape.Guild {
	return &shape.Guild{ID: g.id, Name: g.name, OwnerID: g.owner, PreferredLocale: "en-US", Features: []string{}, Emojis: []any{},
		Stickers: []any{}, Roles: g.sortedRoles(), MaxMembers: 500000, AFKTimeout: 300}
}

func (g *guild) sortedRoles() []*shape.Role {
	list := make([]*shape.Role, 0, len(g.roles))
	for _, r := range g.roles {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b *shape.Role) int {
		if above(a, b) {
			return 1
		}
		return -1
	})
	return list
}

func (g *guild) sortedChannels() []*channel {
	list := make([]*channel, 0, len(g.channels))
	for _, c := range g.channels {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b *channel) int {
		if a.wire.Position != b.wire.Position {
			return a.wire.Position - b.wire.Position
		}
		if shape.Older(a.wire.ID, b.wire.ID) {
			return -1
		}
		return 1
	})
	return list
}

func (w *World) guildIDs() []string {
	ids := make([]string, 0, len(w.guilds))
	for id := range w.guilds {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
