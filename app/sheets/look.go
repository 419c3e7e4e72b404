package sheets

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	api "google.golang.org/api/sheets/v4"

	"matchday/app/league/edits"
	"matchday/app/mirror"
)

// How much of a Sheet is read for staff to map it.
const (
	lookRows = 200
	lookCols = 60
	lookTabs = 30
)

// nowhere is a text that no cell of any Sheet holds.
const nowhere = "matchday-5b0c1f0e-9d0f-4a37-a1fb-nobody-types-this"

// Test tells whether Matchday may read a Sheet and write into it: nil when it may, else a fault that says what to do. It
// changes nothing: the write that it tries replaces a text that stands nowhere.
func (s *Service) Test(ctx context.Context, spreadsheet string) error {
	t := &trip{Service: s, person: true}
	if _, err := t.book(ctx, spreadsheet); err != nil {
		return err
	}
	return t.write(ctx, func(ctx context.Context) error {
		replace := &api.FindReplaceRequest{Find: nowhere, Replacement: nowhere, AllSheets: true, MatchCase: true}
		_, err := t.api.Spreadsheets.BatchUpdate(spreadsheet, &api.BatchUpdateSpreadsheetRequest{Requests: []*api.Request{{FindReplace: replace}}}).
			Fields(only("spreadsheetId")).Context(ctx).Do()
		return err
	})
}

// Open reads a Sheet for staff to map it: its tabs with their first rows. It costs two calls.
func (s *Service) Open(ctx context.Context, spreadsheet string) (edits.Spreadsheet, error) {
	t := &trip{Service: s, person: true}
	book, err := t.book(ctx, spreadsheet)
	if err != nil {
		return edits.Spreadsheet{}, err
	}
	out := edits.Spreadsheet{ID: spreadsheet, Title: book.Properties.Title, Address: book.SpreadsheetUrl}
	var ranges []string
	for _, sheet := range book.Sheets {
		p := sheet.Properties
		if p.Title == mirror.ShadowTitle || p.GridProperties == nil || p.GridProperties.RowCount < 1 || p.GridProperties.ColumnCount < 1 || len(ranges) == lookTabs {
			continue // Matchday's own, or a chart
		}
		corner := mirror.Place(int(min(p.GridProperties.RowCount, lookRows))-1, int(min(p.GridProperties.ColumnCount, lookCols))-1)
		ranges = append(ranges, quote(p.Title)+"!A1:"+corner)
		out.Tabs = append(out.Tabs, edits.SheetTab{ID: p.SheetId, Title: p.Title, Hidden: p.Hidden})
	}
	if len(ranges) == 0 {
		return out, nil
	}
	all, err := t.fetch(ctx, spreadsheet, ranges)
	if err != nil {
		return out, err
	}
	for i := range all {
		out.Tabs[i].Reading = all[i]
	}
	return out, nil
}

// Read reads the tabs of a plan as a sync would, to tell what the next one would do.
func (s *Service) Read(ctx context.Context, spreadsheet string, plan mirror.Plan) ([]edits.Tab, error) {
	t := &trip{Service: s, person: true}
	tabs, _, err := t.sheetTabs(ctx, spreadsheet, plan)
	return tabs, err
}

// spareRows is how many rows beyond the seats a tab that is laid out has.
const spareRows = 100

// LayOut makes the tabs of a template in a Sheet and returns the plan with their numbers. Tabs that are there already stay
// as they are; one of the same title makes the new one be called "Players 2".
func (s *Service) LayOut(ctx context.Context, spreadsheet string, plan mirror.Plan) (mirror.Plan, error) {
	t := &trip{Service: s, person: true}
	book, err := t.book(ctx, spreadsheet)
	if err != nil {
		return plan, err
	}
	var names []string
	var ids []int64
	for _, sheet := range book.Sheets {
		names = append(names, sheet.Properties.Title)
		ids = append(ids, sheet.Properties.SheetId)
	}
	plan.Tabs = append([]mirror.Tab{}, plan.Tabs...)
	var d draft
	for i := range plan.Tabs {
		tab := &plan.Tabs[i]
		tab.Title = free(tab.Title, names)
		for tab.Sheet == 0 || slices.Contains(ids, tab.Sheet) {
			tab.Sheet = int64(rand.Int32N(1<<30) + 1)
		}
		names, ids = append(names, tab.Title), append(ids, tab.Sheet)
		d.layOut(*tab)
	}
	return plan, t.write(ctx, func(ctx context.Context) error {
		_, err := t.api.Spreadsheets.BatchUpdate(spreadsheet, &api.BatchUpdateSpreadsheetRequest{Requests: d.requests}).Fields(only("spreadsheetId")).Context(ctx).Do()
		return err
	})
}

// free returns a title that no tab has.
func free(title string, taken []string) string {
	next := title
	for n := 2; slices.Contains(taken, next); n++ {
		next = fmt.Sprintf("%s %d", title, n)
	}
	return next
}

// layOut makes one tab: its headers, bold and frozen, its check boxes, its hidden column of keys.
func (d *draft) layOut(t mirror.Tab) {
	rows, cols := t.Header+1+spareRows, len(t.Columns)
	if t.Keyed() {
		cols++
	}
	d.add(&api.Request{AddSheet: &api.AddSheetRequest{Properties: &api.SheetProperties{SheetId: t.Sheet, Title: t.Title,
		GridProperties: &api.GridProperties{RowCount: int64(rows), ColumnCount: int64(cols), FrozenRowCount: int64(t.Header + 1)}}}})
	var heads []*api.CellData
	for _, c := range t.Columns {
		heads = append(heads, &api.CellData{UserEnteredValue: entered(c.Header), UserEnteredFormat: &api.CellFormat{TextFormat: &api.TextFormat{Bold: true}}})
	}
	d.add(cellsAt(t.Sheet, t.Header, 0, heads, "userEnteredValue,userEnteredFormat.textFormat.bold"))
	for _, c := range t.Columns {
		if c.Field.Checkbox() {
			d.add(&api.Request{SetDataValidation: &api.SetDataValidationRequest{Rule: checkbox(), Range: &api.GridRange{SheetId: t.Sheet,
				StartRowIndex: int64(t.Header + 1), EndRowIndex: int64(rows), StartColumnIndex: int64(c.At), EndColumnIndex: int64(c.At + 1), ForceSendFields: []string{"StartColumnIndex"}}}})
		}
	}
	if t.Keyed() {
		d.keyColumn(t)
	}
}
