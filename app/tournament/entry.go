package tournament

import (
	"slices"
	"time"
)

// Entry is a person or a team in a tournament. Entries stand in line by ID: who registered first has the smaller one.
// An entry that has left is never used again; who comes back gets a new one at the end of the line.
type Entry struct {
	ID         int64
	Tournament int64
	Name       string // the team's name, or the in-game name of the one member
	State      State
	Seed       int  // 1 is the strongest; 0 is none
	Kept       bool // staff keep it when check-in closes, whoever is missing
	Note       string
	Registered time.Time
	Left       time.Time // when State became one that has left; zero before
	Members    []Member
}

// Member is one person in an entry.
type Member struct {
	Person   int64
	InGame   string
	Pronouns string
	AltNames string
	Shared   bool      // staff allowed the in-game name although another active entry uses it
	CheckIn  time.Time // zero while not checked in
	Joined   time.Time
}

// State is where an entry stands.
type State string

// The states. The last four have left: they hold no seat and wait for none.
const (
	Seated       State = "seated"
	Waiting      State = "waiting" // on the waitlist
	Withdrawn    State = "withdrawn"
	Dropped      State = "dropped" // not checked in when check-in closed
	Removed      State = "removed" // by staff
	Disqualified State = "disqualified"
)

// Active reports whether an entry in this state holds a seat or waits for one.
func (s State) Active() bool { return s == Seated || s == Waiting }

// Member returns the member with this person id.
func (e Entry) Member(person int64) (Member, bool) {
	i := e.index(person)
	if i < 0 {
		return Member{}, false
	}
	return e.Members[i], true
}

// Complete reports whether the entry has all its people.
func (e Entry) Complete(size int) bool { return len(e.Members) == size }

// Ready reports whether the entry is complete and everybody in it has checked in.
func (e Entry) Ready(size int) bool {
	return e.Complete(size) && !slices.ContainsFunc(e.Members, func(m Member) bool { return m.CheckIn.IsZero() })
}

// alone returns the person of a solo entry, which carries their in-game name; 0 for a team.
func (e Entry) alone() int64 {
	if len(e.Members) == 1 && e.Name == e.Members[0].InGame {
		return e.Members[0].Person
	}
	return 0
}

func (e Entry) index(person int64) int {
	return slices.IndexFunc(e.Members, func(m Member) bool { return m.Person == person })
}

// clone returns e with its own members, so that a rule can change it without changing what it was given.
func (e Entry) clone() Entry {
	e.Members = slices.Clone(e.Members)
	return e
}

// equal reports whether two entries are the same in every field.
func (e Entry) equal(o Entry) bool {
	return e.ID == o.ID && e.Tournament == o.Tournament && e.Name == o.Name && e.State == o.State && e.Seed == o.Seed &&
		e.Kept == o.Kept && e.Note == o.Note && e.Registered.Equal(o.Registered) && e.Left.Equal(o.Left) &&
		slices.EqualFunc(e.Members, o.Members, Member.equal)
}

func (m Member) equal(o Member) bool {
	return m.Person == o.Person && m.InGame == o.InGame && m.Pronouns == o.Pronouns && m.AltNames == o.AltNames &&
		m.Shared == o.Shared && m.CheckIn.Equal(o.CheckIn) && m.Joined.Equal(o.Joined)
}
