package tournament

import (
	"cmp"
	"slices"
	"strconv"
)

// Standing is where one entry stands.
type Standing struct {
	Entry    int64
	Name     string
	Rank     int  // from 1; 0 for the disqualified
	Shared   bool // another entry has the same rank
	Total    int
	Scores   []Score // one for each round that has started, in order
	Firsts   int
	TopFours int // places in the upper half of a full lobby
	Moved    int // ranks gained since the round before; negative for lost, 0 in the first round
	State    State

	lastPlace int // in the latest round that is complete; worse than any place without one
}

// Score is what one round brought an entry.
type Score struct {
	Round   int
	Lobby   string // empty when the entry did not sit in this round
	Place   int    // 0 without one
	Points  int
	Outcome Outcome
	Done    bool // the lobby's result is recorded
}

// Standings returns where everybody stands: a pure function of results and rules. Entries that hold a seat or have
// played are in it; the disqualified come last and have no rank. Equal after every tie-break means a shared rank, and
// entries that share one stand in line order.
func (n Night) Standings() []Standing {
	rounds := n.started()
	table := n.table(rounds)
	if len(rounds) > 1 {
		before := map[int64]int{}
		for _, s := range n.table(rounds[:len(rounds)-1]) {
			before[s.Entry] = s.Rank
		}
		for i, s := range table {
			if was := before[s.Entry]; was > 0 && s.Rank > 0 {
				table[i].Moved = was - s.Rank
			}
		}
	}
	return table
}

// started returns the numbers of the rounds that count, in order.
func (n Night) started() []int {
	var numbers []int
	for _, r := range n.Rounds {
		if r.State != Drawn {
			numbers = append(numbers, r.Number)
		}
	}
	return numbers
}

func (n Night) table(rounds []int) []Standing {
	scores := n.scores(rounds)
	complete := len(rounds) - 1
	for complete >= 0 && !n.allDone(rounds[complete]) {
		complete--
	}
	var table []Standing
	for _, e := range n.Entries {
		mine := scores[e.ID]
		sat := slices.ContainsFunc(mine, func(s Score) bool { return s.Lobby != "" })
		if e.State != Seated && !sat {
			continue
		}
		s := n.standing(e, mine, rounds)
		if s.lastPlace = MaxLobby + 1; complete >= 0 && s.Scores[complete].Place > 0 {
			s.lastPlace = s.Scores[complete].Place
		}
		table = append(table, s)
	}
	slices.SortStableFunc(table, func(a, b Standing) int { return n.compare(a, b) })
	for i := range table {
		if table[i].State == Disqualified {
			continue
		}
		table[i].Rank = i + 1
		if i > 0 && n.compare(table[i-1], table[i]) == 0 {
			table[i].Rank = table[i-1].Rank
			table[i-1].Shared, table[i].Shared = true, true
		}
	}
	return table
}

// scores collects each entry's score of each round, in the order of rounds.
func (n Night) scores(rounds []int) map[int64][]Score {
	at := map[int]int{}
	for i, r := range rounds {
		at[r] = i
	}
	all := make(map[int64][]Score, len(n.Entries))
	for _, l := range n.Lobbies {
		i, ok := at[l.Round]
		if !ok {
			continue
		}
		for _, s := range l.Seats {
			mine := all[s.Entry]
			if mine == nil {
				mine = make([]Score, len(rounds))
				all[s.Entry] = mine
			}
			mine[i] = Score{Lobby: l.Name, Place: s.Place, Points: n.Tournament.Rules.PointsFor(s.Place), Outcome: s.Outcome, Done: l.Done()}
		}
	}
	return all
}

func (n Night) standing(e Entry, scores []Score, rounds []int) Standing {
	s := Standing{Entry: e.ID, Name: e.Name, State: e.State, Scores: make([]Score, len(rounds))}
	copy(s.Scores, scores)
	for i := range s.Scores {
		score := &s.Scores[i]
		score.Round = rounds[i]
		if e.State == Disqualified {
			score.Points = 0
		}
		s.Total += score.Points
		if score.Place == 1 {
			s.Firsts++
		}
		if score.Place > 0 && score.Place <= n.Tournament.Rules.TopHalf() {
			s.TopFours++
		}
	}
	return s
}

// compare is negative when a stands before b.
func (n Night) compare(a, b Standing) int {
	if struckA, struckB := a.State == Disqualified, b.State == Disqualified; struckA || struckB {
		return cmp.Compare(boolInt(struckA), boolInt(struckB))
	}
	if c := cmp.Compare(b.Total, a.Total); c != 0 {
		return c
	}
	for _, tie := range n.Tournament.Rules.Ties {
		if c := tie.compare(a, b); c != 0 {
			return c
		}
	}
	return 0
}

func (tie Tie) compare(a, b Standing) int {
	switch tie {
	case MostFirsts:
		return cmp.Compare(b.Firsts, a.Firsts)
	case MostTopFours:
		return cmp.Compare(b.TopFours, a.TopFours)
	case FirstsTwice:
		return cmp.Compare(2*b.Firsts+b.TopFours, 2*a.Firsts+a.TopFours)
	case CountBack:
		for place := 1; place <= MaxLobby; place++ {
			if c := cmp.Compare(b.places(place), a.places(place)); c != 0 {
				return c
			}
		}
	case LastRound:
		return cmp.Compare(a.lastPlace, b.lastPlace)
	}
	return 0
}

// places counts how often the entry came in at this place.
func (s Standing) places(place int) int {
	times := 0
	for _, score := range s.Scores {
		if score.Place == place {
			times++
		}
	}
	return times
}

// RankText writes a rank as people read it: "5", "T-5" when it is shared, "–" without one.
func (s Standing) RankText() string {
	switch {
	case s.Rank == 0:
		return "–"
	case s.Shared:
		return "T-" + itoa(s.Rank)
	}
	return itoa(s.Rank)
}

// Explain says in words how equal totals are told apart, for the foot of a table.
func (r Rules) Explain() string {
	text := "Order: total points"
	for _, tie := range r.Ties {
		text += ", then " + tie.words(r)
	}
	return text + "; equal after that means a shared rank."
}

func (tie Tie) words(r Rules) string {
	switch tie {
	case MostFirsts:
		return "first places"
	case MostTopFours:
		return "places in the top " + itoa(r.TopHalf())
	case CountBack:
		return "count-back of places"
	case LastRound:
		return "place in the last round"
	case FirstsTwice:
		return "twice the first places plus places in the top " + itoa(r.TopHalf())
	}
	return string(tie)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func itoa(n int) string { return strconv.Itoa(n) }
