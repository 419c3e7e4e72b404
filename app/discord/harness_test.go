package discord_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"matchday/app/discord"
	"matchday/app/discord/wire"
	"matchday/app/feed"
	"matchday/app/league"
	"matchday/app/person"
	sandbox "matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
	"matchday/app/tournament"
	"matchday/store/sqlite"
	"matchday/store/sqlite/sqlitetest"
)

func TestMain(m *testing.M) {
	// A RESUME that is refused leaves goroutines of discordgo behind, which cannot be ended from outside.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).CloseWithCode"), goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).Open"))
}

// night is a whole bot on a sandbox: a server with an admin and players, a league on SQLite, feed and bot running.
type night struct {
	*sandbox.Discord
	t       *testing.T
	url     string
	guild   string
	cup     string // the channel of the tournament
	back    string // the channel of staff
	admin   string // owns the server
	players []string
	store   *sqlite.Store
	league  *league.League
	feed    *feed.Feed
	bot     *discord.Bot
	stop    func() // ends bot and feed, as a stop of the program does
	clock   *clock
	opened  bool // things that the sandbox does not understand are expected

	mu   sync.Mutex
	seen []discord.Seen
}

// clock is the league's: it stands until it is moved.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

const rights = shape.ViewChannel | shape.SendMessages | shape.ReadHistory | shape.PinMessages | shape.ManageRoles

type options struct {
	sandbox sandbox.Options
	players int
	rights  shape.Permissions
	bot     func(*discord.Options)
	idle    bool // the bot is not started
}

func newNight(t *testing.T, o options) *night {
	t.Helper()
	if o.rights == 0 {
		o.rights = rights
	}
	n := &night{t: t, Discord: sandbox.New(o.sandbox), clock: &clock{at: time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)}}
	n.store = sqlitetest.Open(t)
	server := httptest.NewServer(n.Handler())
	t.Cleanup(server.Close)
	t.Cleanup(func() {
		if n.stop != nil {
			n.stop()
		}
		n.Close()
		if got := n.Misunderstood(); !n.opened && len(got) > 0 {
			t.Errorf("the sandbox did not understand %q", got)
		}
	})
	n.url = server.URL
	n.admin = n.AddPerson("mod", "Mod")
	n.guild = n.AddGuild("Test League", n.admin)
	for i := range o.players {
		p := n.AddPerson(fmt.Sprintf("player%d", i+1), fmt.Sprintf("Player %d", i+1))
		n.must(n.AddMember(n.guild, p))
		n.players = append(n.players, p)
	}
	n.cup, n.back = n.room("cup"), n.room("staff")
	n.must(n.InviteBot(n.guild, o.rights))
	n.league = league.New(n.store, league.Options{Now: n.clock.now})
	if !o.idle {
		n.start(o.bot)
	}
	return n
}

// start runs a bot and a feed on the night's store, as a start of the program does.
func (n *night) start(change func(*discord.Options)) {
	n.t.Helper()
	log := slog.New(slog.NewTextHandler(n.t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	o := discord.Options{Token: n.Token(), APIURL: n.url + sandbox.APIPath, League: n.league, Log: log, Gap: time.Millisecond,
		Link:     func(token string) string { return "https://cup.example/in/" + token },
		Patience: wire.Patience{Open: 2 * time.Second, Retry: 20 * time.Millisecond},
		Observe: func(s discord.Seen) {
			n.mu.Lock()
			defer n.mu.Unlock()
			n.seen = append(n.seen, s)
		}}
	if change != nil {
		change(&o)
	}
	bot, err := discord.New(o)
	n.must(err)
	n.bot = bot
	n.feed = feed.New(n.store, log, feed.Options{})
	bot.Follow(n.feed)
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() { _ = n.feed.Run(ctx) })
	wg.Go(func() { _ = n.feed.Lead(ctx) })
	wg.Go(func() { _ = bot.Run(ctx) })
	var once sync.Once
	n.stop = func() { once.Do(func() { cancel(); wg.Wait() }) }
	n.must(n.WaitConnected(n.ctx()))
	n.must(n.Until(n.ctx(), func() bool { return len(n.Commands("")) > 0 }))
	n.eventually("every follower running", func() bool {
		return !slices.ContainsFunc(n.feed.Status(), func(s feed.Status) bool { return !s.Running })
	})
}

func (n *night) must(err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}

func (n *night) ctx() context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	n.t.Cleanup(cancel)
	return ctx
}

func (n *night) room(name string, o ...shape.Overwrite) string {
	n.t.Helper()
	id, err := n.AddChannel(n.guild, name, o...)
	n.must(err)
	return id
}

func (n *night) role(r shape.Role) string {
	n.t.Helper()
	id, err := n.AddRole(n.guild, r)
	n.must(err)
	return id
}

// do types a command as somebody in the tournament's channel and returns what they see.
func (n *night) do(user, line string) sandbox.Answer {
	n.t.Helper()
	return n.doIn("cup", user, line)
}

func (n *night) doIn(channel, user, line string) sandbox.Answer {
	n.t.Helper()
	a, err := n.Command(n.ctx(), user, channel, line)
	if err != nil {
		n.t.Fatalf("%s: %v", line, err)
	}
	n.answered(line, a)
	return a
}

// press presses a button on what somebody saw last, or on the newest message that has it.
func (n *night) press(user, message, label string) sandbox.Answer {
	n.t.Helper()
	a, err := n.Press(n.ctx(), user, message, label)
	if err != nil {
		n.t.Fatalf("press %s: %v", label, err)
	}
	n.answered(label, a)
	return a
}

