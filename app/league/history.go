package league

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// Happened is one event as a person reads it.
type Happened struct {
	Seq    int64
	At     time.Time
	Actor  string
	Origin person.Origin
	What   tournament.Happening
}

// History returns up to limit happenings of a tournament with Seq < before, latest first; before 0 means from the
// newest.
func (l *League) History(ctx context.Context, who person.Actor, id, before int64, limit int) ([]Happened, error) {
	if err := who.May(person.SeeStaff); err != nil {
		return nil, err
	}
	var list []Happened
	err := l.view(ctx, func(tx store.Tx) error {
		if _, err := l.tournament(tx, who, id); err != nil {
			return err
		}
		events, err := tx.EventsOf(tournament.Topic(id), before, limit)
		if err != nil {
			return fmt.Errorf("events of tournament %d: %w", id, err)
		}
		list, err = happened(events)
		return err
	})
	return list, err
}

func happened(events []store.Event) ([]Happened, error) {
	list := make([]Happened, 0, len(events))
	for _, e := range events {
		h := Happened{Seq: e.Seq, At: e.At, Actor: e.Name, Origin: e.Origin, What: tournament.Happening{Kind: tournament.Kind(e.Kind)}}
		if err := json.Unmarshal(e.Data, &h.What); err != nil {
			return nil, fmt.Errorf("event %d: %w", e.Seq, err)
		}
		h.What.Kind = tournament.Kind(e.Kind)
		list = append(list, h)
	}
	return list, nil
}

// Deliveries returns what was sent to people about a tournament, latest first.
func (l *League) Deliveries(ctx context.Context, who person.Actor, id int64, limit int) ([]store.Delivery, error) {
	if err := who.May(person.SeeStaff); err != nil {
		return nil, err
	}
	var list []store.Delivery
	err := l.view(ctx, func(tx store.Tx) error {
		if _, err := l.tournament(tx, who, id); err != nil {
			return err
		}
		var err error
		list, err = tx.DeliveriesOf(tournament.Topic(id), limit)
		return err
	})
	return list, err
}
