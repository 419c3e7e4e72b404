// Package past brings rounds into a tournament that were played before it was run here.
package past

import (
	"slices"
	"time"

	"matchday/app/fault"
	"matchday/app/tournament"
)

// Round is one round as it was played; the first of a list is round 1.
type Round struct {
	Lobbies []Lobby
}

// Lobby is one lobby of a round.
type Lobby struct {
	Name   string  // "A", "B", …; once in a round
	Order  []int64 // entries, first place first
	Absent []int64 // entries that did not play
	Struck []int64 // entries that are disqualified and have no place
	Open   []int64 // entries of a lobby that has no result yet, which then has nothing else
}

func (l Lobby) entries() []int64 { return slices.Concat(l.Order, l.Absent, l.Struck, l.Open) }

func (l Lobby) done() bool { return len(l.Open) == 0 }

// Play seats and records rounds in a tournament that has none, by the rules of any other round: an entry sits once in a
// round, each lobby's places go from 1 on, and everybody who holds a seat sits in a round that goes on. Only the last
// round may lack results; without any it is drawn, and staff start it. from says where the rounds come from. Nobody is
// told of lobbies and results as they are when they come about: the happenings are of kinds of their own.
func Play(n tournament.Night, rounds []Round, from string, by int64, at time.Time) (tournament.Night, []tournament.Happening, error) {
	if err := ready(n, len(rounds)); err != nil {
		return n, nil, err
	}
	next := n
	said := []tournament.Happening{{Kind: tournament.RoundsImported, Count: len(rounds), Now: from}}
	for i, r := range rounds {
		results, err := sound(n, r, i+1, i+1 == len(rounds))
		if err != nil {
			return n, nil, err
		}
		next = seat(next, r, i+1)
		if results == 0 {
			continue
		}
		var told []tournament.Happening
		if next, told, err = play(next, r, i+1, by, at); err != nil {
			return n, nil, err
		}
		said = append(said, told...)
	}
	next.Lobbies = slices.Clone(next.Lobbies)
	for i := range next.Lobbies {
		next.Lobbies[i].ID = 0
	}
	return next, said, nil
}

// ready refuses a tournament that cannot take rounds from elsewhere.
func ready(n tournament.Night, rounds int) error {
	t := n.Tournament
	current, drawn := n.CurrentRound()
	switch {
	case t.Stage == tournament.Finished:
		return fault.New(fault.Closed, "%s is over, so nothing is imported into it. Make a new tournament for these rounds.", t.Name)
	case t.Stage == tournament.Cancelled:
		return fault.New(fault.Closed, "%s was cancelled, so nothing is imported into it. Make a new tournament for these rounds.", t.Name)
	case drawn && current.Number == 1 && current.State == tournament.Drawn:
		return fault.New(fault.Closed, "The lobbies of round 1 are drawn in %s. Discard the draw first, then import.", t.Name)
	case len(n.Rounds) > 0:
		return fault.New(fault.Closed, "%s has rounds of its own, and two histories cannot be put together. Import into a new tournament, or take its rounds back first.", t.Name)
	case t.Registration == tournament.Open:
		return fault.New(fault.Closed, "Registration is still open. Close it before rounds are imported.")
	case t.CheckIn == tournament.Open:
		return fault.New(fault.Closed, "Check-in is still open. Close it before rounds are imported.")
	case rounds == 0:
		return fault.New(fault.Invalid, "There is no round to import.")
	case rounds > t.Rules.Rounds:
		return fault.New(fault.Invalid, "%s is planned with %s, not with %d. Raise the number in its plan first.", t.Name, tournament.Count(t.Rules.Rounds, "round", "rounds"), rounds)
	}
	return nil
}

