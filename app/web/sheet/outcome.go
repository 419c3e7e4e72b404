package sheet

import (
	"strconv"

	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
	"matchday/views/ui"
)

// dryRun shows what the next exchange would do.
func (p *Pages) dryRun(v *visit.Visit) error {
	google, err := p.reach()
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	m, err := p.mirror(v)
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	list, err := p.outcomes(v, google, m.Spreadsheet, m.Plan)
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	s, err := p.read(v.Ctx, v.Who(), id(v))
	if err != nil {
		return err
	}
	return v.Page(page.DryRun(v.Shell("Dry run", "Tournaments"), s, list))
}

// outcomes tells what an exchange by a plan would do, tab by tab.
func (p *Pages) outcomes(v *visit.Visit, google Google, sheet string, plan mirror.Plan) ([]page.SheetOutcome, error) {
	tabs, err := google.Read(v.Ctx, sheet, plan)
	if err != nil {
		return nil, err
	}
	previews, err := p.book.Preview(v.Ctx, v.Who(), id(v), plan, tabs)
	if err != nil {
		return nil, err
	}
	var list []page.SheetOutcome
	for _, w := range previews {
		list = append(list, page.SheetOutcome{Kind: w.Tab.Kind, Title: w.Tab.Title, Known: w.Known, Groups: groups(w, plan.Enter)})
	}
	return list, nil
}

// listed is how many lines of a group are shown.
const listed = 40

// groups puts what would be done in words, what needs somebody first.
func groups(w edits.Preview, enter bool) []page.SheetGroup {
	var list []page.SheetGroup
	add := func(tone ui.Tone, n int, one, many, text string, line func(int) page.SheetLine) {
		if n == 0 {
			return
		}
		g := page.SheetGroup{Tone: tone, Title: tournament.Count(n, one, many), Text: text}
		if line != nil {
			for i := range min(n, listed) {
				g.Lines = append(g.Lines, line(i))
			}
			g.More = n - len(g.Lines)
		}
		list = append(list, g)
	}
	edit := func(of []mirror.Edit, how func(*page.SheetLine)) func(int) page.SheetLine {
		return func(i int) page.SheetLine { return editLine(w, of[i], how) }
	}
	stranger := func(of []mirror.Stranger) func(int) page.SheetLine {
		return func(i int) page.SheetLine { return strangerLine(w, of[i]) }
	}
	add(ui.Hot, len(w.Clashes), "question about a cell", "questions about cells", "The two sides differ and nobody knows which is right. Matchday’s value stands until you decide.", edit(w.Clashes, undecided))
	add(ui.Hot, len(w.Doubts), "row with other names", "rows with other names", "Key and names do not agree; you are asked before anything is written there.", stranger(w.Doubts))
	add(ui.Hot, len(w.Copies), "row that repeats another", "rows that repeat others", "Delete one of the two in the Sheet.", stranger(w.Copies))
	add(ui.Hot, len(w.Gone), "row is gone", "rows are gone", "You are asked; nobody is withdrawn by it.", func(i int) page.SheetLine { return page.SheetLine{Who: w.Names[w.Gone[i]]} })
	newText := "You are asked about each."
	if enter {
		newText = "Complete ones are entered at once; you are asked about the others."
	}
	add(ui.Wait, len(w.New), "new row", "new rows", newText, stranger(w.New))
	add(ui.Good, len(w.Edits), "edit goes into the league", "edits go into the league", "By the same rules as in Discord. What they refuse is put back with a note.", edit(w.Edits, taken))
	add(ui.Wait, len(w.Refused), "cell is put back", "cells are put back", "These columns are Matchday’s.", edit(w.Refused, putBack))
	add(ui.Wait, w.Waiting, "typed place waits", "typed places wait", "Until their lobby is complete and right.", nil)
	add(ui.Quiet, len(w.Missing), "row is added to the Sheet", "rows are added to the Sheet", "", func(i int) page.SheetLine { return page.SheetLine{Who: w.Names[w.Missing[i].Key]} })
	add(ui.Quiet, len(w.Writes), "cell is written in the Sheet", "cells are written in the Sheet", "", func(i int) page.SheetLine { return writeLine(w, w.Writes[i]) })
	add(ui.Quiet, w.Recovered, "key is put right", "keys are put right", "In the hidden column.", nil)
	return list
}

func editLine(w edits.Preview, e mirror.Edit, how func(*page.SheetLine)) page.SheetLine {
	l := page.SheetLine{Who: w.Names[e.Key], What: e.Field.Title(), Place: mirror.Place(e.Row, e.Col), Was: board.Told(e.Field, e.Ours), Now: board.Told(e.Field, e.Theirs)}
	how(&l)
	return l
}

func undecided(l *page.SheetLine) { l.Both = true }

func taken(l *page.SheetLine) { l.Cell = true }

func putBack(l *page.SheetLine) { l.Was, l.Now, l.Cell = l.Now, l.Was, true }

func strangerLine(w edits.Preview, s mirror.Stranger) page.SheetLine {
	who := named(s.Told)
	if who == "" {
		who = w.Names[s.Key]
	}
	return page.SheetLine{Who: who, What: says(w.Tab, s.Told, who), Place: "row " + strconv.Itoa(s.Row+1)}
}

func writeLine(w edits.Preview, c mirror.CellWrite) page.SheetLine {
	l := page.SheetLine{Who: w.Names[c.Key], What: c.Field.Title(), Place: mirror.Place(c.Row, c.Col)}
	switch {
	case c.Value != nil:
		l.What += ": " + orNothing(board.Told(c.Field, *c.Value))
	case c.Note != nil:
		l.What += ", its note"
	default:
		l.What += ", its link"
	}
	return l
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
