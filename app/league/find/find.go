// Package find reads rows that may not be there.
package find

import (
	"errors"
	"fmt"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/store"
)

// Everywhere is the league id under which roles that hold in every league are kept.
const Everywhere = 0

// Missing turns ErrNotFound into a fault with this sentence and leaves other errors alone.
func Missing(err error, sentence string, args ...any) error {
	if errors.Is(err, store.ErrNotFound) {
		return fault.New(fault.Missing, sentence, args...).Because(err)
	}
	return err
}

// Optional turns ErrNotFound into nil.
func Optional[T any](v T, err error) (*T, error) {
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &v, nil
}

// Roles returns what a person may do in a league by name: the roles given there and those that hold everywhere.
func Roles(tx store.Tx, league, who int64) (person.Roles, error) {
	here, err := tx.RolesOf(league, who)
	if err != nil {
		return 0, fmt.Errorf("roles of %d: %w", who, err)
	}
	everywhere, err := tx.RolesOf(Everywhere, who)
	if err != nil {
		return 0, fmt.Errorf("roles of %d: %w", who, err)
	}
	return here | everywhere, nil
}
