package league

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"matchday/app/fault"
	"matchday/app/league/find"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// PersonRenamed is the kind of the event that says that somebody's name changed, on each board that shows them.
const PersonRenamed = "person.renamed"

// Visitor is somebody as Discord describes them when they press or type something in a server.
type Visitor struct {
	Server  string // Discord server id
	Discord string // Discord user id
	Name    string // the name shown in that server; empty keeps the name that is known
	Roles   []string
	Admin   bool // has the Administrator permission there
	Cause   string
}

// Arrive returns the actor for a visitor, in the league that their server is bound to. Somebody new becomes known, and a
// new name is kept. Until Discord roles are bound to staff roles, an administrator of the server is an admin.
func (l *League) Arrive(ctx context.Context, v Visitor) (person.Actor, error) {
	name := displayName(v.Name, v.Discord)
	var who person.Actor
	var known bool
	err := l.view(ctx, func(tx store.Tx) error {
		league, err := tx.LeagueOfServer(v.Server)
		if err != nil {
			return find.Missing(err, "This server is not connected to a league. Ask whoever runs Matchday to invite the bot again.")
		}
		who = person.Actor{Name: name, League: league.ID, Origin: person.FromDiscord, Cause: v.Cause}
		p, err := find.Optional(tx.PersonOfDiscord(v.Discord))
		if err != nil {
			return fmt.Errorf("person: %w", err)
		}
		if p != nil && v.Name == "" {
			who.Name, name = p.Name, p.Name
		}
		if known = p != nil && p.Name == name; known {
			who.Person = p.ID
		}
		return rolesOf(tx, &who, p, v)
	})
	if err != nil || known {
		return who, err
	}
	p, err := l.meet(ctx, v.Discord, name)
	who.Person = p.ID
	return who, err
}

// rolesOf collects the roles that a visitor has by name, by Discord role and by being an administrator.
func rolesOf(tx store.Tx, who *person.Actor, p *person.Person, v Visitor) error {
	if p != nil {
		roles, err := find.Roles(tx, who.League, p.ID)
		if err != nil {
			return err
		}
		who.Roles |= roles
	}
	bindings, err := tx.BindingsOf(who.League)
	if err != nil {
		return fmt.Errorf("role bindings: %w", err)
	}
	if len(bindings) == 0 && v.Admin {
		who.Roles |= person.Admin
	}
	for _, b := range bindings {
		for _, role := range v.Roles {
			if role == b.Discord {
				who.Roles |= b.Role
			}
		}
	}
	return nil
}

// Meet makes somebody known by Discord id, or keeps their new name, and returns the person. It is for people whom staff
// name without their pressing anything.
func (l *League) Meet(ctx context.Context, who person.Actor, discord, name string) (person.Person, error) {
	if err := who.May(person.ActForOthers); err != nil {
		return person.Person{}, err
	}
	return l.meet(ctx, discord, displayName(name, discord))
}

func (l *League) meet(ctx context.Context, discord, name string) (person.Person, error) {
	var p person.Person
	err := l.update(ctx, func(tx store.Tx) error {
		have, err := find.Optional(tx.PersonOfDiscord(discord))
		if err != nil {
			return fmt.Errorf("person: %w", err)
		}
		if have == nil {
			p, err = tx.AddPerson(person.Person{Discord: discord, Name: name, Created: l.Now()})
			return err
		}
		if p = *have; p.Name == name {
			return nil
		}
		was := p.Name
		p.Name = name
		if err := tx.PutPerson(p); err != nil {
			return fmt.Errorf("rename: %w", err)
		}
		return l.sayRenamed(tx, p, was)
	})
	return p, err
}

// Renamed keeps the new name of somebody known; of a stranger it says nothing.
func (l *League) Renamed(ctx context.Context, discord, name string) error {
	var known bool
	err := l.view(ctx, func(tx store.Tx) error {
		p, err := find.Optional(tx.PersonOfDiscord(discord))
		known = p != nil && p.Name != displayName(name, discord)
		return err
	})
	if err != nil || !known {
		return err
	}
	_, err = l.meet(ctx, discord, displayName(name, discord))
	return err
}

// sayRenamed says a new name on every running tournament that shows the person.
func (l *League) sayRenamed(tx store.Tx, p person.Person, was string) error {
	running, err := tx.RunningTournaments()
	if err != nil {
		return fmt.Errorf("running tournaments: %w", err)
	}
	for _, t := range running {
		if _, err := tx.ActiveEntryOf(t.ID, p.ID); errors.Is(err, store.ErrNotFound) {
			continue
		} else if err != nil {
			return err
		}
		who := person.Actor{Person: p.ID, Name: p.Name, Origin: person.FromDiscord}
		h := tournament.Happening{Person: p.ID, Who: p.Name, Was: was, Now: p.Name}
		if _, err := sayOne(tx, who, t.League, tournament.Topic(t.ID), PersonRenamed, l.Now(), h); err != nil {
			return err
		}
	}
	return nil
}

// meetGuest makes the guest of an application known, in the transaction that takes it: a refusal leaves nobody behind.
// An application of somebody known is returned as it is.
func (l *League) meetGuest(tx store.Tx, a tournament.Application) (tournament.Application, error) {
	if a.Person != 0 || a.Guest == "" {
		return a, nil
	}
	name, err := person.Text("person", "The name", a.Guest, 1, person.MaxName)
	if err != nil {
		return a, err
	}
	p, err := tx.AddPerson(person.Person{Name: name, Created: l.Now()})
	if err != nil {
		return a, fmt.Errorf("add guest: %w", err)
	}
	a.Person = p.ID
	return a, nil
}

