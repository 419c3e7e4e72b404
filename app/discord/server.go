package discord

import (
	"context"
	"errors"

	"github.com/bwmarrin/discordgo"

	"matchday/app/discord/ask"
	"matchday/app/discord/wire"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
)

// hearServer queues what an event of a server asks for.
func (b *Bot) hearServer(ctx context.Context, event any) {
	do := func(server, what string, fn func(context.Context, person.League) error) {
		b.enqueue("server/"+server, func() {
			of, err := b.leagueOf(ctx, server)
			if err == nil && of.ID != 0 {
				err = fn(ctx, of)
			}
			if err != nil && ctx.Err() == nil {
				b.log.Error("a server event could not be handled", "what", what, "server", server, "err", err)
			}
		})
	}
	switch e := event.(type) {
	case *discordgo.GuildCreate:
		if e.Guild != nil && !e.Unavailable {
			b.enqueue("server/"+e.ID, func() { b.reconcile(ctx, e.Guild) })
		}
	case *discordgo.GuildDelete:
		if !e.Unavailable {
			do(e.ID, "removed", b.removed)
		}
	case *discordgo.GuildMemberAdd:
		if e.Member != nil && e.User != nil {
			do(e.GuildID, "joined", func(ctx context.Context, of person.League) error { return b.joined(ctx, of, e.User, e.Nick) })
		}
	case *discordgo.GuildMemberRemove:
		if e.Member != nil && e.User != nil {
			do(e.GuildID, "left", func(ctx context.Context, of person.League) error { return b.left(ctx, of, e.User.ID) })
		}
	case *discordgo.GuildMemberUpdate:
		if e.Member != nil && e.User != nil {
			do(e.GuildID, "renamed", func(ctx context.Context, of person.League) error { return b.changed(ctx, of, e.User, e.Nick) })
		}
	case *discordgo.GuildRoleUpdate:
		do(e.GuildID, "role changed", b.lookAgain)
	case *discordgo.GuildRoleDelete:
		do(e.GuildID, "role deleted", b.lookAgain)
	case *discordgo.ChannelUpdate:
		if e.Channel != nil {
			do(e.GuildID, "channel changed", b.lookAgain)
		}
	case *discordgo.ChannelDelete:
		if e.Channel != nil {
			b.panel.Doubt()
			do(e.GuildID, "channel deleted", b.lookAgain)
		}
	case *discordgo.MessageDelete:
		if e.Message != nil && b.panel.Lost(e.ID) {
			do(e.GuildID, "panel deleted", b.lookAgain)
		}
	case *discordgo.MessageDeleteBulk:
		for _, id := range e.Messages {
			if b.panel.Lost(id) {
				do(e.GuildID, "panel deleted", b.lookAgain)
				return
			}
		}
	case wire.Degraded:
		b.log.Warn("names and departures are noticed only when the bot starts or people press something")
	}
}

// leagueOf returns the league of a server, a zero one when there is none.
func (b *Bot) leagueOf(ctx context.Context, server string) (person.League, error) {
	all, err := b.league.Leagues(ctx)
	if err != nil {
		return person.League{}, err
	}
	for _, of := range all {
		if of.Server == server {
			return of, nil
		}
	}
	return person.League{}, nil
}

func removedKey(server string) string { return "removed/" + server }

// removed tells staff that the bot was taken out of their server.
func (b *Bot) removed(ctx context.Context, of person.League) error {
	return b.league.Report(ctx, league.Notice{League: of.ID, Key: removedKey(of.Server),
		Text: "The bot was removed from the Discord server of " + of.Name + ". Nobody is answered there until it is invited again: " + b.Invite()})
}

func (b *Bot) joined(ctx context.Context, of person.League, u *discordgo.User, nick string) error {
	err := errors.Join(b.league.Returned(ctx, of.Server, u.ID), b.league.Renamed(ctx, u.ID, ask.NameOf(nick, u)))
	b.refreshAll(ctx, of)
	return err
}

func (b *Bot) left(ctx context.Context, of person.League, user string) error {
	return errors.Join(b.league.Departed(ctx, of.Server, user), b.roles.Left(ctx, of.ID, user))
}

func (b *Bot) changed(ctx context.Context, of person.League, u *discordgo.User, nick string) error {
	if u.ID == b.client.Self() {
		return b.lookAgain(ctx, of)
	}
	return b.league.Renamed(ctx, u.ID, ask.NameOf(nick, u))
}

// lookAgain has everything that Discord shows of a league compared again, and tells staff what is missing there.
func (b *Bot) lookAgain(ctx context.Context, of person.League) error {
	b.refreshAll(ctx, of)
	return b.check(ctx, of)
}

func (b *Bot) refreshAll(ctx context.Context, of person.League) {
	venues, err := b.league.Venues(ctx, of.ID)
	if err != nil {
		b.log.Error("venues could not be read", "league", of.ID, "err", err)
		return
	}
	for _, v := range venues {
		b.refresh(tournament.Topic(v.Tournament))
	}
}
