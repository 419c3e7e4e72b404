package world

import (
	"net/http"
	"slices"
	"time"

	"matchday/app/sandbox/discord/gateway"
	"matchday/app/sandbox/discord/rule"
	"matchday/app/sandbox/discord/shape"
)

// What is remembered of messages.
const (
	nonceLife   = 5 * time.Minute
	maxNonces   = 4096
	keptEdits   = 256
	keptPrivate = 25 // ephemeral messages for one person in one channel
	oldAge      = time.Hour
	maxOldEdits = 30 // in an hour and a channel. Discord gives the limit (30046) but not the number
	maxPins     = 50
	maxBulk     = 100
	bulkAge     = 14 * 24 * time.Hour
)

type message struct {
	wire   *shape.Message
	in     *channel
	only   string // the one person who sees it; empty for everybody
	typed  string // the command that it answers
	pinged []string
	edits  []time.Time
	count  int
	born   time.Time
}

type nonce struct {
	message string
	at      time.Time
}

// Message is a message with what nobody is told about it.
type Message struct {
	*shape.Message
	Only   string      // the one person who sees it; empty when everybody in the channel does
	Typed  string      // the command that it answers, such as "/tournament create"
	Pinged []string    // who was notified by it
	Edits  int         // how often it was changed
	Times  []time.Time // of the last changes, on the stopwatch
}

func (m *message) view() Message {
	return Message{m.wire, m.only, m.typed, slices.Clone(m.pinged), m.count, slices.Clone(m.edits)}
}

// Send posts a message of the bot. Documentation: Resources › Message › Create Message.
func (w *World) Send(channelID string, b *shape.MessageBody) (*shape.Message, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, no := w.room(channelID, shape.SendMessages)
	if no != nil {
		return nil, no
	}
	if c.wire.Type == shape.CategoryChannel {
		return nil, shape.Refuse(shape.WrongChannelType)
	}
	var form shape.Form
	rule.Message(&form, "", b, b.Flags.Value&shape.ComponentsV2 != 0)
	w.checkReference(&form, c, b)
	if no := form.Refusal(); no != nil {
		return nil, no
	}
	if no := w.deliverable(c); no != nil {
		return nil, no
	}
	if old := w.sameNonce(b); old != nil {
		return old.wire, nil
	}
	m := w.compose(c, w.bot, b)
	m.wire.Flags &= shape.SuppressEmbeds | shape.SuppressNotifications | shape.ComponentsV2
	if empty(m.wire) {
		return nil, shape.Refuse(shape.EmptyMessage)
	}
	w.post(m)
	w.keepNonce(b, m.wire.ID)
	return m.wire, nil
}

// deliverable refuses direct messages to who takes none. Documentation: Topics › Opcodes and Status Codes, 50007, 50278.
func (w *World) deliverable(c *channel) *shape.Refusal {
	if c.guild != nil {
		return nil
	}
	shared := false
	for _, g := range w.guilds {
		shared = shared || g.here && g.members[c.with] != nil
	}
	if !shared {
		return shape.Refuse(shape.NoMutualGuild)
	}
	if w.people[c.with].closed {
		return shape.Refuse(shape.CannotDirect)
	}
	return nil
}

