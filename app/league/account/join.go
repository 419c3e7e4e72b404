package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"matchday/app/fault"
	"matchday/app/league/find"
	"matchday/app/person"
	"matchday/app/secret"
	"matchday/store"
)

// JoinCode returns a code that joins the actor's web login to the Discord account that types it within LinkLife.
func (a *Accounts) JoinCode(ctx context.Context, who int64) (string, error) {
	code, hash := secret.Code()
	err := a.update(ctx, func(tx store.Tx) error {
		return tx.PutToken(store.Token{Hash: hash, Kind: joinToken, Person: who, Expires: a.now().Add(LinkLife)})
	})
	return code, err
}

// Join makes the Discord account of the actor and the web login that asked for the code one person.
func (a *Accounts) Join(ctx context.Context, who person.Actor, code string) (person.Person, error) {
	if who.Origin != person.FromDiscord {
		return person.Person{}, fault.New(fault.Invalid, "Type the code in Discord, with the account that it should be joined to.")
	}
	var p person.Person
	err := a.update(ctx, func(tx store.Tx) error {
		typed := secret.TypedCode(code)
		t, err := a.redeemable(tx, joinToken, typed)
		if err != nil {
			return missingCode(err)
		}
		if err := tx.DropToken(joinToken, secret.Hash(typed)); err != nil {
			return missingCode(err)
		}
		p, err = a.joinPeople(tx, t.Person, who.Person)
		return err
	})
	return p, err
}

func missingCode(err error) error {
	if fault.Is(err, fault.Missing) || errors.Is(err, store.ErrNotFound) {
		return fault.Field("code", "That code is wrong, used or older than %d minutes. Get a new one on your account page.", int(LinkLife/time.Minute)).Because(err)
	}
	return err
}

// joinPeople moves the web login and the roles of one person to the person that Discord knows, who has the entries.
func (a *Accounts) joinPeople(tx store.Tx, web, discord int64) (person.Person, error) {
	into, err := tx.Person(discord)
	if err != nil || web == discord {
		return into, err
	}
	from, err := tx.Person(web)
	if err != nil {
		return into, err
	}
	if from.Discord != "" {
		return into, fault.New(fault.Taken, "That login belongs to another Discord account already.")
	}
	if have, err := find.Optional(tx.LoginOf(discord)); have != nil || err != nil {
		if err == nil {
			err = fault.New(fault.Taken, "Your Discord account has a login of its own already.")
		}
		return into, err
	}
	if err := tx.MoveLogin(web, discord); err != nil {
		return into, fmt.Errorf("move login: %w", err)
	}
	return into, moveRoles(tx, web, discord)
}

func moveRoles(tx store.Tx, from, to int64) error {
	leagues, err := tx.LeaguesOf()
	if err != nil {
		return err
	}
	ids := []int64{find.Everywhere}
	for _, of := range leagues {
		ids = append(ids, of.ID)
	}
	for _, id := range ids {
		a, err := tx.RolesOf(id, from)
		if err != nil {
			return err
		}
		b, err := tx.RolesOf(id, to)
		if err != nil {
			return err
		}
		if a == person.Player {
			continue
		}
		if err := errors.Join(tx.PutRoles(id, to, a|b), tx.PutRoles(id, from, person.Player)); err != nil {
			return err
		}
	}
	return nil
}
