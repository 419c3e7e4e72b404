package world

import (
	"slices"

	"matchday/app/sandbox/discord/gateway"
	"matchday/app/sandbox/discord/shape"
)

// The functions of this file carry out a change, whoever asked for it, and tell of it. Callers hold the lock.

func (c *channel) change(fn func(*shape.Channel)) {
	next := *c.wire
	fn(&next)
	c.wire = &next
}

// tell publishes to a bot that is in the server, and touches what people see.
func (w *World) tell(g *guild, name string, intent gateway.Intents, data any, k Key) {
	if g.here {
		w.publish(gateway.Event{Name: name, Intent: intent, Data: data})
	}
	w.touch(k)
}

func (w *World) putRole(g *guild, r *shape.Role) {
	name := "GUILD_ROLE_UPDATE"
	if g.roles[r.ID] == nil {
		name = "GUILD_ROLE_CREATE"
	}
	g.roles[r.ID] = r
	w.tell(g, name, gateway.Guilds, map[string]any{"guild_id": g.id, "role": r}, Key{Kind: PeopleKey})
}

func (w *World) dropRole(g *guild, id string) {
	delete(g.roles, id)
	for user, m := range g.members {
		if slices.Contains(m.Roles, id) {
			next := *m
			next.Roles = slices.DeleteFunc(slices.Clone(m.Roles), func(r string) bool { return r == id })
			g.members[user] = &next
		}
	}
	w.tell(g, "GUILD_ROLE_DELETE", gateway.Guilds, map[string]string{"guild_id": g.id, "role_id": id}, Key{Kind: PeopleKey})
}

type memberEvent struct {
	*shape.Member
	GuildID string `json:"guild_id"`
}

func (w *World) putMember(g *guild, m *shape.Member) {
	name, intent := "GUILD_MEMBER_UPDATE", gateway.GuildMembers
	if g.members[m.User.ID] == nil {
		name = "GUILD_MEMBER_ADD"
		g.order = append(g.order, m.User.ID)
	}
	g.members[m.User.ID] = m
	if m.User.ID == w.bot.ID {
		intent = 0 // of itself a bot is told in any case. Documentation: Events › Gateway Events › Guild Member Update
		if name == "GUILD_MEMBER_ADD" {
			w.touch(Key{Kind: PeopleKey})
			return // GUILD_CREATE tells of it
		}
	}
	w.tell(g, name, intent, memberEvent{m, g.id}, Key{Kind: PeopleKey})
}

func (w *World) dropMember(g *guild, user string) {
	m := g.members[user]
	delete(g.members, user)
	g.order = slices.DeleteFunc(g.order, func(id string) bool { return id == user })
	if user == w.bot.ID {
		w.publish(gateway.Event{Name: "GUILD_DELETE", Intent: gateway.Guilds, Data: shape.Unavailable{ID: g.id}})
		g.here = false
		for id, r := range g.roles {
			if r.Tags != nil && r.Tags.BotID == user {
				delete(g.roles, id)
			}
		}
		w.touch(Key{Kind: PeopleKey})
		return
	}
	w.tell(g, "GUILD_MEMBER_REMOVE", gateway.GuildMembers, map[string]any{"guild_id": g.id, "user": m.User}, Key{Kind: PeopleKey})
}

func (w *World) putChannel(g *guild, wire *shape.Channel) {
	name := "CHANNEL_UPDATE"
	c := w.channels[wire.ID]
	if c == nil {
		name = "CHANNEL_CREATE"
		c = &channel{guild: g, read: map[string]string{}}
		w.channels[wire.ID] = c
		g.channels[wire.ID] = c
	}
	c.wire = wire
	w.tell(g, name, gateway.Guilds, wire, Key{Kind: ChannelKey, ID: wire.ID})
}

func (w *World) dropChannel(c *channel) {
	id := c.wire.ID
	delete(w.channels, id)
	delete(c.guild.channels, id)
	for _, m := range c.rooms {
		delete(w.messages, m.wire.ID)
	}
	w.tell(c.guild, "CHANNEL_DELETE", gateway.Guilds, c.wire, Key{Kind: ChannelKey, ID: id})
}

// direct returns the channel of direct messages between the bot and a person.
func (w *World) direct(user string) *channel {
	p := w.people[user]
	if c := w.channels[p.direct]; c != nil {
		return c
	}
	id := w.ids.Next(w.opt.Now())
	c := &channel{with: user, read: map[string]string{}, wire: &shape.Channel{ID: id, Type: shape.DirectMessages, Recipients: []*shape.User{p.user}}}
	w.channels[id] = c
	p.direct = id
	return c
}
