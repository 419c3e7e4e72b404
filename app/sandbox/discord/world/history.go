package world

import (
	"slices"

	"matchday/app/sandbox/discord/gateway"
	"matchday/app/sandbox/discord/shape"
)

// Message returns a message as the bot may read it. Documentation: Resources › Message › Get Channel Message.
func (w *World) Message(channelID, id string) (*shape.Message, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, no := w.room(channelID, shape.ReadHistory)
	if no != nil {
		return nil, no
	}
	m := w.messages[id]
	if m == nil || m.in != c || m.only != "" {
		return nil, shape.Refuse(shape.UnknownMessage)
	}
	return w.readable(m), nil
}

// readable returns a message as REST tells it to the bot: without the message content intent, others' words are missing.
func (w *World) readable(m *message) *shape.Message {
	if w.opt.Privileged&gateway.MessageContent != 0 {
		return m.wire
	}
	if e := w.messageEvent("", m); e.Bare != nil {
		bare := *e.Bare.(*shape.Message)
		bare.GuildID, bare.Member = "", nil
		return &bare
	}
	return m.wire
}

// Page chooses messages: at most one of the three ids is given.
type Page struct {
	Before, After, Around string
	Limit                 int
}

// Messages returns messages, newest first; without the permission to read the history none.
// Documentation: Resources › Message › Get Channel Messages.
func (w *World) Messages(channelID string, p Page) ([]*shape.Message, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, no := w.room(channelID, 0)
	if no != nil {
		return nil, no
	}
	list := []*shape.Message{}
	if !w.may(c, w.bot.ID).Has(shape.ReadHistory) {
		return list, nil
	}
	open := make([]*message, 0, len(c.rooms))
	for _, m := range c.rooms {
		if m.only == "" {
			open = append(open, m)
		}
	}
	for _, m := range p.of(open) {
		list = append(list, w.readable(m))
	}
	slices.Reverse(list)
	return list, nil
}

// of returns the part of messages, oldest first, that the page asks for.
func (p Page) of(all []*message) []*message {
	find := func(id string) int {
		i, _ := slices.BinarySearchFunc(all, id, func(m *message, id string) int {
			switch {
			case m.wire.ID == id:
				return 0
			case shape.Older(m.wire.ID, id):
				return -1
			}
			return 1
		})
		return i
	}
	from, to := 0, len(all)
	switch {
	case p.Before != "":
		to = find(p.Before)
	case p.After != "":
		from = find(p.After)
		if from < len(all) && all[from].wire.ID == p.After {
			from++
		}
		return all[from:min(len(all), from+p.Limit)]
	case p.Around != "":
		i := find(p.Around)
		from = max(0, i-p.Limit/2)
		return all[from:min(len(all), from+p.Limit)]
	}
	return all[max(from, to-p.Limit):to]
}

// Delete removes a message: the bot's own, or another's with the permission to manage messages.
// Documentation: Resources › Message › Delete Message.
func (w *World) Delete(channelID, id string) *shape.Refusal {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, no := w.room(channelID, 0)
	if no != nil {
		return no
	}
	m := w.messages[id]
	if m == nil || m.in != c || m.only != "" {
		return shape.Refuse(shape.UnknownMessage)
	}
	if m.wire.Author.ID != w.bot.ID {
		if c.guild == nil {
			return shape.Refuse(shape.DirectChannel)
		}
		if !w.may(c, w.bot.ID).Has(shape.ManageMessages) {
			return shape.Refuse(shape.MissingPermissions)
		}
	}
	w.remove(m)
	return nil
}

// DeleteMany removes two to a hundred messages. Documentation: Resources › Message › Bulk Delete Messages.
func (w *World) DeleteMany(channelID string, ids []string) *shape.Refusal {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, no := w.room(channelID, shape.ManageMessages)
	if no != nil {
		return no
	}
	if c.guild == nil {
		return shape.Refuse(shape.DirectChannel)
	}
	var form shape.Form
	if len(ids) < 2 || len(ids) > maxBulk {
		form.Add("messages", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and %d in length.", maxBulk)
		return form.Refusal()
	}
	for _, id := range ids {
		if m := w.messages[id]; m != nil && w.opt.Now().Sub(m.wire.Timestamp) > bulkAge {
			return shape.Refuse(shape.TooOldToDelete)
		}
	}
	for _, id := range ids {
		if m := w.messages[id]; m != nil && m.in == c && m.only == "" {
			w.remove(m)
		}
	}
	return nil
}

// Pins returns the pinned messages, the last pinned first. Documentation: Resources › Message › Get Channel Pins.
func (w *World) Pins(channelID string) ([]*shape.Message, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, no := w.room(channelID, 0)
	if no != nil {
		return nil, no
	}
	list := []*shape.Message{}
	for _, m := range slices.Backward(c.rooms) {
		if m.wire.Pinned && w.may(c, w.bot.ID).Has(shape.ReadHistory) {
			list = append(list, m.wire)
		}
	}
	return list, nil
}

// Pin pins a message, or takes it down; that needs Pin Messages, which Discord has parted from Manage Messages. A notice
// of it is posted. Documentation: Resources › Message › Pin Message; Topics › Permissions.
func (w *World) Pin(channelID, id string, up bool) *shape.Refusal {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, no := w.room(channelID, shape.PinMessages)
	if no != nil {
		return no
	}
	m := w.messages[id]
	switch {
	case m == nil, m.only != "":
		return shape.Refuse(shape.UnknownMessage)
	case m.in != c:
		return shape.Refuse(shape.NotHere)
	case m.wire.Pinned == up:
		return nil
	case m.wire.Type == shape.PinNotice:
		return shape.Refuse(shape.SystemMessage)
	case up && c.pins() >= maxPins:
		return shape.Refuse(shape.MaxPins)
	}
	next := *m.wire
	next.Pinned = up
	m.wire = &next
	now := w.opt.Now().UTC()
	c.change(func(ch *shape.Channel) { ch.LastPin = &now })
	w.updated(m)
	w.publish(gateway.Event{Name: "CHANNEL_PINS_UPDATE", Intent: gateway.Guilds, Data: map[string]any{
		"guild_id": c.wire.GuildID, "channel_id": c.wire.ID, "last_pin_timestamp": now}})
	if up {
		notice := w.compose(c, w.bot, &shape.MessageBody{})
		notice.wire.Type = shape.PinNotice
		notice.wire.Reference = &shape.Reference{MessageID: id, ChannelID: c.wire.ID, GuildID: c.wire.GuildID}
		w.post(notice)
	}
	return nil
}

func (c *channel) pins() int {
	n := 0
	for _, m := range c.rooms {
		if m.wire.Pinned {
			n++
		}
	}
	return n
}
