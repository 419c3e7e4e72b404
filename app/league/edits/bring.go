package edits

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/mirror/oldgal"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/tournament/past"
	"matchday/store"
)

// Bring puts rounds that a tab of a Sheet holds into a tournament that has none: lobbies, places and all, as one step that
// can be taken back. from names the tab. It needs everything that it stands for: seating, starting rounds and recording
// results. Bringing the same with the same cause again changes nothing.
func (b *Book) Bring(ctx context.Context, who person.Actor, id int64, from string, rounds []oldgal.Round) error {
	if err := mayBring(who); err != nil {
		return err
	}
	played, err := played(rounds)
	if err != nil {
		return err
	}
	return b.league.AtDesk(ctx, func(d league.Desk) error {
		return d.Take(who, person.RecordResults, id, func(n tournament.Night, at time.Time) (tournament.Night, []tournament.Happening, error) {
			return past.Play(n, played, from, who.Person, at)
		})
	})
}

// MayBring returns nil when Bring would put these rounds into the tournament, else why it would not. It changes nothing.
func (b *Book) MayBring(ctx context.Context, who person.Actor, id int64, rounds []oldgal.Round) error {
	if err := mayBring(who); err != nil {
		return err
	}
	played, err := played(rounds)
	if err != nil {
		return err
	}
	return b.view(ctx, func(tx store.Tx) error {
		n, err := nightOf(tx, who, id)
		if err != nil {
			return err
		}
		_, _, err = past.Play(n, played, "", who.Person, b.league.Now())
		return err
	})
}

func mayBring(who person.Actor) error {
	for _, act := range []person.Act{person.SeatLobbies, person.RunRounds, person.RecordResults} {
		if err := who.May(act); err != nil {
			return err
		}
	}
	return nil
}

// nightOf reads everything of a tournament of the actor's league.
func nightOf(tx store.Tx, who person.Actor, id int64) (tournament.Night, error) {
	t, err := own(tx, who, id)
	if err != nil {
		return tournament.Night{}, err
	}
	n := tournament.Night{Tournament: t}
	var errs [3]error
	n.Entries, errs[0] = tx.EntriesOf(id)
	n.Rounds, errs[1] = tx.RoundsOf(id)
	n.Lobbies, errs[2] = tx.LobbiesOf(id)
	if err := errors.Join(errs[:]...); err != nil {
		return n, fmt.Errorf("tournament %d: %w", id, err)
	}
	return n, nil
}

// played writes rounds as the rules take them. What was not judged ready is refused.
func played(rounds []oldgal.Round) ([]past.Round, error) {
	var out []past.Round
	for i, r := range rounds {
		if r.Number != i+1 || len(r.Wrong) > 0 {
			return nil, fault.New(fault.Invalid, "Round %d of the tab cannot be imported as it stands. Look at it again.", r.Number)
		}
		var round past.Round
		for _, l := range r.Lobbies {
			round.Lobbies = append(round.Lobbies, lobbyOf(l))
		}
		out = append(out, round)
	}
	return out, nil
}

func lobbyOf(l oldgal.Lobby) past.Lobby {
	out := past.Lobby{Name: l.Name}
	seats := slices.Clone(l.Seats)
	slices.SortStableFunc(seats, func(a, b oldgal.Seat) int { return a.Place - b.Place })
	for _, s := range seats {
		switch {
		case !l.Done:
			out.Open = append(out.Open, s.Entry)
		case s.Outcome == tournament.Absent:
			out.Absent = append(out.Absent, s.Entry)
		case s.Outcome == tournament.Struck:
			out.Struck = append(out.Struck, s.Entry)
		default:
			out.Order = append(out.Order, s.Entry)
		}
	}
	return out
}
