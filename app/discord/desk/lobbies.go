package desk

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
)

// lobbies is who plays with whom: seeing it, drawing again, and letting two change places.
func (d desk) lobbies() ask.Feature {
	return ask.Feature{
		Command: ask.ForStaff("lobby", "Lobbies of a round",
			ask.Sub("show", "See the lobbies, also those that are drawn and not yet started", ask.Tournament()),
			ask.Sub("swap", "Let two change places",
				ask.Of(ask.Text, "a", "One of the two").Needed().Suggested(),
				ask.Of(ask.Text, "b", "The other, from another lobby").Needed().Suggested(), ask.Tournament())),
		Runs: map[string]ask.Action{
			"show": d.replies(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
				b, err := ask.Pick(ctx, d.league, a)
				if err != nil {
					return ask.Answer{}, err
				}
				return ask.Tell(Lobbies(b, 0, "")), nil
			}),
			"swap": d.replies(d.swapCommand),
		},
		Suggests: map[string]ask.Suggest{
			"show/tournament": ask.SuggestTournaments(d.league), "swap/tournament": ask.SuggestTournaments(d.league),
			"swap/a": d.suggestSeats, "swap/b": d.suggestSeats,
		},
		Presses: map[string]ask.Action{
			"lobbies": d.on(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
				id, err := a.Arg(0)
				if err != nil {
					return ask.Answer{}, err
				}
				return d.show(ctx, a, id, "", d.lobbiesScreen)
			}),
			"round": d.on(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
				id, err := a.Arg(0)
				if err != nil {
					return ask.Answer{}, err
				}
				number, err := a.Chosen()
				if err != nil {
					return ask.Answer{}, err
				}
				return d.show(ctx, a, id, "", roundScreen(int(number)))
			}),
			"swap":      d.on(d.swapFrom),
			"swap-with": d.on(d.swapWith),
			"swap-do":   d.on(d.swapDo),
		},
	}
}

func (d desk) lobbiesScreen(_ context.Context, _ *ask.Ask, b *tournament.Board, note string) (say.Message, error) {
	return Lobbies(b, 0, note), nil
}

func roundScreen(number int) screen {
	return func(_ context.Context, _ *ask.Ask, b *tournament.Board, note string) (say.Message, error) {
		return Lobbies(b, number, note), nil
	}
}

// Lobbies renders a round, the present one for 0, with a menu to a lobby's result or, while it is drawn, to swapping.
func Lobbies(b *tournament.Board, number int, note string) say.Message {
	t := b.Tournament
	if number == 0 {
		number = t.Round
	}
	r, ok := b.Round(number)
	if !ok {
		return say.Show(titled(b, note, "lobbies"), say.Text("No round is drawn yet."), back(b))
	}
	var lines []string
	for _, l := range r.Lobbies {
		lines = append(lines, say.Lobby(l))
	}
	parts := titled(b, note, roundTitle(b, r))
	parts = append(parts, say.Text(say.Fit(3000, 40, lines, say.More(" lobbies"))))
	current := number == t.Round
	if len(r.Lobbies) > say.MaxOptions {
		parts = append(parts, say.Text(fmt.Sprintf("-# The menus show the first %d lobbies. /result and /lobby swap find all of them by name.", say.MaxOptions)))
	}
	switch {
	case r.State == tournament.Drawn:
		parts = append(parts, say.Row(lobbyMenu(b, r, "swap", "Move somebody: choose their lobby")), say.Row(seatings(b)))
		parts = append(parts, say.Row(step(b, say.Main, tournament.StepStartRound, "Start round "+strconv.Itoa(number)), step(b, say.Plain, tournament.StepRedraw, "Draw again")))
	case len(r.Lobbies) > 0:
		parts = append(parts, say.Row(lobbyMenu(b, r, "result", "Record or correct a result")))
		if current && r.State == tournament.InPlay && r.Missing > 1 {
			parts = append(parts, say.Row(lobbyMenu(b, unplayed(r), "swap", "Move somebody: choose their lobby")))
		}
	}
	for _, o := range b.Offers() {
		if o.Main && current && r.State == tournament.RoundDone {
			parts = append(parts, say.Row(step(b, say.Main, o.Step, o.Label)))
		}
	}
	if len(b.Rounds) > 1 {
		parts = append(parts, say.Row(roundMenu(b, number)))
	}
	return say.Show(parts, back(b, say.Button(say.Plain, "Refresh", say.ID("lobbies", t.ID))))
}

