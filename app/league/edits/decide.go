package edits

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// The decisions that staff can take about a conflict. Which ones fit is told by Choices.
const (
	KeepOurs   = "ours"     // a cell stays as Matchday has it
	TakeTheirs = "theirs"   // a cell becomes what was typed in the Sheet
	PutRowBack = "back"     // a row is written into the Sheet again
	TakeOut    = "withdraw" // the person of a row that is gone is withdrawn
	SamePerson = "same"     // a row with other names is still the same person's
	Somebody   = "other"    // a row with other names is somebody else's
	Enter      = "enter"    // a new row becomes an entry
	Dismiss    = "dismissed"
)

// Choices returns the decisions that fit a kind of conflict, the harmless one first.
func Choices(kind ConflictKind) []string {
	switch kind {
	case CellClash:
		return []string{KeepOurs, TakeTheirs}
	case RowGone:
		return []string{PutRowBack, TakeOut}
	case RowDoubt:
		return []string{PutRowBack, SamePerson, Somebody}
	case RowNew:
		return []string{Enter, Dismiss}
	}
	return []string{Dismiss}
}

// Decide settles one conflict. Deciding it the same way again changes nothing.
func (b *Book) Decide(ctx context.Context, who person.Actor, id, conflict int64, how string) error {
	if err := who.May(person.ActForOthers); err != nil {
		return err
	}
	return b.league.AtDesk(ctx, func(d league.Desk) error {
		m, t, err := mirrorOf(d.Tx, who, id)
		if err != nil {
			return err
		}
		c, err := d.Tx.Conflict(id, conflict)
		if errors.Is(err, store.ErrNotFound) {
			return fault.New(fault.Missing, "That question does not exist any more. Look at the list again.").Because(err)
		}
		if err != nil {
			return fmt.Errorf("conflict: %w", err)
		}
		switch {
		case !c.Decided.IsZero() && c.Decision == how:
			return nil
		case !c.Decided.IsZero():
			return fault.New(fault.Stale, "That was decided already (%s). Look at the list again.", c.Decision)
		case !slices.Contains(Choices(c.Kind), how):
			return fault.New(fault.Invalid, "Choose one of the offered answers.")
		}
		if err := b.settleOne(d, who, m, t, c, how); err != nil {
			return err
		}
		c.Decided, c.Decision, c.DecidedBy = b.league.Now(), how, who.Name
		if err := d.Tx.PutConflict(c); err != nil {
			return fmt.Errorf("keep decision: %w", err)
		}
		return say(d.Tx, who, t.League, Topic(id), Decided, c.Decided, Happened{About: c.About, Field: c.Field, Key: c.Key, Was: c.Ours, Now: c.Theirs, Why: how})
	})
}

// DecideAll settles every open conflict of a kind in the same way and returns how many. Those that are refused stay open;
// their reasons are in the error.
func (b *Book) DecideAll(ctx context.Context, who person.Actor, id int64, kind ConflictKind, how string) (int, error) {
	if err := who.May(person.ActForOthers); err != nil {
		return 0, err
	}
	var open []Conflict
	err := b.view(ctx, func(tx store.Tx) error {
		if _, _, err := mirrorOf(tx, who, id); err != nil {
			return err
		}
		var err error
		open, err = tx.ConflictsOf(id)
		return err
	})
	if err != nil {
		return 0, err
	}
	who.Cause = "" // each is decided once by itself
	done := 0
	var faults fault.List
	for _, c := range open {
		if c.Kind != kind {
			continue
		}
		err := b.Decide(ctx, who, id, c.ID, how)
		switch f := (*fault.Fault)(nil); {
		case err == nil:
			done++
		case errors.As(err, &f):
			faults = append(faults, fault.New(f.Code, "%s: %s", c.About, fault.Sentence(err)))
		default:
			return done, err
		}
	}
	return done, faults.Err()
}

func (b *Book) settleOne(d league.Desk, who person.Actor, m Mirror, t tournament.Tournament, c Conflict, how string) error {
	switch how {
	case KeepOurs:
		return unsay(d.Tx, m, c)
	case TakeTheirs:
		if err := takeTheirs(d, who, t, c); err != nil {
			return err
		}
		return unsay(d.Tx, m, c)
	case PutRowBack:
		if c.Kind == RowGone {
			return d.Tx.DropMirrorRow(m.Tournament, c.Tab, c.Key)
		}
		return vouch(d.Tx, m, c, true)
	case SamePerson:
		return vouch(d.Tx, m, c, false)
	case Somebody:
		return d.Tx.DropMirrorRow(m.Tournament, c.Tab, c.Key)
	case TakeOut:
		return takeOut(d, who, t, c)
	case Enter:
		return enter(d, who, t, Told(c))
	}
	return nil
}

// unsay takes the note about a conflict off its cell.
func unsay(tx store.Tx, m Mirror, c Conflict) error {
	row, err := rowOf(tx, m.Tournament, c.Tab, c.Key)
	if err != nil {
		return fmt.Errorf("row: %w", err)
	}
	mem, ok := row.Cells[c.Field]
	if !ok || mem.Say == "" {
		return nil
	}
	mem.Say = ""
	row.Cells[c.Field] = mem
	return tx.PutMirrorRow(m.Tournament, c.Tab, row)
}

// takeTheirs carries out what was typed, in the name of whoever decides, as if it were typed now.
func takeTheirs(d league.Desk, who person.Actor, t tournament.Tournament, c Conflict) error {
	if c.Field.Round() > 0 {
		return fault.New(fault.Closed, "A single place cannot be taken over: record the lobby's result on the lobbies page, or type the whole lobby in the Sheet again.")
	}
	owner, _ := mirror.Owner(t.ID, c.Key)
	entry, member, err := standing(d.Tx, t.ID, owner)
	if err != nil {
		return err
	}
	_, err = carry(d, who, t, mirror.Edit{Key: c.Key, Field: c.Field, Ours: mirror.CellOf(c.Field, entry, member), Theirs: c.Theirs})
	return err
}

// vouch believes a row whose names are not the remembered ones. over writes ours over everything that it says.
func vouch(tx store.Tx, m Mirror, c Conflict, over bool) error {
	tab, ok := m.Plan.Tab(c.Tab)
	if !ok {
		return fault.New(fault.Stale, "That tab is not kept in step any more.")
	}
	row, err := rowOf(tx, m.Tournament, c.Tab, c.Key)
	if err != nil {
		return fmt.Errorf("row: %w", err)
	}
	cells := Told(c)
	row.Trust = tab.Print(cells)
	if over {
		for f, v := range cells {
			row.Cells[f] = row.Cells[f].Taken(v)
		}
	}
	return tx.PutMirrorRow(m.Tournament, c.Tab, row)
}

// takeOut withdraws the person, or removes the entry, of a row that somebody deleted.
func takeOut(d league.Desk, who person.Actor, t tournament.Tournament, c Conflict) error {
	owner, entryID := mirror.Owner(t.ID, c.Key)
	if owner == 0 {
		return d.Remove(who, t.ID, entryID, "the row was deleted in the Sheet")
	}
	entry, member, err := standing(d.Tx, t.ID, owner)
	if err != nil || !entry.State.Active() {
		return err
	}
	if t.Stage == tournament.Preparing {
		return d.WithdrawFor(who, t.ID, entry.ID, member.Person)
	}
	return d.Remove(who, t.ID, entry.ID, "the row was deleted in the Sheet")
}
