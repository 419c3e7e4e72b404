package account

import (
	"context"
	"errors"
	"time"

	"matchday/app/fault"
	"matchday/app/league/find"
	"matchday/app/person"
	"matchday/store"
)

// AddLogin makes somebody who may sign in with a password, as owner of the installation. It is for the console.
func (a *Accounts) AddLogin(ctx context.Context, name, password string) (person.Person, error) {
	var faults fault.List
	name, err := person.Text("name", "The name", name, 1, person.MaxName)
	faults.Add(err)
	faults.Add(checkPassword(password))
	if err := faults.Err(); err != nil {
		return person.Person{}, err
	}
	hash, err := a.hasher.Password(ctx, password)
	if err != nil {
		return person.Person{}, err
	}
	var p person.Person
	err = a.update(ctx, func(tx store.Tx) (err error) {
		p, err = a.addOwner(tx, name, hash)
		if err != nil {
			return err
		}
		all, err := tx.LeaguesOf()
		if err == nil && len(all) == 0 {
			_, err = tx.AddLeague(person.League{Name: "My league", Zone: "UTC"})
		}
		return err
	})
	return p, err
}

// SetPassword sets the password of a login by name and signs all its browsers out. It is for the console.
func (a *Accounts) SetPassword(ctx context.Context, name, password string) error {
	if err := checkPassword(password); err != nil {
		return err
	}
	login, err := a.loginNamed(ctx, name)
	if err != nil {
		return err
	}
	return a.setPassword(ctx, login, password, 0)
}

// LinkFor returns a token that signs the login of that name in once. It is for the console.
func (a *Accounts) LinkFor(ctx context.Context, name string) (string, error) {
	login, err := a.loginNamed(ctx, name)
	if err != nil {
		return "", err
	}
	return a.SignInLink(ctx, login.Person)
}

func (a *Accounts) loginNamed(ctx context.Context, name string) (store.Login, error) {
	var login store.Login
	err := a.view(ctx, func(tx store.Tx) (err error) {
		login, err = tx.Login(name)
		return find.Missing(err, "Nobody signs in as %q. “matchday admin list” shows the names.", name)
	})
	return login, err
}

// LoginName is one login as the console lists it.
type LoginName struct {
	Name    string    `json:"name"`
	Person  int64     `json:"person"`
	Discord string    `json:"discord,omitempty"`
	Changed time.Time `json:"password_changed"`
}

// Logins returns who may sign in with a password. It is for the console.
func (a *Accounts) Logins(ctx context.Context) ([]LoginName, error) {
	var list []LoginName
	err := a.view(ctx, func(tx store.Tx) error {
		all, err := tx.LoginsOf()
		list = nil
		for _, login := range all {
			p, perr := tx.Person(login.Person)
			err = errors.Join(err, perr)
			list = append(list, LoginName{Name: login.Name, Person: login.Person, Discord: p.Discord, Changed: login.Changed})
		}
		return err
	})
	return list, err
}
