package edits

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// errMoved tells that a cell or what the league has for it changed while it was decided about: the next reading decides.
var errMoved = errors.New("changed in the meantime")

// edit carries out what was typed in one cell of a person's row and remembers the cell with it, or puts ours back.
func (b *Book) edit(ctx context.Context, m Mirror, t Tab, e mirror.Edit, w *Work) error {
	note := ""
	err := b.league.AtDesk(ctx, func(d league.Desk) error {
		note = ""
		of, err := d.Tx.Tournament(m.Tournament)
		if err != nil {
			return fmt.Errorf("tournament: %w", err)
		}
		row, mem, err := cellOf(d.Tx, m, t.Kind, e)
		if err != nil {
			return err
		}
		who := sheet(m, of, cause(m, e.Key, string(e.Field), int64(e.Version), e.Theirs))
		if note, err = carry(d, who, of, e); err != nil {
			return err
		}
		if row.Cells[e.Field] = mem.Taken(e.Theirs); note != "" {
			row.Cells[e.Field] = mem.PutBack(e.Theirs, note)
		}
		if err := d.Tx.PutMirrorRow(m.Tournament, t.Kind, row); err != nil {
			return fmt.Errorf("keep row: %w", err)
		}
		return supersede(d.Tx, m, t.Kind, e, b.league.Now())
	})
	switch f := (*fault.Fault)(nil); {
	case err == nil && note != "":
		w.Refused++
	case err == nil:
		w.Edits++
	case errors.Is(err, errMoved):
		return nil
	case errors.As(err, &f) && f.Code != fault.Internal:
		return b.putBack(ctx, m, t, e, fault.Sentence(err), w)
	default:
		return err
	}
	return nil
}

// cellOf returns what is remembered of a cell, errMoved when that is not what the edit was decided by.
func cellOf(tx store.Tx, m Mirror, tab mirror.Kind, e mirror.Edit) (mirror.Row, mirror.Memory, error) {
	row, err := rowOf(tx, m.Tournament, tab, e.Key)
	if err != nil {
		return row, mirror.Memory{}, fmt.Errorf("row of mirror %d: %w", m.Tournament, err)
	}
	mem := row.Cells[e.Field]
	if mem.Version != e.Version {
		return row, mem, errMoved
	}
	return row, mem, nil
}

// carry makes the wish that an edit stands for. note tells why what was wished did not come about although it was taken.
func carry(d league.Desk, who person.Actor, t tournament.Tournament, e mirror.Edit) (note string, err error) {
	id, _ := mirror.Owner(t.ID, e.Key)
	entry, member, err := standing(d.Tx, t.ID, id)
	if err != nil {
		return "", err
	}
	if ours := mirror.CellOf(e.Field, entry, member); ours == e.Theirs {
		return "", nil
	} else if ours != e.Ours {
		return "", errMoved
	}
	switch e.Field {
	case mirror.Registered:
		return carryRegistered(d, who, t, entry, member, e.Theirs)
	case mirror.CheckedIn:
		switch e.Theirs {
		case mirror.Yes:
			return "", d.CheckInFor(who, t.ID, entry.ID, member.Person)
		case mirror.No:
			return "", d.CheckOutFor(who, t.ID, entry.ID, member.Person)
		}
		return "", fault.New(fault.Invalid, "%q is neither yes nor no. Tick the box or untick it.", e.Theirs)
	case mirror.Seed:
		seed, err := strconv.Atoi(e.Theirs)
		if err != nil && e.Theirs != "" {
			return "", fault.New(fault.Invalid, "%q is no seed. Type a number from 1, the strongest, or nothing.", e.Theirs)
		}
		return "", d.Seed(who, t.ID, entry.ID, seed)
	}
	return "", carryDetails(d, who, t, entry, member, e)
}

