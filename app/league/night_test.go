package league_test

import (
	"slices"
	"testing"
	"time"

	"matchday/app/fault"
	"matchday/app/tournament"
)

func TestAWholeNight(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(func(p *tournament.Plan) { p.Rules.Cap, p.Rules.Rounds = 16, 2 })
	id := b.Tournament.ID
	h.wantSaid("tournament.created Holidaze Cup", "tournament.created Holidaze Cup", "registration.opened")

	for n := 1; n <= 18; n++ {
		e := h.register(id, n)
		if want := map[bool]tournament.State{true: tournament.Seated, false: tournament.Waiting}[n <= 16]; e.State != want {
			t.Fatalf("player %d is %s, want %s", n, e.State, want)
		}
	}
	h.said()
	h.step(b, tournament.StepCloseRegistration)
	h.step(b, tournament.StepOpenCheckIn)
	for _, n := range []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 18} {
		if _, err := h.CheckIn(h.ctx, h.player(n), id); err != nil {
			t.Fatal(err)
		}
	}
	h.said()
	b = h.step(b, tournament.StepCloseCheckIn)
	h.wantSaid("check_in.closed", "entry.dropped player16", "entry.promoted player18")
	if b.Counts.Seated != 16 || b.Counts.CheckedIn != 16 || len(b.Waitlist) != 1 {
		t.Fatalf("counts %+v, waitlist %v", b.Counts, names(b.Waitlist))
	}

	for round := 1; round <= 2; round++ {
		b = h.step(b, tournament.StepDraw)
		b = h.step(b, tournament.StepStartRound)
		h.said()
		r, _ := b.Current()
		if len(r.Lobbies) != 2 {
			t.Fatalf("%d lobbies", len(r.Lobbies))
		}
		for _, l := range r.Lobbies {
			b = h.result(b, l)
		}
		h.wantSaid("placement.recorded", "placement.recorded", "round.completed")
	}
	b = h.step(b, tournament.StepFinish)
	if b.Phase != tournament.PhaseFinished || len(b.Standings) != 16 {
		t.Fatalf("phase %s, %d standings", b.Phase, len(b.Standings))
	}
	sum := 0
	for _, s := range b.Standings {
		sum += s.Total
	}
	if sum != 2*2*36 {
		t.Errorf("points sum to %d, want 144", sum)
	}
	if len(b.Offers()) != 0 {
		t.Errorf("a finished night offers %v", b.Offers())
	}
}

// result records a lobby in seating order.
func (h *house) result(b *tournament.Board, l tournament.LobbyReading) *tournament.Board {
	h.t.Helper()
	b, err := h.RecordResult(h.ctx, h.admin, b.Tournament.ID, inOrder(l))
	h.must(err)
	return b
}

func inOrder(l tournament.LobbyReading) tournament.Result {
	res := tournament.Result{Lobby: l.ID, Version: l.Version}
	for _, s := range l.Seats {
		res.Order = append(res.Order, s.Entry)
	}
	return res
}

func TestRegisteringAgainWithTheSameDetailsSaysNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.create(nil).Tournament.ID
	h.register(id, 1)
	h.said()
	h.register(id, 1)
	h.wantSaid()
	a := application(1)
	a.InGame = "Another#EUW"
	e, err := h.Register(h.ctx, h.player(1), id, a)
	h.must(err)
	if e.Name != "Another#EUW" || len(h.board(id).Seated) != 1 {
		t.Fatalf("entry %+v", e)
	}
	h.wantSaid("entry.updated player1")
}

func TestANameThatIsInUseIsRefusedUntilStaffShareIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.create(nil).Tournament.ID
	h.register(id, 1)
	a := application(1)
	a.InGame = " player 1#na1 "
	_, err := h.Register(h.ctx, h.player(2), id, a)
	h.wantFault(err, fault.Taken)
	if fault.Of(err).Field != "ingame" {
		t.Errorf("field %q", fault.Of(err).Field)
	}
	a.Person, a.Shared = h.player(2).Person, true
	if _, err := h.RegisterFor(h.ctx, h.admin, id, a); err != nil {
		t.Fatal(err)
	}
	if got := h.board(id).Counts.Seated; got != 2 {
		t.Fatalf("%d seated", got)
	}
}