// sound looks whether a round can have been played, and returns how many of its lobbies have a result.
func sound(n tournament.Night, r Round, number int, last bool) (results int, err error) {
	names := map[string]bool{}
	sits := map[int64]bool{}
	for _, l := range r.Lobbies {
		all := l.entries()
		switch {
		case names[l.Name] || l.Name == "" || len(all) == 0:
			return 0, fault.New(fault.Invalid, "The lobbies of round %d are not told apart. Look at the import again.", number)
		case len(all) > n.Tournament.Rules.LobbySize:
			return 0, fault.New(fault.Invalid, "Lobby %s of round %d has %d entries, and the plan allows %d. Change the size in the plan first.", l.Name, number, len(all), n.Tournament.Rules.LobbySize)
		case l.done() && len(l.Order) == 0:
			return 0, fault.New(fault.Invalid, "Nobody of lobby %s has a place in round %d.", l.Name, number)
		}
		names[l.Name] = true
		if l.done() {
			results++
		}
		for _, id := range all {
			if err := mayPlay(n, id, l, number); err != nil {
				return 0, err
			}
			if sits[id] {
				e, _ := n.Entry(id)
				return 0, fault.New(fault.Invalid, "%s sits twice in round %d.", e.Name, number)
			}
			sits[id] = true
		}
	}
	if len(r.Lobbies) == 0 || results < len(r.Lobbies) && !last {
		return 0, fault.New(fault.Invalid, "Round %d is not complete, so no round can follow it.", number)
	}
	for _, e := range n.InState(tournament.Seated) {
		if results < len(r.Lobbies) && !sits[e.ID] {
			return 0, fault.New(fault.Closed, "%s holds a seat and has no lobby in round %d, which is still being played.", e.Name, number)
		}
	}
	return results, nil
}

func mayPlay(n tournament.Night, id int64, l Lobby, round int) error {
	e, known := n.Entry(id)
	switch {
	case !known:
		return fault.New(fault.Stale, "Somebody of round %d is not in %s any more. Look at the import again; nothing was changed.", round, n.Tournament.Name)
	case e.State == tournament.Waiting:
		return fault.New(fault.Closed, "%s is on the waitlist. Give them a seat before round %d is imported.", e.Name, round)
	case !l.done() && e.State != tournament.Seated:
		return fault.New(fault.Closed, "%s is not in %s any more, and lobby %s of round %d has not played yet.", e.Name, n.Tournament.Name, l.Name, round)
	case slices.Contains(l.Struck, id) && e.State != tournament.Disqualified:
		return fault.New(fault.Closed, "%s is not disqualified, so they need a place in round %d, or to be absent.", e.Name, round)
	}
	return nil
}

// seat makes a round with its lobbies. They carry numbers below zero until they are saved.
func seat(n tournament.Night, r Round, number int) tournament.Night {
	n.Lobbies = slices.Clone(n.Lobbies)
	for _, l := range r.Lobbies {
		lobby := tournament.Lobby{ID: -1 - int64(len(n.Lobbies)), Tournament: n.Tournament.ID, Round: number, Name: l.Name, Version: 1}
		for _, id := range l.entries() {
			s := tournament.Seat{Entry: id}
			if slices.Contains(l.Struck, id) {
				s.Outcome = tournament.Struck
			}
			lobby.Seats = append(lobby.Seats, s)
		}
		n.Lobbies = append(n.Lobbies, lobby)
	}
	n.Rounds = append(slices.Clone(n.Rounds), tournament.Round{Tournament: n.Tournament.ID, Number: number, State: tournament.Drawn, Seating: tournament.AsPlayed})
	n.Tournament.Round = number
	return n
}

// play starts a round and records the results that it has.
func play(n tournament.Night, r Round, number int, by int64, at time.Time) (tournament.Night, []tournament.Happening, error) {
	n, _, err := n.StartRound(at)
	if err != nil {
		return n, nil, err
	}
	var said []tournament.Happening
	for _, l := range n.LobbiesOf(number) {
		i := slices.IndexFunc(r.Lobbies, func(o Lobby) bool { return o.Name == l.Name })
		if !r.Lobbies[i].done() {
			continue
		}
		var told []tournament.Happening
		n, told, err = n.Record(tournament.Result{Lobby: l.ID, Version: l.Version, Order: r.Lobbies[i].Order, Absent: r.Lobbies[i].Absent}, by, at)
		if err != nil {
			return n, nil, err
		}
		h := told[0]
		h.Kind, h.Lobby = tournament.ResultImported, 0
		said = append(said, h)
	}
	return n, said, nil
}
