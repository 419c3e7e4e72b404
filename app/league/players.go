package league

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"matchday/app/league/find"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// Player is somebody who has taken part in a tournament of a league.
type Player struct {
	Person person.Person
	InGame string                // as they played last
	Nights int                   // tournaments in which they had an entry, whatever became of it
	Last   tournament.Tournament // the latest of them
	Entry  int64                 // in it
}

// Players returns everybody who has taken part in a tournament of the actor's league: those of the latest first, by name
// within one tournament.
func (l *League) Players(ctx context.Context, who person.Actor) ([]Player, error) {
	if err := who.May(person.SeeStaff); err != nil {
		return nil, err
	}
	var list []Player
	err := l.view(ctx, func(tx store.Tx) error {
		all, err := tx.TournamentsOf(who.League)
		if err != nil {
			return fmt.Errorf("tournaments of league %d: %w", who.League, err)
		}
		list = nil
		at := map[int64]int{}
		for _, t := range all {
			if list, err = playersOf(tx, t, list, at); err != nil {
				return err
			}
		}
		return nil
	})
	return list, err
}

// playersOf adds who took part in one tournament; at holds where somebody stands in the list.
func playersOf(tx store.Tx, t tournament.Tournament, list []Player, at map[int64]int) ([]Player, error) {
	entries, err := tx.EntriesOf(t.ID)
	if err != nil {
		return nil, fmt.Errorf("entries of %d: %w", t.ID, err)
	}
	people, err := tx.PeopleOf(t.ID)
	if err != nil {
		return nil, fmt.Errorf("people of %d: %w", t.ID, err)
	}
	known := make(map[int64]person.Person, len(people))
	for _, p := range people {
		known[p.ID] = p
	}
	here := map[int64]bool{}
	first := len(list)
	for _, e := range slices.Backward(entries) {
		for _, m := range e.Members {
			p, ok := known[m.Person]
			if !ok || here[m.Person] {
				continue
			}
			here[m.Person] = true
			if i, before := at[m.Person]; before {
				list[i].Nights++
				continue
			}
			list = append(list, Player{Person: p, InGame: m.InGame, Nights: 1, Last: t, Entry: e.ID})
		}
	}
	slices.SortStableFunc(list[first:], func(a, b Player) int { return cmp.Compare(person.Fold(a.Person.Name), person.Fold(b.Person.Name)) })
	for i := first; i < len(list); i++ {
		at[list[i].Person.ID] = i
	}
	return list, nil
}

// Known returns somebody by Discord id, a Missing fault for a stranger.
func (l *League) Known(ctx context.Context, discord string) (person.Person, error) {
	var p person.Person
	err := l.view(ctx, func(tx store.Tx) (err error) {
		p, err = tx.PersonOfDiscord(discord)
		return find.Missing(err, "Nobody with that Discord id is known here yet.")
	})
	return p, err
}
