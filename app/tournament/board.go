package tournament

import (
	"slices"
	"time"

	"matchday/app/person"
)

// Board is a reading of one tournament for showing: everything that a page, a Discord message, a Sheet or an overlay
// says about it. It is made once per change and shared; nobody changes it.
type Board struct {
	Store      string // which database it was read from; readings compare by Seq only within one
	Seq        int64  // newest event of the tournament's topic that it contains
	League     person.League
	Tournament Tournament
	Phase      Phase
	Counts     Counts
	Seated     []Row // entries that hold a seat, in line order
	Waitlist   []Row // in line order
	Left       []Row // withdrawn, dropped, removed, disqualified, latest first
	Rounds     []RoundReading
	Standings  []Standing

	rows     map[int64]Row // every entry
	byPerson map[int64]int64
}

// Counts are the numbers of the night.
type Counts struct {
	Seats        int // the cap
	Seated       int
	CheckedIn    int // seated entries that are ready
	NotYet       int // seated entries that are not
	Waiting      int
	WaitingReady int // on the waitlist and ready
	People       int // persons in seated entries
	PeopleIn     int // of them, checked in
}

// Free returns how many seats nobody holds.
func (c Counts) Free() int { return max(0, c.Seats-c.Seated) }

// Row is one entry on a board.
type Row struct {
	Entry    Entry
	Name     string // to show first: the team, or the person
	People   []MemberReading
	Position int // seat number or waitlist position, from 1; 0 for those who left
	Ready    bool
	Complete bool
}

// MemberReading is one person of an entry, with the name they go by.
type MemberReading struct {
	Member
	Discord string // Discord user id; empty without one
	Name    string // display name; the in-game name when the person is unknown
}

// RoundReading is one round with its lobbies.
type RoundReading struct {
	Round
	Lobbies []LobbyReading
	Missing int // lobbies without a result
}

// LobbyReading is one lobby with names and points.
type LobbyReading struct {
	Lobby
	Seats []SeatReading // in seating order; by place once the result is recorded
	Sum   int           // of the points given
}

// SeatReading is one seat with the entry's row and what it earned.
type SeatReading struct {
	Seat
	Row    Row
	Points int
}

// Read makes the board of a night. names holds the persons by id; one that is missing is shown by in-game name.
func (n Night) Read(l person.League, names map[int64]person.Person) *Board {
	t := n.Tournament
	b := &Board{League: l, Tournament: t, Phase: t.Phase(), rows: make(map[int64]Row, len(n.Entries)), byPerson: map[int64]int64{}}
	b.Counts.Seats = t.Rules.Cap
	for _, e := range n.Entries {
		b.add(row(e, t, names))
	}
	slices.SortStableFunc(b.Left, func(x, y Row) int { return y.Entry.Left.Compare(x.Entry.Left) })
	for _, r := range n.Rounds {
		b.Rounds = append(b.Rounds, b.readRound(n, r))
	}
	b.Standings = n.Standings()
	return b
}

func row(e Entry, t Tournament, names map[int64]person.Person) Row {
	r := Row{Entry: e, Name: e.Name, Ready: e.Ready(t.Rules.TeamSize), Complete: e.Complete(t.Rules.TeamSize)}
	for _, m := range e.Members {
		reading := MemberReading{Member: m, Name: m.InGame}
		if p, ok := names[m.Person]; ok {
			reading.Discord, reading.Name = p.Discord, p.Name
		}
		r.People = append(r.People, reading)
	}
	if t.Rules.TeamSize == 1 && len(r.People) == 1 {
		r.Name = r.People[0].Name
	}
	return r
}

