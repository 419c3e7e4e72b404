package rule

import (
	"slices"

	"matchday/app/sandbox/discord/shape"
)

// Allowance is whom a message may notify. Documentation: Resources › Message › Allowed Mentions Object.
type Allowance struct {
	all, anyUser, anyRole bool
	users, roles          []string

	Everyone bool // @everyone and @here
	Replied  bool // the author of the message that is answered
}

// AllowanceOf reads whom a body allows to notify; without allowed_mentions everybody whom the text names.
func AllowanceOf(b *shape.MessageBody) Allowance {
	if !b.Mentions.Given() {
		return Allowance{all: true, Everyone: true, Replied: true}
	}
	m := b.Mentions.Value
	return Allowance{users: m.Users, roles: m.Roles, anyUser: slices.Contains(m.Parse, "users"), anyRole: slices.Contains(m.Parse, "roles"),
		Everyone: slices.Contains(m.Parse, "everyone"), Replied: m.Replied}
}

// User reports whether a user may be notified.
func (a Allowance) User(id string) bool { return a.all || a.anyUser || slices.Contains(a.users, id) }

// Role reports whether a role may be notified.
func (a Allowance) Role(id string) bool { return a.all || a.anyRole || slices.Contains(a.roles, id) }
