package person

import "matchday/app/fault"

// Origin is the way by which somebody made the league do something. It is written with every event.
type Origin string

// The origins.
const (
	FromDiscord Origin = "discord"
	FromWeb     Origin = "web"
	FromAPI     Origin = "api"
	FromSheet   Origin = "sheet"
	FromClock   Origin = "clock"   // the schedule
	FromConsole Origin = "console" // a verb of the program
)

// Actor is who does something: a person with the roles they hold in one league, and where the wish came from.
// The zero Actor may do nothing but what is public.
type Actor struct {
	Person int64  // Person.ID; 0 for the clock and the console
	Name   string // how history names the actor
	League int64
	Roles  Roles
	Origin Origin
	// Cause identifies one delivery of the wish, so that a second delivery is answered with the present state instead of
	// being done again: "discord:<interaction id>", "form:<nonce>", "api:<Idempotency-Key>",
	// "sheet:<row key>:<column>:<remembered version>:<hash>". Empty means that repeating is harmless.
	Cause string
}

// Clock returns the actor for what a schedule does by itself in a league.
func Clock(league int64) Actor {
	return Actor{Name: "the schedule", League: league, Roles: Admin, Origin: FromClock}
}

// Console returns the actor for what the operator does with a verb of the program.
func Console(league int64) Actor {
	return Actor{Name: "the console", League: league, Roles: Owner, Origin: FromConsole}
}

// May returns nil when the table allows act to one of the actor's roles, and a Denied fault that names the roles that may otherwise.
func (a Actor) May(act Act) error {
	if act.Allowed(a.Roles) {
		return nil
	}
	return fault.New(fault.Denied, "%s is for %s. Ask one of them.", act.Title(), oneOf(act.roles()))
}

// Staff reports whether the actor holds any staff role.
func (a Actor) Staff() bool { return a.Roles != Player }