func TestAFreedSeatIsFilledInTheSameTransaction(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.create(func(p *tournament.Plan) { p.Rules.Cap = 2 }).Tournament.ID
	for n := 1; n <= 4; n++ {
		h.register(id, n)
	}
	h.said()
	if _, err := h.Withdraw(h.ctx, h.player(1), id); err != nil {
		t.Fatal(err)
	}
	h.wantSaid("entry.withdrawn player1", "entry.promoted player3")
	b := h.board(id)
	if got := names(b.Seated); !slices.Equal(got, []string{"player2", "player3"}) {
		t.Errorf("seated %v", got)
	}
	if got := names(b.Waitlist); !slices.Equal(got, []string{"player4"}) {
		t.Errorf("waitlist %v", got)
	}
	_, err := h.Withdraw(h.ctx, h.player(1), id)
	h.wantFault(err, fault.Missing)
	e := h.register(id, 1)
	if e.State != tournament.Waiting || names(h.board(id).Waitlist)[1] != "player1" {
		t.Errorf("who comes back stands at the end: %v", names(h.board(id).Waitlist))
	}
}

func TestTeamsJoinFillAndChange(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.create(func(p *tournament.Plan) {
		p.Rules.TeamSize, p.Rules.Cap, p.Rules.LobbySize, p.Rules.Points = 2, 2, 4, tournament.DefaultPoints(4)
	}).Tournament.ID
	join := func(n int, team string) (tournament.Entry, error) {
		a := application(n)
		a.Team = team
		return h.Register(h.ctx, h.player(n), id, a)
	}
	for n, team := range map[int]string{1: "Duo 1", 2: "duo1", 3: "Duo 2"} {
		if _, err := join(n, team); err != nil {
			t.Fatalf("player %d: %v", n, err)
		}
	}
	_, err := join(4, "DUO 1")
	h.wantFault(err, fault.Taken)
	e, err := join(4, "Duo 3")
	h.must(err)
	if e.State != tournament.Waiting {
		t.Fatalf("a third team with two seats is %s", e.State)
	}
	h.said()
	if e, err = join(4, "Duo 2"); err != nil || len(e.Members) != 2 {
		t.Fatalf("changing the team: %+v, %v", e, err)
	}
	h.wantSaid("entry.withdrawn player4", "entry.joined player4")
	if b := h.board(id); b.Counts.People != 4 || len(b.Waitlist) != 0 {
		t.Fatalf("counts %+v", b.Counts)
	}
	// A refusal of the new team leaves the old one as it was.
	_, err = join(4, "Duo 1")
	h.wantFault(err, fault.Taken)
	if b := h.board(id); b.Counts.People != 4 {
		t.Fatalf("a refused change took somebody out: %+v", b.Counts)
	}
}

func TestAStaleStepIsRefusedAndChangesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	h.step(b, tournament.StepCloseRegistration)
	h.said()
	_, err := h.Advance(h.ctx, h.admin, b.Tournament.ID, b.Tournament.Version, tournament.StepOpenCheckIn)
	h.wantFault(err, fault.Stale)
	h.wantSaid()
}

