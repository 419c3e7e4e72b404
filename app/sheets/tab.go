package sheets

import (
	"context"

	"matchday/app/fault"
	"matchday/app/league/edits"
)

// Tab reads one tab of a Sheet to import what it holds. The Sheet that is returned has that tab alone. It costs two calls
// and writes nothing.
func (s *Service) Tab(ctx context.Context, spreadsheet string, tab int64) (edits.Spreadsheet, error) {
	t := &trip{Service: s, person: true}
	book, err := t.book(ctx, spreadsheet)
	if err != nil {
		return edits.Spreadsheet{}, err
	}
	out := edits.Spreadsheet{ID: spreadsheet, Title: book.Properties.Title, Address: book.SpreadsheetUrl}
	for _, sheet := range book.Sheets {
		p := sheet.Properties
		if p.SheetId != tab || p.GridProperties == nil || p.GridProperties.RowCount < 1 || p.GridProperties.ColumnCount < 1 {
			continue
		}
		all, err := t.fetch(ctx, spreadsheet, []string{quote(p.Title)})
		if err != nil {
			return out, err
		}
		out.Tabs = []edits.SheetTab{{ID: p.SheetId, Title: p.Title, Hidden: p.Hidden, Reading: all[0]}}
		return out, nil
	}
	return out, fault.New(fault.Missing, "That tab is not in the Sheet any more. Look at its columns again.")
}
