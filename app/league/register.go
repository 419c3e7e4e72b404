package league

import (
	"context"
	"errors"
	"fmt"
	"time"

	"matchday/app/fault"
	"matchday/app/league/find"
	"matchday/app/league/keeping"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// Register takes the actor's application for a tournament. Whoever is in already changes their details with it; another
// team name changes the team. The entry that is returned says whether it is seated or on the waitlist.
func (l *League) Register(ctx context.Context, who person.Actor, id int64, a tournament.Application) (tournament.Entry, error) {
	a.Person, a.Guest, a.Staff, a.Shared = who.Person, "", false, false
	if err := who.May(person.TakePart); err != nil {
		return tournament.Entry{}, err
	}
	return l.register(ctx, who, id, a)
}

// RegisterFor takes an application that staff fill in for somebody else, whether or not registration is open. A guest
// becomes known with the entry, or not at all.
func (l *League) RegisterFor(ctx context.Context, who person.Actor, id int64, a tournament.Application) (tournament.Entry, error) {
	a.Staff = true
	if err := who.May(person.ActForOthers); err != nil {
		return tournament.Entry{}, err
	}
	return l.register(ctx, who, id, a)
}

func (l *League) register(ctx context.Context, who person.Actor, id int64, a tournament.Application) (tournament.Entry, error) {
	if a.Person == 0 && a.Guest == "" {
		return tournament.Entry{}, fault.Field("person", "Choose who should be registered.")
	}
	var result tournament.Entry
	err := l.update(ctx, func(tx store.Tx) (err error) {
		result, err = l.apply(tx, who, id, a)
		return err
	})
	return result, err
}

// apply takes an application inside a transaction.
func (l *League) apply(tx store.Tx, who person.Actor, id int64, a tournament.Application) (tournament.Entry, error) {
	var result tournament.Entry
	t, err := l.tournament(tx, who, id)
	if err != nil {
		return result, err
	}
	if repeated, err := done(tx, who); repeated || err != nil {
		if repeated && a.Person == 0 {
			return entryOfWish(tx, who, id)
		}
		err = presentEntry(tx, id, a.Person, &result, err)
		return result, err
	}
	if a, err = l.meetGuest(tx, a); err != nil {
		return result, err
	}
	if a.Staff {
		if err := known(tx, a.Person); err != nil {
			return result, err
		}
	}
	clean, err := t.Clean(a)
	if err != nil {
		return result, err
	}
	return l.admit(tx, who, t, clean)
}

// known refuses a person of whom nobody has heard, whom staff have named by a number.
func known(tx store.Tx, id int64) error {
	_, err := tx.Person(id)
	return find.Missing(err, "That person is not known. Choose somebody from the list.")
}

// admit decides one clean application and keeps what comes of it.
func (l *League) admit(tx store.Tx, who person.Actor, t tournament.Tournament, a tournament.Application) (tournament.Entry, error) {
	f, err := fieldFor(tx, t, a)
	if err != nil {
		return tournament.Entry{}, err
	}
	at := l.Now()
	if f.Mine != nil && t.Rules.TeamSize > 1 && !f.KeepsEntry(a) {
		if err := l.leaveTeam(tx, who, t, f.Mine.ID, a); err != nil {
			return tournament.Entry{}, err
		}
		if f, err = fieldFor(tx, t, a); err != nil {
			return tournament.Entry{}, err
		}
	}
	e, said, err := t.Register(a, f, at)
	if err != nil || len(said) == 0 {
		return e, errors.Join(err, remember(tx, who, 0, at))
	}
	before := f.Mine
	if before == nil {
		before = f.Team
	}
	if before == nil {
		e, err = tx.AddEntry(e)
		said[0].Entry = e.ID
	} else {
		err = tx.PutEntry(e)
	}
	if err != nil {
		return e, fmt.Errorf("keep entry: %w", err)
	}
	change := tournament.Change{Entries: []tournament.Images[tournament.Entry]{{Before: before, After: &e}}}
	if e.State == tournament.Waiting && a.Staff {
		if e, change, said, err = l.promote(tx, who, e, change, said); err != nil {
			return e, err
		}
	}
	return e, l.tell(tx, who, a.Staff, t, change, said, at)
}

// promote gives a free seat to an entry that staff have just made ready for one, as part of the same step.
func (l *League) promote(tx store.Tx, who person.Actor, e tournament.Entry, change tournament.Change, said []tournament.Happening) (tournament.Entry, tournament.Change, []tournament.Happening, error) {
	before, err := l.night(tx, who, e.Tournament)
	if err != nil {
		return e, change, said, err
	}
	after, promoted := before.Promote()
	more, err := keeping.Night(tx, before, after)
	e, _ = after.Entry(e.ID)
	return e, change.Then(more), append(said, promoted...), err
}

// leaveTeam takes a person out of their present team so that they can join another, in the same transaction: a refusal
// of the other team takes it back.
func (l *League) leaveTeam(tx store.Tx, who person.Actor, t tournament.Tournament, entry int64, a tournament.Application) error {
	if t.Registration != tournament.Open && !a.Staff {
		return fault.Field("team", "Registration for %s is closed, so the team can only be changed by the staff. Ask them.", t.Name)
	}
	before, err := l.night(tx, who, t.ID)
	if err != nil {
		return err
	}
	at := l.Now()
	after, said, err := before.Withdraw(entry, a.Person, at)
	if err != nil {
		return err
	}
	who.Cause = "" // the wish is carried out once the new team is joined
	return l.keep(tx, who, a.Staff, before, after, said, at)
}

// fieldFor reads what the rules of registering look at.
func fieldFor(tx store.Tx, t tournament.Tournament, a tournament.Application) (tournament.Field, error) {
	var f tournament.Field
	var err error
	if f.Seated, err = tx.SeatedIn(t.ID); err != nil {
		return f, fmt.Errorf("count seats: %w", err)
	}
	if f.Mine, err = find.Optional(tx.ActiveEntryOf(t.ID, a.Person)); err != nil {
		return f, fmt.Errorf("entry of person %d: %w", a.Person, err)
	}
	if t.Rules.TeamSize > 1 {
		if f.Team, err = find.Optional(tx.ActiveEntryNamed(t.ID, a.Team)); err != nil {
			return f, fmt.Errorf("team: %w", err)
		}
	}
	users, err := tx.InGameOf(t.ID, a.InGame)
	if err != nil {
		return f, fmt.Errorf("in-game name: %w", err)
	}
	for _, user := range users {
		f.InUse = f.InUse || user != a.Person
	}
	return f, nil
}

// presentEntry answers a repeated wish with the entry as it is.
func presentEntry(tx store.Tx, id, who int64, into *tournament.Entry, err error) error {
	if err != nil {
		return err
	}
	e, err := find.Optional(tx.ActiveEntryOf(id, who))
	if e != nil {
		*into = *e
	}
	return err
}

// entryOfWish finds the entry that the first delivery of a wish was about.
func entryOfWish(tx store.Tx, who person.Actor, id int64) (tournament.Entry, error) {
	c, err := tx.Cause(who.Cause)
	if err != nil {
		return tournament.Entry{}, fmt.Errorf("cause of a repeated wish: %w", err)
	}
	events, err := tx.EventsAfter(c.Seq-1, 1)
	if err != nil || len(events) == 0 {
		return tournament.Entry{}, fmt.Errorf("event of a repeated wish: %w", err)
	}
	said, err := happened(events)
	if err != nil {
		return tournament.Entry{}, err
	}
	e, err := tx.Entry(id, said[0].What.Entry)
	return e, find.Missing(err, "That entry is not there any more. Look at the list again.")
}

// Withdraw takes the actor out of a tournament before it starts. A seat that becomes free goes to the next in line in
// the same transaction.
func (l *League) Withdraw(ctx context.Context, who person.Actor, id int64) (tournament.Entry, error) {
	if err := who.May(person.TakePart); err != nil {
		return tournament.Entry{}, err
	}
	return l.withdraw(ctx, who, id)
}

// WithdrawFor takes somebody else out before the start, by staff.
func (l *League) WithdrawFor(ctx context.Context, who person.Actor, id, entry, member int64) (*tournament.Board, error) {
	return l.do(ctx, withdrawFor(who, id, entry, member))
}

func withdrawFor(who person.Actor, id, entry, member int64) step {
	return step{who: who, act: person.ActForOthers, id: id,
		rule: func(n tournament.Night, at time.Time) (tournament.Night, []tournament.Happening, error) {
			return n.Withdraw(entry, member, at)
		}}
}

func (l *League) withdraw(ctx context.Context, who person.Actor, id int64) (tournament.Entry, error) {
	var result tournament.Entry
	err := l.update(ctx, func(tx store.Tx) error {
		before, err := l.night(tx, who, id)
		if err != nil {
			return err
		}
		if repeated, err := done(tx, who); repeated || err != nil {
			return presentEntry(tx, id, who.Person, &result, err)
		}
		mine, err := find.Optional(tx.ActiveEntryOf(id, who.Person))
		if err != nil {
			return fmt.Errorf("entry of person %d: %w", who.Person, err)
		}
		if mine == nil {
			mine = &tournament.Entry{}
		}
		at := l.Now()
		after, said, err := before.Withdraw(mine.ID, who.Person, at)
		if err != nil {
			return err
		}
		result, _ = after.Entry(mine.ID)
		return l.keep(tx, who, false, before, after, said, at)
	})
	return result, err
}
