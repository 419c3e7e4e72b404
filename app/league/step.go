package league

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"matchday/app/fault"
	"matchday/app/league/find"
	"matchday/app/league/keeping"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// rule is what a staff step does to a night.
type rule func(tournament.Night, time.Time) (tournament.Night, []tournament.Happening, error)

// step is one staff step: who wants it and what it needs. What it is called in "Undo: …" follows from what it makes happen.
type step struct {
	who     person.Actor
	act     person.Act
	id      int64 // the tournament
	version int64 // the tournament's version it was drawn from; 0 accepts any
	final   bool  // it cannot be taken back
	before  func(store.Tx, tournament.Night) error
	rule    rule
}

// do carries a staff step out and returns the board after it. A step that changes nothing says nothing.
func (l *League) do(ctx context.Context, s step) (*tournament.Board, error) {
	if err := s.who.May(s.act); err != nil {
		return nil, err
	}
	if err := l.update(ctx, func(tx store.Tx) error { return l.take(tx, s) }); err != nil {
		return nil, err
	}
	l.wakeClock()
	return l.BoardFor(ctx, s.who, s.id)
}

// take carries a step out inside a transaction.
func (l *League) take(tx store.Tx, s step) error {
	if repeated, err := done(tx, s.who); repeated || err != nil {
		return err
	}
	before, err := l.night(tx, s.who, s.id)
	if err != nil {
		return err
	}
	if s.version != 0 && s.version != before.Tournament.Version {
		return stale(before.Tournament)
	}
	if s.before != nil {
		if err := s.before(tx, before); err != nil {
			return err
		}
	}
	return l.carryOut(tx, s, before)
}

func (l *League) carryOut(tx store.Tx, s step, before tournament.Night) error {
	at := l.Now()
	after, said, err := s.rule(before, at)
	if err != nil {
		return err
	}
	if !tournament.Between(before, after).Empty() {
		after.Tournament.Version = before.Tournament.Version + 1
	}
	return l.keep(tx, s.who, !s.final, before, after, said, at)
}

// keep saves what a rule changed and says it; staff tells whether it is a step of theirs that can be taken back.
func (l *League) keep(tx store.Tx, who person.Actor, staff bool, before, after tournament.Night, said []tournament.Happening, at time.Time) error {
	change, err := keeping.Night(tx, before, after)
	if err != nil {
		return err
	}
	if err := l.syncTimers(tx, before.Tournament, after.Tournament, at); err != nil {
		return err
	}
	return l.tell(tx, who, staff, after.Tournament, change, said, at)
}

// tell says what happened, remembers the wish and keeps the step of staff, all of them in the transaction that saved the
// change.
func (l *League) tell(tx store.Tx, who person.Actor, staff bool, t tournament.Tournament, change tournament.Change, said []tournament.Happening, at time.Time) error {
	seq, err := say(tx, who, t, at, said)
	if err != nil {
		return err
	}
	if err := settleAnswered(tx, t, said, at); err != nil {
		return err
	}
	if seq == 0 && !change.Empty() {
		return fmt.Errorf("tournament %d changed and nothing says so", t.ID)
	}
	if err := remember(tx, who, seq, at); err != nil {
		return err
	}
	if !staff || change.Empty() {
		return nil
	}
	title := tournament.Deed(said)
	if title == "" {
		return fmt.Errorf("tournament %d: a step of staff without a name: %s", t.ID, said[0].Kind)
	}
	_, err = tx.AddStep(store.Step{Tournament: t.ID, Seq: seq, At: at, Actor: who.Person, Name: who.Name, Title: title, Change: change})
	return err
}

func stale(t tournament.Tournament) error {
	return fault.New(fault.Stale, "%s has moved on since this was shown. Look at it again; nothing was changed.", t.Name)
}

// night loads everything of a tournament, which must be of the actor's league.
func (l *League) night(tx store.Tx, who person.Actor, id int64) (tournament.Night, error) {
	t, err := l.tournament(tx, who, id)
	if err != nil {
		return tournament.Night{}, err
	}
	n := tournament.Night{Tournament: t}
	if n.Entries, err = tx.EntriesOf(id); err != nil {
		return n, fmt.Errorf("entries of %d: %w", id, err)
	}
	if n.Rounds, err = tx.RoundsOf(id); err != nil {
		return n, fmt.Errorf("rounds of %d: %w", id, err)
	}
	if n.Lobbies, err = tx.LobbiesOf(id); err != nil {
		return n, fmt.Errorf("lobbies of %d: %w", id, err)
	}
	return n, nil
}

func (l *League) tournament(tx store.Tx, who person.Actor, id int64) (tournament.Tournament, error) {
	t, err := tx.Tournament(id)
	if err == nil && t.League != who.League {
		err = store.ErrNotFound
	}
	return t, find.Missing(err, "That tournament does not exist in this league. Look at the list of tournaments again.")
}

// say appends one event for each happening, with the display names of the people concerned filled in, and returns the
// number of the first, 0 for none. What starts or ends a tournament is said to the league as well.
func say(tx store.Tx, who person.Actor, t tournament.Tournament, at time.Time, said []tournament.Happening) (int64, error) {
	var first int64
	for i := range said {
		h, err := named(tx, who, said[i])
		if err != nil {
			return 0, err
		}
		said[i] = h
		topics := []string{tournament.Topic(t.ID)}
		if h.Kind == tournament.Created || h.Kind == tournament.Changed || h.Kind == tournament.Ended || h.Kind == tournament.CalledOff {
			topics = append(topics, Topic(t.League))
		}
		for _, topic := range topics {
			seq, err := sayOne(tx, who, t.League, topic, string(h.Kind), at, h)
			if err != nil {
				return 0, err
			}
			if first == 0 {
				first = seq
			}
		}
	}
	return first, nil
}

func sayOne(tx store.Tx, who person.Actor, league int64, topic, kind string, at time.Time, data any) (int64, error) {
	text, err := json.Marshal(data)
	if err != nil {
		return 0, fmt.Errorf("event %s: %w", kind, err)
	}
	e, err := tx.AddEvent(store.Event{At: at, League: league, Kind: kind, Topic: topic, Actor: who.Person, Name: who.Name,
		Origin: who.Origin, Cause: who.Cause, Data: text})
	if err != nil {
		return 0, fmt.Errorf("event %s: %w", kind, err)
	}
	return e.Seq, nil
}

// named fills in the display names of the people that a happening concerns.
func named(tx store.Tx, who person.Actor, h tournament.Happening) (tournament.Happening, error) {
	var err error
	if h.Who, err = displayed(tx, who, h.Person, h.Who); err != nil {
		return h, err
	}
	h.Other, err = displayed(tx, who, h.OtherPerson, h.Other)
	return h, err
}

// displayed returns the display name of a person, or the given name when nobody is meant or known.
func displayed(tx store.Tx, who person.Actor, id int64, or string) (string, error) {
	switch id {
	case 0:
		return or, nil
	case who.Person:
		return who.Name, nil
	}
	p, err := find.Optional(tx.Person(id))
	if err != nil {
		return "", fmt.Errorf("person %d: %w", id, err)
	}
	if p == nil {
		return or, nil
	}
	return p.Name, nil
}