func (n *night) choose(user, message, menu string, values ...string) sandbox.Answer {
	n.t.Helper()
	a, err := n.Select(n.ctx(), user, message, menu, values...)
	if err != nil {
		n.t.Fatalf("choose %v of %s: %v", values, menu, err)
	}
	n.answered(menu, a)
	return a
}

func (n *night) submit(user string, fields map[string]string) sandbox.Answer {
	n.t.Helper()
	a, err := n.Submit(n.ctx(), user, "", fields)
	if err != nil {
		n.t.Fatalf("submit %v: %v", fields, err)
	}
	n.answered("a form", a)
	return a
}

func (n *night) answered(what string, a sandbox.Answer) {
	n.t.Helper()
	if a.Failed || a.Thinking {
		n.t.Fatalf("%s was not answered: %+v", what, a)
	}
}

// plain is a text without the marks of markdown, as a person reads it.
func plain(s string) string {
	return strings.NewReplacer("**", "", "\\", "", "~~", "", "\u200b", "").Replace(s)
}

// says fails unless what somebody sees contains every part.
func (n *night) says(a sandbox.Answer, parts ...string) {
	n.t.Helper()
	for _, p := range parts {
		if !strings.Contains(plain(a.Text), p) {
			n.t.Errorf("the answer %q does not say %q", a.Text, p)
		}
	}
}

// create makes a tournament with a panel and opens its registration, as staff do by commands.
func (n *night) create(more string) int64 {
	n.t.Helper()
	n.do(n.admin, "/tournament create name:Friday Cup "+more)
	n.do(n.admin, "/tournament panel channel:cup")
	n.do(n.admin, "/tournament open what:registration")
	all, err := n.league.Tournaments(n.ctx(), n.of().ID)
	n.must(err)
	n.panel(func(s *sandbox.Seen) bool { return strings.Contains(s.Text, "Registration is open") })
	return all[0].ID
}

// of waits until the server has a league, and returns it.
func (n *night) of() person.League {
	n.t.Helper()
	var found person.League
	n.eventually("a league of the server", func() bool {
		all, err := n.league.Leagues(n.ctx())
		n.must(err)
		for _, l := range all {
			if l.Server == n.guild {
				found = l
			}
		}
		return found.ID != 0
	})
	return found
}

// panel waits for the pinned message to be so.
func (n *night) panel(is func(*sandbox.Seen) bool) *sandbox.Seen {
	n.t.Helper()
	s, err := n.WaitMessage(n.ctx(), n.cup, func(s *sandbox.Seen) bool { return s.Pinned && is(s) })
	if err != nil {
		for _, m := range n.Messages(n.cup) {
			n.t.Logf("in the channel: %s", m.Text)
		}
		n.t.Fatalf("the panel did not become so: %v", err)
	}
	return s
}

// pinned returns all panels.
func (n *night) pinned() []*sandbox.Seen {
	var all []*sandbox.Seen
	for _, m := range n.Messages(n.cup) {
		if m.Pinned {
			all = append(all, m)
		}
	}
	return all
}

// register registers a player by the form.
func (n *night) register(i int) sandbox.Answer {
	n.t.Helper()
	n.press(n.players[i], n.pinned()[0].ID, "Register")
	return n.submit(n.players[i], map[string]string{"Name in the game": fmt.Sprintf("Game%d#NA1", i+1), "Pronouns": "she/her"})
}

func (n *night) board(id int64) *tournament.Board {
	n.t.Helper()
	b, err := n.league.Board(n.ctx(), id)
	n.must(err)
	return b
}

// posted waits for a message of the bot in a channel that contains a text.
func (n *night) posted(channel, text string) *sandbox.Seen {
	n.t.Helper()
	s, err := n.WaitMessage(n.ctx(), channel, func(s *sandbox.Seen) bool { return s.Bot && strings.Contains(plain(s.Text), text) })
	if err != nil {
		for _, m := range n.Messages(channel) {
			n.t.Logf("in the channel: %s", m.Text)
		}
		n.t.Fatalf("nobody posted %q: %v", text, err)
	}
	return s
}

// told waits for a direct message that contains a text.
func (n *night) told(user, text string) *sandbox.Seen {
	n.t.Helper()
	s, err := n.WaitDirect(n.ctx(), user, func(s *sandbox.Seen) bool { return strings.Contains(plain(s.Text), text) })
	if err != nil {
		for _, m := range n.Direct(user) {
			n.t.Logf("told: %s", m.Text)
		}
		n.t.Fatalf("nobody told %q: %v", text, err)
	}
	return s
}

// noticed waits for a notice to staff that contains a text.
func (n *night) noticed(text string) league.Notice {
	n.t.Helper()
	var found league.Notice
	n.eventually("a notice that says "+text, func() bool {
		all, err := n.league.Notices(n.ctx(), person.Clock(n.of().ID))
		n.must(err)
		for _, x := range all {
			if strings.Contains(x.Text, text) {
				found = x
				return true
			}
		}
		return false
	})
	return found
}

// eventually waits for what the league's store says, looking again whenever something was committed.
func (n *night) eventually(what string, holds func() bool) {
	n.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for !holds() {
		if time.Now().After(deadline) {
			n.t.Fatalf("there was not %s", what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// actor is somebody who acts elsewhere than in Discord, with every right.
func (n *night) actor(name string) person.Actor {
	return person.Actor{Name: name, League: n.of().ID, Roles: person.Admin, Origin: person.FromWeb}
}

// application is what staff type for somebody, who is made known.
func (n *night) application(user, name string) tournament.Application {
	n.t.Helper()
	p, err := n.league.Meet(n.ctx(), n.actor("mod"), user, name)
	n.must(err)
	return tournament.Application{Person: p.ID, InGame: name}
}
