package desk

import (
	"context"
	"strings"

	"matchday/app/discord/ask"
	"matchday/app/discord/guild"
	"matchday/app/discord/say"
	"matchday/app/league"
	"matchday/app/tournament"
)

// venue is where a tournament happens in Discord, and the roles that players get while it does.
func (d desk) venue() ask.Feature {
	return ask.Feature{Presses: map[string]ask.Action{
		"venue": d.on(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			id, err := a.Arg(0)
			if err != nil {
				return ask.Answer{}, err
			}
			return d.show(ctx, a, id, "", d.venueScreen)
		}),
		"venue-channel": d.on(d.setVenue(func(v *league.Venue, id string) { v.Channel = id })),
		"venue-entered": d.on(d.setVenue(func(v *league.Venue, id string) { v.Entered = id })),
		"venue-ready":   d.on(d.setVenue(func(v *league.Venue, id string) { v.Ready = id })),
		"venue-ping":    d.on(d.setVenue(func(v *league.Venue, id string) { v.Ping = id })),
	}}
}

func venueOptions() []ask.Option {
	return []ask.Option{
		ask.Of(ask.Channel, "channel", "Where its panel stands and its posts go").Posts(),
		ask.Of(ask.Role, "entered", "Role for everybody who holds a seat"),
		ask.Of(ask.Role, "ready", "Role for everybody who has checked in"),
		ask.Of(ask.Role, "ping", "Role to tell when registration or check-in opens"),
	}
}

func (d desk) venueScreen(ctx context.Context, _ *ask.Ask, b *tournament.Board, note string) (say.Message, error) {
	v, err := d.league.Venue(ctx, b.Tournament.ID)
	if err != nil {
		return say.Message{}, err
	}
	return Venue(b, v, d.doubts(b, v), note), nil
}

// doubts says what will not work with a venue as it is, as far as the bot knows.
func (d desk) doubts(b *tournament.Board, v league.Venue) []string {
	if d.o.Servers == nil {
		return nil
	}
	var out []string
	server := b.League.Server
	if v.Channel != "" {
		name, _ := d.o.Servers.Channel(server, v.Channel)
		if missing := d.o.Servers.Missing(server, v.Channel, guild.ForPanel); len(missing) > 0 {
			out = append(out, "In "+name+" the bot lacks "+strings.Join(missing, ", ")+". Allow that to the bot's role there.")
		}
	}
	for _, role := range []string{v.Entered, v.Ready} {
		if role == "" {
			continue
		}
		if why := d.o.Servers.CannotGive(server, role); why != "" {
			out = append(out, "A role cannot be given: "+why+". In the server's settings, drag the bot's role above it and allow it Manage Roles.")
		}
	}
	if v.Ping != "" {
		if why := d.o.Servers.CannotPing(server, v.Channel, v.Ping); why != "" {
			out = append(out, "The ping tells nobody: "+why+". Allow everybody to mention the role.")
		}
	}
	return out
}

// Venue renders the choices. Each takes effect when it is made.
func Venue(b *tournament.Board, v league.Venue, doubts []string, note string) say.Message {
	id := b.Tournament.ID
	text := "The panel stands in the channel that you choose, and posts go there. Roles are given and taken by the bot; it takes only those that it gave."
	for _, doubt := range doubts {
		text += "\n⚠ " + say.Esc(doubt)
	}
	return say.Show(titled(b, note, "channel and roles"), say.Text(text),
		say.Row(say.Channels(say.ID("venue-channel", id), "Channel of the panel", v.Channel)),
		say.Row(say.Roles(say.ID("venue-entered", id), "Role for everybody with a seat", v.Entered)),
		say.Row(say.Roles(say.ID("venue-ready", id), "Role for everybody who has checked in", v.Ready)),
		say.Row(say.Roles(say.ID("venue-ping", id), "Role to tell when something opens", v.Ping)), back(b))
}

// setVenue sets one part of the venue to what was chosen, or to nothing.
func (d desk) setVenue(set func(*league.Venue, string)) func(context.Context, *ask.Ask) (ask.Answer, error) {
	return func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
		id, err := a.Arg(0)
		if err != nil {
			return ask.Answer{}, err
		}
		v, err := d.league.Venue(ctx, id)
		if err != nil {
			return ask.Answer{}, err
		}
		chosen := ""
		if len(a.Values) > 0 {
			chosen = a.Values[0]
		}
		v.Tournament = id
		set(&v, chosen)
		return d.after(ctx, a, id, d.league.SetVenue(ctx, a.Who, v), "It is set.", d.venueScreen)
	}
}

func (d desk) venueCommand(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	id := b.Tournament.ID
	if !a.Given("channel", "entered", "ready", "ping") {
		return d.show(ctx, a, id, "", d.venueScreen)
	}
	v, err := d.league.Venue(ctx, id)
	if err != nil {
		return ask.Answer{}, err
	}
	v.Tournament = id
	for option, into := range map[string]*string{"channel": &v.Channel, "entered": &v.Entered, "ready": &v.Ready, "ping": &v.Ping} {
		if a.Has(option) {
			*into = a.Text(option)
		}
	}
	if err := d.league.SetVenue(ctx, a.Who, v); err != nil {
		return ask.Answer{}, err
	}
	return d.show(ctx, a, id, "It is set.", d.venueScreen)
}
