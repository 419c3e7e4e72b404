package tournament

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/tournament/deal"
	"matchday/app/tournament/tiebreak"
)

// Draw seats everybody who holds a seat into the lobbies of the next round, or draws the round that is drawn and not yet
// started again. Lobby sizes differ by at most one. The same seed draws the same lobbies.
func (n Night) Draw(how Seating, seed int64) (Night, []Happening, error) {
	number, err := n.nextDraw(how)
	if err != nil {
		return n, nil, err
	}
	next := n.clone()
	next.discard(number)
	next, promoted := next.Promote()
	playing := next.InState(Seated)
	if err := n.enough(playing); err != nil {
		return n, nil, err
	}
	ordered := n.order(playing, how, seed)
	split := deal.Blocks[Entry]
	if how == SnakeSeed || how == SnakeStanding {
		split = deal.Snake[Entry]
	}
	groups := split(ordered, n.Tournament.Rules.LobbySize)
	for i, group := range groups {
		l := Lobby{Tournament: n.Tournament.ID, Round: number, Name: deal.Name(i), Version: 1}
		for _, e := range group {
			l.Seats = append(l.Seats, Seat{Entry: e.ID})
		}
		next.Lobbies = append(next.Lobbies, l)
	}
	next.Rounds = append(next.Rounds, Round{Tournament: n.Tournament.ID, Number: number, State: Drawn, Seating: how, Seed: seed})
	next.Tournament.Round = number
	h := Happening{Kind: RoundDrawn, Round: number, Count: len(groups), Now: how.Title()}
	return next, append(promoted, h), nil
}

func (n Night) enough(playing []Entry) error {
	if len(playing) < 2 {
		return fault.New(fault.Closed, "A round needs at least two entries, and %s has %s.", n.Tournament.Name, Count(len(playing), "entry", "entries"))
	}
	return nil
}

// nextDraw returns the number of the round that a draw would make, or why there is none to make.
func (n Night) nextDraw(how Seating) (int, error) {
	t := n.Tournament
	if err := n.running("no lobbies are drawn any more"); err != nil {
		return 0, err
	}
	if !slices.Contains(Seatings(), how) {
		return 0, fault.Field("seating", "Choose how the lobbies are drawn.")
	}
	r, ok := n.CurrentRound()
	number := t.Round + 1
	switch {
	case ok && r.State == Drawn:
		number = r.Number
	case ok && r.State == InPlay:
		return 0, n.missingResults(r)
	case t.Round >= t.Rules.Rounds:
		return 0, fault.New(fault.Closed, "All %d rounds are played. Finish the tournament, or raise the number of rounds.", t.Rules.Rounds)
	case t.Registration == Open:
		return 0, fault.New(fault.Closed, "Registration is still open. Close it before the lobbies are drawn.")
	case t.CheckIn == Open:
		return 0, fault.New(fault.Closed, "Check-in is still open. Close it before the lobbies are drawn.")
	}
	if number == 1 && (how == ByStanding || how == SnakeStanding) {
		return 0, fault.Field("seating", "Round 1 has no standings yet: draw it at random or as a snake by seed.")
	}
	return number, nil
}

// Discard throws the draw of a round that has not started away. Free seats that its lobbies had no room for are given to
// those in line.
func (n Night) Discard() (Night, []Happening, error) {
	if err := n.running("its lobbies stay as they are"); err != nil {
		return n, nil, err
	}
	r, ok := n.CurrentRound()
	if !ok || r.State != Drawn {
		return n, nil, fault.New(fault.Closed, "No draw is waiting to be started.")
	}
	next := n.clone()
	next.discard(r.Number)
	next, promoted := next.Promote()
	return next, append([]Happening{{Kind: RoundUndrawn, Round: r.Number}}, promoted...), nil
}

// discard removes what there is of a round that has not started. n is changed in place.
func (n *Night) discard(number int) {
	n.Tournament.Round = number - 1
	n.Lobbies = slices.DeleteFunc(n.Lobbies, func(l Lobby) bool { return l.Round == number })
	n.Rounds = slices.DeleteFunc(n.Rounds, func(r Round) bool { return r.Number == number })
}

