package storetest

import (
	"encoding/json"
	"math"
	"strconv"
	"testing"
	"time"

	"matchday/app/person"
	"matchday/store"
)

// say adds an event to a topic and returns it.
func say(t *testing.T, tx store.Tx, topic string) store.Event {
	t.Helper()
	return ok(tx.AddEvent(store.Event{At: kept(noon()), Kind: "entry.checked_in", Topic: topic, Origin: person.FromClock}))(t)
}

func seqs(list []store.Event) []int64 {
	return ids(list, func(e store.Event) int64 { return e.Seq })
}

func events() []testCase {
	return []testCase{
		{"kept as given", func(t *testing.T, s store.Store) {
			e := store.Event{At: noon(), League: 3, Kind: "entry.checked_in", Topic: "tournament/7", Actor: 5, Name: "Zoë", Origin: person.FromSheet,
				Cause: "sheet:1:2:3:4", Data: json.RawMessage(`{"name":"달빛","n":[1,2]}`)}
			update(t, s, func(tx store.Tx) {
				added := ok(tx.AddEvent(e))(t)
				e.Seq, e.At = added.Seq, kept(noon())
				same(t, added, e)
				bare := ok(tx.AddEvent(store.Event{Topic: "league/1"}))(t)
				same(t, string(bare.Data), "{}")
			})
			view(t, s, func(tx store.Tx) {
				same(t, ok(tx.EventsAfter(e.Seq-1, 1))(t), []store.Event{e})
				same(t, ok(tx.EventsOf("tournament/7", 0, 9))(t), []store.Event{e})
			})
		}},
		{"read forwards by number and backwards by topic", func(t *testing.T, s store.Store) {
			update(t, s, func(tx store.Tx) {
				same(t, ok(tx.LastSeq())(t), 0)
				same(t, ok(tx.HeadOf("a"))(t), 0)
				a1, b1, a2, a3 := say(t, tx, "a"), say(t, tx, "b"), say(t, tx, "a"), say(t, tx, "a")
				same(t, seqs(ok(tx.EventsAfter(0, 99))(t)), []int64{a1.Seq, b1.Seq, a2.Seq, a3.Seq})
				same(t, seqs(ok(tx.EventsAfter(a1.Seq, 2))(t)), []int64{b1.Seq, a2.Seq})
				same(t, seqs(ok(tx.EventsAfter(a3.Seq, 9))(t)), []int64{})
				same(t, seqs(ok(tx.EventsOf("a", 0, 2))(t)), []int64{a3.Seq, a2.Seq})
				same(t, seqs(ok(tx.EventsOf("a", a2.Seq, math.MaxInt))(t)), []int64{a1.Seq})
				same(t, seqs(ok(tx.EventsOf("c", 0, 9))(t)), []int64{})
				same(t, ok(tx.HeadOf("a"))(t), a3.Seq)
				same(t, ok(tx.HeadOf("b"))(t), b1.Seq)
				same(t, ok(tx.LastSeq())(t), a3.Seq)
			})
		}},
		{"forgotten by topic up to a number", func(t *testing.T, s store.Store) {
			var old, other, newest store.Event
			update(t, s, func(tx store.Tx) {
				old, other = say(t, tx, "a"), say(t, tx, "b")
			})
			update(t, s, func(tx store.Tx) {
				newest = say(t, tx, "a")
				must(t, tx.DropEventsBefore("a", newest.Seq))
				must(t, tx.DropEventsBefore("c", newest.Seq))
			})
			view(t, s, func(tx store.Tx) {
				same(t, seqs(ok(tx.EventsAfter(0, 9))(t)), []int64{other.Seq, newest.Seq})
				same(t, seqs(ok(tx.EventsAfter(old.Seq, 9))(t)), []int64{other.Seq, newest.Seq})
				same(t, ok(tx.HeadOf("a"))(t), newest.Seq)
			})
			same(t, s.Head("a"), newest.Seq)
			update(t, s, func(tx store.Tx) {
				if next := say(t, tx, "a"); next.Seq <= newest.Seq {
					t.Errorf("after %d comes %d", newest.Seq, next.Seq)
				}
			})
		}},
	}
}

