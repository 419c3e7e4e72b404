package world

import (
	"slices"

	"matchday/app/sandbox/discord/gateway"
	"matchday/app/sandbox/discord/shape"
)

// Roles returns the roles of a server. Documentation: Resources › Guild › Get Guild Roles.
func (w *World) Roles(id string) ([]*shape.Role, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, 0)
	if no != nil {
		return nil, no
	}
	return g.sortedRoles(), nil
}

// Role returns one role. Documentation: Resources › Guild › Get Guild Role.
func (w *World) Role(id, role string) (*shape.Role, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, 0)
	if no != nil {
		return nil, no
	}
	if r := g.roles[role]; r != nil {
		return r, nil
	}
	return nil, shape.Refuse(shape.UnknownRole)
}

// RoleBody is a request to make or change a role.
type RoleBody struct {
	Name        shape.Opt[string]            `json:"name"`
	Permissions shape.Opt[shape.Permissions] `json:"permissions"`
	Color       shape.Opt[int]               `json:"color"`
	Hoist       shape.Opt[bool]              `json:"hoist"`
	Mentionable shape.Opt[bool]              `json:"mentionable"`
	Emoji       shape.Opt[string]            `json:"unicode_emoji"`
	Icon        shape.Opt[string]            `json:"icon"`
}

func (b *RoleBody) apply(r *shape.Role) {
	if b.Name.Given() {
		r.Name = b.Name.Value
	}
	if b.Permissions.Given() {
		r.Permissions = b.Permissions.Value
	}
	if b.Color.Given() {
		r.Color = b.Color.Value
	}
	if b.Hoist.Given() {
		r.Hoist = b.Hoist.Value
	}
	if b.Mentionable.Given() {
		r.Mentionable = b.Mentionable.Value
	}
}

// PutRole makes a role, or changes the one with an id. A bot can give no permission that it has not, and touch no role
// that stands above it. Documentation: Resources › Guild › Create Guild Role, Modify Guild Role.
func (w *World) PutRole(id, role string, b *RoleBody) (*shape.Role, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, shape.ManageRoles)
	if no != nil {
		return nil, no
	}
	var form shape.Form
	if len([]rune(b.Name.Value)) > maxName {
		form.Add("name", "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", maxName)
	}
	if no := form.Refusal(); no != nil {
		return nil, no
	}
	next := &shape.Role{Name: "new role", Position: 1, Permissions: g.roles[g.id].Permissions & g.rights(w.bot.ID)}
	old := g.roles[role]
	switch {
	case role != "" && old == nil:
		return nil, shape.Refuse(shape.UnknownRole)
	case role == "" && len(g.roles) >= maxRoles:
		return nil, shape.Refuse(shape.MaxRoles)
	case old != nil && !w.overRole(g, old):
		return nil, shape.Refuse(shape.MissingPermissions)
	case b.Permissions.Given() && !g.rights(w.bot.ID).Has(b.Permissions.Value):
		return nil, shape.Refuse(shape.MissingPermissions)
	case old != nil:
		*next = *old
	default:
		next.ID = w.ids.Next(w.opt.Now())
	}
	b.apply(next)
	w.putRole(g, next)
	return next, nil
}

// DropRole deletes a role. Documentation: Resources › Guild › Delete Guild Role.
func (w *World) DropRole(id, role string) *shape.Refusal {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, shape.ManageRoles)
	if no != nil {
		return no
	}
	if no := w.mayTouch(g, role); no != nil {
		return no
	}
	w.dropRole(g, role)
	return nil
}

// mayTouch judges a role that the bot wants to give, take or delete: it must exist, be no one's own (a bot's, a
// booster's), not be @everyone, and stand below the bot's highest.
// Documentation: Topics › Permissions › Permission Hierarchy, Role Object (managed).
func (w *World) mayTouch(g *guild, role string) *shape.Refusal {
	r := g.roles[role]
	switch {
	case r == nil:
		return shape.Refuse(shape.UnknownRole)
	case role == g.id:
		return shape.Refuse(shape.BadRole)
	case r.Managed, !w.overRole(g, r):
		return shape.Refuse(shape.MissingPermissions)
	}
	return nil
}

// Member returns somebody in a server. Documentation: Resources › Guild › Get Guild Member.
func (w *World) Member(id, user string) (*shape.Member, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, 0)
	if no != nil {
		return nil, no
	}
	return w.member(g, user)
}

func (w *World) member(g *guild, user string) (*shape.Member, *shape.Refusal) {
	if m := g.members[user]; m != nil {
		return m, nil
	}
	if w.people[user] == nil {
		return nil, shape.Refuse(shape.UnknownUser)
	}
	return nil, shape.Refuse(shape.UnknownMember)
}