func (w *World) checkReference(form *shape.Form, c *channel, b *shape.MessageBody) {
	if !b.Reference.Given() || b.Reference.Value.Fail != nil && !*b.Reference.Value.Fail {
		return
	}
	m := w.messages[b.Reference.Value.MessageID]
	if m == nil || m.in != c || m.only != "" {
		form.Add("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
	}
}

// sameNonce returns the message that the bot has sent with the same nonce within the last minutes, if it wants that to
// be looked at. Documentation: Resources › Message › Create Message, enforce_nonce.
func (w *World) sameNonce(b *shape.MessageBody) *message {
	text, _ := b.NonceText()
	if text == "" || !b.EnforceNonce.Value {
		return nil
	}
	n, ok := w.nonces[text]
	if !ok || w.opt.Stopwatch().Sub(n.at) > nonceLife {
		return nil
	}
	return w.messages[n.message]
}

func (w *World) keepNonce(b *shape.MessageBody, id string) {
	text, _ := b.NonceText()
	if text == "" {
		return
	}
	now := w.opt.Stopwatch()
	if len(w.nonces) >= maxNonces {
		for k, n := range w.nonces {
			if now.Sub(n.at) > nonceLife {
				delete(w.nonces, k)
			}
		}
	}
	w.nonces[text] = nonce{id, now}
}

// compose makes a message out of a body; nobody is told yet.
func (w *World) compose(c *channel, author *shape.User, b *shape.MessageBody) *message {
	at := w.opt.Now().UTC()
	m := &message{in: c, born: w.opt.Stopwatch(), wire: &shape.Message{ID: w.ids.Next(at), ChannelID: c.wire.ID, Author: author,
		Timestamp: at, Mentions: []*shape.User{}, MentionRoles: []string{}, Attachments: []any{}, Embeds: []shape.Embed{}, Components: []shape.Component{}}}
	apply(m.wire, b)
	if !w.may(c, author.ID).Has(shape.EmbedLinks) {
		m.wire.Embeds = []shape.Embed{}
	}
	m.wire.Flags = b.Flags.Value
	m.wire.TTS = b.TTS.Value
	if b.Nonce.Given() {
		m.wire.Nonce = b.Nonce.Value
	}
	if b.Reference.Given() {
		m.wire.Type = shape.ReplyMessage
		ref := b.Reference.Value
		m.wire.Reference = &shape.Reference{MessageID: ref.MessageID, ChannelID: c.wire.ID, GuildID: c.wire.GuildID}
		if old := w.messages[ref.MessageID]; old != nil {
			m.wire.Referenced = old.wire
		}
	}
	w.mention(m, b, true)
	return m
}

// apply takes the text, the embeds and the components of a body into a message.
func apply(m *shape.Message, b *shape.MessageBody) {
	if b.Content.Set {
		m.Content = b.Content.Value
	}
	if b.Embeds.Set {
		m.Embeds = slices.Clone(b.Embeds.Value)
		for i := range m.Embeds {
			m.Embeds[i].Type = "rich"
		}
	}
	if b.Components.Set {
		m.Components = b.Components.Value
		shape.Number(m.Components)
	}
	if m.Embeds == nil {
		m.Embeds = []shape.Embed{}
	}
	if m.Components == nil {
		m.Components = []shape.Component{}
	}
}

func empty(m *shape.Message) bool {
	return m.Content == "" && len(m.Embeds) == 0 && len(m.Components) == 0
}

// post puts a message into its channel and tells of it. Callers hold the lock.
func (w *World) post(m *message) {
	c := m.in
	w.messages[m.wire.ID] = m
	c.rooms = append(c.rooms, m)
	w.trim(c, m)
	id := m.wire.ID
	if m.only == "" {
		c.change(func(ch *shape.Channel) { ch.LastMessage = &id })
		w.publish(w.messageEvent("MESSAGE_CREATE", m))
	}
	w.touch(Key{MessageKey, id, c.wire.ID})
}

// trim forgets what is too old to be kept: Discord keeps everything, memory does not.
func (w *World) trim(c *channel, m *message) {
	private := 0
	if m.only != "" {
		for _, old := range c.rooms {
			if old != m && old.only == m.only {
				private++
			}
		}
	}
	over := len(c.rooms) - w.opt.KeepPerRoom
	if over <= 0 && private < keptPrivate {
		return
	}
	c.rooms = slices.DeleteFunc(c.rooms, func(old *message) bool {
		own := m.only != "" && old.only == m.only
		switch {
		case old == m, old.wire.Pinned, over <= 0 && (!own || private < keptPrivate):
			return false
		}
		over--
		if own {
			private--
		}
		delete(w.messages, old.wire.ID)
		return true
	})
}

// messageEvent tells of a message. Who has not the message content intent gets neither text nor components, but of the
// bot's own messages, of direct messages and of those that mention it.
// Documentation: Events › Gateway › Message Content Intent.
func (w *World) messageEvent(name string, m *message) gateway.Event {
	full := *m.wire
	e := gateway.Event{Name: name, Intent: gateway.DirectMessages}
	if g := m.in.guild; g != nil {
		e.Intent = gateway.GuildMessages
		full.GuildID = g.id
		if in := g.members[full.Author.ID]; in != nil {
			part := *in
			part.User = nil
			full.Member = &part
		}
		if full.Author.ID != w.bot.ID && !slices.ContainsFunc(full.Mentions, func(u *shape.User) bool { return u.ID == w.bot.ID }) {
			bare := full
			bare.Content, bare.Embeds, bare.Components, bare.Attachments = "", []shape.Embed{}, []shape.Component{}, []any{}
			e.Bare = &bare
		}
	}
	e.Data = &full
	return e
}

// Edit changes a message of the bot. Documentation: Resources › Message › Edit Message.
func (w *World) Edit(channelID, id string, b *shape.MessageBody) (*shape.Message, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, no := w.room(channelID, 0)
	if no != nil {
		return nil, no
	}
	m := w.messages[id]
	switch {
	case m == nil, m.in != c, m.only != "":
		return nil, shape.Refuse(shape.UnknownMessage)
	case m.wire.Type == shape.PinNotice:
		return nil, shape.Refuse(shape.SystemMessage)
	case m.wire.Author.ID != w.bot.ID:
		return nil, shape.Refuse(shape.NotAuthor)
	}
	if no := w.oldEdit(m); no != nil {
		return nil, no
	}
	if no := w.change(m, "", b); no != nil {
		return nil, no
	}
	return m.wire, nil
}

// oldEdit counts changes of messages that are older than an hour. Documentation: Topics › Opcodes and Status Codes, 30046.
func (w *World) oldEdit(m *message) *shape.Refusal {
	now := w.opt.Stopwatch()
	if now.Sub(m.born) < oldAge {
		return nil
	}
	c := m.in
	c.old = slices.DeleteFunc(c.old, func(t time.Time) bool { return now.Sub(t) >= time.Hour })
	if len(c.old) >= maxOldEdits {
		no := shape.Refuse(shape.MaxOldEdits)
		no.Status, no.After = http.StatusTooManyRequests, time.Hour-now.Sub(c.old[0])
		return no
	}
	c.old = append(c.old, now)
	return nil
}

// change carries out a change to a message, wherever it was asked for; at is where the body stands in the request.
func (w *World) change(m *message, at string, b *shape.MessageBody) *shape.Refusal {
	var form shape.Form
	was := m.wire.Flags&shape.ComponentsV2 != 0
	v2 := was || b.Flags.Value&shape.ComponentsV2 != 0
	if was && b.Flags.Given() && b.Flags.Value&shape.ComponentsV2 == 0 {
		// Documentation: Components › Component Reference: the flag cannot be removed from a message.
		form.Add(shape.Place(at, "flags"), "MESSAGE_FLAGS_COMPONENTS_V2_NOT_REMOVABLE", "MessageFlags.IS_COMPONENTS_V2 cannot be removed from a message")
	}
	rule.Message(&form, at, b, v2)
	if v2 && !was {
		rule.Leftover(&form, at, m.wire, b)
	}
	if no := form.Refusal(); no != nil {
		return no
	}
	next := *m.wire
	apply(&next, b)
	if empty(&next) {
		return shape.Refuse(shape.EmptyMessage)
	}
	if v2 {
		next.Flags |= shape.ComponentsV2
	}
	if b.Flags.Given() {
		next.Flags = next.Flags&^shape.SuppressEmbeds | b.Flags.Value&shape.SuppressEmbeds
	}
	next.Flags &^= shape.Loading
	edited := w.opt.Now().UTC()
	next.Edited = &edited
	m.wire = &next
	if b.Content.Set || b.Components.Set {
		w.mention(m, b, false)
	}
	w.redrawn(m)
	return nil
}

// redrawn tells of a changed message.
func (w *World) redrawn(m *message) {
	m.count++
	m.edits = append(m.edits, w.opt.Stopwatch())
	if len(m.edits) > keptEdits {
		m.edits = m.edits[1:]
	}
	w.updated(m)
}

func (w *World) updated(m *message) {
	if m.only == "" {
		w.publish(w.messageEvent("MESSAGE_UPDATE", m))
	}
	w.touch(Key{MessageKey, m.wire.ID, m.in.wire.ID})
}

// remove takes a message away and tells of it. Callers hold the lock.
func (w *World) remove(m *message) {
	c := m.in
	delete(w.messages, m.wire.ID)
	c.rooms = slices.DeleteFunc(c.rooms, func(x *message) bool { return x == m })
	if m.only == "" {
		data := map[string]string{"id": m.wire.ID, "channel_id": c.wire.ID}
		intent := gateway.DirectMessages
		if c.guild != nil {
			data["guild_id"], intent = c.guild.id, gateway.GuildMessages
		}
		w.publish(gateway.Event{Name: "MESSAGE_DELETE", Intent: intent, Data: data})
	}
	w.touch(Key{MessageKey, m.wire.ID, c.wire.ID})
}