func TestOnlyStaffRunTheNight(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	e := h.register(b.Tournament.ID, 1)
	player, id := h.player(2), b.Tournament.ID
	h.said()
	for name, try := range map[string]func() error{
		"create":     func() error { _, err := h.CreateTournament(h.ctx, player, b.Tournament.Plan()); return err },
		"edit":       func() error { _, err := h.EditTournament(h.ctx, player, id, 0, b.Tournament.Plan()); return err },
		"advance":    func() error { _, err := h.Advance(h.ctx, player, id, 0, tournament.StepCloseRegistration); return err },
		"draw":       func() error { _, err := h.DrawRound(h.ctx, player, id, 0, tournament.Random); return err },
		"swap":       func() error { _, err := h.SwapSeats(h.ctx, player, id, 0, 1, 2); return err },
		"record":     func() error { _, err := h.RecordResult(h.ctx, player, id, tournament.Result{}); return err },
		"preview":    func() error { _, err := h.PreviewResult(h.ctx, player, id, tournament.Result{}); return err },
		"remove":     func() error { _, err := h.Remove(h.ctx, player, id, e.ID, ""); return err },
		"disqualify": func() error { _, err := h.Disqualify(h.ctx, player, id, e.ID, ""); return err },
		"promote":    func() error { _, err := h.Promote(h.ctx, player, id, e.ID); return err },
		"for others": func() error { _, err := h.CheckInFor(h.ctx, player, id, e.ID, 0); return err },
		"undo":       func() error { _, err := h.Undo(h.ctx, player, id, 1); return err },
		"remind":     func() error { _, err := h.Remind(h.ctx, player, id); return err },
		"history":    func() error { _, err := h.History(h.ctx, player, id, 0, 10); return err },
		"venue":      func() error { return h.SetVenue(h.ctx, player, leagueVenue(id)) },
		"league":     func() error { _, err := h.SetLeague(h.ctx, player, "x", "UTC", ""); return err },
		"roles":      func() error { return h.SetRoles(h.ctx, player, player.Person, 1) },
		"bind":       func() error { return h.BindRole(h.ctx, player, "300000000000000001", "x", 2) },
	} {
		if err := try(); !fault.Is(err, fault.Denied) {
			t.Errorf("%s: %v", name, err)
		}
	}
	h.wantSaid()
}

func TestALeagueNeverSeesAnother(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	e := h.register(b.Tournament.ID, 1)
	id := b.Tournament.ID
	other := h.newLeague("Elsewhere", "100000000000000002")
	stranger := h.admin
	stranger.League = other.ID
	h.said()
	for name, try := range map[string]func() error{
		"advance": func() error {
			_, err := h.Advance(h.ctx, stranger, id, 0, tournament.StepCloseRegistration)
			return err
		},
		"board":    func() error { _, err := h.BoardFor(h.ctx, stranger, id); return err },
		"register": func() error { _, err := h.Register(h.ctx, stranger, id, application(9)); return err },
		"withdraw": func() error { _, err := h.Withdraw(h.ctx, stranger, id); return err },
		"check in": func() error { _, err := h.CheckIn(h.ctx, stranger, id); return err },
		"remove":   func() error { _, err := h.Remove(h.ctx, stranger, id, e.ID, ""); return err },
		"history":  func() error { _, err := h.History(h.ctx, stranger, id, 0, 10); return err },
		"venue":    func() error { return h.SetVenue(h.ctx, stranger, leagueVenue(id)) },
		"last":     func() error { _, _, err := h.LastStep(h.ctx, stranger, id); return err },
	} {
		if err := try(); !fault.Is(err, fault.Missing) {
			t.Errorf("%s: %v", name, err)
		}
	}
	h.wantSaid()
	boards, err := h.Tonight(h.ctx, other.ID)
	h.must(err)
	if len(boards) != 0 {
		t.Errorf("the other league sees %d tournaments", len(boards))
	}
}

