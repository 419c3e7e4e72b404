package league_test

import (
	"errors"
	"testing"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

func TestAtADeskAllOfItHappensOrNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	id := b.Tournament.ID
	e := h.register(id, 1)
	h.said()
	broken := errors.New("the other thing could not be kept")
	err := h.AtDesk(h.ctx, func(d league.Desk) error {
		if err := d.CheckInFor(h.admin, id, e.ID, 0); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) || h.board(id).Counts.CheckedIn != 0 {
		t.Fatalf("%v, %d checked in", err, h.board(id).Counts.CheckedIn)
	}
	h.wantSaid()

	who := h.admin
	who.Cause = "sheet:t1p2:checked_in:1:abc"
	for range 2 {
		h.must(h.AtDesk(h.ctx, func(d league.Desk) error {
			if err := d.CheckInFor(who, id, e.ID, 0); err != nil {
				return err
			}
			return d.Tx.PutNotice(store.Notice{League: h.of.ID, Key: "with it", Text: "kept", Since: h.Now()})
		}))
	}
	h.wantSaid("entry.checked_in player1")
	if list, err := h.Notices(h.ctx, h.admin); err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
}

func TestADeskAsksForPermissionAndTheRules(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	id := b.Tournament.ID
	e := h.register(id, 1)
	other := h.player(2)
	h.said()
	wishes := map[string]func(league.Desk, person.Actor) error{
		"register": func(d league.Desk, who person.Actor) error {
			_, err := d.RegisterFor(who, id, tournament.Application{Person: other.Person, InGame: "Two#NA1"})
			return err
		},
		"withdraw": func(d league.Desk, who person.Actor) error { return d.WithdrawFor(who, id, e.ID, e.Members[0].Person) },
		"remove":   func(d league.Desk, who person.Actor) error { return d.Remove(who, id, e.ID, "why") },
		"promote":  func(d league.Desk, who person.Actor) error { return d.Promote(who, id, e.ID) },
		"in":       func(d league.Desk, who person.Actor) error { return d.CheckInFor(who, id, e.ID, 0) },
		"out":      func(d league.Desk, who person.Actor) error { return d.CheckOutFor(who, id, e.ID, 0) },
		"seed":     func(d league.Desk, who person.Actor) error { return d.Seed(who, id, e.ID, 3) },
		"result": func(d league.Desk, who person.Actor) error {
			return d.RecordResult(who, id, tournament.Result{Lobby: 1})
		},
	}
	for name, wish := range wishes {
		err := h.AtDesk(h.ctx, func(d league.Desk) error { return wish(d, h.player(1)) })
		if !fault.Is(err, fault.Denied) {
			t.Errorf("%s by a player: %v", name, err)
		}
	}
	h.wantSaid()
}