// ListMembers returns members in the order of their ids, those after one; it needs the members intent switched on for the
// application. Documentation: Resources › Guild › List Guild Members.
func (w *World) ListMembers(id, after string, limit int) ([]*shape.Member, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, 0)
	if no != nil {
		return nil, no
	}
	if w.opt.Privileged&gateway.GuildMembers == 0 {
		return nil, shape.Refuse(shape.MissingAccess)
	}
	list := []*shape.Member{}
	for _, m := range g.members {
		if after == "" || shape.Older(after, m.User.ID) {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b *shape.Member) int {
		if shape.Older(a.User.ID, b.User.ID) {
			return -1
		}
		return 1
	})
	return list[:min(len(list), limit)], nil
}

// SearchMembers returns members whose name begins with a text. Documentation: Resources › Guild › Search Guild Members.
func (w *World) SearchMembers(id, query string, limit int) ([]*shape.Member, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, 0)
	if no != nil {
		return nil, no
	}
	list := []*shape.Member{}
	for _, user := range g.order {
		m := g.members[user]
		if len(list) < limit && (startsFold(m.User.Username, query) || m.Nick != nil && startsFold(*m.Nick, query)) {
			list = append(list, m)
		}
	}
	return list, nil
}

// MemberRole gives somebody a role or takes it. Documentation: Resources › Guild › Add Guild Member Role.
func (w *World) MemberRole(id, user, role string, give bool) *shape.Refusal {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, shape.ManageRoles)
	if no != nil {
		return no
	}
	m, no := w.member(g, user)
	if no != nil {
		return no
	}
	if no := w.mayTouch(g, role); no != nil {
		return no
	}
	w.setRoles(g, m, role, give)
	return nil
}

func (w *World) setRoles(g *guild, m *shape.Member, role string, give bool) {
	if slices.Contains(m.Roles, role) == give {
		return
	}
	next := *m
	next.Roles = slices.DeleteFunc(slices.Clone(m.Roles), func(r string) bool { return r == role })
	if give {
		next.Roles = append(next.Roles, role)
	}
	w.putMember(g, &next)
}

// MemberBody is a request to change a member.
type MemberBody struct {
	Nick  shape.Opt[string]   `json:"nick"`
	Roles shape.Opt[[]string] `json:"roles"`
}

// ChangeMember changes the nickname or the roles of a member. user "@me" is the bot.
// Documentation: Resources › Guild › Modify Guild Member.
func (w *World) ChangeMember(id, user string, b *MemberBody) (*shape.Member, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	need := shape.Permissions(0)
	switch {
	case b.Nick.Set && user == "@me":
		need |= shape.ChangeNickname
	case b.Nick.Set:
		need |= shape.ManageNicknames
	}
	if b.Roles.Set {
		need |= shape.ManageRoles
	}
	g, no := w.server(id, need)
	if no != nil {
		return nil, no
	}
	if user == "@me" {
		user = w.bot.ID
	}
	m, no := w.member(g, user)
	if no != nil {
		return nil, no
	}
	if no := w.judgeMember(g, m, b); no != nil {
		return nil, no
	}
	next := *m
	if b.Nick.Set {
		next.Nick = nil
		if b.Nick.Value != "" {
			next.Nick = &b.Nick.Value
		}
	}
	if b.Roles.Set {
		next.Roles = slices.Clone(b.Roles.Value)
	}
	w.putMember(g, &next)
	return &next, nil
}

func (w *World) judgeMember(g *guild, m *shape.Member, b *MemberBody) *shape.Refusal {
	var form shape.Form
	if len([]rune(b.Nick.Value)) > maxNick {
		form.Add("nick", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and %d in length.", maxNick)
		return form.Refusal()
	}
	if b.Nick.Set && !w.overMember(g, m.User.ID) {
		return shape.Refuse(shape.MissingPermissions)
	}
	if !b.Roles.Set {
		return nil
	}
	for _, role := range slices.Concat(b.Roles.Value, m.Roles) {
		if slices.Contains(b.Roles.Value, role) != slices.Contains(m.Roles, role) {
			if no := w.mayTouch(g, role); no != nil {
				return no
			}
		}
	}
	return nil
}

// Kick removes somebody from a server. Documentation: Resources › Guild › Remove Guild Member.
func (w *World) Kick(id, user string) *shape.Refusal {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, no := w.server(id, shape.KickMembers)
	if no != nil {
		return no
	}
	if _, no := w.member(g, user); no != nil {
		return no
	}
	if !w.overMember(g, user) {
		return shape.Refuse(shape.MissingPermissions)
	}
	w.dropMember(g, user)
	return nil
}
