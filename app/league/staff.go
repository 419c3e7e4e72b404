package league

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/store"
)

// StaffMember and Binding are who helps, by name and by Discord role.
type (
	StaffMember = store.StaffMember
	Binding     = store.Binding
)

// StaffChanged is the kind of the event that says that staff roles changed.
const StaffChanged = "staff.changed"

// Staff returns who has roles of their own in the actor's league, owners included, and which Discord roles stand for
// staff roles.
func (l *League) Staff(ctx context.Context, who person.Actor) ([]StaffMember, []Binding, error) {
	if err := who.May(person.SeeStaff); err != nil {
		return nil, nil, err
	}
	var members []StaffMember
	var bindings []Binding
	err := l.view(ctx, func(tx store.Tx) error {
		owners, err := tx.StaffOf(installation)
		if err != nil {
			return err
		}
		own, err := tx.StaffOf(who.League)
		if err != nil {
			return err
		}
		members = append(owners, own...)
		bindings, err = tx.BindingsOf(who.League)
		return err
	})
	return members, bindings, err
}

// SetRoles gives a person the roles named and takes all others away. Only owners make admins, and nobody makes owners.
func (l *League) SetRoles(ctx context.Context, who person.Actor, target int64, roles person.Roles) error {
	if err := mayGive(who, roles); err != nil {
		return err
	}
	return l.update(ctx, func(tx store.Tx) error {
		p, err := tx.Person(target)
		if err != nil {
			return missing(err, "That person is not known here yet. Ask them to press any button of the bot once.")
		}
		had, err := tx.RolesOf(who.League, target)
		if err != nil {
			return err
		}
		if had.Has(person.Admin) {
			if err := mayGive(who, person.Admin); err != nil {
				return err
			}
		}
		if had == roles {
			return nil
		}
		if err := tx.PutRoles(who.League, target, roles); err != nil {
			return fmt.Errorf("keep roles: %w", err)
		}
		return l.sayStaff(tx, who, p.Name, had.String(), roles.String())
	})
}

// BindRole makes a Discord role stand for a staff role; Player unbinds it. From the first binding on, administrators of
// the Discord server are no longer admins by themselves.
func (l *League) BindRole(ctx context.Context, who person.Actor, discord, name string, role person.Roles) error {
	if err := mayGive(who, role); err != nil {
		return err
	}
	if !snowflake(discord) {
		return fault.Field("role", "Choose a Discord role.")
	}
	return l.update(ctx, func(tx store.Tx) error {
		if role == person.Player {
			if err := tx.DropBinding(who.League, discord); err != nil {
				return fmt.Errorf("drop binding: %w", err)
			}
			return l.sayStaff(tx, who, "the Discord role "+name, "bound", "not bound")
		}
		if err := l.keepsAnAdmin(tx, who, role); err != nil {
			return err
		}
		if err := tx.PutBinding(Binding{League: who.League, Discord: discord, Role: role}); err != nil {
			return fmt.Errorf("keep binding: %w", err)
		}
		return l.sayStaff(tx, who, "the Discord role "+name, "", role.String())
	})
}

// keepsAnAdmin refuses a first binding after which nobody could administrate the league any more.
func (l *League) keepsAnAdmin(tx store.Tx, who person.Actor, role person.Roles) error {
	bindings, err := tx.BindingsOf(who.League)
	if err != nil {
		return err
	}
	if len(bindings) > 0 || role == person.Admin {
		return nil
	}
	own, err := ownRoles(tx, who.League, who.Person)
	if err != nil || own.Has(person.Owner|person.Admin) {
		return err
	}
	return fault.New(fault.Closed, "You are an admin only because you administrate the Discord server, and that ends with the first bound role. Bind a role to admin first.")
}

func mayGive(who person.Actor, roles person.Roles) error {
	if err := who.May(person.ManageStaff); err != nil {
		return err
	}
	if roles.Has(person.Owner) {
		return fault.New(fault.Denied, "Owners are made on the server, with “matchday admin create”.")
	}
	return nil
}

func (l *League) sayStaff(tx store.Tx, who person.Actor, whom, was, now string) error {
	_, err := sayOne(tx, who, who.League, Topic(who.League), StaffChanged, l.Now(), map[string]string{"who": whom, "was": was, "now": now})
	return err
}

// AddLogin makes somebody who may sign in with a password, as owner of the installation. It is for the console.
func (l *League) AddLogin(ctx context.Context, name, password string) (person.Person, error) {
	var faults fault.List
	name, err := person.Text("name", "The name", name, 1, person.MaxName)
	faults.Add(err)
	faults.Add(checkPassword(password))
	if err := faults.Err(); err != nil {
		return person.Person{}, err
	}
	hash, err := l.hasher.Password(ctx, password)
	if err != nil {
		return person.Person{}, err
	}
	var p person.Person
	err = l.update(ctx, func(tx store.Tx) (err error) {
		p, err = l.addOwner(tx, name, hash)
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
func (l *League) SetPassword(ctx context.Context, name, password string) error {
	if err := checkPassword(password); err != nil {
		return err
	}
	login, err := l.loginNamed(ctx, name)
	if err != nil {
		return err
	}
	return l.setPassword(ctx, login, password, 0)
}

// LinkFor returns a token that signs the login of that name in once. It is for the console.
func (l *League) LinkFor(ctx context.Context, name string) (string, error) {
	login, err := l.loginNamed(ctx, name)
	if err != nil {
		return "", err
	}
	return l.SignInLink(ctx, login.Person)
}

func (l *League) loginNamed(ctx context.Context, name string) (store.Login, error) {
	var login store.Login
	err := l.view(ctx, func(tx store.Tx) (err error) {
		login, err = tx.Login(name)
		return missing(err, "Nobody signs in as %q. “matchday admin list” shows the names.", name)
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
func (l *League) Logins(ctx context.Context) ([]LoginName, error) {
	var list []LoginName
	err := l.view(ctx, func(tx store.Tx) error {
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

func checkZone(zone string) error {
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
		return fault.Field("zone", "%q is no time zone. Use a name such as Europe/Berlin or America/New_York.", zone)
	}
	return nil
}

// snowflake reports whether s looks like a Discord id.
func snowflake(s string) bool {
	return len(s) >= 15 && len(s) <= 20 && strings.Trim(s, "0123456789") == ""
}
