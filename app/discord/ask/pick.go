package ask

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
)

// Tournament is the option by which commands say which tournament they mean.
func Tournament() Option {
	return Of(Text, "tournament", "Which tournament, when there is more than one").Suggested().UpTo(say.MaxOption)
}

// Board returns the reading of the tournament that a custom id names in its first argument.
func Board(ctx context.Context, l *league.League, a *Ask) (*tournament.Board, error) {
	id, err := a.Arg(0)
	if err != nil {
		return nil, err
	}
	return l.BoardFor(ctx, a.Who, id)
}

// Pick returns the tournament that a command is about: the one it names, else the one of this channel, else the only one
// that is not over.
func Pick(ctx context.Context, l *league.League, a *Ask) (*tournament.Board, error) {
	boards, err := l.Tonight(ctx, a.Who.League)
	if err != nil {
		return nil, err
	}
	if named := a.Text("tournament"); named != "" {
		return byName(ctx, l, a, boards, named)
	}
	if len(boards) == 1 {
		return boards[0], nil
	}
	if len(boards) == 0 {
		return latest(ctx, l, a)
	}
	here, err := l.Venues(ctx, a.Who.League)
	if err != nil {
		return nil, err
	}
	var found []*tournament.Board
	for _, b := range boards {
		if slices.ContainsFunc(here, func(v league.Venue) bool { return v.Tournament == b.Tournament.ID && v.Channel == a.Channel }) {
			found = append(found, b)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return nil, fault.Field("tournament", "There are %d tournaments now: %s. Say which one with the option tournament.", len(boards), strings.Join(names(boards), ", "))
}

// latest is the tournament that a command means when none is running: the last one that was.
func latest(ctx context.Context, l *league.League, a *Ask) (*tournament.Board, error) {
	all, err := l.Tournaments(ctx, a.Who.League)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fault.New(fault.Missing, "There is no tournament yet. Staff create one with /tournament create.")
	}
	return l.BoardFor(ctx, a.Who, all[0].ID)
}

// byName finds a tournament by the id that a suggestion carries, or by what somebody typed of its name.
func byName(ctx context.Context, l *league.League, a *Ask, boards []*tournament.Board, named string) (*tournament.Board, error) {
	if p, ok := say.ParseID("t/" + named); ok {
		if id, ok := p.Int(0); ok {
			return l.BoardFor(ctx, a.Who, id)
		}
	}
	want := person.Fold(named)
	var found []*tournament.Board
	for _, b := range boards {
		switch have := person.Fold(b.Tournament.Name); {
		case have == want:
			return b, nil
		case strings.Contains(have, want):
			found = append(found, b)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return nil, fault.Field("tournament", "No single tournament is called %q. Choose one from the list that opens while you type.", person.Clean(named))
}

func names(boards []*tournament.Board) []string {
	var out []string
	for _, b := range boards {
		out = append(out, b.Tournament.Name)
	}
	return out
}

// SuggestTournaments suggests tournaments: those that are not over first, the latest of the others behind them.
func SuggestTournaments(l *league.League) Suggest {
	return func(ctx context.Context, a *Ask) ([]Choice, error) {
		all, err := l.Tournaments(ctx, a.Who.League)
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(all, func(x, y tournament.Tournament) int {
			return boolInt(x.Stage.Over()) - boolInt(y.Stage.Over())
		})
		var out []Choice
		for _, t := range all {
			name := t.Name
			if t.Stage.Over() {
				name += " (" + string(t.Stage) + ")"
			}
			if Matches(a.Typed(), t.Name) {
				out = append(out, Choice{Name: name, Value: strconv.FormatInt(t.ID, 10)})
			}
		}
		return out, nil
	}
}

// Matches reports whether a name may be what somebody is typing.
func Matches(typed string, names ...string) bool {
	want := person.Fold(typed)
	return slices.ContainsFunc(names, func(name string) bool { return strings.Contains(person.Fold(name), want) })
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
