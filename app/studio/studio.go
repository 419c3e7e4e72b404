// Package studio is how anybody changes what screens show: the graphics of a tournament and the keys in their URLs.
package studio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"matchday/app/fault"
	"matchday/app/graphic"
	"matchday/app/person"
	"matchday/app/secret"
	"matchday/app/tournament"
	"matchday/store"
)

// GraphicRotated is the kind of the event that says that a graphic has a new address.
const GraphicRotated = "graphic.rotated"

// Studio carries out wishes about graphics.
type Studio struct {
	store store.Store
	now   func() time.Time
}

// New returns a Studio on a store; nil for now is the machine's clock.
func New(s store.Store, now func() time.Time) *Studio {
	if now == nil {
		now = time.Now
	}
	return &Studio{s, now}
}

// ByKey returns the graphic that a URL's key belongs to, a Missing fault for a key that belongs to none.
func (s *Studio) ByKey(ctx context.Context, key string) (graphic.Graphic, error) {
	var g graphic.Graphic
	err := s.store.View(ctx, func(_ context.Context, tx store.Tx) (err error) {
		g, err = tx.Graphic(key)
		return missing(err)
	})
	return g, err
}

// Graphics returns a tournament's graphics.
func (s *Studio) Graphics(ctx context.Context, who person.Actor, id int64) ([]graphic.Graphic, error) {
	if err := who.May(person.RunOverlays); err != nil {
		return nil, err
	}
	var list []graphic.Graphic
	err := s.store.View(ctx, func(_ context.Context, tx store.Tx) error {
		all, err := tx.GraphicsOf(id)
		list = nil
		for _, g := range all {
			if g.League == who.League {
				list = append(list, g)
			}
		}
		return err
	})
	return list, err
}

// Rotate gives a graphic a new key. Screens that show the old address keep their last picture and get no more.
func (s *Studio) Rotate(ctx context.Context, who person.Actor, key string) (graphic.Graphic, error) {
	if err := who.May(person.RunOverlays); err != nil {
		return graphic.Graphic{}, err
	}
	fresh, _ := secret.Token()
	var g graphic.Graphic
	err := s.store.Update(ctx, func(_ context.Context, tx store.Tx) error {
		var err error
		if g, err = tx.Graphic(key); err != nil || g.League != who.League {
			return missing(errors.Join(err, notHere(g, who)))
		}
		g.Key, g.Rotated = fresh, s.now().UTC().Truncate(time.Millisecond)
		if err := tx.PutGraphic(g); err != nil {
			return fmt.Errorf("keep graphic: %w", err)
		}
		data, err := json.Marshal(tournament.Happening{Name: g.Kind.Title()})
		if err != nil {
			return err
		}
		_, err = tx.AddEvent(store.Event{At: g.Rotated, League: g.League, Kind: GraphicRotated, Topic: tournament.Topic(g.Tournament),
			Actor: who.Person, Name: who.Name, Origin: who.Origin, Cause: who.Cause, Data: data})
		return err
	})
	return g, err
}

func notHere(g graphic.Graphic, who person.Actor) error {
	if g.League != who.League {
		return store.ErrNotFound
	}
	return nil
}

func missing(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return fault.New(fault.Missing, "That overlay address is not in use any more. Copy the new one from the tournament's page.").Because(err)
	}
	return err
}
