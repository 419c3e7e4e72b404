package league

import (
	"context"
	"fmt"
	"time"

	"matchday/app/league/find"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// CheckIn marks the actor as present in a tournament. Doing it twice is answered with the present state.
func (l *League) CheckIn(ctx context.Context, who person.Actor, id int64) (tournament.Entry, error) {
	return l.presence(ctx, who, id, func(t tournament.Tournament, e tournament.Entry, at time.Time) (tournament.Entry, []tournament.Happening, error) {
		return t.CheckInMember(e, who.Person, at)
	})
}

// CheckOut takes the actor's check-in back while check-in is open.
func (l *League) CheckOut(ctx context.Context, who person.Actor, id int64) (tournament.Entry, error) {
	return l.presence(ctx, who, id, func(t tournament.Tournament, e tournament.Entry, _ time.Time) (tournament.Entry, []tournament.Happening, error) {
		return t.CheckOutMember(e, who.Person)
	})
}

// presence is the path of the busiest minutes of a night: it reads two rows and writes one, besides the wish.
func (l *League) presence(ctx context.Context, who person.Actor, id int64, rule func(tournament.Tournament, tournament.Entry, time.Time) (tournament.Entry, []tournament.Happening, error)) (tournament.Entry, error) {
	if err := who.May(person.TakePart); err != nil {
		return tournament.Entry{}, err
	}
	var result tournament.Entry
	err := l.update(ctx, func(tx store.Tx) error {
		t, err := l.tournament(tx, who, id)
		if err != nil {
			return err
		}
		mine, err := find.Optional(tx.ActiveEntryOf(id, who.Person))
		if err != nil {
			return fmt.Errorf("entry of person %d: %w", who.Person, err)
		}
		if mine == nil {
			mine = &tournament.Entry{}
		}
		at := l.Now()
		e, said, err := rule(t, *mine, at)
		result = e
		if err != nil || len(said) == 0 {
			return err
		}
		if repeated, err := done(tx, who); repeated || err != nil {
			result = *mine
			return err
		}
		if err := tx.PutEntry(e); err != nil {
			return fmt.Errorf("keep entry: %w", err)
		}
		seq, err := say(tx, who, t, at, said)
		if err != nil {
			return err
		}
		return remember(tx, who, seq, at)
	})
	return result, err
}

// CheckInFor marks one person of an entry as present, or all of them when member is 0. Once check-in has closed it
// brings a dropped entry back, if a seat is free.
func (l *League) CheckInFor(ctx context.Context, who person.Actor, id, entry, member int64) (*tournament.Board, error) {
	return l.do(ctx, checkInFor(who, id, entry, member))
}

func checkInFor(who person.Actor, id, entry, member int64) step {
	return step{who: who, act: person.ActForOthers, id: id,
		rule: func(n tournament.Night, at time.Time) (tournament.Night, []tournament.Happening, error) {
			return n.CheckInFor(entry, member, at)
		}}
}

// CheckOutFor takes the check-in of one person of an entry back, or of all of them when member is 0.
func (l *League) CheckOutFor(ctx context.Context, who person.Actor, id, entry, member int64) (*tournament.Board, error) {
	return l.do(ctx, checkOutFor(who, id, entry, member))
}

func checkOutFor(who person.Actor, id, entry, member int64) step {
	return step{who: who, act: person.ActForOthers, id: id,
		rule: func(n tournament.Night, _ time.Time) (tournament.Night, []tournament.Happening, error) {
			return n.CheckOutFor(entry, member)
		}}
}