func (b *Board) add(r Row) {
	switch e := r.Entry; e.State {
	case Seated:
		r.Position = len(b.Seated) + 1
		b.Seated = append(b.Seated, r)
		b.Counts.Seated++
		b.Counts.People += len(e.Members)
		for _, m := range e.Members {
			if !m.CheckIn.IsZero() {
				b.Counts.PeopleIn++
			}
		}
		if r.Ready {
			b.Counts.CheckedIn++
		} else {
			b.Counts.NotYet++
		}
	case Waiting:
		r.Position = len(b.Waitlist) + 1
		b.Waitlist = append(b.Waitlist, r)
		b.Counts.Waiting++
		if r.Ready {
			b.Counts.WaitingReady++
		}
	default:
		b.Left = append(b.Left, r)
	}
	b.rows[r.Entry.ID] = r
	for _, m := range r.Entry.Members {
		if old, ok := b.rows[b.byPerson[m.Person]]; !ok || r.Entry.State.Active() || !old.Entry.State.Active() {
			b.byPerson[m.Person] = r.Entry.ID
		}
	}
}

func (b *Board) readRound(n Night, r Round) RoundReading {
	out := RoundReading{Round: r}
	for _, l := range n.LobbiesOf(r.Number) {
		lr := LobbyReading{Lobby: l}
		for _, s := range l.Seats {
			seat := SeatReading{Seat: s, Row: b.rows[s.Entry], Points: n.Tournament.Rules.PointsFor(s.Place)}
			if seat.Row.Entry.State == Disqualified {
				seat.Points = 0
			}
			lr.Sum += seat.Points
			lr.Seats = append(lr.Seats, seat)
		}
		if l.Done() {
			sortByPlace(lr.Seats)
		} else {
			out.Missing++
		}
		out.Lobbies = append(out.Lobbies, lr)
	}
	return out
}

// Row returns one entry of the board, whatever its state.
func (b *Board) Row(entry int64) (Row, bool) {
	r, ok := b.rows[entry]
	return r, ok
}

// Round returns a round by number.
func (b *Board) Round(number int) (RoundReading, bool) {
	for _, r := range b.Rounds {
		if r.Number == number {
			return r, true
		}
	}
	return RoundReading{}, false
}

// Current returns the round that is drawn, playing or just done.
func (b *Board) Current() (RoundReading, bool) { return b.Round(b.Tournament.Round) }

// Shown returns the latest round that everybody may see; drawn rounds are for staff.
func (b *Board) Shown() (RoundReading, bool) {
	for i := len(b.Rounds) - 1; i >= 0; i-- {
		if b.Rounds[i].State != Drawn {
			return b.Rounds[i], true
		}
	}
	return RoundReading{}, false
}

// After returns the number of the latest round that is complete, 0 before any.
func (b *Board) After() int {
	for i := len(b.Rounds) - 1; i >= 0; i-- {
		if b.Rounds[i].State == RoundDone {
			return b.Rounds[i].Number
		}
	}
	return 0
}

// Mine is what one person wants to know: am I in, where do I sit, what comes next.
type Mine struct {
	In       bool // the person has an entry that holds a seat or waits
	Row      Row  // also of an entry that has left; zero when the person never registered
	Known    bool // Row is set
	CheckIn  time.Time
	Lobby    LobbyReading // of the latest round that has started
	HasLobby bool
	Standing Standing
	Ranked   bool
}

// Mine returns the reading for one person.
func (b *Board) Mine(who int64) Mine {
	id, ok := b.byPerson[who]
	if !ok {
		return Mine{}
	}
	r := b.rows[id]
	m := Mine{In: r.Entry.State.Active(), Row: r, Known: true}
	if member, ok := r.Entry.Member(who); ok {
		m.CheckIn = member.CheckIn
	}
	if round, ok := b.Shown(); ok {
		for _, l := range round.Lobbies {
			if _, sits := l.Seat(id); sits {
				m.Lobby, m.HasLobby = l, true
			}
		}
	}
	for _, s := range b.Standings {
		if s.Entry == id && len(s.Scores) > 0 {
			m.Standing, m.Ranked = s, true
		}
	}
	return m
}
