package store

import (
	"time"

	"matchday/app/mirror"
)

// Mirror is the Sheet that a tournament is kept in step with.
type Mirror struct {
	Tournament  int64
	Spreadsheet string // Google's id, as in the address of the Sheet
	Title       string // as it was when it was last looked at
	State       MirrorState
	Reason      string // why it is paused when that was not by hand; a sentence for staff
	Plan        mirror.Plan
	Person      int64 // who set it up: what is typed in the Sheet is done in their name
	Name        string
	Hook        string // secret with which calls of the edit hook are signed; unique
	Version     int64  // one more with every change by staff
	Created     time.Time
	Pulled      time.Time // last successful reading, to the minute
	Pushed      time.Time // last successful writing
}

// MirrorState says whether a mirror works.
type MirrorState string

// The states of a mirror.
const (
	MirrorOn     MirrorState = "on"
	MirrorPaused MirrorState = "paused"
)

// Mirrors keeps them, at most one for a tournament.
type Mirrors interface {
	// Mirror returns a tournament's or ErrNotFound.
	Mirror(tournament int64) (Mirror, error)
	// MirrorsOn returns those that use a spreadsheet, by tournament.
	MirrorsOn(spreadsheet string) ([]Mirror, error)
	// MirrorsOf returns all of them, by tournament.
	MirrorsOf() ([]Mirror, error)
	// PutMirror inserts or replaces one.
	PutMirror(Mirror) error
	// DropMirror removes one with its rows; removing what is not there is no error.
	DropMirror(tournament int64) error
}

// MirrorRows keeps what is remembered of each row of a mirror.
type MirrorRows interface {
	// MirrorRow returns one or ErrNotFound.
	MirrorRow(tournament int64, tab mirror.Kind, key string) (mirror.Row, error)
	// MirrorRowsOf returns those of a tab by key.
	MirrorRowsOf(tournament int64, tab mirror.Kind) (map[string]mirror.Row, error)
	// PutMirrorRow inserts or replaces one by its key. The mirror must be there.
	PutMirrorRow(tournament int64, tab mirror.Kind, row mirror.Row) error
	// DropMirrorRow removes one; removing what is not there is no error.
	DropMirrorRow(tournament int64, tab mirror.Kind, key string) error
}

// MirrorPushes keeps the write of each mirror of which not everything is known yet, at most one.
type MirrorPushes interface {
	// MirrorPush returns a tournament's or ErrNotFound.
	MirrorPush(tournament int64) (mirror.Push, error)
	// PutMirrorPush inserts or replaces one. The mirror must be there.
	PutMirrorPush(tournament int64, p mirror.Push) error
	// DropMirrorPush removes one; removing what is not there is no error.
	DropMirrorPush(tournament int64) error
}

// Conflict is something in the Sheet that only staff can decide.
type Conflict struct {
	ID         int64
	Tournament int64
	Kind       ConflictKind
	Tab        mirror.Kind
	Key        string       // of the row; empty for one that is nobody's yet
	Field      mirror.Field // of a cell; empty when it is about a row
	Row        int          // in the Sheet, from 0, when it was found
	About      string       // whose row it is, as people call them
	Was        string       // what both sides had
	Ours       string
	Theirs     string // what stands or stood in the Sheet; for a row its cells in words
	OursBy     string // who changed ours last, and when, as far as it is known
	OursAt     time.Time
	Found      time.Time
	Decided    time.Time // zero while it is open
	Decision   string
	DecidedBy  string
}

// ConflictKind says what there is to decide.
type ConflictKind string

// The kinds.
const (
	ConflictCell  ConflictKind = "cell"  // both sides changed it
	ConflictGone  ConflictKind = "gone"  // a row is not in the Sheet any more
	ConflictDoubt ConflictKind = "doubt" // a row's key and names do not agree
	ConflictCopy  ConflictKind = "copy"  // a row repeats another
	ConflictNew   ConflictKind = "new"   // a row was typed that is nobody's yet
)

// Conflicts keeps them, decided ones included.
type Conflicts interface {
	// Conflict returns one or ErrNotFound.
	Conflict(tournament, id int64) (Conflict, error)
	// ConflictsOf returns the open ones of a tournament, oldest first.
	ConflictsOf(tournament int64) ([]Conflict, error)
	// ConflictsDecided returns up to limit decided ones, latest decision first.
	ConflictsDecided(tournament int64, limit int) ([]Conflict, error)
	// AddConflict returns the conflict with its id.
	AddConflict(Conflict) (Conflict, error)
	// PutConflict replaces one, ErrNotFound when it is not there.
	PutConflict(Conflict) error
}

// MirrorRun is one time that a mirror did something, or failed.
type MirrorRun struct {
	ID         int64
	Tournament int64
	At         time.Time
	Took       time.Duration // to the millisecond
	Calls      int           // of Google's API
	Edits      int           // of the Sheet that the league took in
	Refused    int
	Conflicts  int // found anew
	Cells      int // written into the Sheet
	NewRows    int
	Failure    string // a sentence; empty when all went well
}

// MirrorRuns keeps the history of mirrors.
type MirrorRuns interface {
	// MirrorRunsOf returns up to limit of a tournament's, latest first.
	MirrorRunsOf(tournament int64, limit int) ([]MirrorRun, error)
	// AddMirrorRun returns the run with its id and removes those of the same tournament beyond the latest keep.
	AddMirrorRun(run MirrorRun, keep int) (MirrorRun, error)
}
