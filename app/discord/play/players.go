package play

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/tournament"
)

// The parts of the list that can be looked at alone.
const (
	listAll     = "all"
	listHere    = "here"
	listMissing = "missing"
	listLine    = "line"
	listLobbies = "lobbies"
)

// players is the private list of who is in, with one's own lines on top.
func (p player) players() ask.Feature {
	show := func(ctx context.Context, a *ask.Ask, list string, page int64) (say.Message, error) {
		b, err := ask.Board(ctx, p.league, a)
		if err != nil {
			return say.Message{}, err
		}
		return Players(b, a.Who.Person, list, int(page))
	}
	return ask.Feature{Presses: map[string]ask.Action{
		"players": {Do: func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			m, err := show(ctx, a, listAll, 1)
			return ask.Tell(m), err
		}},
		"players-page": {Manner: ask.InPlace, Do: func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			page, err := a.Arg(2)
			if err != nil {
				return ask.Answer{}, err
			}
			m, err := show(ctx, a, a.Path.Word(1), page)
			return ask.Change(m), err
		}},
		"players-list": {Manner: ask.InPlace, Do: func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			if len(a.Values) != 1 {
				return ask.Answer{}, fault.New(fault.Invalid, "Choose one of the list.")
			}
			m, err := show(ctx, a, a.Values[0], 1)
			return ask.Change(m), err
		}},
	}}
}

// Players renders one page of one list. A page beyond the last is the last.
func Players(b *tournament.Board, who int64, list string, page int) (say.Message, error) {
	lines, title, err := listOf(b, list)
	if err != nil {
		return say.Message{}, err
	}
	if len(lines) == 0 {
		lines = []string{"Nobody."}
	}
	pages := say.Pages(2600, 20, lines)
	page = max(1, min(page, len(pages)))
	t := b.Tournament
	head := fmt.Sprintf("**%s** · %s", say.Esc(t.Name), title)
	if len(pages) > 1 {
		head += fmt.Sprintf(" · page %d of %d", page, len(pages))
	}
	var turn say.Component
	if len(pages) > 1 {
		turn = say.Row(
			say.Button(say.Plain, "Back", say.ID("players-page", t.ID, list, max(1, page-1))).If(page > 1),
			say.Button(say.Plain, "Next", say.ID("players-page", t.ID, list, page+1)).If(page < len(pages)))
	}
	parts := []any{say.Text(You(b, who)), say.Line(), say.Text(head + "\n" + strings.Join(pages[page-1], "\n")), say.Row(menu(b, list))}
	if turn.Type != 0 {
		parts = append(parts, turn)
	}
	return say.Show(parts...), nil
}

func listOf(b *tournament.Board, list string) (lines []string, title string, err error) {
	switch list {
	case listAll:
		lines, title = rows(b, b.Seated, nil), tournament.Count(len(b.Seated), "seat", "seats")+" taken"
		if len(b.Waitlist) > 0 {
			lines = append(append(lines, "**In line**"), rows(b, b.Waitlist, nil)...)
		}
	case listHere:
		lines, title = rows(b, b.Seated, func(r tournament.Row) bool { return r.Ready }), "checked in"
	case listMissing:
		lines, title = rows(b, b.Seated, func(r tournament.Row) bool { return !r.Ready }), "not checked in yet"
	case listLine:
		lines, title = rows(b, b.Waitlist, nil), "waitlist"
	case listLobbies:
		round, ok := b.Shown()
		if !ok {
			return []string{"The lobbies are not drawn yet."}, "lobbies", nil
		}
		for _, l := range round.Lobbies {
			lines = append(lines, say.Lobby(l))
		}
		title = fmt.Sprintf("lobbies of round %d", round.Number)
	default:
		return nil, "", ask.Old()
	}
	return lines, title, nil
}

// menu offers the lists that say something now, with how long they are.
func menu(b *tournament.Board, now string) say.Component {
	c := b.Counts
	options := []say.Option{{Label: "Everybody", Value: listAll, Description: tournament.Count(c.Seated+c.Waiting, "entry", "entries")}}
	if b.Tournament.CheckIn != tournament.Pending {
		options = append(options,
			say.Option{Label: "Checked in", Value: listHere, Description: strconv.Itoa(c.CheckedIn)},
			say.Option{Label: "Not checked in", Value: listMissing, Description: strconv.Itoa(c.NotYet)})
	}
	if c.Waiting > 0 {
		options = append(options, say.Option{Label: "Waitlist", Value: listLine, Description: strconv.Itoa(c.Waiting)})
	}
	if round, ok := b.Shown(); ok {
		options = append(options, say.Option{Label: "Lobbies", Value: listLobbies, Description: fmt.Sprintf("round %d", round.Number)})
	}
	for i, o := range options {
		options[i].Default = o.Value == now
	}
	return say.Menu(say.ID("players-list", b.Tournament.ID), "Show", options...)
}

// rows writes entries as lines; which is nil for all of them.
func rows(b *tournament.Board, entries []tournament.Row, which func(tournament.Row) bool) []string {
	var lines []string
	for _, r := range entries {
		if which == nil || which(r) {
			lines = append(lines, row(b, r))
		}
	}
	return lines
}

// The most that is shown of a name in a list.
const (
	nameShown = 32
	moreShown = 24
)

func row(b *tournament.Board, r tournament.Row) string {
	line := fmt.Sprintf("%d\\. ", r.Position)
	if b.Tournament.Rules.TeamSize == 1 && len(r.People) == 1 {
		line += member(r.People[0])
	} else {
		line += "**" + say.Esc(say.Cut(r.Name, nameShown)) + "** "
		for i, m := range r.People {
			if i > 0 {
				line += ", "
			}
			line += say.Esc(say.Cut(m.Name, moreShown))
			if !m.CheckIn.IsZero() {
				line += " ✓"
			}
		}
		if free := b.Tournament.Rules.TeamSize - len(r.People); free > 0 {
			line += fmt.Sprintf(" · needs %d more", free)
		}
	}
	if r.Ready && b.Tournament.CheckIn != tournament.Pending {
		line += " · here"
	}
	return line
}

func member(m tournament.MemberReading) string {
	line := say.Esc(say.Cut(m.Name, nameShown))
	if m.InGame != m.Name {
		line += " · " + say.Esc(say.Cut(m.InGame, nameShown))
	}
	if m.Pronouns != "" {
		line += " · " + say.Esc(say.Cut(m.Pronouns, moreShown))
	}
	return line
}
