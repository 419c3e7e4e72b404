package panel

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"

	"matchday/app/discord/guild"
	"matchday/app/discord/say"
	"matchday/app/discord/wire"
	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/tournament"
)

// Panel is the view follower that draws panels.
type Panel struct {
	league  *league.League
	client  *wire.Client
	servers *guild.Servers
	log     *slog.Logger

	mu      sync.Mutex
	checked map[int64]string // message of a tournament that was seen to be there since the bot connected
	settled map[string]bool  // nothing stands reported under this key
}

// New returns the follower.
func New(l *league.League, c *wire.Client, s *guild.Servers, log *slog.Logger) *Panel {
	return &Panel{league: l, client: c, servers: s, log: log, checked: map[int64]string{}, settled: map[string]bool{}}
}

// Name identifies the follower.
func (p *Panel) Name() string { return "discord-panel" }

// Doubt makes the next drawing of every panel look whether its message is still there.
func (p *Panel) Doubt() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.checked)
}

// Lost reports whether a message that was deleted is a panel, and makes the next drawing look for it.
func (p *Panel) Lost(message string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for id, m := range p.checked {
		if m == message {
			delete(p.checked, id)
			return true
		}
	}
	return false
}

// Topics returns the tournaments that have a panel or should have one.
func (p *Panel) Topics(ctx context.Context) ([]string, error) {
	leagues, err := p.league.Leagues(ctx)
	if err != nil {
		return nil, err
	}
	var topics []string
	for _, l := range leagues {
		venues, err := p.league.Venues(ctx, l.ID)
		if err != nil {
			return nil, err
		}
		for _, v := range venues {
			if v.Channel != "" && l.Server != "" {
				topics = append(topics, tournament.Topic(v.Tournament))
			}
		}
	}
	return topics, nil
}

// Redraw makes the panel of a tournament's topic as its board is now.
func (p *Panel) Redraw(ctx context.Context, topic string) error {
	id, ok := TournamentOf(topic)
	if !ok {
		return nil
	}
	b, err := p.league.Board(ctx, id)
	if fault.Is(err, fault.Missing) {
		return nil
	}
	if err != nil {
		return err
	}
	v, err := p.league.Venue(ctx, id)
	if err != nil || v.Channel == "" || b.League.Server == "" {
		return err
	}
	if b.Tournament.Stage.Over() && v.Panel == "" {
		return nil
	}
	err = p.draw(ctx, b, v)
	if err == nil {
		return errors.Join(p.settle(ctx, b, key(b.Tournament.ID)), p.pinAgain(ctx, b))
	}
	return wire.Again(p.report(ctx, b, key(b.Tournament.ID), p.explain(b, v, err), err))
}

// TournamentOf reads a tournament's topic; ok is false for other topics.
func TournamentOf(topic string) (id int64, ok bool) {
	rest, ok := strings.CutPrefix(topic, "tournament/")
	if !ok {
		return 0, false
	}
	id, err := strconv.ParseInt(rest, 10, 64)
	return id, err == nil
}

func (p *Panel) draw(ctx context.Context, b *tournament.Board, v league.Venue) error {
	m := Render(b)
	digest := Digest(m)
	if v.Panel != "" {
		err := p.redo(ctx, b, v, m, digest)
		if wire.Code(err) != wire.UnknownMessage {
			return err
		}
		p.log.Info("a panel was deleted and is made again", "tournament", v.Tournament)
		if b.Tournament.Stage.Over() {
			return p.league.KeepPanel(ctx, v.Tournament, v.Channel, "", "")
		}
	}
	return p.make(ctx, b, v, m, digest)
}

// redo edits a panel when its content has changed. One whose content has not is looked for once after each connecting.
func (p *Panel) redo(ctx context.Context, b *tournament.Board, v league.Venue, m say.Message, digest string) error {
	if v.Digest != digest {
		if err := p.client.Edit(ctx, v.Channel, v.Panel, m); err != nil {
			return err
		}
		p.check(v.Tournament, v.Panel)
		return p.league.KeepPanel(ctx, v.Tournament, v.Channel, v.Panel, digest)
	}
	p.mu.Lock()
	checked := p.checked[v.Tournament] == v.Panel
	p.mu.Unlock()
	if checked {
		return nil
	}
	found, err := p.client.Message(ctx, v.Channel, v.Panel)
	if err == nil && !found.Pinned {
		err = p.pinned(ctx, b, v.Channel, v.Panel)
	}
	if err == nil {
		p.check(v.Tournament, v.Panel)
	}
	return err
}

func (p *Panel) check(id int64, message string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.checked[id] = message
}

