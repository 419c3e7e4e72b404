package world

import (
	"regexp"
	"slices"
	"strings"

	"matchday/app/sandbox/discord/rule"
	"matchday/app/sandbox/discord/shape"
)

// mentionRule finds users and roles in a text. Documentation: Reference › Message Formatting.
var mentionRule = regexp.MustCompile(`<@(!|&)?(\d{1,20})>`)

// mention notes who is named in a message and, for a new one, who is notified. Changing a message notifies nobody.
// Without allowed_mentions everybody named is; with it those it allows. Roles that are not mentionable and @everyone need
// a permission. Documentation: Resources › Message › Allowed Mentions Object.
func (w *World) mention(m *message, b *shape.MessageBody, notify bool) {
	allow := rule.AllowanceOf(b)
	text := m.wire.Spoken()
	everyone := w.may(m.in, m.wire.Author.ID).Has(shape.MentionEveryone)
	m.wire.Mentions, m.wire.MentionRoles, m.wire.Everyone = []*shape.User{}, []string{}, false
	pinged := map[string]bool{}
	for _, hit := range mentionRule.FindAllStringSubmatch(text, -1) {
		if hit[1] == "&" {
			w.mentionRole(m, hit[2], allow, everyone, pinged)
			continue
		}
		p := w.people[hit[2]]
		if p == nil || !allow.User(hit[2]) || slices.Contains(m.wire.Mentions, p.user) {
			continue
		}
		m.wire.Mentions = append(m.wire.Mentions, p.user)
		pinged[hit[2]] = true
	}
	if ref := m.wire.Referenced; ref != nil && allow.Replied {
		pinged[ref.Author.ID] = true
	}
	if m.in.guild == nil {
		pinged[m.in.with] = true
	} else if allow.Everyone && everyone && (strings.Contains(text, "@everyone") || strings.Contains(text, "@here")) {
		m.wire.Everyone = true
		for id := range m.in.guild.members {
			pinged[id] = true
		}
	}
	if notify && m.wire.Flags&(shape.SuppressNotifications|shape.Ephemeral) == 0 {
		m.pinged = w.reachable(m, pinged)
	}
}

func (w *World) mentionRole(m *message, id string, allow rule.Allowance, everyone bool, pinged map[string]bool) {
	g := m.in.guild
	if g == nil || g.roles[id] == nil || !allow.Role(id) || !g.roles[id].Mentionable && !everyone || slices.Contains(m.wire.MentionRoles, id) {
		return
	}
	m.wire.MentionRoles = append(m.wire.MentionRoles, id)
	for user, member := range g.members {
		if slices.Contains(member.Roles, id) {
			pinged[user] = true
		}
	}
}

// reachable leaves out the author, bots, and who does not see the channel.
func (w *World) reachable(m *message, pinged map[string]bool) []string {
	var list []string
	for id := range pinged {
		p := w.people[id]
		if id != m.wire.Author.ID && p != nil && !p.user.Bot && w.may(m.in, id).Has(shape.ViewChannel) {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}
