package night

import (
	"context"
	"slices"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
)

// Meet returns the person that staff name in the field "person": by the name of a player of the league or by Discord id.
// called is how a stranger with a Discord id is called until they press something. fresh is why nobody new can take part
// like this; then nobody becomes known.
func Meet(ctx context.Context, l *league.League, who person.Actor, typed, called string, fresh error) (person.Person, error) {
	typed, err := person.Text("person", "The name", typed, 1, person.MaxName)
	if err != nil {
		return person.Person{}, err
	}
	if snowflake(typed) {
		p, err := l.Known(ctx, typed)
		if fault.Is(err, fault.Missing) && fresh != nil {
			return p, fresh
		}
		if fault.Is(err, fault.Missing) {
			p, err = l.Meet(ctx, who, typed, called)
		}
		return p, err
	}
	return known(ctx, l, who, typed)
}

// newcomer fills in whom staff mean by what they typed: a player, or, when they tick it, a guest, who becomes known with
// the entry. fresh is as in Meet.
func (n *Night) newcomer(v *visit.Visit, who person.Actor, a tournament.Application, fresh error) (tournament.Application, error) {
	typed := v.Typed("person")
	if v.Typed("guest") == "on" && !snowflake(person.Clean(typed)) {
		a.Guest = typed
		return a, nil
	}
	called, _ := board.Split(a.InGame)
	p, err := Meet(v.Ctx, n.league, who, typed, called, fresh)
	a.Person = p.ID
	return a, err
}

// admits is why somebody new could not register with an application: the rule itself, asked before they become known.
func admits(b *tournament.Board, a tournament.Application) error {
	f := tournament.Field{Seated: b.Counts.Seated, InUse: inUse(b, a, 0)}
	for _, row := range active(b) {
		if b.Tournament.Rules.TeamSize > 1 && person.Fold(row.Entry.Name) == person.Fold(a.Team) {
			f.Team = &row.Entry
		}
	}
	_, _, err := b.Tournament.Register(a, f, time.Time{})
	return err
}

// takesOver is why somebody new could not take the place of a member.
func takesOver(b *tournament.Board, a tournament.Application, member int64) error {
	if inUse(b, a, member) && !a.Shared {
		return fault.Field("ingame", "Somebody else plays as %s. Check the spelling, or allow the shared name.", a.InGame)
	}
	return nil
}

// inUse reports whether another member than the one plays under an application's in-game name.
func inUse(b *tournament.Board, a tournament.Application, but int64) bool {
	for _, row := range active(b) {
		for _, m := range row.Entry.Members {
			if m.Person != but && person.Fold(m.InGame) == person.Fold(a.InGame) {
				return true
			}
		}
	}
	return false
}

// already returns the entry of somebody who plays under this name and this in-game name.
func already(b *tournament.Board, a tournament.Application, name string) (tournament.Entry, bool) {
	for _, row := range active(b) {
		for _, m := range row.People {
			if person.Fold(m.Name) == person.Fold(name) && person.Fold(m.InGame) == person.Fold(a.InGame) {
				return row.Entry, true
			}
		}
	}
	return tournament.Entry{}, false
}

// active are the entries that are in or wait.
func active(b *tournament.Board) []tournament.Row { return slices.Concat(b.Seated, b.Waitlist) }

// known finds a player of the league by name.
func known(ctx context.Context, l *league.League, who person.Actor, typed string) (person.Person, error) {
	players, err := l.Players(ctx, who)
	if err != nil {
		return person.Person{}, err
	}
	want := person.Fold(typed)
	var found []person.Person
	for _, p := range players {
		if person.Fold(p.Person.Name) == want || person.Fold(p.InGame) == want {
			found = append(found, p.Person)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return person.Person{}, fault.Field("person", "Nobody called “%s” has played here yet. Type their Discord id, or tick that they are new and have no Discord.", typed)
	}
	return person.Person{}, fault.Field("person", "%d players are called “%s”. Type the Discord id of the one you mean.", len(found), typed)
}

func snowflake(s string) bool {
	return len(s) >= 15 && len(s) <= 20 && strings.Trim(s, "0123456789") == ""
}

// playerNames are the names that can be typed, for suggestions.
func (n *Night) playerNames(v *visit.Visit) ([]string, error) {
	players, err := n.league.Players(v.Ctx, v.Who())
	if err != nil {
		return nil, err
	}
	names := make([]string, len(players))
	for i, p := range players {
		names[i] = p.Person.Name
	}
	return names, nil
}
