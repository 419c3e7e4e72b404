package world

import (
	"slices"

	"matchday/app/fault"
	"matchday/app/sandbox/discord/gateway"
	"matchday/app/sandbox/discord/shape"
)

// The methods of this file are what people do: they answer with a fault that a person can read. They are carried out
// without asking for permissions where they stand for a server's administrator.

// AddPerson makes an account and returns its id. username is unique in Discord; shown, when not empty, is the name that
// others read.
func (w *World) AddPerson(username, shown string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	u := &shape.User{ID: w.ids.Next(w.opt.Now()), Username: username, Discriminator: "0"}
	if shown != "" {
		u.GlobalName = &shown
	}
	w.people[u.ID] = &person{user: u}
	w.touch(Key{Kind: PeopleKey})
	return u.ID
}

// AddGuild makes a server that belongs to a person, and returns its id. The bot is not in it yet.
func (w *World) AddGuild(name, owner string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	id := w.ids.Next(w.opt.Now())
	g := &guild{id: id, name: name, owner: owner, roles: map[string]*shape.Role{}, members: map[string]*shape.Member{}, channels: map[string]*channel{}}
	g.roles[id] = &shape.Role{ID: id, Name: "@everyone", Permissions: shape.EveryonesDefault}
	w.guilds[id] = g
	w.join(g, owner)
	return id
}

// Invite brings the bot into a server with a role of its own that has these permissions. The role stands where new roles
// stand, at the bottom: what is to be managed by the bot must be below it.
func (w *World) Invite(guildID string, rights shape.Permissions) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	g := w.guilds[guildID]
	if g == nil || g.here {
		return fault.New(fault.Taken, "The bot is in that server already, or there is no such server.")
	}
	r := &shape.Role{ID: w.ids.Next(w.opt.Now()), Name: w.bot.Username, Position: 1, Permissions: rights, Managed: true, Tags: &shape.RoleTags{BotID: w.bot.ID}}
	g.roles[r.ID] = r
	w.join(g, w.bot.ID)
	next := *g.members[w.bot.ID]
	next.Roles = []string{r.ID}
	g.members[w.bot.ID] = &next
	g.here = true
	w.publish(gateway.Event{Name: "GUILD_CREATE", Intent: gateway.Guilds, Data: w.describe(g)})
	w.touch(Key{Kind: PeopleKey})
	return nil
}

func (w *World) join(g *guild, user string) {
	w.putMember(g, &shape.Member{User: w.people[user].user, Roles: []string{}, JoinedAt: w.opt.Now().UTC()})
}

// Join brings a person into a server.
func (w *World) Join(guildID, user string) error {
	return w.in(guildID, func(g *guild) error {
		if w.people[user] == nil || g.members[user] != nil {
			return fault.New(fault.Taken, "That person is in the server already, or does not exist.")
		}
		w.join(g, user)
		return nil
	})
}

// Part takes a person, or the bot, out of a server: they have left or were removed.
func (w *World) Part(guildID, user string) error {
	return w.in(guildID, func(g *guild) error {
		if g.members[user] == nil {
			return fault.New(fault.Missing, "That person is not in the server.")
		}
		w.dropMember(g, user)
		return nil
	})
}

func (w *World) in(guildID string, do func(*guild) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	g := w.guilds[guildID]
	if g == nil {
		return fault.New(fault.Missing, "There is no such server.")
	}
	return do(g)
}

// SetRole puts a role into a server, new when its id is empty, and returns its id.
func (w *World) SetRole(guildID string, r shape.Role) (string, error) {
	err := w.in(guildID, func(g *guild) error {
		if r.ID == "" {
			r.ID = w.ids.Next(w.opt.Now())
		}
		w.putRole(g, &r)
		return nil
	})
	return r.ID, err
}

// RemoveRole deletes a role.
func (w *World) RemoveRole(guildID, role string) error {
	return w.in(guildID, func(g *guild) error {
		if g.roles[role] == nil || role == guildID {
			return fault.New(fault.Missing, "There is no such role that could be deleted.")
		}
		w.dropRole(g, role)
		return nil
	})
}

// GiveRole gives somebody a role, or takes it.
func (w *World) GiveRole(guildID, user, role string, give bool) error {
	return w.in(guildID, func(g *guild) error {
		if g.members[user] == nil || g.roles[role] == nil {
			return fault.New(fault.Missing, "There is no such person or no such role in the server.")
		}
		w.setRoles(g, g.members[user], role, give)
		return nil
	})
}

// Rename changes the name of a person in a server; an empty one takes the nickname away.
func (w *World) Rename(guildID, user, nick string) error {
	return w.in(guildID, func(g *guild) error {
		m := g.members[user]
		if m == nil {
			return fault.New(fault.Missing, "That person is not in the server.")
		}
		next := *m
		next.Nick = nil
		if nick != "" {
			next.Nick = &nick
		}
		w.putMember(g, &next)
		return nil
	})
}

// SetChannel puts a channel into a server, new when its id is empty, and returns its id.
func (w *World) SetChannel(guildID string, c shape.Channel) (string, error) {
	err := w.in(guildID, func(g *guild) error {
		if c.ID == "" {
			c.ID, c.Position = w.ids.Next(w.opt.Now()), len(g.channels)
		}
		c.GuildID = guildID
		w.putChannel(g, &c)
		return nil
	})
	return c.ID, err
}

// RemoveChannel deletes a channel of a server with all that is in it.
func (w *World) RemoveChannel(id string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.channels[id]
	if c == nil || c.guild == nil {
		return fault.New(fault.Missing, "There is no such channel.")
	}
	w.dropChannel(c)
	return nil
}

