package tournament

import (
	"slices"
	"time"

	"matchday/app/fault"
)

// Result is how a lobby ended, as somebody types it.
type Result struct {
	Lobby   int64
	Version int64   // the lobby's version that it was typed for; a lobby changed since refuses it
	Order   []int64 // entries, first place first
	Absent  []int64 // entries that did not play
}

// Record writes the result of a lobby, or corrects it. Every entry of the lobby must be named once; the last result of
// a round ends it. The happening names the winner and carries every seat.
func (n Night) Record(res Result, by int64, at time.Time) (Night, []Happening, error) {
	i, err := n.recordable(res)
	if err != nil {
		return n, nil, err
	}
	next := n.clone()
	l := &next.Lobbies[i]
	before := slices.Clone(l.Seats)
	seats, err := n.seatsAfter(*l, res)
	if err != nil {
		return n, nil, err
	}
	correction := l.Done()
	if correction && slices.Equal(seats, before) {
		return n, nil, nil
	}
	l.Seats, l.Recorded, l.By = seats, at, by
	l.Version++
	h := Happening{Kind: ResultRecorded, Round: l.Round, Lobby: l.ID, In: l.Name, Seats: seats}
	if len(res.Order) > 0 {
		winner, _ := n.Entry(res.Order[0])
		h = h.with(winner)
	}
	if correction {
		h.Kind, h.Before = ResultCorrected, before
	}
	said := []Happening{h}
	if j := next.round(l.Round); next.Rounds[j].State == InPlay && next.allDone(l.Round) {
		next.Rounds[j].State = RoundDone
		said = append(said, Happening{Kind: RoundCompleted, Round: l.Round})
	}
	return next, said, nil
}

func (n Night) recordable(res Result) (int, error) {
	i := n.lobby(res.Lobby)
	if i < 0 {
		return i, fault.New(fault.Missing, "That lobby does not exist any more. Look at the lobbies again.")
	}
	l := n.Lobbies[i]
	if n.Tournament.Stage == Cancelled {
		return i, fault.New(fault.Closed, "%s was cancelled, so it takes no results.", n.Tournament.Name)
	}
	if j := n.round(l.Round); j < 0 || n.Rounds[j].State == Drawn {
		return i, fault.New(fault.Closed, "Round %d has not started. Start it before results are recorded.", l.Round)
	}
	if res.Version != l.Version {
		if l.Done() {
			return i, fault.New(fault.Stale, "Somebody has recorded lobby %s of round %d in the meantime. Look at that result; correct it if it is wrong.", l.Name, l.Round)
		}
		return i, fault.New(fault.Stale, "Lobby %s of round %d has changed in the meantime. Look at it again before you record the result.", l.Name, l.Round)
	}
	return i, nil
}

// seatsAfter gives each seat of the lobby its place. Seats stay in the order in which they were dealt.
func (n Night) seatsAfter(l Lobby, res Result) ([]Seat, error) {
	place := map[int64]int{}
	for i, id := range slices.Concat(res.Order, res.Absent) {
		if _, here := l.Seat(id); !here {
			return nil, fault.Field("order", "%s does not play in lobby %s of round %d.", n.nameOf(id), l.Name, l.Round)
		}
		was, twice := place[id]
		if i < len(res.Order) {
			place[id] = i + 1
		} else {
			place[id] = 0
		}
		switch {
		case twice && place[id] > 0:
			return nil, fault.Field("order", "%s has two places. Give everybody one.", n.nameOf(id))
		case twice && was > 0:
			return nil, fault.Field("absent", "%s has a place and is marked as absent. It can only be one of the two.", n.nameOf(id))
		}
	}
	seats := slices.Clone(l.Seats)
	for i, s := range seats {
		p, ok := place[s.Entry]
		struck := s.Outcome == Struck && n.stateOf(s.Entry) == Disqualified
		switch {
		case struck && p > 0:
			return nil, fault.Field("order", "%s is disqualified and takes no place. Leave them out.", n.nameOf(s.Entry))
		case struck:
			seats[i] = Seat{Entry: s.Entry, Outcome: Struck}
		case !ok:
			return nil, fault.Field("order", "%s has no place yet. Name everybody of lobby %s, or mark them as absent.", n.nameOf(s.Entry), l.Name)
		case p == 0:
			seats[i] = Seat{Entry: s.Entry, Outcome: Absent}
		default:
			seats[i] = Seat{Entry: s.Entry, Place: p}
		}
	}
	return seats, nil
}

func (n Night) allDone(round int) bool {
	return !slices.ContainsFunc(n.LobbiesOf(round), func(l Lobby) bool { return !l.Done() })
}

func (n Night) stateOf(entry int64) State {
	e, _ := n.Entry(entry)
	return e.State
}

func (n Night) nameOf(entry int64) string {
	if e, ok := n.Entry(entry); ok {
		return e.Name
	}
	return "An entry that is not in this tournament"
}

// Ripple is what a result would change, for the question that is asked before a correction.
type Ripple struct {
	Lobby         Lobby // as it would be
	Before        []Seat
	Moves         []Move   // entries whose rank or total would change, by new rank
	Warnings      []string // what stays as it is although it was decided from the old result
	ChangesNobody bool     // the result is the one that is recorded
}

// Move is how an entry's standing would change.
type Move struct {
	Entry                   int64
	Name                    string
	RankBefore, RankAfter   int
	TotalBefore, TotalAfter int
}

// PreviewRecord returns what Record would change in the standings.
func (n Night) PreviewRecord(res Result) (Ripple, error) {
	next, said, err := n.Record(res, 0, time.Unix(1, 0))
	if err != nil {
		return Ripple{}, err
	}
	was, _ := n.Lobby(res.Lobby)
	now, _ := next.Lobby(res.Lobby)
	r := Ripple{Lobby: now, Before: was.Seats, ChangesNobody: len(said) == 0}
	before := map[int64]Standing{}
	for _, s := range n.Standings() {
		before[s.Entry] = s
	}
	for _, s := range next.Standings() {
		if b := before[s.Entry]; b.Rank != s.Rank || b.Total != s.Total {
			r.Moves = append(r.Moves, Move{s.Entry, s.Name, b.Rank, s.Rank, b.Total, s.Total})
		}
	}
	if was.Done() && len(r.Moves) > 0 {
		r.Warnings = n.warnings(was)
	}
	return r, nil
}

func (n Night) warnings(l Lobby) []string {
	var out []string
	for _, later := range n.Rounds {
		switch {
		case later.Number <= l.Round || later.Seating != ByStanding && later.Seating != SnakeStanding:
		case later.State == Drawn:
			out = append(out, "The lobbies of round "+itoa(later.Number)+" are drawn from the old standings. Draw again if they should follow.")
		default:
			out = append(out, "The lobbies of round "+itoa(later.Number)+" were drawn from the old standings and stay as they are.")
		}
	}
	if n.Tournament.Stage == Finished {
		out = append(out, "The tournament is finished; the final standings change with this.")
	}
	return out
}
