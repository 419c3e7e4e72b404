package discord

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"matchday/app/discord/guild"
	"matchday/app/discord/notify"
	"matchday/app/discord/panel"
	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/person"
)

// watch is the view follower that keeps the notices about channels and roles true: whatever staff choose, in Discord or on
// the web, is compared with what the bot knows of the server.
type watch struct{ bot *Bot }

// Name identifies the follower.
func (w watch) Name() string { return "discord-notices" }

// Topics returns the leagues that have a server.
func (w watch) Topics(ctx context.Context) ([]string, error) {
	all, err := w.bot.league.Leagues(ctx)
	if err != nil {
		return nil, err
	}
	var topics []string
	for _, of := range all {
		if of.Server != "" {
			topics = append(topics, league.Topic(of.ID))
		}
	}
	return topics, nil
}

// Redraw looks at the league of a topic.
func (w watch) Redraw(ctx context.Context, topic string) error {
	of, err := w.league(ctx, topic)
	if fault.Is(err, fault.Missing) {
		return nil
	}
	if err != nil || of.Server == "" {
		return err
	}
	return w.bot.check(ctx, of)
}

func (w watch) league(ctx context.Context, topic string) (person.League, error) {
	if id, ok := panel.TournamentOf(topic); ok {
		b, err := w.bot.league.Board(ctx, id)
		if err != nil {
			return person.League{}, err
		}
		return b.League, nil
	}
	id, err := strconv.ParseInt(strings.TrimPrefix(topic, leagues()), 10, 64)
	if err != nil {
		return person.League{}, nil //nolint:nilerr // a topic of somebody else
	}
	return w.bot.league.LeagueByID(ctx, id)
}

// check tells staff which channels and roles of the league are gone or out of reach, and takes back what is well again.
// It asks Discord nothing, and says nothing of a server that has not been described yet.
func (b *Bot) check(ctx context.Context, of person.League) error {
	if !slices.Contains(b.servers.Here(), of.Server) {
		return nil
	}
	venues, err := b.league.Venues(ctx, of.ID)
	if err != nil {
		return err
	}
	standing, err := b.league.Notices(ctx, person.Clock(of.ID))
	if err != nil {
		return err
	}
	c := checking{b, ctx, of, standing, nil}
	running := map[int64]bool{}
	for _, v := range venues {
		running[v.Tournament] = true
		c.venue(v)
	}
	for _, n := range standing { // what was said of a tournament that is over
		if !running[n.Tournament] && (strings.HasPrefix(n.Key, "gone/") || strings.HasPrefix(n.Key, "role/")) && n.Tournament != 0 {
			c.tell(n.Tournament, n.Key, "")
		}
	}
	c.staff()
	return errors.Join(c.errs...)
}

// checking is one look at a league.
type checking struct {
	bot      *Bot
	ctx      context.Context
	of       person.League
	standing []league.Notice
	errs     []error
}

// tell reports a text under a key, or takes back what stands there when it is empty. What is so already is not written.
func (c *checking) tell(id int64, key, text string) {
	i := slices.IndexFunc(c.standing, func(n league.Notice) bool { return n.Key == key })
	switch {
	case text == "" && i >= 0:
		c.errs = append(c.errs, c.bot.league.Settle(c.ctx, c.of.ID, key))
	case text != "" && (i < 0 || c.standing[i].Text != text):
		c.errs = append(c.errs, c.bot.league.Report(c.ctx, league.Notice{League: c.of.ID, Tournament: id, Key: key, Text: text}))
	}
}

func (c *checking) venue(v league.Venue) {
	servers := c.bot.servers
	if _, there := servers.Channel(c.of.Server, v.Channel); there && len(servers.Missing(c.of.Server, v.Channel, guild.ForPosts)) == 0 {
		c.tell(v.Tournament, notify.Key(v.Tournament), "")
	}
	for what, role := range map[string]string{"everybody with a seat": v.Entered, "everybody who has checked in": v.Ready, "the ping": v.Ping} {
		text := ""
		if _, there := servers.Role(c.of.Server, role); role != "" && !there {
			text = "The Discord role of " + c.name(v.Tournament) + " for " + what + " was deleted. Choose another, or none, with /tournament panel."
		}
		c.tell(v.Tournament, fmt.Sprintf("gone/%d/%s", v.Tournament, what), text)
	}
}

func (c *checking) name(id int64) string {
	b, err := c.bot.league.Board(c.ctx, id)
	if err != nil {
		c.errs = append(c.errs, err)
		return "a tournament"
	}
	return b.Tournament.Name
}

// staff looks at the channel in which staff are told.
func (c *checking) staff() {
	name, there := c.bot.servers.Channel(c.of.Server, c.of.Staff)
	gone, shut := "", ""
	missing := c.bot.servers.Missing(c.of.Server, c.of.Staff, guild.ForPosts)
	switch {
	case c.of.Staff == "":
	case !there:
		gone = "The channel in which staff are told what needs them was deleted. Choose another with /league staff-channel."
	case len(missing) > 0:
		shut = notify.CannotTell(name, missing)
	}
	c.tell(0, "gone/staff", gone)
	c.tell(0, notify.StaffKey, shut)
}

// absent tells the staff of every league whose server is not among those that Discord named at the start: the bot was
// taken out of it while it was away.
func (b *Bot) absent(ctx context.Context, here []*discordgo.Guild) error {
	all, err := b.league.Leagues(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, of := range all {
		if of.Server != "" && !slices.ContainsFunc(here, func(g *discordgo.Guild) bool { return g != nil && g.ID == of.Server }) {
			errs = append(errs, b.removed(ctx, of))
		}
	}
	return errors.Join(errs...)
}

// settle takes a notice back when it stands. What is fine and always was is not written.
func (b *Bot) settle(ctx context.Context, id int64, key string) error {
	notices, err := b.league.Notices(ctx, person.Clock(id))
	if err != nil {
		return err
	}
	for _, n := range notices {
		if n.Key == key {
			return b.league.Settle(ctx, id, key)
		}
	}
	return nil
}

func isWatched(topic string) bool {
	return isTournament(topic) || strings.HasPrefix(topic, leagues())
}

// leagues is what the topics of leagues begin with.
func leagues() string { return strings.TrimSuffix(league.Topic(0), "0") }
