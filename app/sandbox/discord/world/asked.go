package world

import (
	"crypto/rand"
	"slices"
	"time"

	"matchday/app/fault"
	"matchday/app/sandbox/discord/gateway"
	"matchday/app/sandbox/discord/shape"
)

// maxAsked bounds the interactions that are remembered; the oldest are forgotten first.
const maxAsked = 50_000

// Asked is an interaction: somebody has pressed, typed, chosen or submitted something, and the bot is to answer.
type Asked struct {
	id, token string
	kind      int
	option    int // the type of the option that is being completed
	user      string
	in        *channel
	source    *message // what was pressed, or whose button opened the modal
	modal     string   // the modal that was submitted
	typed     string   // the command that was typed, with those below it
	born      time.Time
	timer     *time.Timer

	answer    int // the type of the first answer; 0 before
	failed    bool
	thinking  bool // deferred, and nothing has come since
	original  string
	followups []string
	opened    *OpenModal
	choices   []shape.Choice
	changed   chan struct{}
}

// OpenModal is a form that is open before somebody. Its id is that of the interaction that opened it.
type OpenModal struct {
	ID   string
	User string
	Room string // the channel in which it was opened
	shape.Modal
	in     *channel
	source *message
}

// Outcome is what has become of an interaction.
type Outcome struct {
	Failed    bool // nobody has answered in time
	Answer    int  // the type of the first answer; 0 while there is none
	Thinking  bool // an answer was put off and has not come yet
	Original  *Message
	Followups []Message
	Modal     *OpenModal
	Choices   []shape.Choice
	Changed   <-chan struct{} // closed when any of this changes
}

// Outcome returns what has become of an interaction so far. ok is false when it is forgotten.
func (w *World) Outcome(id string) (o Outcome, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	a := w.asked[id]
	if a == nil {
		return o, false
	}
	o = Outcome{Failed: a.failed, Answer: a.answer, Thinking: a.thinking, Modal: a.opened, Choices: a.choices, Changed: a.changed}
	if m := w.messages[a.original]; m != nil {
		view := m.view()
		o.Original = &view
	}
	for _, id := range a.followups {
		if m := w.messages[id]; m != nil {
			o.Followups = append(o.Followups, m.view())
		}
	}
	return o, true
}

// turn tells who waits for an interaction that something has changed.
func (a *Asked) turn() {
	close(a.changed)
	a.changed = make(chan struct{})
}

// ask makes an interaction and tells the bot. Callers hold the lock.
// Documentation: Interactions › Receiving and Responding › Interaction Object.
func (w *World) ask(a *Asked, data any) string {
	now := w.opt.Stopwatch()
	w.forget(now)
	a.id = w.ids.Next(w.opt.Now())
	a.token = "sandbox." + rand.Text() + "." + a.id
	a.born, a.changed = now, make(chan struct{})
	w.asked[a.id], w.byToken[a.token] = a, a
	w.queue = append(w.queue, a)
	a.timer = time.AfterFunc(w.opt.AnswerIn, func() { w.expire(a) })
	if w.closed {
		a.timer.Stop()
	}
	person := w.people[a.user]
	i := &shape.Interaction{ID: a.id, Application: w.bot.ID, Type: a.kind, Data: data, ChannelID: a.in.wire.ID, Token: a.token,
		Version: 1, AppRights: w.may(a.in, w.bot.ID), Locale: "en-US", Entitled: []any{}, MaxUpload: 10 << 20, Context: 1, Owners: map[string]string{"0": "0"}}
	ch := *a.in.wire
	ch.Permissions = w.may(a.in, a.user)
	i.Channel = &ch
	if g := a.in.guild; g != nil {
		i.GuildID, i.GuildLocale, i.Context = g.id, "en-US", 0
		i.Guild = &shape.PartialGuild{ID: g.id, Locale: "en-US", Features: []string{}}
		i.Owners = map[string]string{"0": g.id}
		member := *g.members[a.user]
		member.Permissions = ch.Permissions
		i.Member = &member
	} else {
		i.User = person.user
	}
	if a.source != nil {
		i.Message = a.source.wire
	}
	w.publish(gateway.Event{Name: "INTERACTION_CREATE", Data: i})
	return a.id
}

// forget drops interactions whose token has died.
func (w *World) forget(now time.Time) {
	n := 0
	for n < len(w.queue) && (now.Sub(w.queue[n].born) > w.opt.TokenLife || len(w.queue)-n >= maxAsked) {
		a := w.queue[n]
		a.timer.Stop()
		delete(w.asked, a.id)
		delete(w.byToken, a.token)
		n++
	}
	w.queue = slices.Delete(w.queue, 0, n)
}

