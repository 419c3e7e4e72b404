package league_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/person"
	"matchday/app/tournament"
)

func TestASecondDeliveryIsAnsweredWithThePresentState(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.create(nil).Tournament.ID
	who := h.player(1)
	who.Cause = "discord:1"
	first, err := h.Register(h.ctx, who, id, application(1))
	h.must(err)
	second, err := h.Register(h.ctx, who, id, application(2))
	h.must(err)
	if first.ID != second.ID || second.Name != first.Name {
		t.Fatalf("first %+v, second %+v", first, second)
	}
	staff := h.admin
	staff.Cause = "form:abc"
	b, err := h.Advance(h.ctx, staff, id, 0, tournament.StepCloseRegistration)
	h.must(err)
	again, err := h.Advance(h.ctx, staff, id, b.Tournament.Version-1, tournament.StepCloseRegistration)
	h.must(err)
	if again.Tournament.Version != b.Tournament.Version {
		t.Fatal("done twice")
	}
}

// TestALateSecondDeliveryUndoesNothing delivers presses again after the person has decided otherwise.
func TestALateSecondDeliveryUndoesNothing(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		b := h.create(nil)
		id := b.Tournament.ID
		h.register(id, 1)
		h.step(b, tournament.StepOpenCheckIn)
		wish := func(cause string) person.Actor {
			who := h.player(1)
			who.Cause = "discord:" + cause
			return who
		}
		for _, cause := range []string{"1", "3"} {
			_, err := h.CheckIn(h.ctx, wish(cause), id)
			h.must(err)
			_, err = h.CheckOut(h.ctx, wish(cause+"0"), id)
			h.must(err)
		}
		h.said()
		e, err := h.CheckIn(h.ctx, wish("1"), id)
		h.must(err)
		if e.Ready(1) || h.board(id).Counts.CheckedIn != 0 {
			t.Error("an old press checked somebody in again")
		}
		_, err = h.CheckIn(h.ctx, wish("5"), id)
		h.must(err)
		h.wantSaid("entry.checked_in player1")
		e, err = h.CheckOut(h.ctx, wish("10"), id)
		h.must(err)
		if !e.Ready(1) || h.board(id).Counts.CheckedIn != 1 {
			t.Error("an old press checked somebody out again")
		}
		_, err = h.Withdraw(h.ctx, wish("6"), id)
		h.must(err)
		h.register(id, 1)
		h.said()
		e, err = h.Withdraw(h.ctx, wish("6"), id)
		h.must(err)
		if e.State != tournament.Seated || h.board(id).Counts.Seated != 1 {
			t.Error("an old press took somebody out again")
		}
		h.wantSaid()
	})
}

// TestAScheduleIsEditedWhileItFires moves a time at the very moment at which it is due: either the door opened or it waits
// for its new time, and it opens once.
func TestAScheduleIsEditedWhileItFires(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		id := h.scheduled()
		later := h.board(id).Tournament.Plan()
		later.Times.RegistrationOpens = evening.Add(90 * time.Minute)
		h.advance(time.Hour)
		for i, err := range together(8, func(i int) error {
			if i%2 == 0 {
				_, err := h.Tick(h.ctx)
				return err
			}
			_, err := h.EditTournament(h.ctx, h.admin, id, 0, later)
			return err
		}) {
			if err != nil {
				t.Fatalf("%d: %v", i, err)
			}
		}
		h.tick(91 * time.Minute)
		h.tick(92 * time.Minute)
		opened := slices.DeleteFunc(h.said(), func(line string) bool { return !strings.HasPrefix(line, "registration.opened") })
		if len(opened) != 1 || h.board(id).Tournament.Registration != tournament.Open {
			t.Errorf("opened %d times, and it is %s", len(opened), h.board(id).Tournament.Registration)
		}
	})
}

// TestWhoLeftTheServerIsPromotedAndNoticed lets somebody leave the server while they wait: their turn comes as everybody's
// does, staff are told, and whoever stands behind them is not held up.
func TestWhoLeftTheServerIsPromotedAndNoticed(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		id := h.create(func(p *tournament.Plan) { p.Rules.Cap = 2 }).Tournament.ID
		for n := range 4 {
			h.register(id, n)
		}
		h.must(h.Departed(h.ctx, h.of.Server, "200000000000000002"))
		h.said()
		for n := range 2 {
			_, err := h.Withdraw(h.ctx, h.player(n), id)
			h.must(err)
		}
		h.wantSaid("entry.withdrawn player0", "entry.promoted player2", "entry.withdrawn player1", "entry.promoted player3")
		h.wantNotice("player2 has left the Discord server but is still in")
	})
}

// TestACorrectionAfterTheEnd corrects a result whose standings were published long ago, on each side of the end.
func TestACorrectionAfterTheEnd(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		b, l := h.playing(4, 4)
		id := b.Tournament.ID
		first := inOrder(l)
		b = h.result(b, l)
		h.step(b, tournament.StepFinish)
		won := h.board(id).Standings[0].Name
		r, _ := h.board(id).Current()
		now := inOrder(r.Lobbies[0])
		now.Order[0], now.Order[3] = first.Order[3], first.Order[0]
		h.said()
		b, err := h.RecordResult(h.ctx, h.admin, id, now)
		h.must(err)
		h.wantSaid("placement.corrected")
		if b.Standings[0].Name == won || b.Standings[3].Name != won {
			t.Errorf("standings %v", b.Standings)
		}
	})
}
