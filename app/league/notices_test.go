package league_test

import (
	"testing"
	"time"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/tournament"
)

// noNotice fails when anything stands on the list of staff.
func (h *house) noNotice(after string) {
	h.t.Helper()
	list, err := h.Notices(h.ctx, h.admin)
	h.must(err)
	if len(list) > 0 {
		h.t.Errorf("after %s it still says %q", after, list[0].Text)
	}
}

// TestANoticeAboutWhoLeftEndsWithTheirEntry takes people who left the server out in every way there is.
func TestANoticeAboutWhoLeftEndsWithTheirEntry(t *testing.T) {
	t.Parallel()
	for name, out := range map[string]func(*house, int64, tournament.Entry) error{
		"removing": func(h *house, id int64, e tournament.Entry) error {
			_, err := h.Remove(h.ctx, h.admin, id, e.ID, "")
			return err
		},
		"disqualifying": func(h *house, id int64, e tournament.Entry) error {
			_, err := h.Disqualify(h.ctx, h.admin, id, e.ID, "")
			return err
		},
		"withdrawing": func(h *house, id int64, e tournament.Entry) error {
			_, err := h.WithdrawFor(h.ctx, h.admin, id, e.ID, e.Members[0].Person)
			return err
		},
		"withdrawing themselves": func(h *house, id int64, _ tournament.Entry) error {
			_, err := h.Withdraw(h.ctx, h.player(1), id)
			return err
		},
		"replacing": func(h *house, id int64, e tournament.Entry) error {
			_, err := h.Replace(h.ctx, h.admin, id, e.ID, e.Members[0].Person, tournament.Application{Person: h.player(7).Person, InGame: "Sub#1"})
			return err
		},
		"cancelling": func(h *house, id int64, _ tournament.Entry) error {
			_, err := h.Advance(h.ctx, h.admin, id, 0, tournament.StepCancel)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			id := h.create(nil).Tournament.ID
			e := h.register(id, 1)
			h.register(id, 2)
			h.must(h.Departed(h.ctx, h.of.Server, "200000000000000001"))
			h.must(h.Departed(h.ctx, h.of.Server, "200000000000000002"))
			h.must(out(h, id, e))
			list, err := h.Notices(h.ctx, h.admin)
			h.must(err)
			want := 1
			if name == "cancelling" {
				want = 0
			}
			if len(list) != want {
				t.Errorf("%d notices stand, want %d: %+v", len(list), want, list)
			}
		})
	}
}

// TestAMissedStepIsNoLongerNoticedOnceStaffWentOn does by hand what the schedule could not.
func TestAMissedStepIsNoLongerNoticedOnceStaffWentOn(t *testing.T) {
	t.Parallel()
	for name, on := range map[string]func(*house, int64){
		"closing":    func(h *house, id int64) { h.step(h.board(id), tournament.StepCloseCheckIn) },
		"cancelling": func(h *house, id int64) { h.step(h.board(id), tournament.StepCancel) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			id := h.scheduled()
			h.tick(time.Hour)
			h.register(id, 1)
			h.tick(2 * time.Hour)
			h.tick(4 * time.Hour)
			h.wantNotice("It is still open")
			on(h, id)
			h.noNotice(name)
		})
	}
}

func TestAStaffChannelIsAChannel(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.said()
	_, err := h.SetLeague(h.ctx, h.admin, h.of.Name, h.of.Zone, "@here")
	h.wantFault(err, fault.Invalid)
	h.wantSaid()
	_, err = h.SetLeague(h.ctx, h.admin, h.of.Name, h.of.Zone, "500000000000000001")
	h.must(err)
	_, err = h.SetLeague(h.ctx, h.admin, h.of.Name, h.of.Zone, "")
	h.must(err)
}

// A tournament without a channel is one notice, until it has one or is over.
func TestATournamentWithoutAChannelIsOneNotice(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.create(nil).Tournament.ID
	h.said()
	h.must(h.Unheard(h.ctx, id))
	h.must(h.Unheard(h.ctx, id))
	h.wantSaid("notice.raised")
	h.wantNotice("has no channel in Discord")
	h.must(h.SetVenue(h.ctx, h.admin, league.Venue{Tournament: id, Channel: "500000000000000001"}))
	h.noNotice("choosing a channel")
	h.must(h.Unheard(h.ctx, id))
	h.noNotice("with a channel")
	h.must(h.SetVenue(h.ctx, h.admin, league.Venue{Tournament: id}))
	h.must(h.Unheard(h.ctx, id))
	h.wantNotice("has no channel in Discord")
	h.step(h.board(id), tournament.StepCancel)
	h.noNotice("cancelling")
	h.must(h.Unheard(h.ctx, id))
	h.noNotice("with a tournament that is over")
}
