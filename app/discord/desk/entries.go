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
	"matchday/app/tournament"
)

// The lists of entries.
const (
	listAll     = "all"
	listMissing = "missing"
	listLine    = "line"
	listLeft    = "left"
)

// entries is choosing somebody to do something for: by list, by name, or by command.
func (d desk) entries() ask.Feature {
	return ask.Feature{
		Presses: map[string]ask.Action{
			"entries":      d.on(d.list),
			"entries-page": d.on(d.list), // another name, because no two buttons of a message may have one id
			"entry-pick": d.on(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
				id, err := a.Arg(0)
				if err != nil {
					return ask.Answer{}, err
				}
				entry, err := a.Chosen()
				if err != nil {
					return ask.Answer{}, err
				}
				return d.show(ctx, a, id, "", cardScreen(entry, 0))
			}),
			"entry-search": d.opens(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
				id, err := a.Arg(0)
				if err != nil {
					return ask.Answer{}, err
				}
				return ask.Open(say.Form(say.ID("entry-search", id), "Find somebody",
					say.Input("name", "A part of the name", "Of the person, the team or the name in the game", "", true, 80))), nil
			}),
		},
		Forms: map[string]ask.Action{"entry-search": d.on(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			id, err := a.Arg(0)
			if err != nil {
				return ask.Answer{}, err
			}
			return d.show(ctx, a, id, "", searchScreen(a.Text("name")))
		})},
	}
}

func (d desk) list(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	id, err := a.Arg(0)
	if err != nil {
		return ask.Answer{}, err
	}
	page, err := a.Arg(2)
	if err != nil {
		return ask.Answer{}, err
	}
	return d.show(ctx, a, id, "", listScreen(a.Path.Word(1), int(page)))
}

func listScreen(list string, page int) screen {
	return func(_ context.Context, _ *ask.Ask, b *tournament.Board, note string) (say.Message, error) {
		return Entries(b, list, page, note)
	}
}

func searchScreen(name string) screen {
	return func(_ context.Context, _ *ask.Ask, b *tournament.Board, note string) (say.Message, error) {
		return Found(b, name, note), nil
	}
}

// everybody returns all entries of a board, those that are in first.
func everybody(b *tournament.Board) []tournament.Row {
	return slices.Concat(b.Seated, b.Waitlist, b.Left)
}

func rowsOf(b *tournament.Board, list string) ([]tournament.Row, error) {
	switch list {
	case listAll:
		return slices.Concat(b.Seated, b.Waitlist), nil
	case listMissing:
		return slices.DeleteFunc(slices.Clone(b.Seated), func(r tournament.Row) bool { return r.Ready }), nil
	case listLine:
		return b.Waitlist, nil
	case listLeft:
		return b.Left, nil
	}
	return nil, ask.Old()
}

// Entries renders one page of a list as a menu to choose from.
func Entries(b *tournament.Board, list string, page int, note string) (say.Message, error) {
	rows, err := rowsOf(b, list)
	if err != nil {
		return say.Message{}, err
	}
	t := b.Tournament
	pages := max(1, (len(rows)+say.MaxOptions-1)/say.MaxOptions)
	page = max(1, min(page, pages))
	title := "players"
	if pages > 1 {
		title += fmt.Sprintf(" · page %d of %d", page, pages)
	}
	lists := []say.Component{
		tab(b, list, listAll, fmt.Sprintf("In %d", b.Counts.Seated+b.Counts.Waiting)),
		tab(b, list, listMissing, fmt.Sprintf("Not checked in %d", b.Counts.NotYet)),
		tab(b, list, listLine, fmt.Sprintf("Waitlist %d", b.Counts.Waiting)),
		tab(b, list, listLeft, fmt.Sprintf("Left %d", len(b.Left))),
	}
	turn := []say.Component{
		say.Button(say.Plain, "Previous", say.ID("entries-page", t.ID, list, max(1, page-1))).If(page > 1),
		say.Button(say.Plain, "Next", say.ID("entries-page", t.ID, list, page+1)).If(page < pages),
		say.Button(say.Plain, "Find…", say.ID("entry-search", t.ID)),
	}
	here := rows[min(len(rows), (page-1)*say.MaxOptions):min(len(rows), page*say.MaxOptions)]
	return say.Show(titled(b, note, title), choose(b, here, "Nobody here."), say.Row(lists...), back(b, turn...)), nil
}

