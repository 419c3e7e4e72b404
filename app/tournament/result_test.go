package tournament_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/tournament"
)

func TestTheLastResultEndsTheRound(t *testing.T) {
	h := open(t).seated(4).start()
	l := h.n.LobbiesOf(1)
	h.must(h.record(inOrder(l[0])))
	h.want("told", h.told(), "placement.recorded")
	h.must(h.record(inOrder(l[1])))
	h.want("told", h.told(), "placement.recorded, round.completed")
	now, _ := h.n.Lobby(l[1].ID)
	if !now.Done() || now.By != 99 || now.Version != l[1].Version+1 || h.n.Rounds[0].State != tournament.RoundDone {
		t.Errorf("lobby %+v", now)
	}
	h.want("in words", h.said[0].Plain(), "Lobby B of round 1 recorded, "+nameOf(h, l[1].Seats[0].Entry)+" won")
	if !slices.Equal(h.said[0].Seats, now.Seats) || h.said[0].Before != nil {
		t.Errorf("told %+v", h.said[0])
	}
}

func TestPointsByPlace(t *testing.T) {
	tests := []struct {
		size, entries int
		points        []int
		want          []int
	}{
		{8, 8, tournament.DefaultPoints(8), []int{8, 7, 6, 5, 4, 3, 2, 1}},
		{8, 7, tournament.DefaultPoints(8), []int{8, 7, 6, 5, 4, 3, 2}},
		{4, 4, tournament.DefaultPoints(4), []int{8, 6, 4, 2}},
		{8, 8, []int{12, 9, 7, 5, 3, 2, 1, 0}, []int{12, 9, 7, 5, 3, 2, 1, 0}},
		{8, 8, []int{4, 3, 2, 1}, []int{4, 3, 2, 1, 0, 0, 0, 0}},
	}
	for _, tt := range tests {
		h := open(t, seats(tt.entries), func(r *tournament.Rules) { r.LobbySize, r.Points = tt.size, tt.points }).seated(tt.entries).start().play()
		var got []int
		sum := 0
		for _, s := range h.n.Standings() {
			got, sum = append(got, s.Total), sum+s.Total
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("lobby of %d: %v, want %v", tt.size, got, tt.want)
		}
		if read := h.n.Read(league, nil).Rounds[0].Lobbies[0].Sum; read != sum {
			t.Errorf("the lobby's points add up to %d, the standings to %d", read, sum)
		}
	}
}

func TestAFullNightOf32(t *testing.T) {
	h := open(t, seats(32), lobbiesOf(8), func(r *tournament.Rules) { r.Rounds = 4 }).seated(32).start().play()
	for range 3 {
		h.draw(h.n.NextSeating()).start().play()
	}
	sum := 0
	for _, s := range h.n.Standings() {
		sum += s.Total
	}
	if sum != 576 {
		t.Errorf("four rounds of four lobbies add up to %d, want 576", sum)
	}
	for _, r := range h.n.Read(league, nil).Rounds {
		for _, l := range r.Lobbies {
			if l.Sum != 36 {
				t.Errorf("round %d lobby %s adds up to %d", r.Number, l.Name, l.Sum)
			}
		}
	}
}

func TestWhoDoesNotPlay(t *testing.T) {
	h := open(t, seats(3), lobbiesOf(3)).seated(3).start()
	l := h.n.LobbiesOf(1)[0]
	res := inOrder(l)
	res.Order, res.Absent = res.Order[1:], res.Order[:1]
	h.must(h.record(res))
	now, _ := h.n.Lobby(l.ID)
	if s := now.Seats[0]; s.Place != 0 || s.Outcome != tournament.Absent || now.Seats[1].Place != 1 {
		t.Errorf("seats %+v", now.Seats)
	}
	if s := h.n.Standings()[2]; s.Entry != l.Seats[0].Entry || s.Total != 0 || s.Scores[0].Outcome != tournament.Absent {
		t.Errorf("standing %+v", s)
	}
	if read := h.n.Read(league, nil).Rounds[0].Lobbies[0]; read.Seats[2].Entry != l.Seats[0].Entry {
		t.Errorf("who has no place is read last: %+v", read.Seats)
	}
}

