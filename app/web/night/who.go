package night

import (
	"context"
	"strings"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/web/visit"
)

// Meet returns the person that staff name in the field "person": by the name of a player of the league or by Discord id.
// With guest somebody without Discord becomes known by that name. called is how a stranger with a Discord id is called
// until they press something.
func Meet(ctx context.Context, l *league.League, who person.Actor, typed string, guest bool, called string) (person.Person, error) {
	typed, err := person.Text("person", "The name", typed, 1, person.MaxName)
	if err != nil {
		return person.Person{}, err
	}
	if snowflake(typed) {
		p, err := l.Known(ctx, typed)
		if fault.Is(err, fault.Missing) {
			p, err = l.Meet(ctx, who, typed, called)
		}
		return p, err
	}
	if guest {
		return l.AddGuest(ctx, who, typed)
	}
	return known(ctx, l, who, typed)
}

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