// carryDetails changes one detail of an application and hands all of it in again.
func carryDetails(d league.Desk, who person.Actor, t tournament.Tournament, entry tournament.Entry, member tournament.Member, e mirror.Edit) error {
	if !entry.State.Active() {
		return fault.New(fault.Closed, "%s is not in %s any more (%s), so nothing of it changes. Tick Registered to bring them back.", member.InGame, t.Name, entry.State)
	}
	a := application(entry, member)
	switch e.Field {
	case mirror.InGame:
		a.InGame, a.Shared = e.Theirs, false
	case mirror.Pronouns:
		a.Pronouns = e.Theirs
	case mirror.AltNames:
		a.AltNames = e.Theirs
	case mirror.Team:
		a.Team = e.Theirs
	default:
		return fault.New(fault.Invalid, "%s cannot be changed in the Sheet.", e.Field.Title())
	}
	_, err := d.RegisterFor(who, t.ID, a)
	return err
}

func application(entry tournament.Entry, m tournament.Member) tournament.Application {
	return tournament.Application{Person: m.Person, InGame: m.InGame, Pronouns: m.Pronouns, AltNames: m.AltNames, Team: entry.Name, Shared: m.Shared}
}

// carryRegistered gives a seat to a person whose box was ticked and takes it from one whose box was unticked.
func carryRegistered(d league.Desk, who person.Actor, t tournament.Tournament, entry tournament.Entry, member tournament.Member, theirs string) (note string, err error) {
	state := entry.State
	switch {
	case theirs != mirror.Yes && theirs != mirror.No:
		return "", fault.New(fault.Invalid, "%q is neither yes nor no. Tick the box or untick it.", theirs)
	case theirs == mirror.Yes && (state == tournament.Waiting || state == tournament.Dropped):
		return "", d.Promote(who, t.ID, entry.ID)
	case theirs == mirror.Yes:
		back, err := d.RegisterFor(who, t.ID, application(entry, member))
		if err == nil && back.State == tournament.Waiting {
			note = "All seats are taken, so they are on the waitlist now."
		}
		return note, err
	case !state.Active():
		return "", nil
	case t.Stage == tournament.Preparing:
		return "", d.WithdrawFor(who, t.ID, entry.ID, member.Person)
	case t.Rules.TeamSize > 1:
		return "", fault.New(fault.Closed, "%s has started, so one player cannot leave %s by a tick. Take the team out on the admin page, or replace the player.", t.Name, entry.Name)
	}
	return "", d.Remove(who, t.ID, entry.ID, "Registered was unticked in the Sheet")
}

// standing returns the entry that a person is in, or was in last.
func standing(tx store.Tx, id, who int64) (tournament.Entry, tournament.Member, error) {
	e, err := tx.ActiveEntryOf(id, who)
	if err == nil {
		m, _ := e.Member(who)
		return e, m, nil
	}
	if !errors.Is(err, store.ErrNotFound) {
		return e, tournament.Member{}, fmt.Errorf("entry of person %d: %w", who, err)
	}
	all, err := tx.EntriesOf(id)
	if err != nil {
		return e, tournament.Member{}, fmt.Errorf("entries of %d: %w", id, err)
	}
	for _, e := range slices.Backward(all) {
		if m, in := e.Member(who); in {
			return e, m, nil
		}
	}
	return e, tournament.Member{}, fault.New(fault.Missing, "Nobody of this row is in the tournament.")
}

// putBack remembers that ours has to be written over what was typed, with the reason as a note.
func (b *Book) putBack(ctx context.Context, m Mirror, t Tab, e mirror.Edit, why string, w *Work) error {
	err := b.update(ctx, func(tx store.Tx) error {
		row, mem, err := cellOf(tx, m, t.Kind, e)
		if err != nil {
			return err
		}
		row.Cells[e.Field] = mem.PutBack(e.Theirs, "Matchday did not take “"+e.Theirs+"”: "+why)
		if err := tx.PutMirrorRow(m.Tournament, t.Kind, row); err != nil {
			return fmt.Errorf("keep row: %w", err)
		}
		of, err := tx.Tournament(m.Tournament)
		if err != nil {
			return fmt.Errorf("tournament: %w", err)
		}
		about, err := aboutOf(tx, m.Tournament, e.Key)
		if err != nil {
			return err
		}
		return say(tx, sheet(m, of, ""), of.League, SheetTopic(m.Tournament), Refused, b.league.Now(), Happened{About: about, Field: e.Field, Key: e.Key, Was: e.Ours, Now: e.Theirs, Why: why})
	})
	if errors.Is(err, errMoved) {
		return nil
	}
	if err == nil {
		w.Refused++
	}
	return err
}

