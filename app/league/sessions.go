package league

import (
	"context"
	"errors"
	"fmt"
	"time"

	"matchday/app/fault"
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
func (l *League) BySession(ctx context.Context, token string, league int64) (SignedIn, error) {
	var in SignedIn
	var touch *store.Session
	err := l.view(ctx, func(tx store.Tx) error {
		s, err := tx.SessionOf(secret.Hash(token))
		if errors.Is(err, store.ErrNotFound) || err == nil && !l.Now().Before(s.Expires) {
			return fault.New(fault.SignIn, "You are signed out. Sign in again to go on.")
		}
		if err != nil {
			return fmt.Errorf("session: %w", err)
		}
		if l.Now().Sub(s.Seen) >= seenEvery {
			touch = &s
		}
		in.Session = s.Session
		return l.signedIn(tx, &in, s.Person, league)
	})
	if err == nil && touch != nil {
		err = l.touch(ctx, *touch)
	}
	return in, err
}

func (l *League) signedIn(tx store.Tx, in *SignedIn, who, league int64) error {
	var err error
	if in.Person, err = tx.Person(who); err != nil {
		return fmt.Errorf("person %d: %w", who, err)
	}
	all, err := tx.LeaguesOf()
	if err != nil {
		return fmt.Errorf("leagues: %w", err)
	}
	for _, of := range all {
		roles, err := ownRoles(tx, of.ID, who)
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
func (l *League) touch(ctx context.Context, s store.Session) error {
	s.Seen = l.Now()
	return l.update(ctx, func(tx store.Tx) error {
		if err := tx.PutSession(s); !errors.Is(err, store.ErrNotFound) {
			return err
		}
		return nil
	})
}

// SignOut ends the session with this secret.
func (l *League) SignOut(ctx context.Context, token string) error {
	return l.update(ctx, func(tx store.Tx) error {
		s, err := optional(tx.SessionOf(secret.Hash(token)))
		if s == nil || err != nil {
			return err
		}
		return tx.DropSession(s.Person, s.ID)
	})
}

// Sessions returns where the person is signed in, latest use first.
func (l *League) Sessions(ctx context.Context, who int64) ([]person.Session, error) {
	var list []person.Session
	err := l.view(ctx, func(tx store.Tx) error {
		all, err := tx.SessionsOf(who)
		list = nil
		for _, s := range all {
			if l.Now().Before(s.Expires) {
				list = append(list, s.Session)
			}
		}
		return err
	})
	return list, err
}

// EndSession signs one of the person's browsers out.
func (l *League) EndSession(ctx context.Context, who, session int64) error {
	return l.update(ctx, func(tx store.Tx) error { return tx.DropSession(who, session) })
}

// EndOtherSessions signs every browser of the person out but one.
func (l *League) EndOtherSessions(ctx context.Context, who, but int64) error {
	return l.update(ctx, func(tx store.Tx) error { return tx.DropSessionsOf(who, but) })
}

// ChangePassword sets the person's own password, given the present one, and signs their other browsers out.
func (l *League) ChangePassword(ctx context.Context, who, session int64, present, next string) error {
	if err := checkPassword(next); err != nil {
		return err
	}
	var login store.Login
	err := l.view(ctx, func(tx store.Tx) (err error) {
		login, err = tx.LoginOf(who)
		return missing(err, "You sign in by link and have no password. The operator can set one with “matchday admin passwd”.")
	})
	if err != nil {
		return err
	}
	ok, err := l.hasher.Matches(ctx, present, login.Password)
	if err != nil {
		return err
	}
	if !ok {
		return fault.Field("present", "That is not your present password. Nothing was changed.")
	}
	return l.setPassword(ctx, login, next, session)
}

func (l *League) setPassword(ctx context.Context, login store.Login, password string, but int64) error {
	hash, err := l.hasher.Password(ctx, password)
	if err != nil {
		return err
	}
	return l.update(ctx, func(tx store.Tx) error {
		login.Password, login.Changed = hash, l.Now()
		if err := tx.PutLogin(login); err != nil {
			return nameTaken(err)
		}
		return tx.DropSessionsOf(login.Person, but)
	})
}

// JoinCode returns a code that joins the actor's web login to the Discord account that types it within LinkLife.
func (l *League) JoinCode(ctx context.Context, who int64) (string, error) {
	code, hash := secret.Code()
	err := l.update(ctx, func(tx store.Tx) error {
		return tx.PutToken(store.Token{Hash: hash, Kind: joinToken, Person: who, Expires: l.Now().Add(LinkLife)})
	})
	return code, err
}

// Join makes the Discord account of the actor and the web login that asked for the code one person.
func (l *League) Join(ctx context.Context, who person.Actor, code string) (person.Person, error) {
	if who.Origin != person.FromDiscord {
		return person.Person{}, fault.New(fault.Invalid, "Type the code in Discord, with the account that it should be joined to.")
	}
	var p person.Person
	err := l.update(ctx, func(tx store.Tx) error {
		typed := secret.TypedCode(code)
		t, err := l.redeemable(tx, joinToken, typed)
		if err != nil {
			return missingCode(err)
		}
		if err := tx.DropToken(joinToken, secret.Hash(typed)); err != nil {
			return missingCode(err)
		}
		p, err = l.joinPeople(tx, t.Person, who.Person)
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
func (l *League) joinPeople(tx store.Tx, web, discord int64) (person.Person, error) {
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
	if have, err := optional(tx.LoginOf(discord)); have != nil || err != nil {
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
	ids := []int64{installation}
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