func TestWhenAResultIsRefused(t *testing.T) {
	h := open(t, seats(4), lobbiesOf(3)).seated(4).start() // two lobbies of two
	l, other := h.n.LobbiesOf(1)[0], h.n.LobbiesOf(1)[1]
	a, b, c := l.Seats[0].Entry, l.Seats[1].Entry, other.Seats[0].Entry
	name := func(id int64) string { return nameOf(h, id) }
	tests := []struct {
		name          string
		order, absent []int64
		version       int64
		want          string
	}{
		{"twice", []int64{a, a, b}, nil, l.Version, name(a) + " has two places. Give everybody one."},
		{"both", []int64{a, b}, []int64{a}, l.Version, name(a) + " has a place and is marked as absent. It can only be one of the two."},
		{"missing", []int64{a}, nil, l.Version, name(b) + " has no place yet. Name everybody of lobby A, or mark them as absent."},
		{"elsewhere", []int64{a, b, c}, nil, l.Version, name(c) + " does not play in lobby A of round 1."},
		{"elsewhere, absent", []int64{a, b}, []int64{c}, l.Version, name(c) + " does not play in lobby A of round 1."},
		{"nowhere", []int64{a, b, 404}, nil, l.Version, "An entry that is not in this tournament does not play in lobby A of round 1."},
		{"stale", []int64{a, b}, nil, l.Version - 1, "Lobby A of round 1 has changed in the meantime. Look at it again before you record the result."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refused(t, h.record(tournament.Result{Lobby: l.ID, Version: tt.version, Order: tt.order, Absent: tt.absent}), tt.want)
		})
	}
	refused(t, h.record(tournament.Result{Lobby: 404}), "That lobby does not exist any more. Look at the lobbies again.")
	h.must(h.record(tournament.Result{Lobby: l.ID, Version: l.Version, Absent: []int64{a, b, a}}))
	h.want("nobody played", h.said[0].Plain(), "Lobby A of round 1 recorded")
	refused(t, h.record(tournament.Result{Lobby: l.ID, Version: l.Version, Order: []int64{b, a}}),
		"Somebody has recorded lobby A of round 1 in the meantime. Look at that result; correct it if it is wrong.")
	drawn := open(t).seated(2)
	refused(t, drawn.record(inOrder(drawn.n.Lobbies[0])), "Round 1 has not started. Start it before results are recorded.")
	h.must(h.step(night.Cancel))
	refused(t, h.record(inOrder(other)), "Holidaze Cup was cancelled, so it takes no results.")
}

func TestADisqualifiedSeatTakesNoPlace(t *testing.T) {
	h := open(t, seats(3), lobbiesOf(3)).seated(3).start()
	l := h.n.LobbiesOf(1)[0]
	struck := l.Seats[1].Entry
	h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Disqualify(struck, "", at) }))
	l, _ = h.n.Lobby(l.ID)
	all := tournament.Result{Lobby: l.ID, Version: l.Version, Order: []int64{struck, l.Seats[0].Entry, l.Seats[2].Entry}}
	refused(t, h.record(all), nameOf(h, struck)+" is disqualified and takes no place. Leave them out.")
	h.must(h.record(inOrder(l)))
	now, _ := h.n.Lobby(l.ID)
	if now.Seats[0].Place != 1 || now.Seats[1] != (tournament.Seat{Entry: struck, Outcome: tournament.Struck}) || now.Seats[2].Place != 2 {
		t.Errorf("seats %+v", now.Seats)
	}
	res := inOrder(now)
	res.Absent = []int64{struck} // who types the struck one as absent means the same
	h.must(h.record(res))
	h.want("nothing changed", h.told(), "")
}

func TestACorrectionShowsWhatItMoves(t *testing.T) {
	h := open(t).seated(4).start().play()
	l := h.n.LobbiesOf(1)[0]
	first, second := l.Seats[0].Entry, l.Seats[1].Entry
	res := tournament.Result{Lobby: l.ID, Version: l.Version, Order: []int64{second, first}}

	ripple, err := h.n.PreviewRecord(res)
	h.must(err)
	if len(ripple.Moves) != 2 || len(ripple.Warnings) != 0 || ripple.ChangesNobody || !slices.Equal(ripple.Before, l.Seats) {
		t.Fatalf("ripple %+v", ripple)
	}
	// The winners of both lobbies shared rank 1 and the others rank 3; so it stays, with the two of lobby A exchanged.
	if m := ripple.Moves[0]; m.Entry != second || m.RankBefore != 3 || m.RankAfter != 1 || m.TotalBefore != 7 || m.TotalAfter != 8 {
		t.Errorf("move %+v", m)
	}

	h.draw(tournament.ByStanding)
	ripple, err = h.n.PreviewRecord(res)
	h.must(err)
	h.want("drawn", strings.Join(ripple.Warnings, " "), "The lobbies of round 2 are drawn from the old standings. Draw again if they should follow.")
	h.start()
	ripple, err = h.n.PreviewRecord(res)
	h.must(err)
	h.want("playing", strings.Join(ripple.Warnings, " "), "The lobbies of round 2 were drawn from the old standings and stay as they are.")
	h.play()
	h.must(h.step(night.Finish))
	ripple, err = h.n.PreviewRecord(res)
	h.must(err)
	h.want("finished", strings.Join(ripple.Warnings, " "), "The lobbies of round 2 were drawn from the old standings and stay as they are. "+
		"The tournament is finished; the final standings change with this.")

	before := h.n.Standings()
	h.must(h.record(res))
	h.want("told", h.told(), "placement.corrected")
	if s := h.said[0]; !slices.Equal(s.Before, l.Seats) || s.Seats[1].Place != 1 || s.Kind != tournament.ResultCorrected {
		t.Errorf("told %+v", s)
	}
	h.must(h.undo())
	if fmt.Sprint(h.n.Standings()) != fmt.Sprint(before) {
		t.Error("a correction taken back leaves other standings")
	}
}

func TestTheSameResultAgainChangesNobody(t *testing.T) {
	h := open(t).seated(4).start().play()
	l := h.n.LobbiesOf(1)[0]
	ripple, err := h.n.PreviewRecord(inOrder(l))
	h.must(err)
	if !ripple.ChangesNobody || len(ripple.Moves) != 0 {
		t.Errorf("ripple %+v", ripple)
	}
	h.must(h.record(inOrder(l)))
	h.want("told", h.told(), "")
	if _, err := h.n.PreviewRecord(tournament.Result{Lobby: 404}); err == nil {
		t.Error("a lobby that is not there can be previewed")
	}
}