// clash keeps both values of a cell that both sides changed: ours stays, theirs waits for staff.
func (b *Book) clash(ctx context.Context, m Mirror, t Tab, e mirror.Edit, w *Work) error {
	err := b.update(ctx, func(tx store.Tx) error {
		row, mem, err := cellOf(tx, m, t.Kind, e)
		if err != nil {
			return err
		}
		row.Cells[e.Field] = mem.PutBack(e.Theirs, "“"+e.Theirs+"” was typed here while Matchday had a change of its own. Both are kept: decide on the Sheet's page.")
		if err := tx.PutMirrorRow(m.Tournament, t.Kind, row); err != nil {
			return fmt.Errorf("keep row: %w", err)
		}
		now := b.league.Now()
		if err := supersede(tx, m, t.Kind, e, now); err != nil {
			return err
		}
		about, err := aboutOf(tx, m.Tournament, e.Key)
		if err != nil {
			return err
		}
		c := Conflict{Tournament: m.Tournament, Kind: CellClash, Tab: t.Kind, Key: e.Key, Field: e.Field, Row: e.Row, About: about, Was: e.Was, Ours: e.Ours, Theirs: e.Theirs, Found: now}
		if c.OursBy, c.OursAt, err = lastHand(tx, m.Tournament, e.Key); err != nil {
			return err
		}
		return raise(tx, m, c)
	})
	if errors.Is(err, errMoved) {
		return nil
	}
	if err == nil {
		w.Conflicts++
	}
	return err
}

// raise keeps a conflict and says so.
func raise(tx store.Tx, m Mirror, c Conflict) error {
	if _, err := tx.AddConflict(c); err != nil {
		return fmt.Errorf("keep conflict: %w", err)
	}
	of, err := tx.Tournament(m.Tournament)
	if err != nil {
		return fmt.Errorf("tournament: %w", err)
	}
	return say(tx, sheet(m, of, ""), of.League, SheetTopic(m.Tournament), Raised, c.Found, Happened{About: c.About, Field: c.Field, Key: c.Key, Was: c.Ours, Now: c.Theirs})
}

// supersede closes the open conflict of a cell in which staff have typed again.
func supersede(tx store.Tx, m Mirror, tab mirror.Kind, e mirror.Edit, at time.Time) error {
	open, err := tx.ConflictsOf(m.Tournament)
	if err != nil {
		return fmt.Errorf("conflicts: %w", err)
	}
	for _, c := range open {
		if c.Kind != CellClash || c.Tab != tab || c.Key != e.Key || c.Field != e.Field {
			continue
		}
		c.Decided, c.Decision, c.DecidedBy = at, "typed again", m.Name
		if err := tx.PutConflict(c); err != nil {
			return fmt.Errorf("close conflict: %w", err)
		}
	}
	return nil
}

// aboutOf names whose row a key is.
func aboutOf(tx store.Tx, id int64, key string) (string, error) {
	who, entry := mirror.Owner(id, key)
	switch {
	case who != 0:
		p, err := tx.Person(who)
		if errors.Is(err, store.ErrNotFound) {
			return "", nil
		}
		return p.Name, err
	case entry != 0:
		e, err := tx.Entry(id, entry)
		if errors.Is(err, store.ErrNotFound) {
			return "", nil
		}
		return e.Name, err
	}
	return "", nil
}

// lastHand returns who changed a person's or an entry's row in the league last, as far as the latest events tell.
func lastHand(tx store.Tx, id int64, key string) (string, time.Time, error) {
	who, entry := mirror.Owner(id, key)
	events, err := tx.EventsOf(tournament.Topic(id), 0, 200)
	if err != nil {
		return "", time.Time{}, fmt.Errorf("events of tournament %d: %w", id, err)
	}
	for _, e := range events {
		var h tournament.Happening
		if json.Unmarshal(e.Data, &h) != nil {
			continue
		}
		if who != 0 && h.Person == who || entry != 0 && (h.Entry == entry || slices.ContainsFunc(h.Seats, func(s tournament.Seat) bool { return s.Entry == entry })) {
			return e.Name, e.At, nil
		}
	}
	return "", time.Time{}, nil
}