func causes() []testCase {
	return []testCase{
		{"recognised until they are old", func(t *testing.T, s store.Store) {
			at := kept(noon())
			c := store.Cause{Cause: "discord:1", Person: 4, Seq: 9, At: at}
			update(t, s, func(tx store.Tx) {
				refused(tx.Cause("discord:1"))(t, store.ErrNotFound)
				must(t, tx.AddCause(c))
				is(t, tx.AddCause(store.Cause{Cause: "discord:1", At: at}), store.ErrExists)
				same(t, ok(tx.Cause("discord:1"))(t), c)
				must(t, tx.AddCause(store.Cause{Cause: "discord:2", At: at.Add(time.Hour)}))
				must(t, tx.DropCausesBefore(at.Add(time.Minute)))
				refused(tx.Cause("discord:1"))(t, store.ErrNotFound)
				ok(tx.Cause("discord:2"))(t)
			})
		}},
	}
}

func cursors() []testCase {
	return []testCase{
		{"zero until moved", func(t *testing.T, s store.Store) {
			update(t, s, func(tx store.Tx) {
				same(t, ok(tx.Cursor("discord"))(t), 0)
				must(t, tx.PutCursor("discord", 7))
				must(t, tx.PutCursor("discord", 9))
				must(t, tx.PutCursor("sheets", 3))
			})
			view(t, s, func(tx store.Tx) {
				same(t, ok(tx.Cursor("discord"))(t), 9)
				same(t, ok(tx.Cursor("sheets"))(t), 3)
			})
		}},
	}
}

func deliveries() []testCase {
	return []testCase{
		{"kept as given, once for each key", func(t *testing.T, s store.Store) {
			d := store.Delivery{Follower: "notify", Key: "7/1", Seq: 7, Topic: "tournament/1", Data: json.RawMessage(`{"to":"1"}`), Due: noon(),
				Tries: 1, State: store.DeliveryWaiting, Sent: "", Failure: "later", At: noon()}
			update(t, s, func(tx store.Tx) {
				added := ok(tx.AddDelivery(d))(t)
				d.ID, d.Due, d.At = added.ID, kept(noon()), kept(noon())
				same(t, added, d)
				refused(tx.AddDelivery(d))(t, store.ErrExists)
				elsewhere := d
				elsewhere.Follower = "other"
				ok(tx.AddDelivery(elsewhere))(t)
				same(t, ok(tx.DeliveriesDue("notify", noon(), 9))(t), []store.Delivery{d})
				d.State, d.Tries, d.Sent, d.Failure, d.Due = store.DeliverySent, 2, "999", "", kept(noon()).Add(time.Minute)
				must(t, tx.PutDelivery(d))
				same(t, ok(tx.DeliveriesOf("tournament/1", 9))(t)[1], d)
				gone := d
				gone.ID += 99
				is(t, tx.PutDelivery(gone), store.ErrNotFound)
			})
		}},
		{"waiting, due and counted", func(t *testing.T, s store.Store) {
			at := kept(noon())
			add := func(tx store.Tx, follower string, key int, due time.Duration) int64 {
				return ok(tx.AddDelivery(store.Delivery{Follower: follower, Key: strconv.Itoa(key), Topic: "a", Due: at.Add(due), State: store.DeliveryWaiting}))(t).ID
			}
			due := func(tx store.Tx, after time.Duration, limit int) []int64 {
				return ids(ok(tx.DeliveriesDue("x", at.Add(after), limit))(t), func(d store.Delivery) int64 { return d.ID })
			}
			update(t, s, func(tx store.Tx) {
				refused(tx.NextDelivery("x"))(t, store.ErrNotFound)
				late, early, second := add(tx, "x", 1, time.Hour), add(tx, "x", 2, 0), add(tx, "x", 3, 0)
				add(tx, "y", 1, -time.Hour)
				same(t, due(tx, -1, 9), []int64{})
				same(t, due(tx, 0, 9), []int64{early, second})
				same(t, due(tx, time.Hour, 2), []int64{early, second})
				same(t, due(tx, time.Hour, 9), []int64{early, second, late})
				same(t, ok(tx.NextDelivery("x"))(t), at)
				same(t, ok(tx.WaitingDeliveries("x"))(t), 3)
				must(t, tx.PutDelivery(store.Delivery{ID: early, State: store.DeliveryFailed, Due: at}))
				must(t, tx.PutDelivery(store.Delivery{ID: second, State: store.DeliverySkipped, Due: at}))
				same(t, due(tx, time.Hour, 9), []int64{late})
				same(t, ok(tx.NextDelivery("x"))(t), at.Add(time.Hour))
				same(t, ok(tx.WaitingDeliveries("x"))(t), 1)
				same(t, ids(ok(tx.DeliveriesOf("a", 2))(t), func(d store.Delivery) int64 { return d.ID })[1], second)
				same(t, len(ok(tx.DeliveriesOf("b", 2))(t)), 0)
			})
		}},
	}
}
