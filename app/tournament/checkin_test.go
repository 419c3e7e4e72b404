package tournament_test

import (
	"testing"
	"time"

	"matchday/app/tournament"
)

func TestCheckingInAndOut(t *testing.T) {
	h := open(t).fill(5).to(night.OpenCheckIn).checkIn(1, 5)
	h.want("also on the waitlist", h.line(), "P1+ P2 P3 P4 | P5+")
	h.checkIn(1)
	if len(h.said) != 0 {
		t.Errorf("twice: %s", h.told())
	}
	out := func(who int64) error {
		return h.self(func(n night, _ time.Time) (night, said, error) { return absent(n, who) })
	}
	h.must(out(1))
	h.want("told", h.told(), "entry.checked_out P1")
	h.must(out(1))
	if len(h.said) != 0 {
		t.Errorf("out twice: %s", h.told())
	}
	h.want("line", h.line(), "P1 P2 P3 P4 | P5+")
}

func TestCheckInIsPerPersonAndATeamIsInWhenAllAre(t *testing.T) {
	h := open(t, teams(2)).fill(2).to(night.OpenCheckIn).checkIn(1)
	h.want("one of two", h.line(), "Team 1 | ")
	h.checkIn(2)
	h.want("both", h.line(), "Team 1+ | ")
	if h.said[0].Person != 2 {
		t.Errorf("told %+v", h.said[0])
	}
}

func TestWhenCheckInIsRefused(t *testing.T) {
	tests := []struct {
		name string
		set  func(*tournament.Tournament)
		who  int64
		want string
	}{
		{"not open, by hand", func(*tournament.Tournament) {}, 1, "Check-in for Holidaze Cup is not open yet. Watch this channel."},
		{"not open, planned", func(o *tournament.Tournament) { o.Times.CheckInOpens = evening.Add(30 * time.Minute) }, 1,
			"Check-in for Holidaze Cup is not open yet. It opens Saturday, Nov 21, 6:30 PM UTC."},
		{"closed", func(o *tournament.Tournament) { o.CheckIn = tournament.Shut }, 1,
			"Check-in for Holidaze Cup is closed. If you are here, tell the staff now: they can still let you in."},
		{"playing", func(o *tournament.Tournament) { o.Stage, o.CheckIn = tournament.Playing, tournament.Shut }, 1,
			"Holidaze Cup has started, so check-in is over. Ask the staff if something is wrong."},
		{"finished", func(o *tournament.Tournament) { o.Stage = tournament.Finished }, 1, "Holidaze Cup is over."},
		{"cancelled", func(o *tournament.Tournament) { o.Stage = tournament.Cancelled }, 1, "Holidaze Cup was cancelled."},
		{"a stranger", func(o *tournament.Tournament) { o.CheckIn = tournament.Open }, 9, "You are not registered for Holidaze Cup. Press Register first."},
		{"a stranger, registration closed", func(o *tournament.Tournament) { o.CheckIn, o.Registration = tournament.Open, tournament.Shut }, 9,
			"You are not registered for Holidaze Cup. Ask the staff if you think you should be."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := open(t).fill(1)
			tt.set(&h.n.Tournament)
			refused(t, h.self(func(n night, at time.Time) (night, said, error) { return present(n, tt.who, at) }), tt.want)
			refused(t, h.self(func(n night, _ time.Time) (night, said, error) { return absent(n, tt.who) }), tt.want)
		})
	}
	if tt := tests[6]; open(t).n.Tournament.NotIn().Error() != tt.want {
		t.Error("NotIn is another sentence")
	}
}

