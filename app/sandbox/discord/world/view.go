package world

import (
	"slices"

	"matchday/app/sandbox/discord/shape"
)

// Person is an account as people see it.
type Person struct {
	ID, Username, Shown string
	Closed              bool // takes no direct messages
}

// Server is a server as people see it.
type Server struct {
	ID, Name, Owner string
	BotHere         bool
	Roles           []*shape.Role // lowest first
	Members         []*shape.Member
	Channels        []*shape.Channel
}

// Room is what one person sees of one channel.
type Room struct {
	*shape.Channel
	With     string // for direct messages: the person
	MayWrite bool
	Unread   int
	Messages []Message
}

// People returns all accounts but the bot's, oldest first.
func (w *World) People() []Person {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []Person
	for id, p := range w.people {
		if p.user.Bot {
			continue
		}
		shown := p.user.Username
		if p.user.GlobalName != nil {
			shown = *p.user.GlobalName
		}
		list = append(list, Person{id, p.user.Username, shown, p.closed})
	}
	slices.SortFunc(list, func(a, b Person) int {
		if shape.Older(a.ID, b.ID) {
			return -1
		}
		return 1
	})
	return list
}

// Servers returns all servers.
func (w *World) Servers() []Server {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []Server
	for _, id := range w.guildIDs() {
		g := w.guilds[id]
		s := Server{ID: g.id, Name: g.name, Owner: g.owner, BotHere: g.here, Roles: g.sortedRoles()}
		for _, user := range g.order {
			s.Members = append(s.Members, g.members[user])
		}
		for _, c := range g.sortedChannels() {
			s.Channels = append(s.Channels, c.wire)
		}
		list = append(list, s)
	}
	return list
}

// Rooms returns the channels that a person sees, with the newest messages of each, oldest first. An empty user sees
// everything, what only others see included; unread are then the direct messages that their reader has not read.
func (w *World) Rooms(user string, newest int) []Room {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []Room
	for _, id := range w.guildIDs() {
		for _, c := range w.guilds[id].sortedChannels() {
			if user == "" || w.may(c, user).Has(shape.ViewChannel) {
				list = append(list, w.room1(c, user, newest))
			}
		}
	}
	for _, c := range w.directs(user) {
		list = append(list, w.room1(c, user, newest))
	}
	return list
}

func (w *World) directs(user string) []*channel {
	var list []*channel
	for _, c := range w.channels {
		if c.guild == nil && (user == "" || c.with == user) {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b *channel) int {
		if shape.Older(a.wire.ID, b.wire.ID) {
			return -1
		}
		return 1
	})
	return list
}

// Room returns what a person sees of one channel; ok is false when they do not see it.
func (w *World) Room(user, id string, newest int) (r Room, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.channels[id]
	if c == nil || user != "" && !w.may(c, user).Has(shape.ViewChannel) {
		return r, false
	}
	return w.room1(c, user, newest), true
}

func (w *World) room1(c *channel, user string, newest int) Room {
	r := Room{Channel: c.wire, With: c.with}
	reader := c.with // of direct messages, whoever looks
	if user != "" {
		reader = user
		r.MayWrite = w.may(c, user).Has(shape.SendMessages)
	}
	for _, m := range slices.Backward(c.rooms) {
		if user != "" && m.only != "" && m.only != user {
			continue
		}
		if shape.Older(c.read[reader], m.wire.ID) && m.wire.Author.ID != reader && reader != "" {
			r.Unread++
		}
		if len(r.Messages) < newest {
			r.Messages = append(r.Messages, m.view())
		}
	}
	slices.Reverse(r.Messages)
	return r
}

// See returns one message, if the person sees it; an empty user sees everything.
func (w *World) See(user, id string) (Message, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	m := w.messages[id]
	if m == nil || user != "" && !w.visible(m, user) {
		return Message{}, false
	}
	return m.view(), true
}

// CommandsFor returns the commands that a person is shown in a channel.
// Documentation: Interactions › Application Commands › Application Command Permissions.
func (w *World) CommandsFor(user, channelID string) []*shape.Command {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.channels[channelID]
	if c == nil || !w.may(c, user).Has(shape.ViewChannel|shape.UseCommands) {
		return nil
	}
	if c.guild == nil {
		return w.Commands.Reaching("")
	}
	if !c.guild.here {
		return nil
	}
	return slices.DeleteFunc(w.Commands.Reaching(c.guild.id), func(cmd *shape.Command) bool {
		return cmd.Permission != nil && !w.may(c, user).Has(*cmd.Permission)
	})
}

// NameOf returns what a person, a role or a channel is called; empty when there is none with the id.
func (w *World) NameOf(id string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if p := w.people[id]; p != nil {
		if p.user.GlobalName != nil {
			return *p.user.GlobalName
		}
		return p.user.Username
	}
	if c := w.channels[id]; c != nil {
		return c.wire.Name
	}
	for _, g := range w.guilds {
		if r := g.roles[id]; r != nil {
			return r.Name
		}
	}
	return ""
}
