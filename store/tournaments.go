package store

import (
	"time"

	"matchday/app/tournament"
)

// Tournaments keeps tournaments without what happens in them.
type Tournaments interface {
	// Tournament returns ErrNotFound for an id that is not there.
	Tournament(id int64) (tournament.Tournament, error)
	// TournamentsOf returns the league's tournaments, latest first.
	TournamentsOf(league int64) ([]tournament.Tournament, error)
	// RunningTournaments returns those of all leagues that are neither finished nor cancelled, by id.
	RunningTournaments() ([]tournament.Tournament, error)
	// AddTournament returns the tournament with its id.
	AddTournament(tournament.Tournament) (tournament.Tournament, error)
	// PutTournament replaces one, ErrNotFound when it is not there.
	PutTournament(tournament.Tournament) error
}

// Entries keeps who takes part. The database itself refuses a person, a team name or an in-game name (unless shared)
// twice among the active entries of a tournament.
type Entries interface {
	// Entry returns one with its members, ErrNotFound when it is not in the tournament.
	Entry(tournament, id int64) (tournament.Entry, error)
	// EntriesOf returns every entry of the tournament with its members in joining order, by id.
	EntriesOf(tournament int64) ([]tournament.Entry, error)
	// ActiveEntryOf returns the seated or waiting entry that a person is in, or ErrNotFound.
	ActiveEntryOf(tournament, who int64) (tournament.Entry, error)
	// ActiveEntryNamed returns the active entry whose name folds like name, or ErrNotFound.
	ActiveEntryNamed(tournament int64, name string) (tournament.Entry, error)
	// InGameOf returns the persons of active entries whose in-game name folds like name, by id.
	InGameOf(tournament int64, name string) ([]int64, error)
	// SeatedIn counts the entries that hold a seat.
	SeatedIn(tournament int64) (int, error)
	// AddEntry returns the entry with its id, larger than every earlier one; ErrExists when a member or a name is taken.
	AddEntry(tournament.Entry) (tournament.Entry, error)
	// PutEntry replaces an entry and its members, ErrNotFound when it is not there, ErrExists as AddEntry.
	PutEntry(tournament.Entry) error
}

// Rounds keeps the rounds of a tournament.
type Rounds interface {
	// RoundsOf returns them by number.
	RoundsOf(tournament int64) ([]tournament.Round, error)
	// PutRound inserts or replaces one by tournament and number.
	PutRound(tournament.Round) error
	// DropRound removes one; its lobbies must be gone.
	DropRound(tournament int64, number int) error
}

// Lobbies keeps who sits where, and the results.
type Lobbies interface {
	// Lobby returns one with its seats in order, ErrNotFound when it is not in the tournament.
	Lobby(tournament, id int64) (tournament.Lobby, error)
	// LobbiesOf returns all with their seats, by round and then by id.
	LobbiesOf(tournament int64) ([]tournament.Lobby, error)
	// AddLobby returns the lobby with its id.
	AddLobby(tournament.Lobby) (tournament.Lobby, error)
	// PutLobby inserts or replaces one under its own id.
	PutLobby(tournament.Lobby) error
	// DropLobby removes one with its seats.
	DropLobby(tournament, id int64) error
}

// Step is one thing that staff did to a tournament, with what is needed to take it back.
type Step struct {
	ID         int64
	Tournament int64
	Seq        int64 // of the first event that says it
	At         time.Time
	Actor      int64
	Name       string // of the actor
	Title      string // what was done, as the end of "Undo: …"
	Change     tournament.Change
	Undone     bool
}

// Steps keeps what staff did.
type Steps interface {
	// LastStep returns the latest step of the tournament that is not undone, or ErrNotFound.
	LastStep(tournament int64) (Step, error)
	// AddStep returns the step with its id.
	AddStep(Step) (Step, error)
	// UndoStep marks one as undone, ErrNotFound when it is not there or is undone already.
	UndoStep(id int64) error
}

// Timer is one entry of a tournament's schedule. It fires at most once.
type Timer struct {
	Tournament int64
	Kind       string // what is to be done: a tournament.Step, or "remind"
	Due        time.Time
	Done       time.Time // zero while it waits
	Outcome    string    // "fired", "missed", "cancelled": why Done is set
}

// Timers keeps the schedule, one timer for each tournament and kind.
type Timers interface {
	// TimersOf returns the tournament's timers by due time.
	TimersOf(tournament int64) ([]Timer, error)
	// TimersDue returns the waiting timers that are due at t, by due time.
	TimersDue(t time.Time) ([]Timer, error)
	// NextTimer returns the earliest waiting timer or ErrNotFound.
	NextTimer() (Timer, error)
	// PutTimer inserts or replaces a timer by tournament and kind.
	PutTimer(Timer) error
	// DropTimer removes one; removing what is not there is no error.
	DropTimer(tournament int64, kind string) error
}

// Venue is where a tournament happens in Discord. Every id is a snowflake as text, empty for none.
type Venue struct {
	Tournament int64
	Channel    string // where its panel stands and its posts go
	Panel      string // message id of the panel
	Digest     string // of the panel's content as it was last written, so that an equal one is not written again
	Entered    string // role for seated entries
	Ready      string // role for those checked in
	Ping       string // role to mention when something opens
}

// Venues keeps them.
type Venues interface {
	// Venue returns the tournament's, an empty one when none was chosen.
	Venue(tournament int64) (Venue, error)
	// VenuesOf returns the venues of a league's tournaments that are not over, by tournament.
	VenuesOf(league int64) ([]Venue, error)
	// PutVenue inserts or replaces one.
	PutVenue(Venue) error
}

// Grant is a Discord role that the bot gave somebody. Only what is granted is ever taken away.
type Grant struct {
	Tournament int64
	User       string // Discord user id
	Role       string // Discord role id
}

// Grants keeps them.
type Grants interface {
	// GrantsOf returns the tournament's grants by user and role.
	GrantsOf(tournament int64) ([]Grant, error)
	// AddGrant keeps one; one that is there already is no error.
	AddGrant(Grant) error
	// DropGrant removes one; removing what is not there is no error.
	DropGrant(Grant) error
}

// Notice is something that needs a person: a lost permission, a deleted channel, a player who left the server.
type Notice struct {
	League     int64
	Key        string // what it is about; one notice for each key
	Tournament int64  // 0 when it concerns the whole league
	Text       string // what happened and what to do
	Since      time.Time
}

// Notices keeps what is not settled yet.
type Notices interface {
	// NoticesOf returns the league's notices, latest first.
	NoticesOf(league int64) ([]Notice, error)
	// PutNotice keeps one; an older one with the same key keeps its Since.
	PutNotice(Notice) error
	// DropNotice removes one and reports whether it was there.
	DropNotice(league int64, key string) (bool, error)
}