// Person returns somebody known.
func (l *League) Person(ctx context.Context, id int64) (person.Person, error) {
	var p person.Person
	err := l.view(ctx, func(tx store.Tx) (err error) {
		p, err = tx.Person(id)
		return find.Missing(err, "That person is not known.")
	})
	return p, err
}

// Departed tells the league that somebody left its server. Whoever takes part in a running tournament becomes a notice;
// nobody is taken out without staff.
func (l *League) Departed(ctx context.Context, server, discord string) error {
	return l.update(ctx, func(tx store.Tx) error {
		p, entries, err := l.entriesOf(tx, server, discord)
		if err != nil {
			return err
		}
		for t, e := range entries {
			n := Notice{League: t.League, Tournament: t.ID, Key: departedKey(t.ID, strconv.FormatInt(p.ID, 10)), Since: l.Now(),
				Text: fmt.Sprintf("%s has left the Discord server but is still in %s as %s. Remove the entry, or leave it if they play without Discord.", p.Name, t.Name, e.Name)}
			if err := raise(tx, n); err != nil {
				return err
			}
		}
		return nil
	})
}

// Returned settles what Departed reported of somebody who is in the server again.
func (l *League) Returned(ctx context.Context, server, discord string) error {
	keys := map[string]int64{}
	err := l.view(ctx, func(tx store.Tx) error {
		p, entries, err := l.entriesOf(tx, server, discord)
		for t := range entries {
			keys[departedKey(t.ID, strconv.FormatInt(p.ID, 10))] = t.League
		}
		return err
	})
	for key, league := range keys {
		err = errors.Join(err, l.Settle(ctx, league, key))
	}
	return err
}

// entriesOf returns a Discord user's active entries in the running tournaments of a server's league.
func (l *League) entriesOf(tx store.Tx, server, discord string) (person.Person, map[*tournament.Tournament]tournament.Entry, error) {
	found := map[*tournament.Tournament]tournament.Entry{}
	of, err := find.Optional(tx.LeagueOfServer(server))
	if of == nil || err != nil {
		return person.Person{}, found, err
	}
	p, err := find.Optional(tx.PersonOfDiscord(discord))
	if p == nil || err != nil {
		return person.Person{}, found, err
	}
	running, err := tx.RunningTournaments()
	if err != nil {
		return *p, found, fmt.Errorf("running tournaments: %w", err)
	}
	for i := range running {
		if running[i].League != of.ID {
			continue
		}
		e, err := find.Optional(tx.ActiveEntryOf(running[i].ID, p.ID))
		if err != nil {
			return *p, found, err
		}
		if e != nil {
			found[&running[i]] = *e
		}
	}
	return *p, found, nil
}

// displayName cleans a name from Discord; one that is nothing but invisible characters becomes the end of the id.
func displayName(name, discord string) string {
	name = person.Clean(name)
	if r := []rune(name); len(r) > person.MaxName {
		name = person.Clean(string(r[:person.MaxName]))
	}
	if name == "" {
		return "player " + discord[max(0, len(discord)-4):]
	}
	return name
}

// LeagueByID returns a league.
func (l *League) LeagueByID(ctx context.Context, id int64) (person.League, error) {
	var of person.League
	err := l.view(ctx, func(tx store.Tx) (err error) {
		of, err = tx.League(id)
		return find.Missing(err, "There is no such league.")
	})
	return of, err
}

// Leagues returns every league of this installation by id.
func (l *League) Leagues(ctx context.Context) ([]person.League, error) {
	var all []person.League
	err := l.view(ctx, func(tx store.Tx) (err error) {
		all, err = tx.LeaguesOf()
		return err
	})
	return all, err
}

// BindServer connects a Discord server to a league and returns that league: the one it is connected to already, else the
// first that has no server, else a new one with the server's name.
func (l *League) BindServer(ctx context.Context, server, name string) (person.League, error) {
	var of person.League
	err := l.update(ctx, func(tx store.Tx) error {
		have, err := find.Optional(tx.LeagueOfServer(server))
		if have != nil || err != nil {
			if have != nil {
				of = *have
			}
			return err
		}
		all, err := tx.LeaguesOf()
		if err != nil {
			return fmt.Errorf("leagues: %w", err)
		}
		for _, free := range all {
			if free.Server == "" {
				free.Server = server
				of = free
				return tx.PutLeague(free)
			}
		}
		of, err = tx.AddLeague(person.League{Name: displayName(name, server), Zone: "UTC", Server: server})
		return err
	})
	return of, err
}

// LeagueChanged is the kind of the event that says that a league's settings changed.
const LeagueChanged = "league.changed"

// SetLeague changes a league's name, zone and staff channel.
func (l *League) SetLeague(ctx context.Context, who person.Actor, name, zone, staffChannel string) (person.League, error) {
	if err := who.May(person.ManageLeague); err != nil {
		return person.League{}, err
	}
	wish, err := person.League{Name: name, Zone: zone, Staff: staffChannel}.Check()
	if err != nil {
		return person.League{}, err
	}
	if staffChannel != "" && !snowflake(staffChannel) {
		return person.League{}, fault.Field("channel", "That is no Discord channel. Choose one from the list.")
	}
	var of person.League
	err = l.update(ctx, func(tx store.Tx) error {
		var err error
		if of, err = tx.League(who.League); err != nil {
			return find.Missing(err, "There is no such league.")
		}
		was := of
		of.Name, of.Zone, of.Staff = wish.Name, wish.Zone, wish.Staff
		if of == was {
			return nil
		}
		if err := tx.PutLeague(of); err != nil {
			return fmt.Errorf("keep league: %w", err)
		}
		_, err = sayOne(tx, who, of.ID, Topic(of.ID), LeagueChanged, l.Now(), map[string]string{"name": of.Name, "zone": of.Zone})
		return err
	})
	return of, err
}