func TestStaffCheckSomebodyIn(t *testing.T) {
	in := func(h *hall, who int, member int64) error {
		return h.step(func(n night, at time.Time) (night, said, error) { return n.CheckInFor(h.entry(who).ID, member, at) })
	}
	t.Run("before check-in opens", func(t *testing.T) {
		h := open(t).fill(2)
		h.must(in(h, 2, 2))
		h.want("line", h.line(), "P1 P2+ | ")
		h.must(in(h, 2, 0))
		if len(h.said) != 0 {
			t.Errorf("twice: %s", h.told())
		}
	})
	t.Run("one or all of a team", func(t *testing.T) {
		h := open(t, teams(2)).fill(4)
		h.must(in(h, 1, 1))
		h.must(in(h, 3, 0))
		h.want("line", h.line(), "Team 1 Team 2+ | ")
		h.want("told", h.told(), "entry.checked_in Team 2, entry.checked_in Team 2")
		refused(t, in(h, 1, 3), "That person is not in Team 1 any more. Look at the list again.")
	})
	t.Run("late, who was dropped", func(t *testing.T) {
		h := open(t).fill(3).to(night.OpenCheckIn).checkIn(1, 2)
		h.must(h.step(night.CloseCheckIn))
		h.must(in(h, 3, 0))
		h.want("line", h.line(), "P1+ P2+ P3+ | ")
		h.want("told", h.told(), "entry.restored P3")
	})
	t.Run("late, when all seats are taken", func(t *testing.T) {
		h := open(t, seats(2)).fill(3).to(night.OpenCheckIn).checkIn(1, 3)
		h.must(h.step(night.CloseCheckIn))
		refused(t, in(h, 2, 0), "All 2 seats are taken. Raise the cap or remove somebody first.")
	})
	t.Run("dropped and check-in open again", func(t *testing.T) {
		h := open(t).fill(2).to(night.OpenCheckIn).checkIn(1)
		h.must(h.step(night.CloseCheckIn))
		h.to(night.OpenCheckIn)
		h.must(in(h, 2, 2))
		h.want("line", h.line(), "P1+ P2+ | ")
		h.want("told", h.told(), "entry.restored P2, entry.checked_in P2")
	})
	t.Run("dropped, and back under a name that is taken", func(t *testing.T) {
		h := open(t).fill(2).to(night.OpenCheckIn).checkIn(1)
		h.must(h.step(night.CloseCheckIn))
		a := h.app(3)
		a.InGame, a.Staff = "P2", true
		h.must(h.register(a))
		refused(t, in(h, 2, 0), "Two people play as P2 by now. Take one of them out first, or change the name.")
	})
	t.Run("dropped, and back already", func(t *testing.T) {
		h := open(t).fill(2).to(night.OpenCheckIn).checkIn(1)
		h.must(h.step(night.CloseCheckIn))
		dropped := h.entry(2).ID
		a := h.app(2)
		a.Staff = true
		h.must(h.register(a))
		err := h.step(func(n night, at time.Time) (night, said, error) { return n.CheckInFor(dropped, 0, at) })
		refused(t, err, "P2 takes part as P2 by now. Take that entry out first, or leave it as it is.")
	})
	t.Run("a team name that is taken", func(t *testing.T) {
		h := open(t, teams(2)).fill(4).to(night.OpenCheckIn).checkIn(1, 2)
		h.must(h.step(night.CloseCheckIn))
		a := h.app(5)
		a.Team, a.Staff = "team 2", true
		h.must(h.register(a))
		refused(t, in(h, 3, 0), "Another team is called team 2 by now. Ask one of them to leave first.")
	})
	t.Run("who has left", func(t *testing.T) {
		h := open(t).fill(1)
		h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(h.entry(1).ID, 1, at) }))
		refused(t, in(h, 1, 0), "P1 has left the tournament. Register them again first.")
		err := h.step(func(n night, at time.Time) (night, said, error) { return n.CheckInFor(404, 0, at) })
		refused(t, err, "That entry does not exist any more. Look at the list again.")
	})
	t.Run("too late", func(t *testing.T) {
		h := open(t).seated(2).start()
		refused(t, in(h, 1, 0), "Holidaze Cup has started, so it is too late to check somebody in.")
		err := h.step(func(n night, _ time.Time) (night, said, error) { return n.CheckOutFor(h.entry(1).ID, 0) })
		refused(t, err, "Holidaze Cup has started, so it is too late to check somebody out.")
	})
}

func TestStaffCheckSomebodyOut(t *testing.T) {
	h := open(t, teams(2)).fill(3).to(night.OpenCheckIn).checkIn(1, 2, 3)
	out := func(who int, member int64) error {
		return h.step(func(n night, _ time.Time) (night, said, error) { return n.CheckOutFor(h.entry(who).ID, member) })
	}
	h.must(out(1, 2))
	h.want("told", h.told(), "entry.checked_out Team 1")
	h.must(out(1, 0))
	h.want("only who was in", h.told(), "entry.checked_out Team 1")
	h.must(out(1, 0))
	if len(h.said) != 0 {
		t.Errorf("twice: %s", h.told())
	}
	refused(t, out(3, 1), "That person is not in Team 2 any more. Look at the list again.")
	err := h.step(func(n night, _ time.Time) (night, said, error) { return n.CheckOutFor(404, 0) })
	refused(t, err, "That entry does not exist any more. Look at the list again.")
}

func TestReminders(t *testing.T) {
	h := open(t, teams(2)).fill(3)
	const shut = "Check-in for Holidaze Cup is not open, so there is nothing to remind anybody of."
	_, err := h.n.Remind()
	refused(t, err, shut)
	h.to(night.OpenCheckIn).checkIn(2)
	told, err := h.n.Remind()
	h.must(err)
	if len(told) != 2 || told[0].Person != 1 || told[1].Person != 3 || told[0].Kind != tournament.ReminderDue {
		t.Errorf("told %+v", told)
	}
	h.checkIn(1, 3)
	_, err = h.n.Remind()
	refused(t, err, "Everybody who holds a seat has checked in. There is nobody to remind.")
	h.must(h.step(night.CloseCheckIn))
	_, err = h.n.Remind()
	refused(t, err, shut)
}
