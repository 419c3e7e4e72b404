package discord

import (
	"regexp"
	"slices"
	"strings"

	"matchday/app/fault"
	"matchday/app/sandbox/discord/shape"
	"matchday/app/sandbox/discord/world"
)

// Person finds somebody by id, username, display name or nickname; the case does not matter. A name that two people have
// is refused.
func (d *Discord) Person(who string) (string, error) {
	who = strings.TrimPrefix(strings.TrimSpace(who), "@")
	nicks := map[string]string{}
	for _, s := range d.world.Servers() {
		for _, m := range s.Members {
			if m.Nick != nil {
				nicks[m.User.ID] = *m.Nick
			}
		}
	}
	var found []string
	for _, p := range d.world.People() {
		if p.ID == who || p.Username == who {
			return p.ID, nil
		}
		if strings.EqualFold(p.Shown, who) || strings.EqualFold(p.Username, who) || nicks[p.ID] != "" && strings.EqualFold(nicks[p.ID], who) {
			found = append(found, p.ID)
		}
	}
	switch len(found) {
	case 0:
		return "", fault.Field("user", "There is nobody called %q. The people are in /sandbox/api/state.", who)
	case 1:
		return found[0], nil
	}
	return "", fault.Field("user", "%d people are called %q: use an id.", len(found), who)
}

// Channel finds a channel that a person sees, by id or name, with or without #. An empty name is the one in which the
// person last did something, else the first one of a server.
func (d *Discord) Channel(user, name string) (string, error) {
	name = strings.TrimPrefix(strings.TrimSpace(name), "#")
	rooms := d.world.Rooms(user, 0)
	if name == "" {
		d.mu.Lock()
		name = d.where[user]
		d.mu.Unlock()
	}
	for _, r := range rooms {
		if r.ID == name || name != "" && strings.EqualFold(r.Name, name) || name == "" && r.With == "" && r.Type == shape.TextChannel {
			return r.ID, nil
		}
	}
	return "", fault.Field("channel", "There is no channel %q where that person could be.", name)
}

func (d *Discord) at(user, channel string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.where[user] = channel
}

// mentionRule finds what Discord's apps show as a name. Documentation: Reference › Message Formatting.
var mentionRule = regexp.MustCompile(`<(@!?|@&|#)(\d{1,20})>`)

// names puts names in the place of mentions.
func (d *Discord) names(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	return mentionRule.ReplaceAllStringFunc(text, func(hit string) string {
		part := mentionRule.FindStringSubmatch(hit)
		if name := d.world.NameOf(part[2]); name != "" {
			return strings.TrimRight(part[1][:1], "!&") + name
		}
		return hit
	})
}

// named returns the custom id of a button, or of a menu, that a person sees on a message under a label, a placeholder or
// the id itself.
func named(m *Seen, what string, menu bool) (string, error) {
	var all []string
	for _, b := range m.Buttons {
		if menu {
			break
		}
		if b.is(what) {
			if b.URL != "" {
				return "", fault.New(fault.Invalid, "%q opens %s in the browser: there is nothing to press.", b.Label, b.URL)
			}
			return b.ID, nil
		}
		all = append(all, b.Label)
	}
	for _, s := range m.Menus {
		if menu && (s.ID == what || s.Placeholder == what || what == "" && len(m.Menus) == 1) {
			return s.ID, nil
		}
		if menu {
			all = append(all, orElse(s.Placeholder, s.ID))
		}
	}
	if len(all) == 0 {
		return "", fault.New(fault.Missing, "The message has nothing of the kind.")
	}
	return "", fault.Field("label", "The message has no %q. It has: %s.", what, list(all))
}

func (b Button) is(what string) bool {
	return what != "" && (b.ID == what || b.Label == what || strings.EqualFold(trimEmoji(b.Label), what))
}

// has reports whether a message has a button, or a menu, of that name.
func has(m *Seen, what string, menu bool) bool {
	if !menu {
		return slices.ContainsFunc(m.Buttons, func(b Button) bool { return b.is(what) })
	}
	_, err := named(m, what, true)
	return err == nil
}

// trimEmoji returns a label without a leading emoji.
func trimEmoji(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if ok && !strings.ContainsFunc(first, func(r rune) bool { return r < 0x80 }) {
		return rest
	}
	return s
}

func list(all []string) string {
	quoted := slices.Clone(all)
	for i, s := range quoted {
		quoted[i] = "“" + s + "”"
	}
	return strings.Join(quoted, ", ")
}

// message finds a message that a person sees; an empty id is the newest one that has what is looked for.
func (d *Discord) message(user, id, what string, menu bool) (*Seen, error) {
	if id != "" {
		m, ok := d.world.See(user, id)
		if !ok {
			return nil, fault.Field("message", "There is no message %q where that person can see it.", id)
		}
		return d.see(m), nil
	}
	var newest *Seen
	for _, r := range d.world.Rooms(user, 200) {
		for _, m := range slices.Backward(r.Messages) {
			s := d.see(m)
			if has(s, what, menu) && (newest == nil || shape.Older(newest.ID, s.ID)) {
				newest = s
				break
			}
		}
	}
	if newest == nil {
		return nil, fault.Field("label", "Nothing that person sees has %q.", what)
	}
	return newest, nil
}

// room makes what a person sees of a channel readable.
func (d *Discord) room(r world.Room) []*Seen {
	list := make([]*Seen, len(r.Messages))
	for i, m := range r.Messages {
		list[i] = d.see(m)
	}
	return list
}
