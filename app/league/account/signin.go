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

// How long the secrets of signing in live.
const (
	SetupLife   = 30 * time.Minute
	LinkLife    = 15 * time.Minute
	SessionLife = 30 * 24 * time.Hour
	seenEvery   = time.Minute
)

// The kinds of one-time tokens.
const (
	setupToken = "setup"   // makes the first owner
	linkToken  = "sign_in" // signs a known person in
	joinToken  = "join"    // joins a web login to the Discord account that types it
)

// Bounds of a password, in runes. There is no rule but length.
const (
	minPassword = 10
	maxPassword = 200
)

// NeedsOwner reports whether nobody can sign in yet.
func (a *Accounts) NeedsOwner(ctx context.Context) (bool, error) {
	var none bool
	err := a.view(ctx, func(tx store.Tx) error {
		logins, err := tx.LoginsOf()
		none = len(logins) == 0
		return err
	})
	return none, err
}

// SetupLink returns a token that makes the first owner once, within SetupLife. Earlier ones stop working.
func (a *Accounts) SetupLink(ctx context.Context) (string, error) {
	if needed, err := a.NeedsOwner(ctx); err != nil || !needed {
		if err == nil {
			err = fault.New(fault.Closed, "There is an owner already. “matchday admin link NAME” prints a link that signs them in.")
		}
		return "", err
	}
	return a.issue(ctx, setupToken, 0, SetupLife)
}

// SetupOpen returns, while a setup token works, the league that a server which invited the bot has made, if any.
func (a *Accounts) SetupOpen(ctx context.Context, token string) (there person.League, err error) {
	err = a.view(ctx, func(tx store.Tx) error {
		if _, err := a.redeemable(tx, setupToken, token); err != nil {
			return err
		}
		all, err := tx.LeaguesOf()
		there = append(all, person.League{})[0] // the zero league when there is none
		return err
	})
	return there, err
}

// Setup makes the first owner and the first league, and signs the owner in. The token works once.
func (a *Accounts) Setup(ctx context.Context, token, name, password, leagueName, zone, client string) (string, error) {
	var faults fault.List
	name, err := person.Text("name", "Your name", name, 1, person.MaxName)
	faults.Add(err)
	faults.Add(checkPassword(password))
	of, err := person.League{Name: leagueName, Zone: zone}.Check()
	for _, f := range fault.All(err) {
		if f.Field == "name" {
			f.Field = "league"
		}
		faults.Add(f)
	}
	if err := faults.Err(); err != nil {
		return "", err
	}
	hash, err := a.hasher.Password(ctx, password)
	if err != nil {
		return "", err
	}
	var session string
	err = a.update(ctx, func(tx store.Tx) error {
		if err := a.redeem(tx, setupToken, token); err != nil {
			return err
		}
		p, err := a.addOwner(tx, name, hash)
		if err != nil {
			return err
		}
		if err := nameLeague(tx, of.Name, of.Zone); err != nil {
			return err
		}
		session, err = a.addSession(tx, p.ID, client)
		return err
	})
	return session, err
}

func (a *Accounts) addOwner(tx store.Tx, name, hash string) (person.Person, error) {
	p, err := tx.AddPerson(person.Person{Name: name, Created: a.now()})
	if err != nil {
		return p, fmt.Errorf("add owner: %w", err)
	}
	if err := tx.PutRoles(find.Everywhere, p.ID, person.Owner); err != nil {
		return p, fmt.Errorf("make owner: %w", err)
	}
	if err := tx.PutLogin(store.Login{Person: p.ID, Name: name, Password: hash, Changed: a.now()}); err != nil {
		return p, nameTaken(err)
	}
	return p, nil
}

func nameTaken(err error) error {
	if errors.Is(err, store.ErrExists) {
		return (&fault.Fault{Code: fault.Taken, Field: "name", Sentence: "Somebody signs in under that name already. Choose another."}).Because(err)
	}
	return err
}

// nameLeague names the league that is there already, or makes the first one.
func nameLeague(tx store.Tx, name, zone string) error {
	all, err := tx.LeaguesOf()
	if err != nil {
		return fmt.Errorf("leagues: %w", err)
	}
	if len(all) == 0 {
		_, err = tx.AddLeague(person.League{Name: name, Zone: zone})
		return err
	}
	all[0].Name, all[0].Zone = name, zone
	return tx.PutLeague(all[0])
}

