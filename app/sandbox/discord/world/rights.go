package world

import (
	"slices"
	"strings"

	"matchday/app/sandbox/discord/shape"
)

// above reports whether role a stands above role b. Of two roles at one position the older one stands above.
// Documentation: Topics › Permissions › Permission Hierarchy; Role Object.
func above(a, b *shape.Role) bool {
	if a.Position != b.Position {
		return a.Position > b.Position
	}
	return shape.Older(a.ID, b.ID)
}

// rights returns what a user may do in a server. Documentation: Topics › Permissions › Permission Overwrites.
func (g *guild) rights(user string) shape.Permissions {
	m := g.members[user]
	if m == nil {
		return 0
	}
	if g.owner == user {
		return shape.AllPermissions
	}
	all := g.roles[g.id].Permissions
	for _, id := range m.Roles {
		if r := g.roles[id]; r != nil {
			all |= r.Permissions
		}
	}
	if all.Has(shape.Administrator) {
		return shape.AllPermissions
	}
	return all
}

// may returns what a user may do in a channel. Documentation: Topics › Permissions › Permission Overwrites.
func (w *World) may(c *channel, user string) shape.Permissions {
	if c.guild == nil {
		if user != c.with && user != w.bot.ID {
			return 0
		}
		return shape.ViewChannel | shape.SendMessages | shape.ReadHistory | shape.EmbedLinks | shape.AttachFiles | shape.AddReactions | shape.PinMessages | shape.UseCommands
	}
	all := c.guild.rights(user)
	if all == shape.AllPermissions || all == 0 {
		return all
	}
	m := c.guild.members[user]
	all = overwrite(all, c.wire.Overwrites, func(o shape.Overwrite) bool { return o.Type == shape.ForRole && o.ID == c.guild.id })
	all = overwrite(all, c.wire.Overwrites, func(o shape.Overwrite) bool {
		return o.Type == shape.ForRole && o.ID != c.guild.id && slices.Contains(m.Roles, o.ID)
	})
	all = overwrite(all, c.wire.Overwrites, func(o shape.Overwrite) bool { return o.Type == shape.ForMember && o.ID == user })
	if !all.Has(shape.ViewChannel) {
		return 0
	}
	if !all.Has(shape.SendMessages) {
		all &^= shape.MentionEveryone | shape.AttachFiles | shape.EmbedLinks
	}
	return all
}

func overwrite(all shape.Permissions, list []shape.Overwrite, which func(shape.Overwrite) bool) shape.Permissions {
	var allow, deny shape.Permissions
	for _, o := range list {
		if which(o) {
			allow |= o.Allow
			deny |= o.Deny
		}
	}
	return all&^deny | allow
}

// top returns the highest role of a member; @everyone when there is no other.
func (g *guild) top(user string) *shape.Role {
	best := g.roles[g.id]
	if m := g.members[user]; m != nil {
		for _, id := range m.Roles {
			if r := g.roles[id]; r != nil && above(r, best) {
				best = r
			}
		}
	}
	return best
}

// overRole reports whether the bot stands above a role, and overMember above a member.
// Documentation: Topics › Permissions › Permission Hierarchy.
func (w *World) overRole(g *guild, r *shape.Role) bool {
	return g.owner == w.bot.ID || above(g.top(w.bot.ID), r)
}

func (w *World) overMember(g *guild, user string) bool {
	return user == w.bot.ID || g.owner != user && above(g.top(w.bot.ID), g.top(user))
}

// room returns a channel in which the bot may do what is needed. Seeing it comes first: without that everything is
// "Missing Access". Documentation: Topics › Permissions; Opcodes and Status Codes.
func (w *World) room(id string, need shape.Permissions) (*channel, *shape.Refusal) {
	c := w.channels[id]
	if c == nil {
		return nil, shape.Refuse(shape.UnknownChannel)
	}
	if c.guild != nil && !c.guild.here {
		return nil, shape.Refuse(shape.MissingAccess)
	}
	has := w.may(c, w.bot.ID)
	if !has.Has(shape.ViewChannel) {
		return nil, shape.Refuse(shape.MissingAccess)
	}
	if !has.Has(need) {
		return nil, shape.Refuse(shape.MissingPermissions)
	}
	return c, nil
}

// server returns a server in which the bot may do what is needed.
func (w *World) server(id string, need shape.Permissions) (*guild, *shape.Refusal) {
	g := w.guilds[id]
	if g == nil {
		return nil, shape.Refuse(shape.UnknownGuild)
	}
	if !g.here {
		return nil, shape.Refuse(shape.MissingAccess)
	}
	if !g.rights(w.bot.ID).Has(need) {
		return nil, shape.Refuse(shape.MissingPermissions)
	}
	return g, nil
}

func startsFold(s, prefix string) bool {
	return strings.HasPrefix(strings.ToLower(s), strings.ToLower(prefix))
}
