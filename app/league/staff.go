package league

import (
	"context"
	"fmt"
	"strings"

	"matchday/app/fault"
	"matchday/app/league/find"
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
		owners, err := tx.StaffOf(find.Everywhere)
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

// SetRoles gives a person the roles named and takes all others away. Nobody makes owners, and an owner stays one: that is
// no role of a league.
func (l *League) SetRoles(ctx context.Context, who person.Actor, target int64, roles person.Roles) error {
	if err := mayGive(who, roles); err != nil {
		return err
	}
	return l.update(ctx, func(tx store.Tx) error {
		p, err := tx.Person(target)
		if err != nil {
			return find.Missing(err, "That person is not known here yet. Ask them to press any button of the bot once.")
		}
		had, err := tx.RolesOf(who.League, target)
		if err != nil {
			return err
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
	own, err := find.Roles(tx, who.League, who.Person)
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

// snowflake reports whether s looks like a Discord id.
func snowflake(s string) bool {
	return len(s) >= 15 && len(s) <= 20 && strings.Trim(s, "0123456789") == ""
}
