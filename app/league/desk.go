package league

import (
	"context"
	"time"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// Desk carries out wishes inside a transaction of its user, who keeps something of their own together with what a wish
// changes: the mirror keeps what it remembers of a cell. Each method is the one of the same name of League.
type Desk struct {
	Tx     store.Tx
	league *League
}

// AtDesk runs fn in one transaction; an error takes everything back. fn may run more than once.
func (l *League) AtDesk(ctx context.Context, fn func(Desk) error) error {
	if err := l.update(ctx, func(tx store.Tx) error { return fn(Desk{tx, l}) }); err != nil {
		return err
	}
	l.wakeClock()
	return nil
}

func (d Desk) do(s step) error {
	if err := s.who.May(s.act); err != nil {
		return err
	}
	return d.league.take(d.Tx, s)
}

// Take carries a rule out as one step of staff that act allows; it is named by the first thing that it makes happen.
func (d Desk) Take(who person.Actor, act person.Act, id int64, by func(tournament.Night, time.Time) (tournament.Night, []tournament.Happening, error)) error {
	return d.do(step{who: who, act: act, id: id, rule: by})
}

// RegisterFor takes an application that staff fill in for somebody else.
func (d Desk) RegisterFor(who person.Actor, id int64, a tournament.Application) (tournament.Entry, error) {
	if err := who.May(person.ActForOthers); err != nil {
		return tournament.Entry{}, err
	}
	if a.Person == 0 {
		return tournament.Entry{}, fault.Field("person", "Choose who should be registered.")
	}
	a.Staff = true
	return d.league.apply(d.Tx, who, id, a)
}

// WithdrawFor takes somebody else out before the start.
func (d Desk) WithdrawFor(who person.Actor, id, entry, member int64) error {
	return d.do(withdrawFor(who, id, entry, member))
}

// Remove takes an entry out; after the start its points stay.
func (d Desk) Remove(who person.Actor, id, entry int64, reason string) error {
	return d.do(expel(who, id, entry, reason, tournament.Night.Remove))
}

// Promote gives a waiting or dropped entry a seat.
func (d Desk) Promote(who person.Actor, id, entry int64) error { return d.do(promote(who, id, entry)) }

// CheckInFor marks one person of an entry as present.
func (d Desk) CheckInFor(who person.Actor, id, entry, member int64) error {
	return d.do(checkInFor(who, id, entry, member))
}

// CheckOutFor takes the check-in of one person of an entry back.
func (d Desk) CheckOutFor(who person.Actor, id, entry, member int64) error {
	return d.do(checkOutFor(who, id, entry, member))
}

// Seed sets how strong an entry is.
func (d Desk) Seed(who person.Actor, id, entry int64, seed int) error {
	return d.do(seedEntry(who, id, entry, seed))
}

// RecordResult writes how a lobby ended, or corrects it.
func (d Desk) RecordResult(who person.Actor, id int64, res tournament.Result) error {
	return d.do(recordResult(who, id, res))
}
