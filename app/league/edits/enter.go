package edits

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// enterAll makes entries of complete new rows when the plan says so, and returns the rows that became one.
func (b *Book) enterAll(ctx context.Context, m Mirror, t Tab, rows []mirror.Stranger, w *Work) (entered map[int]bool, err error) {
	entered = map[int]bool{}
	if !m.Plan.Enter || t.Kind != mirror.Players {
		return entered, nil
	}
	for _, s := range rows {
		if !complete(t.Tab, s.Told) {
			continue
		}
		err := b.league.AtDesk(ctx, func(d league.Desk) error {
			of, err := d.Tx.Tournament(m.Tournament)
			if err != nil {
				return fmt.Errorf("tournament: %w", err)
			}
			return enter(d, sheet(m, of, cause(m, Topic(m.Tournament), "row", 0, told(s.Told))), of, s.Told)
		})
		switch f := (*fault.Fault)(nil); {
		case err == nil:
			entered[s.Row] = true
			w.Edits++
		case errors.As(err, &f) && f.Code != fault.Internal:
			// It stays a question for staff, who are told the reason when they try.
		default:
			return entered, err
		}
	}
	return entered, nil
}

// complete reports whether a new row says everything that an entry needs; where there is a box for it, it must be ticked.
func complete(t mirror.Tab, told map[mirror.Field]string) bool {
	has := func(f mirror.Field) bool { return t.Column(f) < 0 || strings.TrimSpace(told[f]) != "" }
	return has(mirror.InGame) && has(mirror.Discord) && has(mirror.Team) && (t.Column(mirror.Registered) < 0 || told[mirror.Registered] == mirror.Yes)
}

// enter registers the person of a new row.
func enter(d league.Desk, who person.Actor, t tournament.Tournament, told map[mirror.Field]string) error {
	name, inGame := person.Clean(told[mirror.Discord]), person.Clean(told[mirror.InGame])
	if inGame == "" {
		inGame = name
	}
	if name == "" {
		name, _, _ = strings.Cut(inGame, "#")
	}
	if inGame == "" {
		return fault.New(fault.Invalid, "The row has no name. Type one in the Sheet, then try again.")
	}
	if err := repeats(d.Tx, t, name, inGame); err != nil {
		return err
	}
	whose, err := known(d.Tx, who.League, name)
	if err != nil {
		return err
	}
	if whose == 0 {
		short := []rune(name)
		p, err := d.Tx.AddPerson(person.Person{Name: string(short[:min(len(short), person.MaxName)]), Created: t.Created})
		if err != nil {
			return fmt.Errorf("keep person: %w", err)
		}
		whose = p.ID
	}
	_, err = d.RegisterFor(who, t.ID, tournament.Application{Person: whose, InGame: inGame, Pronouns: told[mirror.Pronouns], AltNames: told[mirror.AltNames], Team: told[mirror.Team]})
	return err
}

// repeats refuses a row whose names somebody who takes part has: it would change them instead of adding somebody.
func repeats(tx store.Tx, t tournament.Tournament, name, inGame string) error {
	entries, err := tx.EntriesOf(t.ID)
	if err != nil {
		return fmt.Errorf("entries of %d: %w", t.ID, err)
	}
	people, err := tx.PeopleOf(t.ID)
	if err != nil {
		return fmt.Errorf("people of %d: %w", t.ID, err)
	}
	names := map[int64]string{}
	for _, p := range people {
		names[p.ID] = person.Fold(p.Name)
	}
	for _, e := range entries {
		for _, m := range e.Members {
			if e.State.Active() && (names[m.Person] == person.Fold(name) || person.Fold(m.InGame) == person.Fold(inGame)) {
				return fault.New(fault.Taken, "%s takes part already, as %s. Change that row, or delete this one in the Sheet.", name, m.InGame)
			}
		}
	}
	return nil
}

// lookedBack is in how many of a league's latest tournaments people are looked for by name.
const lookedBack = 10

// known returns the one person of the league who goes by a name, 0 for nobody. Two of one name are refused: a name in a
// Sheet is no proof of who is meant.
func known(tx store.Tx, of int64, name string) (int64, error) {
	latest, err := tx.TournamentsOf(of)
	if err != nil {
		return 0, fmt.Errorf("tournaments of league %d: %w", of, err)
	}
	found := map[int64]bool{}
	for _, t := range latest[:min(len(latest), lookedBack)] {
		people, err := tx.PeopleOf(t.ID)
		if err != nil {
			return 0, fmt.Errorf("people of %d: %w", t.ID, err)
		}
		for _, p := range people {
			if person.Fold(p.Name) == person.Fold(name) {
				found[p.ID] = true
			}
		}
	}
	switch len(found) {
	case 0:
		return 0, nil
	case 1:
		for id := range found {
			return id, nil
		}
	}
	return 0, fault.New(fault.Taken, "%d people of this league are called %s. Register the right one on the admin page; the row finds them by name.", len(found), name)
}