// make posts a new panel and pins it. Its nonce names the panel that it follows, so that a crash before it is
// remembered does not leave two.
func (p *Panel) make(ctx context.Context, b *tournament.Board, v league.Venue, m say.Message, digest string) error {
	sum := sha256.Sum256(fmt.Appendf(nil, "panel/%d/%s/%s", v.Tournament, v.Channel, v.Panel))
	message, err := p.client.Send(ctx, v.Channel, m.Once(hex.EncodeToString(sum[:12])))
	if err != nil {
		return err
	}
	if err := p.league.KeepPanel(ctx, v.Tournament, v.Channel, message, digest); err != nil {
		return err
	}
	now, err := p.league.Venue(ctx, v.Tournament)
	if err != nil {
		return err
	}
	if now.Panel != message { // the channel was changed meanwhile
		return p.client.Delete(ctx, v.Channel, message)
	}
	p.check(v.Tournament, message)
	return p.pinned(ctx, b, v.Channel, message)
}

// pinned pins a panel. That it cannot be pinned is told to staff and keeps the panel from nothing else.
func (p *Panel) pinned(ctx context.Context, b *tournament.Board, channel, message string) error {
	err := p.pin(ctx, channel, message)
	if err == nil {
		return p.settle(ctx, b, pinKey(b.Tournament.ID))
	}
	text := p.explainPin(b, channel, err)
	if text == "" {
		return err
	}
	return p.report(ctx, b, pinKey(b.Tournament.ID), text, nil)
}

// pinAgain pins a panel that could not be pinned, once the bot may.
func (p *Panel) pinAgain(ctx context.Context, b *tournament.Board) error {
	p.mu.Lock()
	fine, known := p.settled[pinKey(b.Tournament.ID)]
	p.mu.Unlock()
	if fine || !known {
		return nil
	}
	v, err := p.league.Venue(ctx, b.Tournament.ID)
	if err != nil || v.Panel == "" || len(p.servers.Missing(b.League.Server, v.Channel, guild.ForPanel)) > 0 {
		return err
	}
	return p.pinned(ctx, b, v.Channel, v.Panel)
}

// pin pins a message and removes the line by which Discord tells everybody so.
func (p *Panel) pin(ctx context.Context, channel, message string) error {
	if err := p.client.Pin(ctx, channel, message); err != nil {
		return err
	}
	newer, err := p.client.After(ctx, channel, message, 20)
	if err != nil {
		return err
	}
	for _, m := range newer {
		if m.Type == wire.PinNotice && m.Author.ID == p.client.Self() {
			if err := p.client.Delete(ctx, channel, m.ID); err != nil && !wire.Refused(err) {
				return err
			}
		}
	}
	return nil
}

func key(id int64) string    { return fmt.Sprintf("panel/%d", id) }
func pinKey(id int64) string { return fmt.Sprintf("pin/%d", id) }

// settle takes back what was reported under a key, once after each start and after each report.
func (p *Panel) settle(ctx context.Context, b *tournament.Board, key string) error {
	p.mu.Lock()
	done := p.settled[key]
	p.settled[key] = true
	p.mu.Unlock()
	if done {
		return nil
	}
	return p.league.Settle(ctx, b.League.ID, key)
}

// report tells staff what they can do about an error and returns that error. A text that is empty is not told: what it
// is about passes by itself.
func (p *Panel) report(ctx context.Context, b *tournament.Board, key, text string, err error) error {
	if text == "" {
		return err
	}
	p.mu.Lock()
	p.settled[key] = false
	p.mu.Unlock()
	if told := p.league.Report(ctx, league.Notice{League: b.League.ID, Tournament: b.Tournament.ID, Key: key, Text: text}); told != nil {
		return told
	}
	return err
}

func (p *Panel) explain(b *tournament.Board, v league.Venue, err error) string {
	name, there := p.servers.Channel(b.League.Server, v.Channel)
	switch code := wire.Code(err); {
	case code == wire.UnknownChannel || wire.Refused(err) && !there:
		return "The channel of " + b.Tournament.Name + " is gone, and its panel with it. Choose another with /tournament panel."
	case wire.Refused(err):
		missing := p.servers.Missing(b.League.Server, v.Channel, guild.ForPanel)
		if len(missing) == 0 {
			return "Discord does not let the bot keep the panel of " + b.Tournament.Name + " in " + name + ". Look at what the bot's role may do there, or choose another channel with /tournament panel."
		}
		return "The panel of " + b.Tournament.Name + " stands still: in " + name + " the bot lacks " + strings.Join(missing, ", ") + ". Allow that to the bot's role there, or choose another channel with /tournament panel."
	}
	return ""
}

func (p *Panel) explainPin(b *tournament.Board, channel string, err error) string {
	name, _ := p.servers.Channel(b.League.Server, channel)
	switch {
	case wire.Code(err) == wire.TooManyPins:
		return "The panel of " + b.Tournament.Name + " is not pinned: " + name + " has as many pinned messages as Discord allows. Unpin one there."
	case wire.Refused(err):
		return "The panel of " + b.Tournament.Name + " is not pinned: in " + name + " the bot lacks Pin Messages. Allow that to the bot's role there, or pin the panel by hand."
	}
	return ""
}
