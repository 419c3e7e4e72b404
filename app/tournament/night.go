package tournament

import (
	"cmp"
	"slices"
	"time"
)

// Night is everything of one tournament that the rules of a staff step look at. Rules never change the Night they are
// given; they return another one.
type Night struct {
	Tournament Tournament
	Entries    []Entry // by ID, those that have left included
	Rounds     []Round // by number
	Lobbies    []Lobby // by round, then in order of their names
}

// Round is one round of play.
type Round struct {
	Tournament int64
	Number     int // from 1
	State      RoundState
	Seating    Seating
	Seed       int64 // from which chance was drawn
	Started    time.Time
}

// RoundState is how far a round is.
type RoundState string

// The states of a round. What is drawn is seen by staff only; from playing on everybody sees it.
const (
	Drawn     RoundState = "drawn"
	InPlay    RoundState = "playing"
	RoundDone RoundState = "done"
)

// Lobby is a group of entries that play one round together.
type Lobby struct {
	ID         int64
	Tournament int64
	Round      int
	Name       string // "A", "B", …, "Z", "AA"
	Version    int64  // one more whenever its seats or its result change
	Recorded   time.Time
	By         int64 // person who recorded the result; 0 before, and for the console
	Seats      []Seat
}

// Seat is one entry in a lobby, with its result once there is one.
type Seat struct {
	Entry   int64
	Place   int // 1 is the winner; 0 while nothing is recorded, and for those who have no place
	Outcome Outcome
}

// Outcome tells why a seat has no place in a recorded lobby.
type Outcome string

// The outcomes.
const (
	Played Outcome = ""
	Absent Outcome = "absent"       // did not play: no points
	Struck Outcome = "disqualified" // during this round: no points
)

// Done reports whether the lobby's result is recorded.
func (l Lobby) Done() bool { return !l.Recorded.IsZero() }

// Seat returns the seat of an entry in this lobby.
func (l Lobby) Seat(entry int64) (Seat, bool) {
	i := slices.IndexFunc(l.Seats, func(s Seat) bool { return s.Entry == entry })
	if i < 0 {
		return Seat{}, false
	}
	return l.Seats[i], true
}

func (l Lobby) clone() Lobby {
	l.Seats = slices.Clone(l.Seats)
	return l
}

func (l Lobby) equal(o Lobby) bool {
	return l.ID == o.ID && l.Tournament == o.Tournament && l.Round == o.Round && l.Name == o.Name && l.Version == o.Version &&
		l.Recorded.Equal(o.Recorded) && l.By == o.By && slices.Equal(l.Seats, o.Seats)
}

func (r Round) equal(o Round) bool {
	return r.Tournament == o.Tournament && r.Number == o.Number && r.State == o.State && r.Seating == o.Seating &&
		r.Seed == o.Seed && r.Started.Equal(o.Started)
}

func (t Tournament) clone() Tournament {
	t.Rules.Points = slices.Clone(t.Rules.Points)
	t.Rules.Ties = slices.Clone(t.Rules.Ties)
	return t
}

// clone returns n with slices of its own.
func (n Night) clone() Night {
	n.Tournament = n.Tournament.clone()
	n.Entries = slices.Clone(n.Entries)
	for i := range n.Entries {
		n.Entries[i] = n.Entries[i].clone()
	}
	n.Rounds = slices.Clone(n.Rounds)
	n.Lobbies = slices.Clone(n.Lobbies)
	for i := range n.Lobbies {
		n.Lobbies[i] = n.Lobbies[i].clone()
	}
	return n
}

// Entry returns the entry with this id.
func (n Night) Entry(id int64) (Entry, bool) {
	if i := n.entry(id); i >= 0 {
		return n.Entries[i], true
	}
	return Entry{}, false
}

// Lobby returns the lobby with this id.
func (n Night) Lobby(id int64) (Lobby, bool) {
	if i := n.lobby(id); i >= 0 {
		return n.Lobbies[i], true
	}
	return Lobby{}, false
}

// LobbiesOf returns the lobbies of one round, in order.
func (n Night) LobbiesOf(round int) []Lobby {
	var of []Lobby
	for _, l := range n.Lobbies {
		if l.Round == round {
			of = append(of, l)
		}
	}
	return of
}

// CurrentRound returns the round that is drawn, playing or just done; ok is false before the first draw.
func (n Night) CurrentRound() (Round, bool) {
	if i := n.round(n.Tournament.Round); i >= 0 {
		return n.Rounds[i], true
	}
	return Round{}, false
}

// InState returns the entries in one state, in line.
func (n Night) InState(state State) []Entry {
	var in []Entry
	for _, e := range n.Entries {
		if e.State == state {
			in = append(in, e)
		}
	}
	return in
}

func (n Night) entry(id int64) int {
	i, ok := slices.BinarySearchFunc(n.Entries, id, func(e Entry, id int64) int { return cmp.Compare(e.ID, id) })
	if !ok {
		return -1
	}
	return i
}

func (n Night) lobby(id int64) int {
	return slices.IndexFunc(n.Lobbies, func(l Lobby) bool { return l.ID == id })
}

func (n Night) round(number int) int {
	return slices.IndexFunc(n.Rounds, func(r Round) bool { return r.Number == number })
}