// StartRound shows the drawn lobbies to everybody. From the first one on nobody can withdraw by themselves and nobody
// moves up from the waitlist.
func (n Night) StartRound(at time.Time) (Night, []Happening, error) {
	if err := n.running("no round can be started"); err != nil {
		return n, nil, err
	}
	r, ok := n.CurrentRound()
	if !ok || r.State != Drawn {
		return n, nil, fault.New(fault.Closed, "There is no draw to start. Draw the lobbies first.")
	}
	if err := n.enough(n.InState(Seated)); err != nil {
		return n, nil, err
	}
	for _, l := range n.LobbiesOf(r.Number) {
		if len(l.Seats) == 0 {
			return n, nil, fault.New(fault.Closed, "Everybody has left lobby %s. Draw again before round %d starts.", l.Name, r.Number)
		}
	}
	next := n.clone()
	i := next.round(r.Number)
	next.Rounds[i].State, next.Rounds[i].Started = InPlay, at
	next.Tournament.Stage = Playing
	return next, []Happening{{Kind: RoundStarted, Round: r.Number, Count: len(n.LobbiesOf(r.Number))}}, nil
}

// Swap lets two entries of the current round change places. Both lobbies must be without a result. The happening's In is
// the lobby to which the first goes, its Was the one to which the other goes.
func (n Night) Swap(a, b int64) (Night, []Happening, error) {
	if err := n.running("its lobbies stay as they are"); err != nil {
		return n, nil, err
	}
	r, ok := n.CurrentRound()
	if !ok || r.State == RoundDone {
		return n, nil, fault.New(fault.Closed, "There are no lobbies to change now. Draw the round first.")
	}
	next := n.clone()
	la, sa := next.seatIn(r.Number, a)
	lb, sb := next.seatIn(r.Number, b)
	switch {
	case la < 0 || lb < 0:
		return n, nil, fault.New(fault.Missing, "One of the two is not in a lobby of round %d any more. Look at the lobbies again.", r.Number)
	case la == lb:
		return n, nil, fault.New(fault.Invalid, "Both are in lobby %s already. Choose two from different lobbies.", next.Lobbies[la].Name)
	case next.Lobbies[la].Done() || next.Lobbies[lb].Done():
		return n, nil, fault.New(fault.Closed, "One of the two lobbies has a result already, so its players stay where they played.")
	}
	x, y := &next.Lobbies[la], &next.Lobbies[lb]
	x.Seats[sa], y.Seats[sb] = y.Seats[sb], x.Seats[sa]
	x.Version++
	y.Version++
	ea, _ := n.Entry(a)
	eb, _ := n.Entry(b)
	h := about(SeatsSwapped, ea).with(eb)
	h.Round, h.In, h.Was = r.Number, y.Name, x.Name
	return next, []Happening{h}, nil
}

func (n Night) seatIn(round int, entry int64) (lobby, seat int) {
	for i, l := range n.Lobbies {
		if l.Round != round {
			continue
		}
		if j := slices.IndexFunc(l.Seats, func(s Seat) bool { return s.Entry == entry }); j >= 0 {
			return i, j
		}
	}
	return -1, -1
}

// order puts the entries into the order in which they are dealt.
func (n Night) order(entries []Entry, how Seating, seed int64) []Entry {
	out := slices.Clone(entries)
	deal.Shuffle(out, seed)
	switch how {
	case SnakeSeed:
		slices.SortStableFunc(out, func(a, b Entry) int { return tiebreak.ZeroLast(a.Seed, b.Seed) })
	case ByStanding, SnakeStanding:
		rank := map[int64]int{}
		for i, s := range n.Standings() {
			rank[s.Entry] = i
		}
		slices.SortStableFunc(out, func(a, b Entry) int { return cmp.Compare(rank[a.ID], rank[b.ID]) })
	}
	return out
}

// missingResults says which lobbies of a round that is being played have no result yet.
func (n Night) missingResults(r Round) error {
	var missing []string
	for _, l := range n.LobbiesOf(r.Number) {
		if !l.Done() {
			missing = append(missing, l.Name)
		}
	}
	return fault.New(fault.Closed, "Round %d is still being played: no result yet from lobby %s.", r.Number, strings.Join(missing, ", "))
}

// NextSeating returns how the plan wants the next draw to be made.
func (n Night) NextSeating() Seating {
	r, ok := n.CurrentRound()
	if !ok || r.Number == 1 && r.State == Drawn {
		return n.Tournament.Rules.First
	}
	return n.Tournament.Rules.Later
}