// unplayed returns the round with the lobbies that have no result yet.
func unplayed(r tournament.RoundReading) tournament.RoundReading {
	r.Lobbies = slices.DeleteFunc(slices.Clone(r.Lobbies), func(l tournament.LobbyReading) bool { return l.Done() })
	return r
}

func step(b *tournament.Board, style say.Style, what tournament.Step, label string) say.Component {
	return say.Button(style, label, say.ID("step", b.Tournament.ID, b.Tournament.Version, string(what)))
}

func roundTitle(b *tournament.Board, r tournament.RoundReading) string {
	text := fmt.Sprintf("round %d of %d", r.Number, b.Tournament.Rules.Rounds)
	switch {
	case r.State == tournament.Drawn:
		return text + ", drawn (" + r.Seating.Title() + "), not started: only staff see it"
	case r.Missing > 0:
		return fmt.Sprintf("%s, %d of %d results", text, len(r.Lobbies)-r.Missing, len(r.Lobbies))
	}
	return text + ", all results are in"
}

// lobbyMenu offers the lobbies of a round; those without a result come first.
func lobbyMenu(b *tournament.Board, r tournament.RoundReading, name, placeholder string) say.Component {
	var open, done []say.Option
	for _, l := range r.Lobbies {
		o := say.Option{Label: "Lobby " + l.Name, Value: strconv.FormatInt(l.ID, 10), Description: seatNames(l)}
		if l.Done() {
			o.Label += " · recorded"
			done = append(done, o)
		} else {
			open = append(open, o)
		}
	}
	return say.Menu(say.ID(name, b.Tournament.ID), placeholder, append(open, done...)...)
}

func seatNames(l tournament.LobbyReading) string {
	text := ""
	for i, s := range l.Seats {
		if i > 0 {
			text += ", "
		}
		text += s.Row.Name
	}
	return text
}

// seatings offers the ways to draw that make sense for the round.
func seatings(b *tournament.Board) say.Component {
	var options []say.Option
	for _, how := range tournament.Seatings() {
		if b.Tournament.Round <= 1 && (how == tournament.ByStanding || how == tournament.SnakeStanding) {
			continue
		}
		options = append(options, say.Option{Label: "Draw again: " + how.Title(), Value: string(how)})
	}
	return say.Menu(say.ID("draw", b.Tournament.ID, b.Tournament.Version), "Draw again another way", options...)
}

func roundMenu(b *tournament.Board, now int) say.Component {
	var options []say.Option
	for _, r := range b.Rounds {
		options = append(options, say.Option{Label: "Round " + strconv.Itoa(r.Number), Value: strconv.Itoa(r.Number), Default: r.Number == now})
	}
	return say.Menu(say.ID("round", b.Tournament.ID), "Another round", options...)
}

// lobbyOf finds a lobby of any round.
func lobbyOf(b *tournament.Board, id int64) (tournament.LobbyReading, error) {
	for _, r := range b.Rounds {
		for _, l := range r.Lobbies {
			if l.ID == id {
				return l, nil
			}
		}
	}
	return tournament.LobbyReading{}, fault.New(fault.Missing, "That lobby does not exist any more. Look at the lobbies again.")
}

// swapFrom asks who of a lobby is to be moved; the custom id of the second menu carries the first of the two.
func (d desk) swapFrom(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	return d.chooseSeat(ctx, a, "Who is to be moved?", func(b *tournament.Board) string { return say.ID("swap-with", b.Tournament.ID) })
}

func (d desk) swapWith(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	id, err := a.Arg(0)
	if err != nil {
		return ask.Answer{}, err
	}
	if one, err := a.Arg(1); err == nil { // the lobby of the other was chosen
		return d.chooseSeat(ctx, a, "With whom?", func(b *tournament.Board) string {
			return say.ID("swap-do", b.Tournament.ID, b.Tournament.Version, one)
		})
	}
	one, err := a.Chosen()
	if err != nil {
		return ask.Answer{}, err
	}
	return d.show(ctx, a, id, "", func(_ context.Context, _ *ask.Ask, b *tournament.Board, note string) (say.Message, error) {
		return SwapWith(b, one, note)
	})
}

