package account

import (
	"context"
	"errors"
	"fmt"

	"matchday/app/fault"
	"matchday/app/league/find"
	"matchday/app/person"
	"matchday/app/secret"
	"matchday/store"
)

// SignedIn is who a session belongs to, in one league.
type SignedIn struct {
	Actor   person.Actor
	Person  person.Person
	League  person.League
	Session person.Session
}

// BySession returns who a session's secret belongs to, acting in the league given, or in the first one for 0. It answers
// with a SignIn fault when the session has ended.
func (a *Accounts) BySession(ctx context.Context, token string, league int64) (SignedIn, error) {
	var in SignedIn
	var touch *store.Session
	err := a.view(ctx, func(tx store.Tx) error {
		s, err := tx.SessionOf(secret.Hash(token))
		if errors.Is(err, store.ErrNotFound) || err == nil && !a.now().Before(s.Expires) {
			return fault.New(fault.SignIn, "You are signed out. Sign in again to go on.")
		}
		if err != nil {
			return fmt.Errorf("session: %w", err)
		}
		if a.now().Sub(s.Seen) >= seenEvery {
			touch = &s
		}
		in.Session = s.Session
		return a.signedIn(tx, &in, s.Person, league)
	})
	if err == nil && touch != nil {
		err = a.touch(ctx, *touch)
	}
	return in, err
}

func (a *Accounts) signedIn(tx store.Tx, in *SignedIn, who, league int64) error {
	var err error
	if in.Person, err = tx.Person(who); err != nil {
		return fmt.Errorf("person %d: %w", who, err)
	}
	all, err := tx.LeaguesOf()
	if err != nil {
		return fmt.Errorf("leagues: %w", err)
	}
	for _, of := range all {
		roles, err := find.Roles(tx, of.ID, who)
		if err != nil {
			return err
		}
		if of.ID == league || league == 0 && (in.League.ID == 0 || in.Actor.Roles == person.Player && roles != person.Player) {
			in.League = of
			in.Actor = person.Actor{Person: who, Name: in.Person.Name, League: of.ID, Roles: roles, Origin: person.FromWeb}
		}
	}
	if in.League.ID == 0 {
		return fault.New(fault.Missing, "There is no such league.")
	}
	return nil
}

// touch keeps when a session was last used, to the minute.
func (a *Accounts) touch(ctx context.Context, s store.Session) error {
	s.Seen = a.now()
	return a.update(ctx, func(tx store.Tx) error {
		if err := tx.PutSession(s); !errors.Is(err, store.ErrNotFound) {
			return err
		}
		return nil
	})
}

// SignOut ends the session with this secret.
func (a *Accounts) SignOut(ctx context.Context, token string) error {
	return a.update(ctx, func(tx store.Tx) error {
		s, err := find.Optional(tx.SessionOf(secret.Hash(token)))
		if s == nil || err != nil {
			return err
		}
		return tx.DropSession(s.Person, s.ID)
	})
}

// Sessions returns where the person is signed in, latest use first.
func (a *Accounts) Sessions(ctx context.Context, who int64) ([]person.Session, error) {
	var list []person.Session
	err := a.view(ctx, func(tx store.Tx) error {
		all, err := tx.SessionsOf(who)
		list = nil
		for _, s := range all {
			if a.now().Before(s.Expires) {
				list = append(list, s.Session)
			}
		}
		return err
	})
	return list, err
}

// EndSession signs one of the person's browsers out.
func (a *Accounts) EndSession(ctx context.Context, who, session int64) error {
	return a.update(ctx, func(tx store.Tx) error { return tx.DropSession(who, session) })
}

// EndOtherSessions signs every browser of the person out but one.
func (a *Accounts) EndOtherSessions(ctx context.Context, who, but int64) error {
	return a.update(ctx, func(tx store.Tx) error { return tx.DropSessionsOf(who, but) })
}

// ChangePassword sets the person's own password, given the present one, and signs their other browsers out.
func (a *Accounts) ChangePassword(ctx context.Context, who, session int64, present, next string) error {
	if err := checkPassword(next); err != nil {
		return err
	}
	var login store.Login
	err := a.view(ctx, func(tx store.Tx) (err error) {
		login, err = tx.LoginOf(who)
		return find.Missing(err, "You sign in by link and have no password. The operator can set one with “matchday admin passwd”.")
	})
	if err != nil {
		return err
	}
	ok, err := a.hasher.Matches(ctx, present, login.Password)
	if err != nil {
		return err
	}
	if !ok {
		return fault.Field("present", "That is not your present password. Nothing was changed.")
	}
	return a.setPassword(ctx, login, next, session)
}

func (a *Accounts) setPassword(ctx context.Context, login store.Login, password string, but int64) error {
	hash, err := a.hasher.Password(ctx, password)
	if err != nil {
		return err
	}
	return a.update(ctx, func(tx store.Tx) error {
		login.Password, login.Changed = hash, a.now()
		if err := tx.PutLogin(login); err != nil {
			return nameTaken(err)
		}
		return tx.DropSessionsOf(login.Person, but)
	})
}