// expire is the end of the time for a first answer. Documentation: Interactions › Receiving and Responding.
func (w *World) expire(a *Asked) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if a.answer == 0 {
		a.failed = true
		a.turn()
	}
}

// visible reports whether a person sees a message.
func (w *World) visible(m *message, user string) bool {
	return (m.only == "" || m.only == user) && w.may(m.in, user).Has(shape.ViewChannel)
}

// Press presses a button, or makes a choice of values in a menu, by its custom id. The person must see the message, and
// the component must be one that can be used. It returns the id of the interaction.
func (w *World) Press(user, messageID, customID string, values []string) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	m := w.messages[messageID]
	if m == nil || !w.visible(m, user) {
		return "", fault.New(fault.Missing, "There is no such message where %s can see it.", w.name(user))
	}
	for _, c := range shape.Each(m.wire.Components, "") {
		if c.CustomID != customID || customID == "" {
			continue
		}
		if c.Disabled {
			return "", fault.New(fault.Closed, "%q is greyed out and cannot be used.", orElse(c.Label, c.Placeholder))
		}
		if c.IsSelect() {
			if err := w.judgeValues(m.in.guild, c, values); err != nil {
				return "", err
			}
		}
		data := shape.ComponentData{CustomID: c.CustomID, Type: c.Type, ID: c.ID, Values: values, Resolved: w.resolve(m.in, c.Type, values)}
		return w.ask(&Asked{kind: shape.ComponentInteraction, user: user, in: m.in, source: m}, data), nil
	}
	return "", fault.New(fault.Missing, "The message has nothing with the id %q to press.", customID)
}

// judgeValues refuses what Discord's own apps do not let a person choose.
func (w *World) judgeValues(g *guild, c *shape.Component, values []string) error {
	least, most := 1, 1
	if c.MinValues != nil {
		least = *c.MinValues
	}
	if c.MaxValues != nil {
		most = *c.MaxValues
	}
	if c.Required != nil && !*c.Required && len(values) == 0 {
		least = 0
	}
	if len(values) < least || len(values) > most {
		return fault.Field("values", "The menu takes %d to %d choices, and %d were made.", least, most, len(values))
	}
	for _, v := range values {
		ok := false
		switch c.Type {
		case shape.StringSelect:
			ok = slices.ContainsFunc(c.Options, func(o shape.SelectOption) bool { return o.Value == v })
		case shape.UserSelect:
			ok = g != nil && g.members[v] != nil
		case shape.RoleSelect:
			ok = g != nil && g.roles[v] != nil
		case shape.MentionableSelect:
			ok = g != nil && (g.roles[v] != nil || g.members[v] != nil)
		case shape.ChannelSelect:
			ok = g != nil && g.channels[v] != nil && (len(c.ChannelTypes) == 0 || slices.Contains(c.ChannelTypes, g.channels[v].wire.Type))
		}
		if !ok {
			return fault.Field("values", "The menu does not offer %q.", v)
		}
	}
	return nil
}

// resolve describes the users, roles and channels that were chosen; nil for anything else.
func (w *World) resolve(c *channel, kind int, values []string) *shape.Resolved {
	if kind == shape.StringSelect || len(values) == 0 {
		return nil
	}
	r := &shape.Resolved{}
	for _, v := range values {
		w.resolveOne(r, c, v)
	}
	return r
}

// resolveOne adds what an id names. Documentation: Interactions › Receiving and Responding › Resolved Data Structure.
func (w *World) resolveOne(r *shape.Resolved, c *channel, id string) {
	if p := w.people[id]; p != nil {
		put(&r.Users, id, p.user)
		if c.guild != nil && c.guild.members[id] != nil {
			part := *c.guild.members[id]
			part.User, part.Permissions = nil, w.may(c, id)
			put(&r.Members, id, &part)
		}
	}
	if c.guild == nil {
		return
	}
	if role := c.guild.roles[id]; role != nil {
		put(&r.Roles, id, role)
	}
	if ch := c.guild.channels[id]; ch != nil {
		put(&r.Channels, id, ch.wire)
	}
}

func put[V any](m *map[string]V, k string, v V) {
	if *m == nil {
		*m = map[string]V{}
	}
	(*m)[k] = v
}

func (w *World) name(user string) string {
	if p := w.people[user]; p != nil {
		return p.user.Username
	}
	return "nobody"
}
