package league

import (
	"context"
	"fmt"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// Venue is where a tournament happens in Discord; Grant is a role that the bot gave somebody.
type (
	Venue = store.Venue
	Grant = store.Grant
)

// VenueChanged is the kind of the event that says that a tournament's place in Discord changed.
const VenueChanged = "venue.changed"

// VenueMoved is what a VenueChanged event says: the channels, and the panel that stayed behind in the old one.
type VenueMoved struct {
	Was   string `json:"was,omitempty"`
	Now   string `json:"now,omitempty"`
	Panel string `json:"panel,omitempty"`
}

// Venue returns where a tournament happens in Discord. It is empty until staff choose a channel.
func (l *League) Venue(ctx context.Context, id int64) (Venue, error) {
	var v Venue
	err := l.view(ctx, func(tx store.Tx) (err error) {
		v, err = tx.Venue(id)
		return err
	})
	return v, err
}

// Venues returns those of a league's tournaments that are not over.
func (l *League) Venues(ctx context.Context, league int64) ([]Venue, error) {
	var list []Venue
	err := l.view(ctx, func(tx store.Tx) (err error) {
		list, err = tx.VenuesOf(league)
		return err
	})
	return list, err
}

// SetVenue chooses the channel and the roles of a tournament. Another channel gets a new panel.
func (l *League) SetVenue(ctx context.Context, who person.Actor, v Venue) error {
	if err := who.May(person.PlanEvents); err != nil {
		return err
	}
	for field, id := range map[string]string{"channel": v.Channel, "entered": v.Entered, "ready": v.Ready, "ping": v.Ping} {
		if id != "" && !snowflake(id) {
			return fault.Field(field, "That is no Discord channel or role. Choose one from the list.")
		}
	}
	return l.update(ctx, func(tx store.Tx) error {
		t, err := l.tournament(tx, who, v.Tournament)
		if err != nil {
			return err
		}
		was, err := tx.Venue(v.Tournament)
		if err != nil {
			return fmt.Errorf("venue: %w", err)
		}
		moved := VenueMoved{Was: was.Channel, Now: v.Channel}
		if v.Panel, v.Digest = was.Panel, was.Digest; v.Channel != was.Channel {
			moved.Panel = was.Panel
			v.Panel, v.Digest = "", ""
		}
		if v == was {
			return nil
		}
		if err := tx.PutVenue(v); err != nil {
			return fmt.Errorf("keep venue: %w", err)
		}
		if v.Channel != "" {
			if err := settle(tx, t.League, unheardKey(t.ID), l.Now()); err != nil {
				return err
			}
		}
		_, err = sayOne(tx, who, t.League, tournament.Topic(t.ID), VenueChanged, l.Now(), moved)
		return err
	})
}

// KeepPanel remembers which message is the panel of a tournament and what it shows. It is the bot's own bookkeeping and
// says nothing; it does nothing when the venue's channel is no longer the one given.
func (l *League) KeepPanel(ctx context.Context, id int64, channel, message, digest string) error {
	return l.update(ctx, func(tx store.Tx) error {
		v, err := tx.Venue(id)
		if err != nil || v.Channel != channel {
			return err
		}
		v.Panel, v.Digest = message, digest
		return tx.PutVenue(v)
	})
}

// Grants returns the roles that the bot gave for a tournament.
func (l *League) Grants(ctx context.Context, id int64) ([]Grant, error) {
	var list []Grant
	err := l.view(ctx, func(tx store.Tx) (err error) {
		list, err = tx.GrantsOf(id)
		return err
	})
	return list, err
}

// KeepGrant remembers that the bot gave a role. It is kept before the role is given, so that a crash between the two
// leaves a role that can still be taken away.
func (l *League) KeepGrant(ctx context.Context, g Grant) error {
	return l.update(ctx, func(tx store.Tx) error { return tx.AddGrant(g) })
}

// DropGrant forgets a role that was taken away.
func (l *League) DropGrant(ctx context.Context, g Grant) error {
	return l.update(ctx, func(tx store.Tx) error { return tx.DropGrant(g) })
}
