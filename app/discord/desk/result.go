package desk

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
)

// results is telling how a lobby ended: by tapping the names in order of finish, by typing them, or by a command. A
// correction shows first what it changes.
func (d desk) results() ask.Feature {
	return ask.Feature{
		Command: ask.ForStaff("result", "Record or correct how a lobby ended",
			ask.Of(ask.Text, "lobby", "Which lobby").Needed().Suggested().UpTo(say.MaxOption),
			ask.Of(ask.Text, "order", "Names by place, the winner first, separated by commas; absent ones after a /").Suggested().UpTo(600),
			ask.Tournament()),
		Runs:     map[string]ask.Action{"": d.replies(d.resultCommand)},
		Suggests: map[string]ask.Suggest{"/lobby": d.suggestLobbies, "/order": d.suggestOrder, "/tournament": ask.SuggestTournaments(d.league)},
		Presses: map[string]ask.Action{
			"result":      d.on(d.chosenLobby),
			"tap":         d.on(d.tap),
			"absent":      d.on(d.absent),
			"result-type": d.opens(d.typeForm),
			"record":      d.on(d.record),
		},
		Forms: map[string]ask.Action{"result-type": d.on(d.typed)},
	}
}

func (d desk) chosenLobby(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
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
		return Tapping(b, l, begin(l), note), nil
	})
}

// tapArgs reads what a custom id of the tapping screen carries: the lobby, its version, and the order so far.
func (d desk) tapArgs(ctx context.Context, a *ask.Ask) (*tournament.Board, tournament.LobbyReading, order, error) {
	var l tournament.LobbyReading
	args, err := a.Args(3)
	if err != nil {
		return nil, l, nil, err
	}
	b, err := d.league.BoardFor(ctx, a.Who, args[0])
	if err != nil {
		return nil, l, nil, err
	}
	if l, err = lobbyOf(b, args[1]); err != nil {
		return b, l, nil, err
	}
	if l.Version != args[2] {
		return b, l, nil, fault.New(fault.Stale, "Lobby %s has changed in the meantime. Look at it again.", l.Name)
	}
	o, ok := readOrder(l, a.Path.Word(3))
	if !ok {
		return b, l, nil, ask.Old()
	}
	return b, l, o, nil
}

func (d desk) tap(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, l, o, err := d.tapArgs(ctx, a)
	if err != nil {
		return d.restart(ctx, a, err)
	}
	return d.tapped(ctx, a, b, l, o)
}

// tapped shows the screen after a tap: the rest to tap, or the whole result with what it changes.
func (d desk) tapped(ctx context.Context, a *ask.Ask, b *tournament.Board, l tournament.LobbyReading, o order) (ask.Answer, error) {
	o = o.last(l)
	if len(o.left(l)) > 0 {
		return ask.Change(Tapping(b, l, o, "")), nil
	}
	ripple, err := d.league.PreviewResult(ctx, a.Who, b.Tournament.ID, o.result(l))
	if err != nil {
		return d.restart(ctx, a, err)
	}
	return ask.Change(Complete(b, l, o, ripple)), nil
}

// restart shows the lobbies again under the reason.
func (d desk) restart(ctx context.Context, a *ask.Ask, err error) (ask.Answer, error) {
	id, bad := a.Arg(0)
	if bad != nil {
		return ask.Answer{}, err
	}
	return d.after(ctx, a, id, err, "", d.lobbiesScreen)
}

// absent marks somebody as not having played.
func (d desk) absent(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, l, o, err := d.tapArgs(ctx, a)
	if err != nil {
		return d.restart(ctx, a, err)
	}
	seat, err := a.Chosen()
	if err != nil {
		return ask.Answer{}, err
	}
	i := slices.Index(o.left(l), int(seat))
	if i < 0 {
		return ask.Answer{}, ask.Old()
	}
	return d.tapped(ctx, a, b, l, append(o, mark{int(seat), true}))
}

func (d desk) record(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, l, o, err := d.tapArgs(ctx, a)
	if err != nil {
		return d.restart(ctx, a, err)
	}
	return d.write(ctx, a, b, l, o.result(l))
}

func (d desk) write(ctx context.Context, a *ask.Ask, b *tournament.Board, l tournament.LobbyReading, res tournament.Result) (ask.Answer, error) {
	next, err := d.league.RecordResult(ctx, a.Who, b.Tournament.ID, res)
	note := fmt.Sprintf("Lobby %s of round %d is recorded.", l.Name, l.Round)
	if l.Done() {
		note = fmt.Sprintf("Lobby %s of round %d is corrected.", l.Name, l.Round)
	}
	if err == nil {
		if r, ok := next.Round(l.Round); ok && r.Missing == 0 && !l.Done() {
			note += " All results of the round are in."
		}
	}
	return d.after(ctx, a, b.Tournament.ID, err, note, roundScreen(l.Round))
}