// SwapWith renders the question with whom an entry changes places.
func SwapWith(b *tournament.Board, one int64, note string) (say.Message, error) {
	row, ok := b.Row(one)
	r, drawn := b.Current()
	if !ok || !drawn {
		return say.Message{}, ask.Old()
	}
	others := r
	others.Lobbies = nil
	for _, l := range r.Lobbies {
		if _, here := l.Seat(one); !here && !l.Done() {
			others.Lobbies = append(others.Lobbies, l)
		}
	}
	title := "Move " + say.Bold(row.Name) + " to which lobby?"
	if len(others.Lobbies) == 0 {
		return say.Show(titled(b, note, title), say.Text("There is no other lobby without a result."), back(b)), nil
	}
	menu := lobbyMenu(b, others, "swap-with", "Choose a lobby")
	menu.CustomID = say.ID("swap-with", b.Tournament.ID, one)
	return say.Show(titled(b, note, title), say.Row(menu), back(b, say.Button(say.Plain, "Lobbies", say.ID("lobbies", b.Tournament.ID)))), nil
}

// chooseSeat asks for one of the entries of the lobby that was chosen.
func (d desk) chooseSeat(ctx context.Context, a *ask.Ask, title string, next func(*tournament.Board) string) (ask.Answer, error) {
	id, err := a.Arg(0)
	if err != nil {
		return ask.Answer{}, err
	}
	lobby, err := a.Chosen()
	if err != nil {
		return ask.Answer{}, err
	}
	return d.show(ctx, a, id, "", func(_ context.Context, _ *ask.Ask, b *tournament.Board, note string) (say.Message, error) {
		l, err := lobbyOf(b, lobby)
		if err != nil {
			return say.Message{}, err
		}
		var options []say.Option
		for _, s := range l.Seats {
			options = append(options, say.Option{Label: s.Row.Name, Value: strconv.FormatInt(s.Entry, 10)})
		}
		if len(options) == 0 {
			return say.Message{}, ask.Old()
		}
		return say.Show(titled(b, note, "lobby "+say.Esc(l.Name)), say.Text(title), say.Row(say.Menu(next(b), title, options...)),
			back(b, say.Button(say.Plain, "Lobbies", say.ID("lobbies", b.Tournament.ID)))), nil
	})
}

func (d desk) swapDo(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	args, err := a.Args(3)
	if err != nil {
		return ask.Answer{}, err
	}
	other, err := a.Chosen()
	if err != nil {
		return ask.Answer{}, err
	}
	_, err = d.league.SwapSeats(ctx, a.Who, args[0], args[1], args[2], other)
	return d.after(ctx, a, args[0], err, "They have changed places.", d.lobbiesScreen)
}

func (d desk) swapCommand(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	one, err := entryNamed(b.Seated, "a", a.Text("a"))
	if err != nil {
		return ask.Answer{}, err
	}
	other, err := entryNamed(b.Seated, "b", a.Text("b"))
	if err != nil {
		return ask.Answer{}, err
	}
	b, err = d.league.SwapSeats(ctx, a.Who, b.Tournament.ID, 0, one.Entry.ID, other.Entry.ID)
	if err != nil {
		return ask.Answer{}, err
	}
	return ask.Tell(Lobbies(b, 0, say.Bold(one.Name)+" and "+say.Bold(other.Name)+" have changed places.")), nil
}

// suggestSeats suggests who sits in the present round, with their lobby.
func (d desk) suggestSeats(ctx context.Context, a *ask.Ask) ([]ask.Choice, error) {
	if err := a.Who.May(person.SeeStaff); err != nil {
		return nil, err
	}
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return nil, err
	}
	r, _ := b.Current()
	var out []ask.Choice
	for _, l := range r.Lobbies {
		for _, s := range l.Seats {
			if matches(s.Row, a.Typed()) {
				out = append(out, ask.Choice{Name: s.Row.Name + " · lobby " + l.Name, Value: strconv.FormatInt(s.Entry, 10)})
			}
		}
	}
	return out, nil
}
