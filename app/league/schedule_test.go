package league_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/person"
	"matchday/app/tournament"
)

// scheduled makes a tournament with every time set, an hour apart, the first in one hour.
func (h *house) scheduled() int64 {
	h.t.Helper()
	p := tournament.Plan{Name: "Holidaze Cup", Zone: "Europe/Berlin", Rules: tournament.DefaultRules(), Times: tournament.Times{
		RegistrationOpens: evening.Add(1 * time.Hour), RegistrationCloses: evening.Add(2 * time.Hour),
		CheckInOpens: evening.Add(2 * time.Hour), CheckInCloses: evening.Add(3 * time.Hour), Starts: evening.Add(4 * time.Hour),
	}}
	b, err := h.CreateTournament(h.ctx, h.admin, p)
	h.must(err)
	h.said()
	return b.Tournament.ID
}

// tick lets the clock come to t and act.
func (h *house) tick(to time.Duration) time.Time {
	h.t.Helper()
	h.advance(evening.Add(to).Sub(h.clock()))
	next, err := h.Tick(h.ctx)
	h.must(err)
	return next
}

func TestTheScheduleOpensRemindsAndCloses(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.scheduled()
	if next := h.tick(0); !next.Equal(evening.Add(time.Hour)) {
		t.Fatalf("next is %s", next)
	}
	h.wantSaid()
	h.tick(time.Hour)
	h.wantSaid("registration.opened")
	h.tick(time.Hour + time.Minute)
	h.wantSaid()
	h.register(id, 1)
	h.register(id, 2)
	h.said()
	h.tick(2 * time.Hour)
	got := h.said()
	slices.Sort(got)
	if want := []string{"check_in.opened", "registration.closed"}; !slices.Equal(got, want) {
		t.Errorf("said %v, want %v", got, want)
	}
	_, err := h.CheckIn(h.ctx, h.player(2), id)
	h.must(err)
	h.said()
	h.tick(2*time.Hour + 45*time.Minute)
	h.wantSaid("reminder.sent player1")
	h.tick(3 * time.Hour)
	h.wantSaid("check_in.closed", "entry.dropped player1")
	if next := h.tick(5 * time.Hour); !next.IsZero() {
		t.Errorf("something still waits at %s", next)
	}
	h.wantSaid()
}

func TestEachEntryFiresOnceWhoeverTicks(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		h.scheduled()
		h.advance(time.Hour)
		for _, err := range together(10, func(int) error { _, err := h.Tick(h.ctx); return err }) {
			h.must(err)
		}
		h.wantSaid("registration.opened")
	})
}

func TestWhatCameDueWhileAwayEndsClosedAndSilent(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		id := h.scheduled()
		h.tick(10 * time.Hour)
		h.wantSaid("registration.closed", "notice.raised")
		b := h.board(id)
		if b.Tournament.Registration != tournament.Shut || b.Tournament.CheckIn != tournament.Pending {
			t.Errorf("registration %s, check-in %s", b.Tournament.Registration, b.Tournament.CheckIn)
		}
		h.wantNotice("was never open. Nobody was dropped.")
	})
}

func TestCheckInIsNotClosedLate(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.scheduled()
	h.tick(time.Hour)
	h.register(id, 1)
	h.tick(2 * time.Hour)
	h.tick(3*time.Hour + 10*time.Minute)
	if b := h.board(id); b.Tournament.CheckIn != tournament.Open || b.Counts.Seated != 1 {
		t.Fatalf("check-in %s, %d seated", b.Tournament.CheckIn, b.Counts.Seated)
	}
	h.wantNotice("It is still open, so that nobody is dropped")
}

func (h *house) wantNotice(part string) {
	h.t.Helper()
	list, err := h.Notices(h.ctx, h.admin)
	h.must(err)
	for _, n := range list {
		if strings.Contains(n.Text, part) {
			return
		}
	}
	h.t.Errorf("no notice says %q: %+v", part, list)
}

func TestDoingItByHandSettlesTheSchedule(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.scheduled()
	b := h.step(h.board(id), tournament.StepOpenRegistration)
	h.step(b, tournament.StepCloseRegistration)
	h.said()
	h.tick(90 * time.Minute)
	h.wantSaid()
	if got := h.board(id).Tournament.Registration; got != tournament.Shut {
		t.Fatalf("the schedule reversed what staff decided: %s", got)
	}
	// Opening again arms the closing time that is still to come.
	h.step(b, tournament.StepOpenRegistration)
	h.said()
	h.tick(2 * time.Hour)
	if got := h.board(id).Tournament.Registration; got != tournament.Shut {
		t.Fatalf("the closing time was forgotten: %s", got)
	}
}

func TestAChangedTimeMovesTheTimer(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		id := h.scheduled()
		p := h.board(id).Tournament.Plan()
		p.Times.RegistrationOpens = evening.Add(90 * time.Minute)
		_, err := h.EditTournament(h.ctx, h.admin, id, 0, p)
		h.must(err)
		h.said()
		h.tick(time.Hour)
		h.wantSaid()
		h.tick(90 * time.Minute)
		h.wantSaid("registration.opened")
	})
}

func TestAScheduledStepCanBeTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.scheduled()
	h.tick(time.Hour)
	last, ok, err := h.LastStep(h.ctx, h.admin, id)
	h.must(err)
	if !ok || last.Name != "the schedule" {
		t.Fatalf("last step %+v", last)
	}
	_, err = h.Undo(h.ctx, h.admin, id, last.ID)
	h.must(err)
	h.said()
	h.tick(time.Hour + time.Minute)
	h.wantSaid()
}

func TestAPlanWithMistakesTellsThemAll(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := tournament.Plan{Name: "\u200b", Zone: "Mars", Rules: tournament.Rules{TeamSize: 9, Cap: 1, LobbySize: 99, Rounds: 0, First: tournament.ByStanding},
		Times: tournament.Times{RegistrationOpens: evening.Add(2 * time.Hour), RegistrationCloses: evening}}
	_, err := h.CreateTournament(h.ctx, person.Actor{League: h.of.ID, Roles: person.Owner}, p)
	if got := len(faultFields(err)); got < 8 {
		t.Errorf("%d faults: %v", got, err)
	}
	h.wantSaid()
}
