package discord

import (
	"context"
	"time"

	"matchday/app/sandbox/discord/shape"
	"matchday/app/sandbox/discord/world"
)

// Until waits until holds is true, looking after every change of anything in this Discord. holds may use every method.
// It returns the context's error when that ends first.
func (d *Discord) Until(ctx context.Context, holds func() bool) error {
	return d.world.Until(ctx, holds)
}

// WaitConnected waits until the bot has a session of the gateway that is ready or resumed.
func (d *Discord) WaitConnected(ctx context.Context) error {
	return d.Until(ctx, func() bool { return d.Connected() > 0 })
}

// WaitMessage waits for a message in a channel of which is holds, and returns the newest one.
func (d *Discord) WaitMessage(ctx context.Context, channel string, is func(*Seen) bool) (*Seen, error) {
	var found *Seen
	err := d.Until(ctx, func() bool {
		found = nil
		for _, s := range d.Messages(channel) {
			if is(s) {
				found = s
			}
		}
		return found != nil
	})
	return found, err
}

// WaitDirect waits for a direct message to a person of which is holds, and returns the newest one.
func (d *Discord) WaitDirect(ctx context.Context, user string, is func(*Seen) bool) (*Seen, error) {
	var found *Seen
	err := d.Until(ctx, func() bool {
		found = nil
		for _, s := range d.Direct(user) {
			if is(s) {
				found = s
			}
		}
		return found != nil
	})
	return found, err
}

// Connected returns how many sessions of the gateway have a connection.
func (d *Discord) Connected() int { return d.hub.Connected() }

// Heartbeats returns how many heartbeats the bot has sent, over all sessions.
func (d *Discord) Heartbeats() int { return d.hub.Beats() }

// Messages returns everything in a channel, oldest first, what only one person sees included.
func (d *Discord) Messages(channel string) []*Seen {
	r, ok := d.world.Room("", channel, 1<<20)
	if !ok {
		return nil
	}
	return d.room(r)
}

// Direct returns the direct messages between a person and the bot, oldest first.
func (d *Discord) Direct(user string) []*Seen {
	for _, r := range d.world.Rooms(user, 1<<20) {
		if r.With == user {
			return d.room(r)
		}
	}
	return nil
}

// Message returns one message, nil when there is none such.
func (d *Discord) Message(id string) *Seen {
	m, ok := d.world.See("", id)
	if !ok {
		return nil
	}
	return d.see(m)
}

// EditTimes returns when a message was changed, on the stopwatch: the last 256 times.
func (d *Discord) EditTimes(message string) []time.Time {
	if s := d.Message(message); s != nil {
		return s.times
	}
	return nil
}

// Requests returns how often a route was asked for, by its pattern such as "POST /channels/{channel}/messages".
func (d *Discord) Requests(route string) int { return d.api.Counts()[route] }

// AllRequests returns how often each route was asked for.
func (d *Discord) AllRequests() map[string]int { return d.api.Counts() }

// Invalid returns how many requests were answered by 401, 403 or 429. Discord bars a bot that makes 10,000 of them in ten
// minutes.
func (d *Discord) Invalid() int { return d.api.Invalid() }

// Commands returns the commands of the bot in a server, or with an empty id those everywhere.
func (d *Discord) Commands(guild string) []*shape.Command { return d.world.Commands.Of(guild) }

// CommandsFor returns the commands that a person is shown in a channel.
func (d *Discord) CommandsFor(user, channel string) []*shape.Command {
	return d.world.CommandsFor(user, channel)
}

// People returns all people, oldest account first, Servers all servers with their roles, members and channels.
func (d *Discord) People() []world.Person { return d.world.People() }

// Servers returns all servers.
func (d *Discord) Servers() []world.Server { return d.world.Servers() }

// Watch collects what changes, for pages that show it.
func (d *Discord) Watch() *world.Watch { return d.world.Watch() }

// View is a channel as one person sees it.
type View struct {
	Channel  *shape.Channel
	With     string // for direct messages: the person
	MayWrite bool
	Unread   int
	Messages []*Seen
}

// Views returns the channels that a person sees, with the newest messages of each; an empty user sees everything.
func (d *Discord) Views(user string, newest int) []View {
	var list []View
	for _, r := range d.world.Rooms(user, newest) {
		list = append(list, View{r.Channel, r.With, r.MayWrite, r.Unread, d.room(r)})
	}
	return list
}

// See returns a message if a person sees it, nil otherwise.
func (d *Discord) See(user, message string) *Seen {
	m, ok := d.world.See(user, message)
	if !ok {
		return nil
	}
	return d.see(m)
}
