package edits

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// What is kept, under the names by which adapters know it.
type (
	Mirror       = store.Mirror
	State        = store.MirrorState
	Conflict     = store.Conflict
	ConflictKind = store.ConflictKind
	Run          = store.MirrorRun
)

// The states of a mirror and the kinds of conflicts.
const (
	On     = store.MirrorOn
	Paused = store.MirrorPaused

	CellClash = store.ConflictCell
	RowGone   = store.ConflictGone
	RowDoubt  = store.ConflictDoubt
	RowCopy   = store.ConflictCopy
	RowNew    = store.ConflictNew
)

// The kinds of events about mirrors. The first six are said on Topic, where they call for the Sheet to be brought in
// step; the others on SheetTopic, where they do not.
const (
	Connected    = "mirror.connected"
	Changed      = "mirror.changed"
	PausedEvent  = "mirror.paused"
	Resumed      = "mirror.resumed"
	Disconnected = "mirror.disconnected"
	Decided      = "conflict.decided"

	Refused = "edit.refused"
	Raised  = "conflict.raised"
	Settled = "conflict.settled"
)

// Wanted is the kind of the one event on WakeTopic.
const Wanted = "mirror.wanted"

// Topic names the mirror of a tournament in the event log.
func Topic(tournamentID int64) string { return "mirror/" + strconv.FormatInt(tournamentID, 10) }

// SheetTopic names what was met in its Sheet.
func SheetTopic(tournamentID int64) string { return "sheet/" + strconv.FormatInt(tournamentID, 10) }

// WakeTopic names where one process tells the one that keeps the Sheet of a tournament to look at it now. It holds the
// latest such wish alone: it is no history.
func WakeTopic(tournamentID int64) string { return "wake/" + strconv.FormatInt(tournamentID, 10) }

// WokenOf returns the tournament of a WakeTopic.
func WokenOf(topic string) (id int64, ok bool) {
	rest, ok := strings.CutPrefix(topic, "wake/")
	id, err := strconv.ParseInt(rest, 10, 64)
	return id, ok && err == nil
}

// TournamentOf returns the tournament that a topic is about: that of a tournament, of its mirror or of its Sheet.
func TournamentOf(topic string) (id int64, ok bool) {
	kind, rest, _ := strings.Cut(topic, "/")
	id, err := strconv.ParseInt(rest, 10, 64)
	return id, err == nil && (kind == "tournament" || kind == "mirror" || kind == "sheet")
}

// Happened is the data of the events.
type Happened struct {
	About string       `json:"about,omitempty"` // whose row it is
	Field mirror.Field `json:"field,omitempty"`
	Key   string       `json:"key,omitempty"`
	Was   string       `json:"was,omitempty"`
	Now   string       `json:"now,omitempty"`
	Why   string       `json:"why,omitempty"`
}

// Tab is one tab of a Sheet, found where it stands now, with what it says.
type Tab struct {
	mirror.Tab
	Reading mirror.Reading
}

// Book keeps mirrors.
type Book struct {
	league *league.League
	store  store.Store
}

// New returns the book of a league's mirrors.
func New(l *league.League, s store.Store) *Book { return &Book{l, s} }

func (b *Book) view(ctx context.Context, fn func(store.Tx) error) error {
	return b.store.View(ctx, func(_ context.Context, tx store.Tx) error { return fn(tx) })
}

func (b *Book) update(ctx context.Context, fn func(store.Tx) error) error {
	return b.store.Update(ctx, func(_ context.Context, tx store.Tx) error { return fn(tx) })
}

// sheet returns the actor in whose name what is typed in a Sheet is done: whoever connected it, with the rights of a
// helper whatever else they may.
func sheet(m Mirror, t tournament.Tournament, cause string) person.Actor {
	return person.Actor{Person: m.Person, Name: m.Name, League: t.League, Roles: person.Helper, Origin: person.FromSheet, Cause: cause}
}

// cause identifies one edit. The mirror's own beginning is in the hash, because versions count from the start again when a
// Sheet is connected anew.
func cause(m Mirror, key string, what string, version int64, value string) string {
	sum := sha256.Sum256([]byte(strconv.FormatInt(m.Created.UnixMilli(), 10) + "\n" + value))
	return fmt.Sprintf("sheet:%s:%s:%d:%s", key, what, version, hex.EncodeToString(sum[:6]))
}

// own returns a tournament of the actor's league.
func own(tx store.Tx, who person.Actor, id int64) (tournament.Tournament, error) {
	t, err := tx.Tournament(id)
	if errors.Is(err, store.ErrNotFound) || err == nil && t.League != who.League {
		return t, fault.New(fault.Missing, "That tournament does not exist in this league. Look at the list of tournaments again.").Because(err)
	}
	return t, err
}

// mirrorOf returns the mirror of a tournament of the actor's league.
func mirrorOf(tx store.Tx, who person.Actor, id int64) (Mirror, tournament.Tournament, error) {
	t, err := own(tx, who, id)
	if err != nil {
		return Mirror{}, t, err
	}
	m, err := tx.Mirror(id)
	if errors.Is(err, store.ErrNotFound) {
		err = fault.New(fault.Missing, "%s has no Sheet. Connect one first.", t.Name).Because(err)
	}
	return m, t, err
}

// say appends an event.
func say(tx store.Tx, who person.Actor, league int64, topic, kind string, at time.Time, h Happened) error {
	data, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("event %s: %w", kind, err)
	}
	_, err = tx.AddEvent(store.Event{At: at, League: league, Kind: kind, Topic: topic, Actor: who.Person, Name: who.Name, Origin: who.Origin, Cause: who.Cause, Data: data})
	if err != nil {
		return fmt.Errorf("event %s: %w", kind, err)
	}
	return nil
}

// rowOf returns what is remembered of a row, an empty row when it is nothing.
func rowOf(tx store.Tx, id int64, tab mirror.Kind, key string) (mirror.Row, error) {
	row, err := tx.MirrorRow(id, tab, key)
	if errors.Is(err, store.ErrNotFound) {
		return mirror.Row{Key: key, Cells: map[mirror.Field]mirror.Memory{}}, nil
	}
	if row.Cells == nil {
		row.Cells = map[mirror.Field]mirror.Memory{}
	}
	return row, err
}