func (d desk) typeForm(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, l, _, err := d.tapArgs(ctx, a)
	if err != nil {
		return ask.Answer{}, err
	}
	return ask.Open(TypeForm(b, l)), nil
}

// TypeForm is the form in which a result is typed.
func TypeForm(b *tournament.Board, l tournament.LobbyReading) *say.Modal {
	var list []string
	for i, s := range l.Lobby.Seats {
		r, _ := b.Row(s.Entry)
		list = append(list, fmt.Sprintf("%d %s", i+1, say.Esc(r.Name)))
	}
	return say.Form(say.ID("result-type", b.Tournament.ID, l.ID, l.Version, order{}.String()), short("Round %d, lobby %s", l.Round, l.Name),
		say.Text(strings.Join(list, "\n")),
		say.Paragraph("order", "By place, the winner first", "Numbers or names, separated by spaces or commas; absent ones after a /", "", true, 600))
}

func (d desk) typed(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, l, _, err := d.tapArgs(ctx, a)
	if err != nil {
		return ask.Answer{}, err
	}
	o, err := parseOrder(b, l, a.Text("order"))
	if err != nil {
		return ask.Answer{}, err
	}
	return d.tapped(ctx, a, b, l, o)
}

// resultCommand records a typed result at once; a correction shows first what it changes.
func (d desk) resultCommand(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	l, err := lobbyNamed(b, a.Text("lobby"))
	if err != nil {
		return ask.Answer{}, err
	}
	if a.Text("order") == "" {
		return ask.Tell(Tapping(b, l, begin(l), "")), nil
	}
	o, err := parseOrder(b, l, a.Text("order"))
	if err != nil {
		return ask.Answer{}, err
	}
	if l.Done() || len(o.left(l)) > 0 {
		return d.tapped(ctx, a, b, l, o)
	}
	if _, err := d.league.RecordResult(ctx, a.Who, b.Tournament.ID, o.result(l)); err != nil {
		return ask.Answer{}, err
	}
	return d.show(ctx, a, b.Tournament.ID, fmt.Sprintf("Lobby %s of round %d is recorded.", l.Name, l.Round), roundScreen(l.Round))
}

// lobbyNamed finds the lobby that an option means: by the id of a suggestion, or by its name as people type it or as a
// suggestion shows it: "B", "lobby b", "Lobby B, round 1: Ivy, …". Without a round it is the present one.
func lobbyNamed(b *tournament.Board, text string) (tournament.LobbyReading, error) {
	if id, err := ask.Number(text); err == nil {
		return lobbyOf(b, id)
	}
	shown, _, _ := strings.Cut(text, ":")
	name, round, _ := strings.Cut(shown, ",")
	number := b.Tournament.Round
	if n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(round)), "round"))); err == nil {
		number = n
	}
	want := person.Fold(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "lobby"))
	r, _ := b.Round(number)
	for _, l := range r.Lobbies {
		if person.Fold(l.Name) == want {
			return l, nil
		}
	}
	return tournament.LobbyReading{}, fault.Field("lobby", "There is no lobby %q in round %d. Choose one from the list that opens while you type.", name, number)
}

// shownLobby is the name under which a lobby is suggested.
func shownLobby(l tournament.LobbyReading) string {
	return fmt.Sprintf("Lobby %s, round %d", l.Name, l.Round)
}

// suggestLobbies suggests those of the present round without a result first, then those to correct, latest round first.
func (d desk) suggestLobbies(ctx context.Context, a *ask.Ask) ([]ask.Choice, error) {
	if err := a.Who.May(person.SeeStaff); err != nil {
		return nil, err
	}
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return nil, err
	}
	var open, done []ask.Choice
	for _, r := range slices.Backward(b.Rounds) {
		if r.State == tournament.Drawn {
			continue
		}
		for _, l := range r.Lobbies {
			name := shownLobby(l)
			if !ask.Matches(a.Typed(), name, l.Name) {
				continue
			}
			c := ask.Choice{Name: name + ": " + seatNames(l), Value: strconv.FormatInt(l.ID, 10)}
			if l.Done() {
				c.Name = name + " (correct it)"
				done = append(done, c)
			} else {
				open = append(open, c)
			}
		}
	}
	return append(open, done...), nil
}

// suggestOrder finishes the name that is being typed and goes on with whoever is left.
func (d desk) suggestOrder(ctx context.Context, a *ask.Ask) ([]ask.Choice, error) {
	if err := a.Who.May(person.SeeStaff); err != nil {
		return nil, err
	}
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return nil, err
	}
	l, err := lobbyNamed(b, a.Text("lobby"))
	if err != nil {
		return nil, err
	}
	var out []ask.Choice
	for _, text := range completions(b, l, a.Text("order")) {
		if len(text) <= say.MaxOption {
			out = append(out, ask.Choice{Name: text, Value: text})
		}
	}
	return out, nil
}
