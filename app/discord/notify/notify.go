package notify

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"matchday/app/discord/guild"
	"matchday/app/discord/say"
	"matchday/app/discord/wire"
	"matchday/app/fault"
	"matchday/app/feed"
	"matchday/app/league"
	"matchday/app/tournament"
)

// Effect is one of the two followers: posts, or direct messages.
type Effect struct {
	name    string
	to      recipient
	league  *league.League
	client  *wire.Client
	servers *guild.Servers
	table   []Row

	mu      sync.Mutex
	settled map[int64]bool // tournaments of which nothing stands reported
	told    map[int64]bool // tournaments of which staff know that they have no channel
}

type recipient int

const (
	toChannel recipient = iota
	toPerson
	toStaff
)

// Posts returns the follower that writes in channels, Directs the one that writes to people.
func Posts(l *league.League, c *wire.Client, s *guild.Servers) *Effect {
	return &Effect{name: "discord-posts", to: toChannel, league: l, client: c, servers: s, table: Table(), settled: map[int64]bool{}, told: map[int64]bool{}}
}

// Directs returns the follower that writes direct messages.
func Directs(l *league.League, c *wire.Client, s *guild.Servers) *Effect {
	return &Effect{name: "discord-messages", to: toPerson, league: l, client: c, servers: s, table: Table(), settled: map[int64]bool{}, told: map[int64]bool{}}
}

// longest is how long it may take at most until the end of an outage is noticed: people wait for what it kept back.
const longest = 8 * time.Second

// Options are how the follower is run. gap is the least time between two direct messages: Discord turns bots off that
// write to many people quickly.
func (e *Effect) Options(gap time.Duration) feed.EffectOptions {
	kinds := map[string]bool{}
	for _, r := range e.table {
		for _, k := range r.Kinds {
			kinds[k] = true
		}
	}
	o := feed.EffectOptions{MaxAge: 6 * time.Hour, Longest: longest, Only: func(event feed.Event) bool { return kinds[event.Kind] }}
	if e.to == toPerson {
		o.Gap, o.Line = gap, func(d feed.Delivery) string { return d.Key }
	}
	return o
}

// Name identifies the follower.
func (e *Effect) Name() string { return e.name }

// note is a delivery's data: what is to be said, and of what. The words are found when it is sent.
type note struct {
	What       string               `json:"what"`
	Tournament int64                `json:"tournament,omitempty"`
	League     int64                `json:"league,omitempty"`
	Person     int64                `json:"person,omitempty"`
	User       string               `json:"user,omitempty"` // Discord user id
	Name       string               `json:"name,omitempty"`
	Entry      int64                `json:"entry,omitempty"`
	Round      int                  `json:"round,omitempty"`
	Lobby      int64                `json:"lobby,omitempty"`
	Pieces     []piece              `json:"pieces,omitempty"`
	Users      []string             `json:"users,omitempty"`
	Said       map[string]string    `json:"said,omitempty"` // what the event of a league says
	Part       int                  `json:"part,omitempty"`
	Of         tournament.Happening `json:"of"`
}

// Plan returns what is to be sent because of an event.
func (e *Effect) Plan(ctx context.Context, event feed.Event) ([]feed.Delivery, error) {
	var out []feed.Delivery
	for _, r := range e.table {
		if !r.about(event.Kind) || (r.To == toPerson) != (e.to == toPerson) {
			continue
		}
		notes, err := e.plan(ctx, r, event)
		if err != nil {
			return nil, err
		}
		for i, n := range notes {
			n.What, n.Part = r.Name, i
			data, err := json.Marshal(n)
			if err != nil {
				return nil, fmt.Errorf("note of event %d: %w", event.Seq, err)
			}
			out = append(out, feed.Delivery{Key: fmt.Sprintf("%d/%s/%d", event.Seq, r.Name, i), Data: data})
		}
	}
	return out, nil
}

func (e *Effect) plan(ctx context.Context, r Row, event feed.Event) ([]note, error) {
	if r.To == toStaff {
		return planNotice(event)
	}
	var h tournament.Happening
	if err := json.Unmarshal(event.Data, &h); err != nil {
		return nil, feed.Permanent(fmt.Errorf("event %d: %w", event.Seq, err))
	}
	h.Kind = tournament.Kind(event.Kind)
	if r.unless != nil && r.unless(event, h) {
		return nil, nil
	}
	id, ok := strings.CutPrefix(event.Topic, "tournament/")
	if !ok {
		return nil, nil
	}
	var n int64
	if _, err := fmt.Sscan(id, &n); err != nil {
		return nil, feed.Permanent(fmt.Errorf("topic %q: %w", event.Topic, err))
	}
	b, err := e.league.Board(ctx, n)
	if fault.Is(err, fault.Missing) {
		return nil, nil
	}
	if err != nil || b.League.Server == "" {
		return nil, err
	}
	p := planning{b, h, event, map[int64]string{}}
	for _, id := range []int64{h.Person, h.OtherPerson} {
		if id == 0 {
			continue
		}
		known, err := e.league.Person(ctx, id)
		if err != nil {
			return nil, err
		}
		p.users[id] = known.Discord
	}
	return r.plan(p), nil
}

// planning is what the plan of a row looks at.
type planning struct {
	board *tournament.Board
	of    tournament.Happening
	event feed.Event
	users map[int64]string // Discord user ids of the people whom the event names
}