// RemoveMessage deletes a message, as somebody who may.
func (w *World) RemoveMessage(id string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	m := w.messages[id]
	if m == nil {
		return fault.New(fault.Missing, "There is no such message.")
	}
	w.remove(m)
	return nil
}

// CloseDirect closes or opens a person's direct messages.
func (w *World) CloseDirect(user string, closed bool) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.people[user]
	if p == nil || p.user.Bot {
		return fault.New(fault.Missing, "There is no such person.")
	}
	p.closed = closed
	w.touch(Key{Kind: PeopleKey})
	return nil
}

// Say posts a message of a person and returns its id.
func (w *World) Say(user, channelID, text string) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.channels[channelID]
	if c == nil || w.people[user] == nil || !w.may(c, user).Has(shape.ViewChannel|shape.SendMessages) {
		return "", fault.New(fault.Denied, "%s cannot write there.", w.name(user))
	}
	if n := len([]rune(text)); n == 0 || n > 2000 {
		return "", fault.Field("text", "A message has 1 to 2000 characters.")
	}
	m := w.compose(c, w.people[user].user, &shape.MessageBody{Content: shape.Some(text)})
	w.post(m)
	c.read[user] = m.wire.ID
	return m.wire.ID, nil
}

// Read notes that a person has read a channel to its end.
func (w *World) Read(user, channelID string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if c := w.channels[channelID]; c != nil && len(c.rooms) > 0 {
		c.read[user] = c.rooms[len(c.rooms)-1].wire.ID
		w.touch(Key{Kind: ChannelKey, ID: channelID})
	}
}

// Type sends a command that a person has typed in a channel, or asks for the completion of an option of the type given.
// It returns the id of the interaction.
func (w *World) Type(user, channelID string, data shape.CommandData, named []string, completing int) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.channels[channelID]
	if c == nil || !w.may(c, user).Has(shape.ViewChannel|shape.UseCommands) {
		return "", fault.New(fault.Denied, "%s cannot use commands there.", w.name(user))
	}
	cmd := w.Commands.Any(data.ID)
	if cmd == nil {
		return "", fault.New(fault.Missing, "There is no such command any more.")
	}
	if cmd.Permission != nil && !w.may(c, user).Has(*cmd.Permission) {
		return "", fault.New(fault.Denied, "%s is not shown the command /%s: it is for other people.", w.name(user), cmd.Name)
	}
	data.GuildID = cmd.GuildID
	if len(named) > 0 {
		data.Resolved = &shape.Resolved{}
		for _, id := range named {
			w.resolveOne(data.Resolved, c, id)
		}
	}
	a := &Asked{kind: shape.CommandInteraction, user: user, in: c, typed: "/" + cmd.Name}
	for below := data.Options; len(below) > 0 && below[0].Type <= shape.SubCommandGroup; below = below[0].Options {
		a.typed += " " + below[0].Name
	}
	if completing != 0 {
		a.kind, a.option = shape.AutocompleteInteraction, completing
	}
	return w.ask(a, data), nil
}

// Modal returns the form that is open before a person, nil when none is.
func (w *World) Modal(user string) *OpenModal {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.modals[user]
}

// Dismiss closes the form that is open before a person.
func (w *World) Dismiss(user string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if m := w.modals[user]; m != nil {
		w.closeModal(user, m.ID)
	}
}

// Submit sends the form that is open before a person, with values by custom id; chosen are the ids that its menus of
// users, roles and channels hold. It returns the id of the interaction.
func (w *World) Submit(user, id string, values map[string][]string) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	m := w.modals[user]
	if m == nil || m.ID != id {
		return "", fault.New(fault.Missing, "That form is not open before %s any more.", w.name(user))
	}
	var named []string
	for _, c := range shape.Each(m.Components, "") {
		if c.IsSelect() {
			if err := w.judgeValues(m.in.guild, c, values[c.CustomID]); err != nil {
				return "", err
			}
			if c.Type != shape.StringSelect {
				named = append(named, values[c.CustomID]...)
			}
		}
	}
	data := shape.ModalData{CustomID: m.CustomID, Components: submitted(m.Components, values)}
	if len(named) > 0 {
		data.Resolved = &shape.Resolved{}
		for _, v := range named {
			w.resolveOne(data.Resolved, m.in, v)
		}
	}
	a := &Asked{kind: shape.ModalInteraction, user: user, in: m.in, modal: m.ID}
	if m.source != nil && w.messages[m.source.wire.ID] == m.source {
		a.source = m.source
	}
	return w.ask(a, data), nil
}

// submitted returns the parts of a form with what was filled in. Documentation: Interactions › Receiving and Responding ›
// Component Interaction Response Structures.
func submitted(parts []shape.Component, values map[string][]string) []shape.Submitted {
	list := []shape.Submitted{}
	for i := range parts {
		list = append(list, submittedOne(&parts[i], values))
	}
	return list
}

func submittedOne(c *shape.Component, values map[string][]string) shape.Submitted {
	s := shape.Submitted{Type: c.Type, ID: c.ID, CustomID: c.CustomID}
	switch {
	case c.Type == shape.TextInput:
		text := ""
		if v := values[c.CustomID]; len(v) > 0 {
			text = v[0]
		}
		s.Value = &text
	case c.IsSelect():
		chosen := slices.Clone(values[c.CustomID])
		if chosen == nil {
			chosen = []string{}
		}
		s.Values = &chosen
	case c.Component != nil:
		inner := submittedOne(c.Component, values)
		s.Component = &inner
	case len(c.Components) > 0:
		s.Components = submitted(c.Components, values)
	}
	return s
}
