package sqlstore

import (
	"context"
	"encoding/json"
	"math"
	"time"

	"matchday/app/person"
	"matchday/store"
	"matchday/store/sqlstore/query"
)

// AddEvent implements store.Events.
func (tx *Tx) AddEvent(e store.Event) (store.Event, error) {
	seq, err := add(tx, (*query.Queries).AddEvent, query.AddEventParams{At: ms(e.At), League: e.League, Kind: e.Kind, Topic: e.Topic,
		Actor: e.Actor, Name: e.Name, Origin: string(e.Origin), Cause: e.Cause, Data: document(e.Data)})
	if err != nil {
		return e, err
	}
	tx.said = append(tx.said, Said{e.Topic, seq})
	e.Seq, e.At, e.Data = seq, at(ms(e.At)), json.RawMessage(document(e.Data))
	return e, nil
}

// document writes JSON that is there as text, and none as an empty object.
func document(data json.RawMessage) string {
	if len(data) == 0 {
		return "{}"
	}
	return string(data)
}

func event(row query.Event) store.Event {
	return store.Event{Seq: row.Seq, At: at(row.At), League: row.League, Kind: row.Kind, Topic: row.Topic, Actor: row.Actor,
		Name: row.Name, Origin: person.Origin(row.Origin), Cause: row.Cause, Data: json.RawMessage(row.Data)}
}

// EventsAfter implements store.Events.
func (tx *Tx) EventsAfter(seq int64, limit int) ([]store.Event, error) {
	return list(tx, (*query.Queries).EventsAfter, query.EventsAfterParams{Seq: seq, Limit: most(limit)}, event)
}

// EventsOf implements store.Events.
func (tx *Tx) EventsOf(topic string, before int64, limit int) ([]store.Event, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	return list(tx, (*query.Queries).EventsOf, query.EventsOfParams{Topic: topic, Seq: before, Limit: most(limit)}, event)
}

// HeadOf implements store.Events.
func (tx *Tx) HeadOf(topic string) (int64, error) {
	return one(tx, (*query.Queries).HeadOf, topic, same)
}

// DropEventsBefore implements store.Events.
func (tx *Tx) DropEventsBefore(topic string, seq int64) error {
	return run(tx, (*query.Queries).DropEventsBefore, query.DropEventsBeforeParams{Topic: topic, Seq: seq})
}

// LastSeq implements store.Events.
func (tx *Tx) LastSeq() (int64, error) {
	return one(tx, func(q *query.Queries, ctx context.Context, _ struct{}) (int64, error) { return q.LastSeq(ctx) }, struct{}{}, same)
}

// Cause implements store.Causes.
func (tx *Tx) Cause(cause string) (store.Cause, error) {
	return one(tx, (*query.Queries).CauseKnown, cause, func(row query.Cause) store.Cause {
		return store.Cause{Cause: row.Cause, Person: row.Person, Seq: row.Seq, At: at(row.At)}
	})
}

// AddCause implements store.Causes.
func (tx *Tx) AddCause(c store.Cause) error {
	n, err := rows(tx, (*query.Queries).AddCause, query.AddCauseParams{Cause: c.Cause, Person: c.Person, Seq: c.Seq, At: ms(c.At)})
	if err == nil && n == 0 {
		err = store.ErrExists
	}
	return err
}

// DropCausesBefore implements store.Causes.
func (tx *Tx) DropCausesBefore(t time.Time) error {
	return run(tx, (*query.Queries).DropCausesBefore, ms(t))
}

// Cursor implements store.Cursors.
func (tx *Tx) Cursor(follower string) (int64, error) {
	seq, err := one(tx, (*query.Queries).Cursor, follower, same)
	_, err = found(err)
	return seq, err
}

// PutCursor implements store.Cursors.
func (tx *Tx) PutCursor(follower string, seq int64) error {
	return run(tx, (*query.Queries).PutCursor, query.PutCursorParams{Follower: follower, Seq: seq})
}

func delivery(row query.Delivery) store.Delivery {
	return store.Delivery{ID: row.ID, Follower: row.Follower, Key: row.Key, Seq: row.Seq, Topic: row.Topic, Data: json.RawMessage(row.Data),
		Due: at(row.Due), Tries: int(row.Tries), State: store.DeliveryState(row.State), Sent: row.Sent, Failure: row.Failure, At: at(row.At)}
}

// AddDelivery implements store.Deliveries.
func (tx *Tx) AddDelivery(d store.Delivery) (store.Delivery, error) {
	row := query.Delivery{Follower: d.Follower, Key: d.Key, Seq: d.Seq, Topic: d.Topic, Data: document(d.Data), Due: ms(d.Due),
		Tries: int64(d.Tries), State: string(d.State), Sent: d.Sent, Failure: d.Failure, At: ms(d.At)}
	id, err := add(tx, (*query.Queries).AddDelivery, query.AddDeliveryParams{Follower: row.Follower, Key: row.Key, Seq: row.Seq, Topic: row.Topic,
		Data: row.Data, Due: row.Due, Tries: row.Tries, State: row.State, Sent: row.Sent, Failure: row.Failure, At: row.At})
	row.ID = id
	return delivery(row), err
}

// DeliveriesDue implements store.Deliveries.
func (tx *Tx) DeliveriesDue(follower string, t time.Time, limit int) ([]store.Delivery, error) {
	return list(tx, (*query.Queries).DeliveriesDue, query.DeliveriesDueParams{Follower: follower, Due: ms(t), Limit: most(limit)}, delivery)
}

// NextDelivery implements store.Deliveries.
func (tx *Tx) NextDelivery(follower string) (time.Time, error) {
	return one(tx, (*query.Queries).NextDelivery, follower, at)
}

// DeliveriesOf implements store.Deliveries.
func (tx *Tx) DeliveriesOf(topic string, limit int) ([]store.Delivery, error) {
	return list(tx, (*query.Queries).DeliveriesOf, query.DeliveriesOfParams{Topic: topic, Limit: most(limit)}, delivery)
}

// PutDelivery implements store.Deliveries.
func (tx *Tx) PutDelivery(d store.Delivery) error {
	return replace(tx, (*query.Queries).PutDelivery, query.PutDeliveryParams{ID: d.ID, Due: ms(d.Due), Tries: int64(d.Tries), State: string(d.State),
		Sent: d.Sent, Failure: d.Failure})
}

// WaitingDeliveries implements store.Deliveries.
func (tx *Tx) WaitingDeliveries(follower string) (int, error) {
	return one(tx, (*query.Queries).WaitingDeliveries, follower, func(n int64) int { return int(n) })
}

func most(limit int) int32 { return int32(min(limit, math.MaxInt32)) }
