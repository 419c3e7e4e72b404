package store

import (
	"time"

	"matchday/app/person"
)

// Leagues keeps the leagues of this installation.
type Leagues interface {
	// League returns ErrNotFound for an id that is not there.
	League(id int64) (person.League, error)
	// LeagueOfServer returns the league bound to a Discord server, ErrNotFound when none is.
	LeagueOfServer(server string) (person.League, error)
	// LeaguesOf returns every league by id.
	LeaguesOf() ([]person.League, error)
	// AddLeague returns the league with its id, ErrExists when its server is bound to another league.
	AddLeague(person.League) (person.League, error)
	// PutLeague replaces a league, ErrNotFound when it is not there, ErrExists when its server is bound to another.
	PutLeague(person.League) error
}

// People keeps who is known.
type People interface {
	// Person returns ErrNotFound for an id that is not there.
	Person(id int64) (person.Person, error)
	// PersonOfDiscord returns the person with a Discord user id, ErrNotFound when there is none.
	PersonOfDiscord(discord string) (person.Person, error)
	// PeopleOf returns everybody who is or was a member of an entry of the tournament, by id.
	PeopleOf(tournament int64) ([]person.Person, error)
	// AddPerson returns the person with its id, ErrExists when the Discord id is taken.
	AddPerson(person.Person) (person.Person, error)
	// PutPerson replaces a person, ErrNotFound when it is not there, ErrExists when the Discord id is another's.
	PutPerson(person.Person) error
}

// StaffMember is somebody with roles of their own in a league.
type StaffMember struct {
	Person person.Person
	Roles  person.Roles
}

// Binding gives everybody with a Discord role a role in the league.
type Binding struct {
	League  int64
	Discord string // Discord role id
	Role    person.Roles
}

// Staff keeps who holds which role. Roles kept under league 0 hold in the whole installation.
type Staff interface {
	// StaffOf returns the people with roles of their own in the league, by person id.
	StaffOf(league int64) ([]StaffMember, error)
	// RolesOf returns the roles that were given to the person in the league; Player for none.
	RolesOf(league, who int64) (person.Roles, error)
	// PutRoles replaces them; Player takes all away.
	PutRoles(league, who int64, roles person.Roles) error
	// BindingsOf returns the Discord roles that stand for staff roles, by Discord id.
	BindingsOf(league int64) ([]Binding, error)
	// PutBinding replaces what a Discord role stands for.
	PutBinding(Binding) error
	// DropBinding removes one; removing what is not there is no error.
	DropBinding(league int64, discord string) error
}

// Login is how a person signs in on the web.
type Login struct {
	Person   int64
	Name     string // as typed; unique by its folded form
	Password string // encoded hash; never the password
	Changed  time.Time
}

// Logins keeps who may sign in with a password.
type Logins interface {
	// Login returns the login with this name, however it is spelled, or ErrNotFound.
	Login(name string) (Login, error)
	// LoginOf returns a person's login or ErrNotFound.
	LoginOf(who int64) (Login, error)
	// LoginsOf returns every login by person id.
	LoginsOf() ([]Login, error)
	// PutLogin replaces a person's login, ErrExists when the name is another's.
	PutLogin(Login) error
	// MoveLogin gives the login and the sessions of one person to another who has no login; nothing to move is no error.
	MoveLogin(from, to int64) error
}

// Session is one signed-in browser with the hash by which its cookie is known.
type Session struct {
	person.Session
	Hash string // of the secret in the cookie; unique
}

// Sessions keeps who is signed in.
type Sessions interface {
	// SessionOf returns the session with this hash or ErrNotFound. Expiry is the caller's to judge.
	SessionOf(hash string) (Session, error)
	// SessionsOf returns a person's sessions, latest use first.
	SessionsOf(who int64) ([]Session, error)
	// AddSession returns the session with its id.
	AddSession(Session) (Session, error)
	// PutSession replaces one, ErrNotFound when it is not there.
	PutSession(Session) error
	// DropSession removes one of a person's sessions; removing what is not there is no error.
	DropSession(who, id int64) error
	// DropSessionsOf removes all of a person's sessions but one (0 keeps none).
	DropSessionsOf(who, but int64) error
	// DropExpiredSessions removes those that ended before t.
	DropExpiredSessions(t time.Time) error
}

// Token is a secret that works once: the setup link, the code that joins a web login to a Discord account.
type Token struct {
	Hash    string
	Kind    string
	Person  int64 // 0 when it is nobody's yet
	Expires time.Time
}

// Tokens keeps them until they are used.
type Tokens interface {
	// Token returns one or ErrNotFound. Expiry is the caller's to judge.
	Token(kind, hash string) (Token, error)
	// PutToken keeps it and removes every other token of the same kind and person.
	PutToken(Token) error
	// DropToken removes it, ErrNotFound when it is not there: of two that use it, one fails.
	DropToken(kind, hash string) error
}