func tab(b *tournament.Board, now, list, label string) say.Component {
	style := say.Plain
	if now == list {
		style = say.Main
	}
	return say.Button(style, label, say.ID("entries", b.Tournament.ID, list, 1))
}

// choose is a menu of entries, or a sentence when there are none.
func choose(b *tournament.Board, rows []tournament.Row, none string) say.Component {
	if len(rows) == 0 {
		return say.Text(none)
	}
	var options []say.Option
	for _, r := range rows[:min(len(rows), say.MaxOptions)] {
		options = append(options, option(b, r))
	}
	return say.Row(say.Menu(say.ID("entry-pick", b.Tournament.ID), "Choose somebody", options...))
}

func option(b *tournament.Board, r tournament.Row) say.Option {
	o := say.Option{Label: r.Name, Value: strconv.FormatInt(r.Entry.ID, 10), Description: position(b, r)}
	if len(r.People) == 1 && r.People[0].InGame != r.Name {
		o.Description += " · " + r.People[0].InGame
	}
	return o
}

// position says in a few words where an entry stands.
func position(b *tournament.Board, r tournament.Row) string {
	text := string(r.Entry.State)
	switch r.Entry.State {
	case tournament.Seated:
		text = "seat " + strconv.Itoa(r.Position)
	case tournament.Waiting:
		text = tournament.Ordinal(r.Position) + " in line"
	}
	switch {
	case !r.Entry.State.Active():
	case !r.Complete:
		text += fmt.Sprintf(", %d of %d people", len(r.People), b.Tournament.Rules.TeamSize)
	case r.Ready:
		text += ", checked in"
	}
	if r.Entry.Kept {
		text += ", kept"
	}
	return text
}

// Found renders what a search brought up.
func Found(b *tournament.Board, name, note string) say.Message {
	var rows []tournament.Row
	for _, r := range everybody(b) {
		if matches(r, name) {
			rows = append(rows, r)
		}
	}
	title := fmt.Sprintf("found %d", len(rows))
	if len(rows) > say.MaxOptions {
		title += fmt.Sprintf(", the first %d are here", say.MaxOptions)
	}
	return say.Show(titled(b, note, title), choose(b, rows, "Nobody is called that."),
		back(b, say.Button(say.Plain, "Find…", say.ID("entry-search", b.Tournament.ID)), say.Button(say.Plain, "Players", say.ID("entries", b.Tournament.ID, listAll, 1))))
}

func matches(r tournament.Row, name string) bool {
	names := []string{r.Name, r.Entry.Name}
	for _, m := range r.People {
		names = append(names, m.Name, m.InGame, m.AltNames)
	}
	return ask.Matches(name, names...)
}

// entryNamed finds the one entry that a text means: the id that a suggestion carries, or a name.
func entryNamed(rows []tournament.Row, field, text string) (tournament.Row, error) {
	if id, err := ask.Number(text); err == nil {
		for _, r := range rows {
			if r.Entry.ID == id {
				return r, nil
			}
		}
	}
	var found []tournament.Row
	for _, r := range rows {
		if matches(r, text) {
			found = append(found, r)
		}
	}
	if len(found) == 1 && strings.TrimSpace(text) != "" {
		return found[0], nil
	}
	return tournament.Row{}, fault.Field(field, "%q names %s. Choose somebody from the list that opens while you type.", text, tournament.Count(len(found), "entry", "entries"))
}

// suggestRows suggests entries while a name is typed.
func suggestRows(b *tournament.Board, rows []tournament.Row, typed string) []ask.Choice {
	var out []ask.Choice
	for _, r := range rows {
		if matches(r, typed) {
			o := option(b, r)
			out = append(out, ask.Choice{Name: o.Label + " · " + o.Description, Value: o.Value})
		}
	}
	return out
}
