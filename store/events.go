package store

import (
	"encoding/json"
	"time"

	"matchday/app/graphic"
	"matchday/app/person"
)

// Event says one thing that happened. The log of events is the audit trail, what followers read and what an overlay
// resumes from; the tables are the truth.
type Event struct {
	Seq    int64 // grows with every event; numbers can be missing
	At     time.Time
	League int64
	Kind   string // noun.past_participle
	Topic  string // where: "tournament/7"
	Actor  int64  // person; 0 for the clock and the console
	Name   string // of the actor
	Origin person.Origin
	Cause  string          // Actor.Cause
	Data   json.RawMessage // never empty; what exactly depends on Kind
}

// Events keeps what happened.
type Events interface {
	// AddEvent returns the event with its number.
	AddEvent(Event) (Event, error)
	// EventsAfter returns up to limit events with Seq > seq, in order.
	EventsAfter(seq int64, limit int) ([]Event, error)
	// EventsOf returns up to limit events of a topic with Seq < before, latest first; before 0 means from the newest.
	EventsOf(topic string, before int64, limit int) ([]Event, error)
	// HeadOf returns the newest number of a topic as this transaction sees it, 0 for none.
	HeadOf(topic string) (int64, error)
	// DropEventsBefore removes the events of a topic with Seq < seq. It is for topics that pass a word on and are no
	// history: what did not hear the older ones misses nothing by it.
	DropEventsBefore(topic string, seq int64) error
	// LastSeq returns the newest number of all, 0 for none.
	LastSeq() (int64, error)
}

// Cause is one wish that was carried out, so that its second delivery is recognised.
type Cause struct {
	Cause  string
	Person int64
	Seq    int64 // of the first event that it caused; 0 when it caused none
	At     time.Time
}

// Causes keeps them.
type Causes interface {
	// Cause returns one or ErrNotFound.
	Cause(cause string) (Cause, error)
	// AddCause keeps one, ErrExists when it is there already.
	AddCause(Cause) error
	// DropCausesBefore removes those older than t.
	DropCausesBefore(t time.Time) error
}

// Cursors keeps how far each follower has read.
type Cursors interface {
	// Cursor returns the number up to which a follower has done its work, 0 for one that is new.
	Cursor(follower string) (int64, error)
	// PutCursor moves it.
	PutCursor(follower string, seq int64) error
}

// Delivery is one thing to be done outside exactly once: a direct message, a post.
type Delivery struct {
	ID       int64
	Follower string
	Key      string // unique within the follower: the event and the recipient
	Seq      int64  // of the event that asked for it
	Topic    string
	Data     json.RawMessage // what to send, as the follower understands it
	Due      time.Time       // not before
	Tries    int
	State    DeliveryState
	Sent     string // id of what was sent, as the outside named it
	Failure  string // the last error in words; empty without one
	At       time.Time
}

// DeliveryState is how far a delivery is.
type DeliveryState string

// The states of a delivery.
const (
	DeliveryWaiting DeliveryState = "waiting"
	DeliverySent    DeliveryState = "sent"
	DeliveryFailed  DeliveryState = "failed"  // for good: it will not be tried again
	DeliverySkipped DeliveryState = "skipped" // not worth sending any more
)

// Deliveries keeps them.
type Deliveries interface {
	// AddDelivery returns the delivery with its id, ErrExists when its key is there already.
	AddDelivery(Delivery) (Delivery, error)
	// DeliveriesDue returns up to limit waiting deliveries of a follower that are due at t, oldest first.
	DeliveriesDue(follower string, t time.Time, limit int) ([]Delivery, error)
	// NextDelivery returns when the next waiting delivery of a follower is due, or ErrNotFound.
	NextDelivery(follower string) (time.Time, error)
	// DeliveriesOf returns up to limit deliveries of a topic, latest first.
	DeliveriesOf(topic string, limit int) ([]Delivery, error)
	// PutDelivery replaces state, tries, due time and outcome of one, ErrNotFound when it is not there.
	PutDelivery(Delivery) error
	// WaitingDeliveries counts what a follower still has to do.
	WaitingDeliveries(follower string) (int, error)
}

// Graphics keeps the overlays and the keys in their URLs.
type Graphics interface {
	// Graphic returns the one with this key or ErrNotFound.
	Graphic(key string) (graphic.Graphic, error)
	// GraphicsOf returns the tournament's graphics by id.
	GraphicsOf(tournament int64) ([]graphic.Graphic, error)
	// AddGraphic returns the graphic with its id.
	AddGraphic(graphic.Graphic) (graphic.Graphic, error)
	// PutGraphic replaces one, ErrNotFound when it is not there.
	PutGraphic(graphic.Graphic) error
}