// SignIn checks a name and a password and returns the secret of a new session. The same sentence answers an unknown
// name and a wrong password, after the same time.
func (a *Accounts) SignIn(ctx context.Context, name, password, client string) (string, error) {
	var login store.Login
	err := a.view(ctx, func(tx store.Tx) error {
		found, err := find.Optional(tx.Login(name))
		if found != nil {
			login = *found
		}
		return err
	})
	if err != nil {
		return "", err
	}
	ok, err := a.hasher.Matches(ctx, password, login.Password)
	if err != nil {
		return "", err
	}
	if !ok || login.Person == 0 {
		return "", fault.New(fault.SignIn, "That name and password do not belong together. Try again; if the password is lost, the operator can set a new one with “matchday admin passwd”.")
	}
	return a.newSession(ctx, login.Person, client)
}

// SignInLink returns a token that signs a person in once, within LinkLife.
func (a *Accounts) SignInLink(ctx context.Context, who int64) (string, error) {
	return a.issue(ctx, linkToken, who, LinkLife)
}

// OwnLink is SignInLink for the actor, who must be staff.
func (a *Accounts) OwnLink(ctx context.Context, who person.Actor) (string, error) {
	if err := who.May(person.SeeStaff); err != nil {
		return "", err
	}
	return a.SignInLink(ctx, who.Person)
}

// LinkOpen returns nil while a sign-in token works.
func (a *Accounts) LinkOpen(ctx context.Context, token string) error {
	return a.view(ctx, func(tx store.Tx) error {
		_, err := a.redeemable(tx, linkToken, token)
		return err
	})
}

// SignInByLink uses a sign-in token and returns the secret of a new session.
func (a *Accounts) SignInByLink(ctx context.Context, token, client string) (string, error) {
	var session string
	err := a.update(ctx, func(tx store.Tx) error {
		t, err := a.redeemable(tx, linkToken, token)
		if err != nil {
			return err
		}
		if err := a.redeem(tx, linkToken, token); err != nil {
			return err
		}
		session, err = a.addSession(tx, t.Person, client)
		return err
	})
	return session, err
}

func (a *Accounts) issue(ctx context.Context, kind string, who int64, life time.Duration) (string, error) {
	token, hash := secret.Token()
	err := a.update(ctx, func(tx store.Tx) error {
		return tx.PutToken(store.Token{Hash: hash, Kind: kind, Person: who, Expires: a.now().Add(life)})
	})
	return token, err
}

// redeemable returns a token that has not ended.
func (a *Accounts) redeemable(tx store.Tx, kind, token string) (store.Token, error) {
	t, err := tx.Token(kind, secret.Hash(token))
	if err == nil && !a.now().Before(t.Expires) {
		err = store.ErrNotFound
	}
	return t, find.Missing(err, "This link has been used or has ended. Ask for a new one; on the server, “matchday admin link” prints one.")
}

func (a *Accounts) redeem(tx store.Tx, kind, token string) error {
	if _, err := a.redeemable(tx, kind, token); err != nil {
		return err
	}
	return find.Missing(tx.DropToken(kind, secret.Hash(token)), "This link has been used already. Ask for a new one.")
}

func (a *Accounts) newSession(ctx context.Context, who int64, client string) (string, error) {
	var token string
	err := a.update(ctx, func(tx store.Tx) (err error) {
		token, err = a.addSession(tx, who, client)
		return err
	})
	return token, err
}

func (a *Accounts) addSession(tx store.Tx, who int64, client string) (string, error) {
	token, hash := secret.Token()
	now := a.now()
	client = person.Clean(client)
	if r := []rune(client); len(r) > 200 {
		client = string(r[:200])
	}
	if err := tx.DropExpiredSessions(now); err != nil {
		return "", fmt.Errorf("drop expired sessions: %w", err)
	}
	_, err := tx.AddSession(store.Session{Hash: hash, Session: person.Session{Person: who, Client: client, Created: now, Seen: now, Expires: now.Add(SessionLife)}})
	return token, err
}

func checkPassword(password string) error {
	n := len([]rune(password))
	switch {
	case n < minPassword:
		return fault.Field("password", "The password is too short: at least %d characters. A short sentence is easy to remember.", minPassword)
	case n > maxPassword:
		return fault.Field("password", "The password is too long: at most %d characters.", maxPassword)
	}
	return nil
}