func TestUndoTakesBackTheLastStepOnly(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(func(p *tournament.Plan) { p.Rules.Cap = 8 })
	id := b.Tournament.ID
	for n := 1; n <= 4; n++ {
		h.register(id, n)
	}
	h.step(b, tournament.StepCloseRegistration)
	h.step(b, tournament.StepOpenCheckIn)
	for n := 1; n <= 3; n++ {
		_, err := h.CheckIn(h.ctx, h.player(n), id)
		h.must(err)
	}
	h.step(b, tournament.StepCloseCheckIn)
	if got := h.board(id).Counts.Seated; got != 3 {
		t.Fatalf("%d seated after close", got)
	}
	last, ok, err := h.LastStep(h.ctx, h.admin, id)
	h.must(err)
	if !ok || last.Title != "closed check-in" {
		t.Fatalf("last step %+v", last)
	}
	h.said()
	undone, err := h.Undo(h.ctx, h.admin, id, last.ID)
	h.must(err)
	h.wantSaid("step.undone")
	b = h.board(id)
	if undone.Title != last.Title {
		t.Errorf("took back %q", undone.Title)
	}
	if b.Counts.Seated != 4 || b.Tournament.CheckIn != tournament.Open {
		t.Fatalf("after undo: %+v, check-in %s", b.Counts, b.Tournament.CheckIn)
	}
	_, err = h.Undo(h.ctx, h.admin, id, last.ID)
	h.wantFault(err, fault.Stale)
	last, _, err = h.LastStep(h.ctx, h.admin, id)
	h.must(err)
	if last.Title != "opened check-in" {
		t.Errorf("next to undo is %q", last.Title)
	}
}

func TestACorrectionShowsItsRippleAndKeepsHistory(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		b, l := h.playing(4, 4)
		id := b.Tournament.ID
		b = h.result(b, l)
		r, _ := b.Current()
		now := inOrder(r.Lobbies[0])
		now.Order[0], now.Order[3] = now.Order[3], now.Order[0]
		ripple, err := h.PreviewResult(h.ctx, h.admin, id, now)
		h.must(err)
		if len(ripple.Moves) != 2 || ripple.Moves[0].RankBefore != 4 || ripple.Moves[0].RankAfter != 1 {
			t.Fatalf("moves %+v", ripple.Moves)
		}
		h.said()
		_, err = h.RecordResult(h.ctx, h.admin, id, now)
		h.must(err)
		h.wantSaid("placement.corrected")
		list, err := h.History(h.ctx, h.admin, id, 0, 1)
		h.must(err)
		if len(list[0].What.Before) != 4 || len(list[0].What.Seats) != 4 || list[0].Actor != "Robin" {
			t.Fatalf("history %+v", list[0])
		}
		_, err = h.RecordResult(h.ctx, h.admin, id, now)
		h.wantFault(err, fault.Stale)
	})
}

// playing returns a night in its first round with one lobby.
func (h *house) playing(players, lobby int) (*tournament.Board, tournament.LobbyReading) {
	h.t.Helper()
	b := h.create(func(p *tournament.Plan) {
		p.Rules.LobbySize, p.Rules.Points = lobby, tournament.DefaultPoints(lobby)
	})
	for n := 1; n <= players; n++ {
		h.register(b.Tournament.ID, n)
	}
	b = h.step(b, tournament.StepCloseRegistration)
	b = h.step(b, tournament.StepDraw)
	b = h.step(b, tournament.StepStartRound)
	r, ok := b.Current()
	if !ok || len(r.Lobbies) == 0 {
		h.t.Fatal("no lobbies")
	}
	return b, r.Lobbies[0]
}

func TestRemindersGoToThoseWhoAreMissingAndNotTwiceInFiveMinutes(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	id := b.Tournament.ID
	for n := 1; n <= 3; n++ {
		h.register(id, n)
	}
	h.step(b, tournament.StepOpenCheckIn)
	_, err := h.CheckIn(h.ctx, h.player(2), id)
	h.must(err)
	h.said()
	_, err = h.Remind(h.ctx, h.admin, id)
	h.must(err)
	h.wantSaid("reminder.sent player1", "reminder.sent player3")
	_, err = h.Remind(h.ctx, h.admin, id)
	h.wantFault(err, fault.Busy)
	h.advance(5 * time.Minute)
	_, err = h.Remind(h.ctx, h.admin, id)
	h.must(err)
}
