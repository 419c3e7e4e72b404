package tournament_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"matchday/app/person"
	"matchday/app/tournament"
)

var league = person.League{ID: 1, Name: "Guardian League", Zone: "UTC"}

func people(ids ...int64) map[int64]person.Person {
	all := map[int64]person.Person{}
	for _, id := range ids {
		all[id] = person.Person{ID: id, Discord: fmt.Sprint(1000 + id), Name: fmt.Sprintf("name%d", id)}
	}
	return all
}

func rowNames(rows []tournament.Row) string {
	var names []string
	for _, r := range rows {
		names = append(names, fmt.Sprintf("%d:%s", r.Position, r.Name))
	}
	return strings.Join(names, " ")
}

func TestABoardReadsTheNight(t *testing.T) {
	h := open(t).fill(7).to(night.OpenCheckIn).checkIn(1, 2, 6)
	out := func(who int) {
		h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Remove(h.entry(who).ID, "", at) }))
	}
	out(7)
	out(3) // P5 moves up
	b := h.n.Read(league, people(1, 6))
	h.want("seats", rowNames(b.Seated), "1:name1 2:P2 3:P4 4:P5")
	h.want("waitlist", rowNames(b.Waitlist), "1:name6")
	h.want("left, latest first", rowNames(b.Left), "0:P3 0:P7")
	want := tournament.Counts{Seats: 4, Seated: 4, CheckedIn: 2, NotYet: 2, Waiting: 1, WaitingReady: 1, People: 4, PeopleIn: 2}
	if b.Counts != want || b.Counts.Free() != 0 {
		t.Errorf("counts %+v", b.Counts)
	}
	if p := b.Seated[0].People[0]; p.Name != "name1" || p.Discord != "1001" || p.InGame != "P1" {
		t.Errorf("person %+v", p)
	}
	if r, ok := b.Row(h.entry(7).ID); !ok || r.Name != "P7" {
		t.Errorf("row %+v", r)
	}
	if _, ok := b.Row(404); ok {
		t.Error("a row that is not there")
	}
}

func TestTeamsOnABoard(t *testing.T) {
	h := open(t, teams(2)).fill(3).to(night.OpenCheckIn).checkIn(1, 2, 3)
	b := h.n.Read(league, people(1, 2, 3))
	h.want("a team goes by its own name", rowNames(b.Seated), "1:Team 1 2:Team 2")
	if b.Counts.People != 3 || b.Counts.PeopleIn != 3 || b.Counts.CheckedIn != 1 || b.Counts.NotYet != 1 || b.Counts.Free() != 2 {
		t.Errorf("counts %+v", b.Counts)
	}
	if !b.Seated[0].Ready || b.Seated[1].Ready || b.Seated[1].Complete {
		t.Errorf("rows %+v", b.Seated)
	}
}

func TestALowerCapLeavesNoFreeSeats(t *testing.T) {
	if free := (tournament.Counts{Seats: 2, Seated: 4}).Free(); free != 0 {
		t.Errorf("%d free", free)
	}
}

func TestWhichRoundEverybodySees(t *testing.T) {
	h := open(t).fill(4)
	shown := func() string {
		b := h.n.Read(league, nil)
		r, ok := b.Shown()
		c, drawn := b.Current()
		return fmt.Sprintf("shown %d %v, current %d %v, after %d, missing %d", r.Number, ok, c.Number, drawn, b.After(), c.Missing)
	}
	h.want("before the draw", shown(), "shown 0 false, current 0 false, after 0, missing 0")
	h.to(night.CloseRegistration).draw(tournament.Random)
	h.want("drawn", shown(), "shown 0 false, current 1 true, after 0, missing 2")
	h.start()
	h.want("playing", shown(), "shown 1 true, current 1 true, after 0, missing 2")
	h.play()
	h.want("done", shown(), "shown 1 true, current 1 true, after 1, missing 0")
	h.draw(tournament.ByStanding)
	h.want("the next is drawn", shown(), "shown 1 true, current 2 true, after 1, missing 2")
}

