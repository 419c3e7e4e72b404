package discord

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"matchday/app/discord/ask"
	"matchday/app/discord/wire"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
)

// Reconciled is what the last reconcile pass found to have happened while the bot was away.
type Reconciled struct {
	At      time.Time
	Server  string
	Left    int // people in running tournaments who are not in the server any more
	Renamed int
	Err     error
}

// reconcile brings a league up to date with its server, after every connecting: who left, came back or changed their
// name, whether panels, channels and roles are still there, and whether the commands stand once. What it finds is applied
// and shown to staff as notices.
func (b *Bot) reconcile(ctx context.Context, g *discordgo.Guild) {
	r := Reconciled{At: b.league.Now(), Server: g.Name}
	of, err := b.league.BindServer(ctx, g.ID, g.Name)
	if err == nil {
		err = errors.Join(
			b.settle(ctx, of.ID, removedKey(g.ID)),
			b.tellIntent(ctx, of),
			b.people(ctx, of, g, &r),
			b.lookAgain(ctx, of),
			b.router.Clear(ctx, b.client, g.ID))
	}
	r.Err = err
	b.mu.Lock()
	b.last = r
	b.mu.Unlock()
	if err != nil && ctx.Err() == nil {
		b.log.Error("the reconcile pass of a server was not complete", "server", g.ID, "err", err)
		return
	}
	b.log.Info("reconciled a server", "server", g.ID, "left", r.Left, "renamed", r.Renamed)
}

// tellIntent tells staff what the bot cannot notice without the Server Members intent.
func (b *Bot) tellIntent(ctx context.Context, of person.League) error {
	const key = "intent/members"
	if b.gateway.State().Members {
		return b.settle(ctx, of.ID, key)
	}
	return b.league.Report(ctx, league.Notice{League: of.ID, Key: key,
		Text: "Discord does not tell the bot who leaves the server or changes their name: the Server Members intent is off. Whoever runs Matchday turns it on in Discord's developer portal, under Bot, and starts Matchday again. Until then it is noticed only at a start."})
}

// people compares everybody who is in a running tournament with the members of the server.
func (b *Bot) people(ctx context.Context, of person.League, g *discordgo.Guild, r *Reconciled) error {
	boards, err := b.league.Tonight(ctx, of.ID)
	if err != nil {
		return err
	}
	missing, err := b.missed(ctx, of)
	if err != nil {
		return err
	}
	here := map[string]wire.Member{}
	for _, m := range g.Members {
		if m != nil && m.User != nil {
			here[m.User.ID] = wire.Member{User: m.User, Nick: m.Nick, Roles: m.Roles}
		}
	}
	whole := g.MemberCount > 0 && len(here) >= g.MemberCount
	seen := map[string]bool{}
	for _, board := range boards {
		for _, rows := range [][]tournament.Row{board.Seated, board.Waitlist} {
			for _, row := range rows {
				for _, m := range row.People {
					if m.Discord == "" || seen[m.Discord] {
						continue
					}
					seen[m.Discord] = true
					if err := b.comparePerson(ctx, of, m, here, whole, missing, r); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

// missed reports whether anybody stands reported as having left.
func (b *Bot) missed(ctx context.Context, of person.League) (bool, error) {
	notices, err := b.league.Notices(ctx, person.Clock(of.ID))
	for _, n := range notices {
		if strings.HasPrefix(n.Key, "departed/") {
			return true, err
		}
	}
	return false, err
}

func (b *Bot) comparePerson(ctx context.Context, of person.League, m tournament.MemberReading, here map[string]wire.Member, whole, missing bool, r *Reconciled) error {
	member, ok := here[m.Discord]
	if !ok && !whole {
		var err error
		member, err = b.client.Member(ctx, of.Server, m.Discord)
		if err != nil && !wire.Gone(err) {
			return err
		}
		ok = err == nil && member.User != nil
	}
	if !ok {
		r.Left++
		return b.left(ctx, of, m.Discord)
	}
	if missing {
		if err := b.league.Returned(ctx, of.Server, m.Discord); err != nil {
			return err
		}
	}
	if name := ask.NameOf(member.Nick, member.User); person.Clean(name) != m.Name {
		r.Renamed++
		return b.league.Renamed(ctx, m.Discord, name)
	}
	return nil
}