// Deliver sends one.
func (e *Effect) Deliver(ctx context.Context, d feed.Delivery) (string, error) {
	var n note
	if err := json.Unmarshal(d.Data, &n); err != nil {
		return "", feed.Permanent(err)
	}
	for _, r := range e.table {
		if r.Name == n.What {
			return e.deliver(ctx, r, n, nonce(d))
		}
	}
	return "", feed.Skip("this version does not send " + n.What)
}

// nonce is the same at every try of a delivery and different for every two.
func nonce(d feed.Delivery) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d/%s", d.Follower, d.ID, d.Key))
	return hex.EncodeToString(sum[:12])
}

func (e *Effect) deliver(ctx context.Context, r Row, n note, nonce string) (string, error) {
	if r.To == toStaff {
		return e.deliverNotice(ctx, n, nonce)
	}
	b, err := e.league.Board(ctx, n.Tournament)
	if fault.Is(err, fault.Missing) {
		return "", feed.Skip("the tournament is gone")
	}
	if err != nil {
		return "", err
	}
	v, err := e.league.Venue(ctx, n.Tournament)
	if err != nil {
		return "", err
	}
	if r.act != nil {
		return "", wire.Again(r.act(ctx, e, n))
	}
	m, why := r.write(writing{b, v, n, e.league.Now()})
	if why != "" {
		return "", feed.Skip(why)
	}
	if r.To == toPerson {
		return e.direct(ctx, r, b, v, n, m, nonce)
	}
	return e.post(ctx, b, v, m, nonce)
}

// writing is what the words of a row are made from.
type writing struct {
	board *tournament.Board
	venue league.Venue
	note  note
	now   time.Time
}

// post writes in the tournament's channel. What keeps it from that is told to staff.
func (e *Effect) post(ctx context.Context, b *tournament.Board, v league.Venue, m say.Message, nonce string) (string, error) {
	if v.Channel == "" {
		if err := e.unheard(ctx, b.Tournament.ID); err != nil {
			return "", err
		}
		return "", feed.Skip("the tournament has no channel")
	}
	e.mu.Lock()
	delete(e.told, b.Tournament.ID)
	e.mu.Unlock()
	sent, err := e.client.Send(ctx, v.Channel, m.Once(nonce))
	if err == nil {
		return sent, e.settle(ctx, b)
	}
	if wire.Refused(err) || wire.Gone(err) {
		if told := e.report(ctx, b, v); told != nil {
			return "", told
		}
	}
	return "", wire.Again(err)
}

// direct writes to somebody, or mentions them in the channel when they take no direct messages. Whoever has left the
// server would see neither; staff know of that by a notice.
func (e *Effect) direct(ctx context.Context, r Row, b *tournament.Board, v league.Venue, n note, m say.Message, nonce string) (string, error) {
	sent, err := e.client.Direct(ctx, n.User, m.Once(nonce))
	if !wire.Closed(err) {
		return sent, wire.Again(err)
	}
	if wire.Code(err) == wire.NoSharedServer {
		return "", feed.Skip("they are not in the server")
	}
	m.Content = say.User(n.User) + " " + m.Content
	if r.Private {
		m = say.Note(say.User(n.User) + " there is news for you about " + say.Bold(b.Tournament.Name) + ", and you take no direct messages from me. Use /me to read it.")
	}
	return e.post(ctx, b, v, m.Telling(n.User), nonce)
}

// unheard has staff told that a tournament has no channel. A notice that they took off the list does not come back with the
// next message, only with the next start.
func (e *Effect) unheard(ctx context.Context, id int64) error {
	e.mu.Lock()
	told := e.told[id]
	e.told[id] = true
	e.mu.Unlock()
	if told {
		return nil
	}
	err := e.league.Unheard(ctx, id)
	if err != nil {
		e.mu.Lock()
		delete(e.told, id)
		e.mu.Unlock()
	}
	return err
}

// Key is the key of the notice that posts about a tournament cannot be written.
func Key(id int64) string { return fmt.Sprintf("posts/%d", id) }

func (e *Effect) settle(ctx context.Context, b *tournament.Board) error {
	e.mu.Lock()
	done := e.settled[b.Tournament.ID]
	e.settled[b.Tournament.ID] = true
	e.mu.Unlock()
	if done {
		return nil
	}
	return e.league.Settle(ctx, b.League.ID, Key(b.Tournament.ID))
}

func (e *Effect) report(ctx context.Context, b *tournament.Board, v league.Venue) error {
	e.mu.Lock()
	e.settled[b.Tournament.ID] = false
	e.mu.Unlock()
	name, there := e.servers.Channel(b.League.Server, v.Channel)
	text := "Posts about " + b.Tournament.Name + " cannot be written in " + name
	switch missing := e.servers.Missing(b.League.Server, v.Channel, guild.ForPosts); {
	case !there:
		text = "Posts about " + b.Tournament.Name + " have no place to go: its channel is gone. Choose another with /tournament panel."
	case len(missing) > 0:
		text += ": the bot lacks " + strings.Join(missing, " and ") + " there. Allow that to the bot's role."
	default:
		text += ". Look at what the bot's role may do there, or choose another channel with /tournament panel."
	}
	return e.league.Report(ctx, league.Notice{League: b.League.ID, Tournament: b.Tournament.ID, Key: Key(b.Tournament.ID), Text: text})
}
