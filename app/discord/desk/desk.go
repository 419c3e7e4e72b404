package desk

import (
	"context"

	"matchday/app/discord/ask"
	"matchday/app/discord/guild"
	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/tournament"
)

// Options are what the desk needs besides the league.
type Options struct {
	League  *league.League
	Servers *guild.Servers // what the bot may do where

	// Sheet tells in one line how the Sheet of a tournament fares, empty when it has none; nil tells nothing.
	Sheet func(ctx context.Context, tournament int64) (string, error)
}

// Features returns everything that staff can do.
func Features(o Options) []ask.Feature {
	d := desk{o.League, o}
	return []ask.Feature{d.home(), d.steps(), d.entries(), d.actions(), d.add(), d.lobbies(), d.results(), d.tournaments(), d.plan(), d.venue()}
}

type desk struct {
	league *league.League
	o      Options
}

// on makes the action of a button or menu of the desk, which changes the screen it is on.
func (d desk) on(do func(context.Context, *ask.Ask) (ask.Answer, error)) ask.Action {
	return ask.Action{Manner: ask.InPlace, Do: ask.StaffOnly(do)}
}

// opens makes the action of a button that opens a form.
func (d desk) opens(do func(context.Context, *ask.Ask) (ask.Answer, error)) ask.Action {
	return ask.Action{Manner: ask.Opens, Do: ask.StaffOnly(do)}
}

// replies makes the action of a command, or of a button outside of the desk.
func (d desk) replies(do func(context.Context, *ask.Ask) (ask.Answer, error)) ask.Action {
	return ask.Action{Do: ask.StaffOnly(do)}
}

// screen draws one screen of the desk for a tournament, with a note above it.
type screen func(ctx context.Context, a *ask.Ask, b *tournament.Board, note string) (say.Message, error)

// show answers with a screen as it is now.
func (d desk) show(ctx context.Context, a *ask.Ask, id int64, note string, s screen) (ask.Answer, error) {
	b, err := d.league.BoardFor(ctx, a.Who, id)
	if err != nil {
		return ask.Answer{}, err
	}
	m, err := s(ctx, a, b, note)
	return ask.Change(m), err
}

// after answers what came of a step: the screen as it is now under the note, or under the reason why not. What a
// person may not do, what went wrong on our side, and why a form was refused, is told beside the screen.
func (d desk) after(ctx context.Context, a *ask.Ask, id int64, err error, note string, s screen) (ask.Answer, error) {
	if err == nil {
		return d.show(ctx, a, id, note, s)
	}
	if a.Form() || fault.Is(err, fault.Internal) || fault.Is(err, fault.Denied) {
		return ask.Answer{}, err
	}
	answer, failed := d.show(ctx, a, id, "⚠ "+say.Why(err), s)
	if failed != nil {
		return ask.Answer{}, err
	}
	return answer, nil
}

// back is the row by which every screen leads home.
func back(b *tournament.Board, more ...say.Component) say.Component {
	return say.Row(append(more, say.Button(say.Plain, "Back", say.ID("desk", b.Tournament.ID)))...)
}

// titled puts a note and a title above what a screen shows.
func titled(b *tournament.Board, note, title string) []say.Component {
	return say.Parts(say.Text(note), say.Text("**"+say.Esc(b.Tournament.Name)+"** · "+title))
}
