package league_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store/postgres/pgtest"
)

func leagueVenue(id int64) league.Venue {
	return league.Venue{Tournament: id, Channel: "400000000000000001"}
}

// together runs n calls at once and returns their errors by index.
func together(n int, call func(i int) error) []error {
	errs := make([]error, n)
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			<-start
			errs[i] = call(i)
		})
	}
	close(start)
	wg.Wait()
	return errs
}

// TestTwoHundredAtOnceForThirtyOneSeats is the rush: exactly 31 get a seat, everybody else waits in order, nobody is
// there twice and nobody is lost.
func TestTwoHundredAtOnceForThirtyOneSeats(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		id := h.create(func(p *tournament.Plan) { p.Rules.Cap = 31 }).Tournament.ID
		const n = 200
		players := make([]person.Actor, n)
		for i := range players {
			players[i] = h.player(i)
		}
		entries := make([]tournament.Entry, n)
		for i, err := range together(n, func(i int) (err error) {
			entries[i], err = h.Register(h.ctx, players[i], id, application(i))
			return err
		}) {
			if err != nil {
				t.Fatalf("player %d: %v", i, err)
			}
		}
		b := h.board(id)
		if b.Counts.Seated != 31 || b.Counts.Waiting != 169 {
			t.Fatalf("%d seated, %d waiting", b.Counts.Seated, b.Counts.Waiting)
		}
		for i, e := range entries {
			row, ok := b.Row(e.ID)
			if !ok || row.Entry.State != e.State || row.Entry.Members[0].Person != players[i].Person {
				t.Errorf("player %d was told %s and is %+v", i, e.State, row.Entry)
			}
		}
		if last, first := b.Seated[30].Entry.ID, b.Waitlist[0].Entry.ID; last > first {
			t.Errorf("entry %d has a seat although %d waits", last, first)
		}
		seen := map[int64]bool{}
		for _, r := range slices.Concat(b.Seated, b.Waitlist) {
			if who := r.Entry.Members[0].Person; seen[who] {
				t.Errorf("person %d is there twice", who)
			} else {
				seen[who] = true
			}
		}
	})
}

func TestTheSamePersonRegistersFromTwoDevicesOnce(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		id := h.create(nil).Tournament.ID
		who := h.player(1)
		for _, err := range together(20, func(i int) error {
			a := application(1)
			a.Pronouns = fmt.Sprintf("p%d", i)
			_, err := h.Register(h.ctx, who, id, a)
			return err
		}) {
			h.must(err)
		}
		if b := h.board(id); b.Counts.Seated != 1 {
			t.Fatalf("%d entries", b.Counts.Seated)
		}
	})
}

func TestATeamIsNeverOverfilled(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		id := h.create(func(p *tournament.Plan) {
			p.Rules.TeamSize, p.Rules.LobbySize, p.Rules.Points = 2, 4, tournament.DefaultPoints(4)
		}).Tournament.ID
		players := []person.Actor{h.player(0), h.player(1), h.player(2), h.player(3)}
		full := 0
		for _, err := range together(4, func(i int) error {
			a := application(i)
			a.Team = []string{"The Boys", "the boys", "THE  BOYS", "theboys"}[i]
			_, err := h.Register(h.ctx, players[i], id, a)
			return err
		}) {
			if fault.Is(err, fault.Taken) {
				full++
			} else {
				h.must(err)
			}
		}
		b := h.board(id)
		if full != 2 || len(b.Seated) != 1 || len(b.Seated[0].People) != 2 {
			t.Fatalf("%d refused, %d teams: %+v", full, len(b.Seated), b.Seated)
		}
	})
}

func TestWithdrawalsARaisedCapAndRemovalsPromoteEachSeatOnce(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		b := h.create(func(p *tournament.Plan) { p.Rules.Cap = 10 })
		id := b.Tournament.ID
		for n := range 30 {
			h.register(id, n)
		}
		seated := h.board(id).Seated
		plan := b.Tournament.Plan()
		plan.Rules.Cap = 12
		players := make([]person.Actor, 4)
		for i := range players {
			players[i] = h.player(i)
		}
		for i, err := range together(7, func(i int) error {
			var err error
			switch {
			case i < 4:
				_, err = h.Withdraw(h.ctx, players[i], id)
			case i < 6:
				_, err = h.Remove(h.ctx, h.admin, id, seated[i].Entry.ID, "")
			default:
				_, err = h.EditTournament(h.ctx, h.admin, id, 0, plan)
			}
			return err
		}) {
			if err != nil {
				t.Fatalf("%d: %v", i, err)
			}
		}
		b = h.board(id)
		if b.Counts.Seated != 12 || b.Counts.Waiting != 12 {
			t.Fatalf("%d seated, %d waiting", b.Counts.Seated, b.Counts.Waiting)
		}
		promoted := 0
		for _, line := range h.said() {
			if len(line) > 14 && line[:14] == "entry.promoted" {
				promoted++
			}
		}
		if promoted != 8 {
			t.Errorf("%d promotions, want 8", promoted)
		}
	})
}

