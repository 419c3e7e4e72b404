package person

import "strings"

// Roles is the set of roles that somebody holds in one league. The zero value is a player: someone who may take part
// and look at what is public. Roles do not contain one another; the table in act.go says what each may do.
type Roles uint8

// The roles, from the most to the least trusted.
const (
	Owner    Roles = 1 << iota // runs this installation; may do everything, also in leagues that come later
	Admin                      // runs the league: staff, settings, tournaments
	Helper                     // runs the night: check-in, lobbies, results
	Producer                   // runs the picture: overlays and their keys
	Viewer                     // reads staff pages and changes nothing
	Player   Roles = 0         // no staff role
)

// EachRole lists the staff roles from the most to the least trusted.
func EachRole() []Roles { return []Roles{Owner, Admin, Helper, Producer, Viewer} }

// Has reports whether r holds at least one of the roles in any.
func (r Roles) Has(any Roles) bool { return r&any != 0 }

// Highest returns the most trusted single role in r, or Player.
func (r Roles) Highest() Roles {
	for _, role := range EachRole() {
		if r.Has(role) {
			return role
		}
	}
	return Player
}

// String names the roles in lower case, joined by ", "; "player" for none.
func (r Roles) String() string {
	var names []string
	for _, role := range EachRole() {
		if r.Has(role) {
			names = append(names, role.name())
		}
	}
	if len(names) == 0 {
		return "player"
	}
	return strings.Join(names, ", ")
}

// ParseRole reads one role by its name, whatever the case. ok is false for a name that is no staff role.
func ParseRole(name string) (role Roles, ok bool) {
	for _, role := range EachRole() {
		if strings.EqualFold(strings.TrimSpace(name), role.name()) {
			return role, true
		}
	}
	return Player, false
}

func (r Roles) name() string {
	switch r {
	case Owner:
		return "owner"
	case Admin:
		return "admin"
	case Helper:
		return "helper"
	case Producer:
		return "producer"
	case Viewer:
		return "viewer"
	}
	return "player"
}
