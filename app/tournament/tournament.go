package tournament

import (
	"strconv"
	"time"

	"matchday/app/tournament/tiebreak"
)

// The bounds of what can be configured. They are as wide as one evening in one Discord channel can carry.
const (
	MaxCap      = 512
	MaxTeam     = 8
	MaxLobby    = 16
	MaxRounds   = 12
	MaxPoints   = 1000
	MaxInGame   = 50
	MaxPronouns = 50
	MaxAltNames = 200
	MaxTeamName = 40
)

// Tournament is one evening of play: its rules, its times and where it stands.
type Tournament struct {
	ID      int64
	League  int64
	Version int64 // one more with every staff step; a step carries the version it was drawn from
	Name    string
	Zone    string // IANA zone in which its times are said
	Rules   Rules
	Times   Times

	Registration Door
	CheckIn      Door
	Stage        Stage
	Round        int // the round that is drawn, playing or just done; 0 before the first draw

	Created  time.Time
	Finished time.Time // when it was finished or cancelled; zero before
}

// Rules is what is agreed before a tournament starts.
type Rules struct {
	TeamSize  int   // people in an entry; 1 is solo
	Cap       int   // entries that get a seat; a team holds one seat from its first member
	LobbySize int   // entries in a full lobby
	Rounds    int   // rounds to play
	Points    []int // points by place, the first place first; places beyond the list earn 0
	First     Seating
	Later     Seating // how rounds after the first are drawn
	Ties      []Tie   // how equal totals are told apart, in order; equal after all of them share a rank
	Cut       int     // a line is drawn below this rank on boards; 0 for none
}

// Times says when things are meant to happen. A zero time means that staff do it by hand.
type Times struct {
	RegistrationOpens, RegistrationCloses time.Time
	CheckInOpens, CheckInCloses           time.Time
	Starts                                time.Time // told to players; rounds are always started by hand
}

// Door says whether registration or check-in lets people in.
type Door string

// The states of a door.
const (
	Pending Door = "pending" // not opened yet
	Open    Door = "open"
	Shut    Door = "shut"
)

// Stage is the large step in which a tournament is.
type Stage string

// The stages.
const (
	Preparing Stage = "preparing"
	Playing   Stage = "playing"
	Finished  Stage = "finished"
	Cancelled Stage = "cancelled"
)

// Over reports whether nothing can be played any more.
func (s Stage) Over() bool { return s == Finished || s == Cancelled }

// Seating is a way to draw lobbies.
type Seating string

// The ways to draw. A snake deals 1 to A, 2 to B, … and turns at the end of each row.
const (
	Random        Seating = "random"
	SnakeSeed     Seating = "snake_seed"     // by Entry.Seed; those without a seed come after, in random order
	ByStanding    Seating = "by_standing"    // the first LobbySize of the standings together, and so on
	SnakeStanding Seating = "snake_standing" // the standings dealt as a snake: lobbies of equal strength
	AsPlayed      Seating = "as_played"      // lobbies that were imported; nothing can be drawn like that
)

// Seatings lists the ways to draw in the order in which they are offered.
func Seatings() []Seating { return []Seating{Random, SnakeSeed, ByStanding, SnakeStanding} }

// Title returns the words for a way to draw.
func (s Seating) Title() string {
	switch s {
	case Random:
		return "random"
	case SnakeSeed:
		return "snake by seed"
	case ByStanding:
		return "by standing, top together"
	case SnakeStanding:
		return "snake by standing"
	case AsPlayed:
		return "as they were played"
	}
	return string(s)
}

// Tie is one way to tell equal totals apart.
type Tie = tiebreak.Tie

// The ties, as package tiebreak tells them.
const (
	MostFirsts   = tiebreak.MostFirsts
	MostTopFours = tiebreak.MostTopFours
	CountBack    = tiebreak.CountBack
	LastRound    = tiebreak.LastRound
	FirstsTwice  = tiebreak.FirstsTwice
)

// DefaultRules returns the rules of a night of 32 solo players in lobbies of eight over four rounds.
func DefaultRules() Rules {
	return Rules{
		TeamSize: 1, Cap: 32, LobbySize: 8, Rounds: 4, Points: DefaultPoints(8),
		First: Random, Later: ByStanding, Ties: DefaultTies(), Cut: 8,
	}
}

// DefaultTies returns the chain of the house: firsts, top fours, count-back, last round, then a shared rank.
func DefaultTies() []Tie { return []Tie{MostFirsts, MostTopFours, CountBack, LastRound} }

// DefaultPoints returns the points for lobbies of size entries: 8 6 4 2 for four teams, else size down to 1.
func DefaultPoints(size int) []int {
	if size == 4 {
		return []int{8, 6, 4, 2}
	}
	points := make([]int, size)
	for i := range points {
		points[i] = size - i
	}
	return points
}

// PointsFor returns what a place is worth. Place 0, which is no place, earns nothing.
func (r Rules) PointsFor(place int) int {
	if place < 1 || place > len(r.Points) {
		return 0
	}
	return r.Points[place-1]
}

// TopHalf is the last place that counts as a top four: the upper half of a full lobby.
func (r Rules) TopHalf() int { return (r.LobbySize + 1) / 2 }

// Topic names a tournament in the event log.
func Topic(id int64) string { return "tournament/" + strconv.FormatInt(id, 10) }

// Location returns the zone of the tournament's times, UTC when this machine does not know its name.
func (t Tournament) Location() *time.Location {
	if loc, err := time.LoadLocation(t.Zone); err == nil {
		return loc
	}
	return time.UTC
}

// Phase is where the night stands, in one word for a heading.
type Phase string

// The phases, in their order.
const (
	PhaseDraft        Phase = "draft"        // nothing is open yet
	PhaseRegistration Phase = "registration" // players sign up
	PhaseBetween      Phase = "between"      // registration has closed, check-in has not opened
	PhaseCheckIn      Phase = "check_in"     // players confirm that they are here
	PhaseSeating      Phase = "seating"      // lobbies are drawn for the first round
	PhaseRounds       Phase = "rounds"       // a round is playing or the next is prepared
	PhaseFinished     Phase = "finished"
	PhaseCancelled    Phase = "cancelled"
)

// Phase returns where the night stands. When both doors are open, check-in is what matters.
func (t Tournament) Phase() Phase {
	switch {
	case t.Stage == Cancelled:
		return PhaseCancelled
	case t.Stage == Finished:
		return PhaseFinished
	case t.Stage == Playing:
		return PhaseRounds
	case t.CheckIn == Open:
		return PhaseCheckIn
	case t.Registration == Open:
		return PhaseRegistration
	case t.CheckIn == Shut || t.Round > 0:
		return PhaseSeating
	case t.Registration == Shut:
		return PhaseBetween
	}
	return PhaseDraft
}