func TestCheckInClosesWhileEverybodyPresses(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		b := h.create(nil)
		id := b.Tournament.ID
		players := make([]person.Actor, 25) // the one in the middle never presses
		for n := range players {
			h.register(id, n)
			players[n] = h.player(n)
		}
		h.step(b, tournament.StepOpenCheckIn)
		errs := together(25, func(i int) error {
			if i == 12 {
				_, err := h.Advance(h.ctx, h.admin, id, 0, tournament.StepCloseCheckIn)
				return err
			}
			_, err := h.CheckIn(h.ctx, players[i], id)
			return err
		})
		b = h.board(id)
		for i, err := range errs {
			if i == 12 {
				h.must(err)
				continue
			}
			in := slices.ContainsFunc(b.Seated, func(r tournament.Row) bool { return r.Entry.Members[0].Person == players[i].Person })
			if (err == nil) != in {
				t.Errorf("player %d was told %v and is in: %v", i, err, in)
			}
		}
	})
}

func TestTwoStaffRecordOneLobbyOnce(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		b, l := h.playing(8, 8)
		res := inOrder(l)
		stale := 0
		for _, err := range together(2, func(int) error {
			_, err := h.RecordResult(h.ctx, h.admin, b.Tournament.ID, res)
			return err
		}) {
			if fault.Is(err, fault.Stale) {
				stale++
			} else {
				h.must(err)
			}
		}
		if stale != 1 {
			t.Fatalf("%d refused, want 1", stale)
		}
	})
}

func TestRegistrationClosesWhileAModalIsOpen(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		b := h.create(nil)
		h.step(b, tournament.StepCloseRegistration)
		h.said()
		_, err := h.Register(h.ctx, h.player(1), b.Tournament.ID, application(1))
		h.wantFault(err, fault.Closed)
		h.wantSaid()
	})
}

func TestANewNameBetweenRegistrationAndCheckInIsTheSamePerson(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		b := h.create(nil)
		id := b.Tournament.ID
		h.register(id, 1)
		h.step(b, tournament.StepOpenCheckIn)
		h.said()
		renamed := h.arrive("200000000000000001", "moonpetal", false)
		h.wantSaid("person.renamed moonpetal")
		e, err := h.CheckIn(h.ctx, renamed, id)
		h.must(err)
		if !e.Ready(1) || h.board(id).Seated[0].Name != "moonpetal" || h.board(id).Counts.Seated != 1 {
			t.Fatalf("entry %+v, board %v", e, names(h.board(id).Seated))
		}
	})
}

func TestALowerCapTakesNobodysSeat(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		b := h.create(func(p *tournament.Plan) { p.Rules.Cap = 4 })
		id := b.Tournament.ID
		for n := range 6 {
			h.register(id, n)
		}
		plan := b.Tournament.Plan()
		plan.Rules.Cap = 3
		_, err := h.EditTournament(h.ctx, h.admin, id, 0, plan)
		h.must(err)
		if got := h.board(id).Counts.Seated; got != 4 {
			t.Fatalf("%d seated", got)
		}
		_, err = h.Withdraw(h.ctx, h.player(0), id)
		h.must(err)
		if b := h.board(id); b.Counts.Seated != 3 || b.Counts.Waiting != 2 {
			t.Fatalf("%+v", b.Counts)
		}
	})
}

func TestABoardIsNeverOlderThanAnAnsweredWrite(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		b := h.create(func(p *tournament.Plan) { p.Rules.Cap = 512 })
		id := b.Tournament.ID
		players := make([]person.Actor, 50)
		for i := range players {
			players[i] = h.player(i)
		}
		for _, err := range together(len(players), func(i int) error {
			if _, err := h.Register(h.ctx, players[i], id, application(i)); err != nil {
				return err
			}
			b, err := h.Board(h.ctx, id)
			if err == nil && !b.Mine(players[i].Person).In {
				err = fmt.Errorf("player %d does not see their own registration", i)
			}
			return err
		}) {
			h.must(err)
		}
	})
}

// everyStore runs a test on each database that a league can live in.
func everyStore(t *testing.T, test func(*testing.T, *house)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, open(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, openOn(t, pgtest.Open(t)))
	})
}