func TestMine(t *testing.T) {
	h := open(t).fill(5)
	mine := func(who int64) tournament.Mine { return h.n.Read(league, people(who)).Mine(who) }
	if m := mine(9); m.Known || m.In {
		t.Errorf("a stranger: %+v", m)
	}
	if m := mine(5); !m.In || m.Row.Position != 1 || m.Row.Entry.State != tournament.Waiting || m.HasLobby || m.Ranked {
		t.Errorf("on the waitlist: %+v", m)
	}
	h.to(night.CloseRegistration, night.OpenCheckIn).checkIn(1, 2, 3)
	at := h.now
	if m := mine(3); !m.CheckIn.Equal(at) || m.Row.Position != 3 || m.Row.Name != "name3" {
		t.Errorf("checked in: %+v", m)
	}
	h.must(h.step(night.CloseCheckIn))
	if m := mine(4); m.In || !m.Known || m.Row.Entry.State != tournament.Dropped {
		t.Errorf("dropped: %+v", m)
	}
	h.draw(tournament.Random)
	if m := mine(1); m.HasLobby {
		t.Errorf("a draw that has not started is shown: %+v", m.Lobby)
	}
	h.start().play()
	m := mine(1)
	if seat, ok := m.Lobby.Seat(m.Row.Entry.ID); !m.HasLobby || !ok || seat.Place == 0 || !m.Ranked || m.Standing.Entry != m.Row.Entry.ID {
		t.Errorf("played: %+v", m)
	}
	h.must(h.step(func(n night, at time.Time) (night, said, error) { return n.Disqualify(h.entry(1).ID, "", at) }))
	if m := mine(1); m.In || !m.HasLobby || m.Standing.Rank != 0 {
		t.Errorf("disqualified: %+v", m)
	}
}

func TestMineIsTheEntryThatCounts(t *testing.T) {
	h := open(t).fill(2)
	h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(h.entry(1).ID, 1, at) }))
	h.must(h.register(h.app(1)))
	h.must(h.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(h.entry(2).ID, 2, at) }))
	if m := h.n.Read(league, nil).Mine(1); !m.In || m.Row.Entry.ID != 3 {
		t.Errorf("registered again: %+v", m)
	}
	// Whoever holds a seat in one entry and has left a later one is read as holding the seat.
	h.n.Entries = append(h.n.Entries, tournament.Entry{ID: 9, State: tournament.Withdrawn, Members: []tournament.Member{{Person: 1}}})
	if m := h.n.Read(league, nil).Mine(1); !m.In || m.Row.Entry.ID != 3 {
		t.Errorf("with an older one: %+v", m)
	}
}

func TestResultsAreReadByPlace(t *testing.T) {
	h := open(t, seats(4), lobbiesOf(4)).seated(4).start()
	l := h.n.LobbiesOf(1)[0]
	res := tournament.Result{Lobby: l.ID, Version: l.Version, Order: []int64{l.Seats[2].Entry, l.Seats[0].Entry, l.Seats[3].Entry}, Absent: []int64{l.Seats[1].Entry}}
	h.must(h.record(res))
	read := h.n.Read(league, people(1, 2, 3, 4)).Rounds[0].Lobbies[0]
	got := ""
	for _, s := range read.Seats {
		got += fmt.Sprintf("%d=%d ", s.Place, s.Points)
		if s.Row.Entry.ID != s.Entry || !strings.HasPrefix(s.Row.Name, "name") {
			t.Errorf("seat %+v", s)
		}
	}
	h.want("seats", got, "1=8 2=6 3=4 0=0 ")
	if read.Sum != 18 {
		t.Errorf("sum %d", read.Sum)
	}
}

func TestPhases(t *testing.T) {
	tests := []struct {
		set  func(*tournament.Tournament)
		want tournament.Phase
	}{
		{func(*tournament.Tournament) {}, tournament.PhaseDraft},
		{func(o *tournament.Tournament) { o.Registration = tournament.Open }, tournament.PhaseRegistration},
		{func(o *tournament.Tournament) { o.Registration = tournament.Shut }, tournament.PhaseBetween},
		{func(o *tournament.Tournament) { o.Registration, o.CheckIn = tournament.Open, tournament.Open }, tournament.PhaseCheckIn},
		{func(o *tournament.Tournament) { o.CheckIn = tournament.Shut }, tournament.PhaseSeating},
		{func(o *tournament.Tournament) { o.Registration, o.Round = tournament.Shut, 1 }, tournament.PhaseSeating},
		{func(o *tournament.Tournament) { o.Stage = tournament.Playing }, tournament.PhaseRounds},
		{func(o *tournament.Tournament) { o.Stage = tournament.Finished }, tournament.PhaseFinished},
		{func(o *tournament.Tournament) { o.Stage, o.CheckIn = tournament.Cancelled, tournament.Open }, tournament.PhaseCancelled},
	}
	for _, tt := range tests {
		o := tournament.Tournament{Registration: tournament.Pending, CheckIn: tournament.Pending, Stage: tournament.Preparing}
		tt.set(&o)
		if got := o.Phase(); got != tt.want {
			t.Errorf("%+v is in %s, want %s", o, got, tt.want)
		}
	}
}

func TestNamesOfThings(t *testing.T) {
	if tournament.Topic(7) != "tournament/7" {
		t.Error(tournament.Topic(7))
	}
	for _, s := range tournament.Seatings() {
		if s.Title() == string(s) && s != tournament.Random {
			t.Errorf("%s has no words", s)
		}
	}
	if tournament.Seating("own").Title() != "own" {
		t.Error("an unknown seating has other words")
	}
}
