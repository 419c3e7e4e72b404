package tournament

import (
	"cmp"
	"slices"
	"strconv"

	"matchday/app/tournament/tiebreak"
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

	record tiebreak.Record
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
	lines := make([]*Standing, 0, len(n.Entries))
	for _, e := range n.Entries {
		mine := scores[e.ID]
		sat := slices.ContainsFunc(mine, func(s Score) bool { return s.Lobby != "" })
		if e.State != Seated && !sat {
			continue
		}
		lines = append(lines, n.standing(e, mine, rounds, complete))
	}
	slices.SortFunc(lines, func(a, b *Standing) int { return cmp.Or(n.compare(a, b), cmp.Compare(a.Entry, b.Entry)) })
	table := make([]Standing, len(lines))
	for i, s := range lines {
		if s.State != Disqualified {
			s.Rank = i + 1
			if i > 0 && n.compare(lines[i-1], s) == 0 {
				s.Rank, s.Shared, table[i-1].Shared = table[i-1].Rank, true, true
			}
		}
		table[i] = *s
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

// standing adds an entry's scores up; last is the index of the latest round that is complete, -1 without one.
func (n Night) standing(e Entry, scores []Score, rounds []int, last int) *Standing {
	s := &Standing{Entry: e.ID, Name: e.Name, State: e.State, Scores: make([]Score, len(rounds))}
	s.record = tiebreak.Record{Places: make([]int, len(rounds)), Half: n.Tournament.Rules.TopHalf()}
	copy(s.Scores, scores)
	for i := range s.Scores {
		score := &s.Scores[i]
		score.Round = rounds[i]
		if e.State == Disqualified {
			score.Points = 0
		}
		s.Total += score.Points
		s.record.Places[i] = score.Place
	}
	if last >= 0 {
		s.record.Last = s.record.Places[last]
	}
	s.Firsts, s.TopFours = s.record.Firsts(), s.record.Uppers()
	return s
}

// compare is negative when a stands before b.
func (n Night) compare(a, b *Standing) int {
	if struckA, struckB := a.State == Disqualified, b.State == Disqualified; struckA || struckB {
		return cmp.Compare(boolInt(struckA), boolInt(struckB))
	}
	if c := cmp.Compare(b.Total, a.Total); c != 0 {
		return c
	}
	for _, tie := range n.Tournament.Rules.Ties {
		if c := tie.Compare(a.record, b.record); c != 0 {
			return c
		}
	}
	return 0
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
		text += ", then " + tie.Words(r.TopHalf())
	}
	return text + "; equal after that means a shared rank."
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func itoa(n int) string { return strconv.Itoa(n) }
