package play

import (
	"context"
	"fmt"
	"strings"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/tournament"
)

// standings is the table, for oneself or for the channel.
func (p player) standings() ask.Feature {
	shared := ask.Action{Manner: ask.Public, Do: p.showStandings}
	return ask.Feature{
		Command: ask.ForPlayers("standings", "Where everybody stands",
			ask.Of(ask.Flag, "share", "Show them to the whole channel instead of you alone"), ask.Tournament()),
		Suggests: map[string]ask.Suggest{"/tournament": ask.SuggestTournaments(p.league)},
		Runs:     map[string]ask.Action{"": {Do: p.showStandings, Or: &shared, When: func(a *ask.Ask) bool { return a.Flag("share") }}},
		Presses: map[string]ask.Action{"standings-page": {Manner: ask.InPlace, Do: func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			b, err := ask.Board(ctx, p.league, a)
			if err != nil {
				return ask.Answer{}, err
			}
			page, err := a.Arg(1)
			return ask.Change(Standings(b, a.Who.Person, int(page), true)), err
		}}},
	}
}

func starts(t tournament.Tournament) string {
	if t.Times.Starts.IsZero() {
		return "When it starts will be announced in its channel."
	}
	return "It starts " + say.When(t.Times.Starts) + " (" + say.FromNow(t.Times.Starts) + ")."
}

func (p player) showStandings(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Pick(ctx, p.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	return ask.Tell(Standings(b, a.Who.Person, 1, !a.Flag("share"))), nil
}

// Standings renders one page of the table. Alone it begins with the reader's own place and can be turned; shared it is
// the first page.
func Standings(b *tournament.Board, who int64, page int, alone bool) say.Message {
	t := b.Tournament
	if _, ok := b.Shown(); !ok {
		return say.Show(say.Text(say.Bold(t.Name) + " has no standings yet. " + starts(t)))
	}
	pages := say.Pages(2600, 25, say.Standings(b))
	page = max(1, min(page, len(pages)))
	head := "**" + say.Esc(t.Name) + "** · " + after(b)
	if len(pages) > 1 {
		head += fmt.Sprintf(" · page %d of %d", page, len(pages))
	}
	var own string
	if mine := b.Mine(who); alone && mine.Ranked && b.After() > 0 {
		own = ranked(b, mine)
	}
	var turn []say.Component
	if alone && len(pages) > 1 {
		turn = say.Rows(
			say.Button(say.Plain, "Back", say.ID("standings-page", t.ID, max(1, page-1))).If(page > 1),
			say.Button(say.Plain, "Next", say.ID("standings-page", t.ID, page+1)).If(page < len(pages)))
	}
	return say.Show(say.Text(own), say.Text(head+"\n"+strings.Join(pages[page-1], "\n")), say.Text("-# "+t.Rules.Explain()), turn)
}

func after(b *tournament.Board) string {
	switch n := b.After(); {
	case b.Tournament.Stage == tournament.Finished:
		return "final standings"
	case n == 0:
		return "round 1 is being played"
	default:
		return fmt.Sprintf("after round %d of %d", n, b.Tournament.Rules.Rounds)
	}
}
