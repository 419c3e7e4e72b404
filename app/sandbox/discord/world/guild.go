package world

import (
	"slices"

	"matchday/app/sandbox/discord/shape"
)

// The limits of a server. Documentation: Topics › Opcodes and Status Codes, 30005 and 30013.
const (
	maxRoles    = 250
	maxChannels = 500
	maxName     = 100
	maxNick     = 32
	maxTopic    = 1024
)

// User returns an account. Documentation: Resources › User › Get User.
func (w *World) User(id string) (*shape.User, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if id == "@me" {
		return w.bot, nil
	}
	if p := w.people[id]; p != nil {
		return p.user, nil
	}
	return nil, shape.Refuse(shape.UnknownUser)
}

// Guilds returns the servers that the bot is in. Documentation: Resources › User › Get Current User Guilds.
func (w *World) Guilds() []map[string]any {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := []map[string]any{}
	for _, id := range w.guildIDs() {
		if g := w.guilds[id]; g.here {
			list = append(list, map[string]any{"id": g.id, "name": g.name, "icon": nil, "owner": g.owner == w.bot.ID,
				"permissions": g.rights(w.bot.ID), "features": []string{}})
		}
	}
	return list
}

// Leave takes the bot out of a server. Documentation: Resources › User › Leave Guild.
func (w *World) Leave(id string) *shape.Refusal {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, 0)
	if no == nil {
		w.dropMember(g, w.bot.ID)
	}
	return no
}

// Here reports whether the bot is in a server; an empty id stands for everywhere.
func (w *World) Here(id string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return id == "" || w.guilds[id] != nil && w.guilds[id].here
}

// Guild returns a server. Documentation: Resources › Guild › Get Guild.
func (w *World) Guild(id string, counts bool) (*shape.Guild, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, 0)
	if no != nil {
		return nil, no
	}
	wire := w.guildWire(g)
	if counts {
		wire.ApproximateCount, wire.ApproximateOnline = len(g.members), len(g.members)
	}
	return wire, nil
}

// Channel returns a channel. Documentation: Resources › Channel › Get Channel.
func (w *World) Channel(id string) (*shape.Channel, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, no := w.room(id, 0)
	if no != nil {
		return nil, no
	}
	return c.wire, nil
}

// Channels returns the channels of a server. Documentation: Resources › Guild › Get Guild Channels.
func (w *World) Channels(id string) ([]*shape.Channel, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, 0)
	if no != nil {
		return nil, no
	}
	list := []*shape.Channel{}
	for _, c := range g.sortedChannels() {
		list = append(list, c.wire)
	}
	return list, nil
}

// ChannelBody is a request to make or change a channel.
type ChannelBody struct {
	Name       shape.Opt[string]            `json:"name"`
	Type       shape.Opt[int]               `json:"type"`
	Topic      shape.Opt[string]            `json:"topic"`
	Position   shape.Opt[int]               `json:"position"`
	NSFW       shape.Opt[bool]              `json:"nsfw"`
	Slowmode   shape.Opt[int]               `json:"rate_limit_per_user"`
	Overwrites shape.Opt[[]shape.Overwrite] `json:"permission_overwrites"`
	Parent     shape.Opt[string]            `json:"parent_id"`
}

func (b *ChannelBody) check(making bool) *shape.Refusal {
	var form shape.Form
	if n := len([]rune(b.Name.Value)); (b.Name.Set || making) && (n < 1 || n > maxName) {
		form.Add("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and %d in length.", maxName)
	}
	if len([]rune(b.Topic.Value)) > maxTopic {
		form.Add("topic", "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", maxTopic)
	}
	known := []int{shape.TextChannel, shape.VoiceChannel, shape.CategoryChannel, shape.NewsChannel}
	if making && !slices.Contains(known, b.Type.Value) {
		form.Add("type", "BASE_TYPE_CHOICES", "Value must be one of {0, 2, 4, 5}.")
	}
	return form.Refusal()
}

func (b *ChannelBody) apply(c *shape.Channel) {
	if b.Name.Given() {
		c.Name = b.Name.Value
	}
	if b.Topic.Set {
		c.Topic = &b.Topic.Value
	}
	if b.Position.Given() {
		c.Position = b.Position.Value
	}
	if b.NSFW.Given() {
		c.NSFW = b.NSFW.Value
	}
	if b.Slowmode.Set {
		c.Slowmode = b.Slowmode.Value
	}
	if b.Overwrites.Set {
		c.Overwrites = b.Overwrites.Value
	}
	if b.Parent.Set {
		c.ParentID = nil
		if !b.Parent.Null {
			c.ParentID = &b.Parent.Value
		}
	}
}

// MakeChannel makes a channel. Documentation: Resources › Guild › Create Guild Channel.
func (w *World) MakeChannel(id string, b *ChannelBody) (*shape.Channel, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, shape.ManageChannels)
	if no == nil {
		no = b.check(true)
	}
	if no == nil && len(g.channels) >= maxChannels {
		no = shape.Refuse(shape.MaxChannels)
	}
	if no != nil {
		return nil, no
	}
	wire := &shape.Channel{ID: w.ids.Next(w.opt.Now()), GuildID: g.id, Type: b.Type.Value, Position: len(g.channels)}
	b.apply(wire)
	w.putChannel(g, wire)
	return wire, nil
}

// ChangeChannel changes a channel; its overwrites only with the permission to manage roles.
// Documentation: Resources › Channel › Modify Channel.
func (w *World) ChangeChannel(id string, b *ChannelBody) (*shape.Channel, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	need := shape.ManageChannels
	if b.Overwrites.Set {
		need |= shape.ManageRoles
	}
	c, no := w.room(id, need)
	if no == nil {
		no = b.check(false)
	}
	if no != nil {
		return nil, no
	}
	next := *c.wire
	b.apply(&next)
	w.putChannel(c.guild, &next)
	return &next, nil
}

// DropChannel deletes a channel. Documentation: Resources › Channel › Delete/Close Channel.
func (w *World) DropChannel(id string) (*shape.Channel, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, no := w.room(id, shape.ManageChannels)
	if no != nil {
		return nil, no
	}
	w.dropChannel(c)
	return c.wire, nil
}

// Overwrite puts or, when o is nil, drops what a role or member may do in a channel; a bot can only give and take what it
// has itself. Documentation: Resources › Channel › Edit Channel Permissions.
func (w *World) Overwrite(channelID, target string, o *shape.Overwrite) *shape.Refusal {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, no := w.room(channelID, shape.ManageRoles)
	if no != nil {
		return no
	}
	if o != nil && !w.may(c, w.bot.ID).Has(o.Allow|o.Deny) {
		return shape.Refuse(shape.MissingPermissions)
	}
	list := slices.DeleteFunc(slices.Clone(c.wire.Overwrites), func(x shape.Overwrite) bool { return x.ID == target })
	if o != nil {
		o.ID = target
		list = append(list, *o)
	} else if len(list) == len(c.wire.Overwrites) {
		return shape.Refuse(shape.UnknownOverwrite)
	}
	next := *c.wire
	next.Overwrites = list
	w.putChannel(c.guild, &next)
	return nil
}

// OpenDirect returns the channel of direct messages with a person. Documentation: Resources › User › Create DM.
func (w *World) OpenDirect(user string) (*shape.Channel, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.people[user]
	if p == nil || p.user.Bot {
		return nil, shape.Refuse(shape.BadRecipient)
	}
	return w.direct(user).wire, nil
}
