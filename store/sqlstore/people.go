package sqlstore

import (
	"cmp"
	"errors"
	"slices"

	"matchday/app/person"
	"matchday/store"
	"matchday/store/sqlstore/query"
)

func known(row query.Person) person.Person {
	return person.Person{ID: row.ID, Discord: row.Discord, Name: row.Name, Created: at(row.Created)}
}

// Person implements store.People.
func (tx *Tx) Person(id int64) (person.Person, error) {
	return one(tx, (*query.Queries).Person, id, known)
}

// PersonOfDiscord implements store.People.
func (tx *Tx) PersonOfDiscord(discord string) (person.Person, error) {
	return one(tx, (*query.Queries).PersonOfDiscord, discord, known)
}

// PeopleOf implements store.People.
func (tx *Tx) PeopleOf(tournament int64) ([]person.Person, error) {
	return list(tx, (*query.Queries).PeopleOf, tournament, known)
}

// AddPerson implements store.People.
func (tx *Tx) AddPerson(p person.Person) (person.Person, error) {
	row := query.AddPersonParams{Discord: p.Discord, Name: p.Name, Created: ms(p.Created)}
	id, err := add(tx, (*query.Queries).AddPerson, row)
	return person.Person{ID: id, Discord: p.Discord, Name: p.Name, Created: at(row.Created)}, err
}

// PutPerson implements store.People.
func (tx *Tx) PutPerson(p person.Person) error {
	if err := tx.writable(); err != nil {
		return err
	}
	if p.Discord != "" {
		other, err := tx.PersonOfDiscord(p.Discord)
		if err := free(other.ID, p.ID, err); err != nil {
			return err
		}
	}
	return replace(tx, (*query.Queries).PutPerson, query.PutPersonParams{ID: p.ID, Discord: p.Discord, Name: p.Name, Created: ms(p.Created)})
}

// StaffOf implements store.Staff.
func (tx *Tx) StaffOf(league int64) ([]store.StaffMember, error) {
	return list(tx, (*query.Queries).StaffOf, league, func(row query.StaffOfRow) store.StaffMember {
		return store.StaffMember{Person: known(row.Person), Roles: person.Roles(row.Roles)}
	})
}

// RolesOf implements store.Staff.
func (tx *Tx) RolesOf(league, who int64) (person.Roles, error) {
	roles, err := one(tx, (*query.Queries).RolesOf, query.RolesOfParams{League: league, Person: who}, func(r int64) person.Roles { return person.Roles(r) })
	if errors.Is(err, store.ErrNotFound) {
		return person.Player, nil
	}
	return roles, err
}

// PutRoles implements store.Staff.
func (tx *Tx) PutRoles(league, who int64, roles person.Roles) error {
	if roles == person.Player {
		return run(tx, (*query.Queries).DropRoles, query.DropRolesParams{League: league, Person: who})
	}
	return run(tx, (*query.Queries).PutRoles, query.PutRolesParams{League: league, Person: who, Roles: int64(roles)})
}

// BindingsOf implements store.Staff.
func (tx *Tx) BindingsOf(league int64) ([]store.Binding, error) {
	all, err := list(tx, (*query.Queries).BindingsOf, league, func(row query.Binding) store.Binding {
		return store.Binding{League: row.League, Discord: row.Discord, Role: person.Roles(row.Roles)}
	})
	slices.SortFunc(all, func(a, b store.Binding) int { return bySnowflake(a.Discord, b.Discord) })
	return all, err
}

// PutBinding implements store.Staff.
func (tx *Tx) PutBinding(b store.Binding) error {
	return run(tx, (*query.Queries).PutBinding, query.PutBindingParams{League: b.League, Discord: b.Discord, Roles: int64(b.Role)})
}

// DropBinding implements store.Staff.
func (tx *Tx) DropBinding(league int64, discord string) error {
	return run(tx, (*query.Queries).DropBinding, query.DropBindingParams{League: league, Discord: discord})
}

// bySnowflake orders Discord ids as the numbers that they are.
func bySnowflake(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}
