package app

import (
	"context"
	"time"

	"matchday/app/league/edits"
	"matchday/app/person"
	"matchday/app/sandbox/sheets"
	"matchday/app/sandbox/sheets/grid"
)

// demoSheet is the id of the demo's spreadsheet.
const demoSheet = "1holidaze-cup-of-the-demo"

// The demo looks and writes more often than Google lets a league do it, so that one can watch.
const (
	demoPoll  = 5 * time.Second
	demoFlush = time.Second
)

// makeSheets makes a Google with one spreadsheet, in which nothing stands but what to try.
func makeSheets(now func() time.Time) (*sheets.Server, error) {
	s := sheets.New(sheets.Options{Now: now})
	b := grid.NewBook(demoSheet, "Holidaze Cup")
	if err := b.Rename(b.Tabs[0], "Read me"); err != nil {
		return nil, err
	}
	for row, line := range []string{
		"This Sheet and Matchday are kept in step, both ways.",
		"Players: tick Checked in, correct a name, sort the rows, or type notes in a column of your own.",
		"Lobbies: type the places of a round when it is played.",
		"Standings is written by Matchday alone.",
	} {
		b.Tabs[0].Type(row, 0, line)
	}
	b.Tabs[0].Cols[0].Width = 640
	s.Add(b)
	return s, nil
}

// connectSheet lays the tabs of the tournament out in the spreadsheet, as "make me a Sheet" does, and connects it. Whoever
// edits it in the sandbox is noticed at once, as the script does that staff paste into theirs.
func (d *demo) connectSheet(ctx context.Context, tournament int64) error {
	who := person.Console(d.world.league)
	plan, err := d.app.mirrors.Template(ctx, who, tournament)
	if err != nil {
		return err
	}
	if plan, err = d.app.sheets.LayOut(ctx, demoSheet, plan); err != nil {
		return err
	}
	d.sheets.OnEdit(func(book string) {
		if book == demoSheet {
			if err := d.app.sheets.Wake(ctx, tournament); err != nil {
				d.app.log.Warn("an edit of the Sheet is seen by the next reading", "err", err)
			}
		}
	})
	return d.app.mirrors.Connect(ctx, who, edits.Setup{Tournament: tournament, Spreadsheet: demoSheet, Title: "Holidaze Cup", Plan: plan})
}
