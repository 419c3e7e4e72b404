// Package keeping writes what a rule changed, row by row.
package keeping

import (
	"fmt"

	"matchday/app/tournament"
	"matchday/store"
)

// Night writes what differs between two nights of a tournament, in the order that the store needs. It returns the change
// with the ids that new rows were given.
func Night(tx store.Tx, before, after tournament.Night) (tournament.Change, error) {
	change := tournament.Between(before, after)
	steps := []func() error{
		func() error { return putTournament(tx, change.Tournament) },
		func() error { return each(change.Entries, leaving(tx)) },
		func() error { return each(change.Entries, staying(tx)) },
		func() error { return each(change.Lobbies, droppedLobby(tx)) },
		func() error { return each(change.Rounds, savedRound(tx)) },
		func() error { return each(change.Lobbies, savedLobby(tx)) },
	}
	for _, save := range steps {
		if err := save(); err != nil {
			return change, fmt.Errorf("save tournament %d: %w", after.Tournament.ID, err)
		}
	}
	return change, nil
}

func each[T any](list []T, fn func(T) error) error {
	for _, item := range list {
		if err := fn(item); err != nil {
			return err
		}
	}
	return nil
}

func putTournament(tx store.Tx, im *tournament.Images[tournament.Tournament]) error {
	if im == nil {
		return nil
	}
	return tx.PutTournament(*im.After)
}

// leaving saves entries that hold nothing any more, before those that may take what they held.
func leaving(tx store.Tx) func(tournament.Images[tournament.Entry]) error {
	return func(im tournament.Images[tournament.Entry]) error {
		if im.After.State.Active() {
			return nil
		}
		return tx.PutEntry(*im.After)
	}
}

func staying(tx store.Tx) func(tournament.Images[tournament.Entry]) error {
	return func(im tournament.Images[tournament.Entry]) error {
		switch {
		case !im.After.State.Active():
			return nil
		case im.After.ID != 0:
			return tx.PutEntry(*im.After)
		}
		e, err := tx.AddEntry(*im.After)
		im.After.ID = e.ID
		return err
	}
}

func savedRound(tx store.Tx) func(tournament.Images[tournament.Round]) error {
	return func(im tournament.Images[tournament.Round]) error {
		if im.After == nil {
			return tx.DropRound(im.Before.Tournament, im.Before.Number)
		}
		return tx.PutRound(*im.After)
	}
}

func droppedLobby(tx store.Tx) func(tournament.Images[tournament.Lobby]) error {
	return func(im tournament.Images[tournament.Lobby]) error {
		if im.After != nil {
			return nil
		}
		return tx.DropLobby(im.Before.Tournament, im.Before.ID)
	}
}

func savedLobby(tx store.Tx) func(tournament.Images[tournament.Lobby]) error {
	return func(im tournament.Images[tournament.Lobby]) error {
		switch {
		case im.After == nil:
			return nil
		case im.After.ID != 0:
			return tx.PutLobby(*im.After)
		}
		saved, err := tx.AddLobby(*im.After)
		im.After.ID = saved.ID
		return err
	}
}
