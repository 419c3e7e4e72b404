package sheets

import (
	"context"
	"errors"
	"fmt"

	api "google.golang.org/api/sheets/v4"

	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/mirror"
)

// fetch reads whole tabs in one call, in the order in which their titles are given.
func (t *trip) fetch(ctx context.Context, spreadsheet string, ranges []string) ([]mirror.Reading, error) {
	var answer *api.BatchGetValuesResponse
	err := t.read(ctx, func(ctx context.Context) (err error) {
		answer, err = t.values(ctx, spreadsheet, ranges)
		return err
	})
	if err != nil {
		return nil, err
	}
	return readings(answer, len(ranges))
}

func (t *trip) values(ctx context.Context, spreadsheet string, ranges []string) (*api.BatchGetValuesResponse, error) {
	return t.api.Spreadsheets.Values.BatchGet(spreadsheet).Ranges(ranges...).ValueRenderOption("UNFORMATTED_VALUE").DateTimeRenderOption("FORMATTED_STRING").
		Fields(only("valueRanges(range,values)")).Context(ctx).Do()
}

func readings(answer *api.BatchGetValuesResponse, want int) ([]mirror.Reading, error) {
	if len(answer.ValueRanges) != want {
		return nil, fmt.Errorf("google answered %d ranges instead of %d", len(answer.ValueRanges), want)
	}
	all := make([]mirror.Reading, want)
	for i, v := range answer.ValueRanges {
		rows, cols, err := size(v.Range)
		if err != nil {
			return nil, err
		}
		all[i] = mirror.Reading{Rows: rows, Cols: cols, Cells: v.Values}
	}
	return all, nil
}

// book reads what tabs a spreadsheet has.
func (t *trip) book(ctx context.Context, spreadsheet string) (*api.Spreadsheet, error) {
	var answer *api.Spreadsheet
	err := t.read(ctx, func(ctx context.Context) (err error) {
		answer, err = t.api.Spreadsheets.Get(spreadsheet).
			Fields(only("spreadsheetUrl,properties(title),sheets(properties(sheetId,title,sheetType,hidden,gridProperties(rowCount,columnCount)))")).Context(ctx).Do()
		return err
	})
	return answer, err
}

// sheetTabs reads the tabs of a mirror and finds its headers in them. A tab that staff have renamed is found again. The
// plan that is returned is the one given as the Sheet has it now; a fault tells what staff have to put right.
func (t *trip) sheetTabs(ctx context.Context, spreadsheet string, plan mirror.Plan) ([]edits.Tab, mirror.Plan, error) {
	all, err := t.fetch(ctx, spreadsheet, titles(plan))
	if f := (*trouble)(nil); errors.As(err, &f) && f.tabs {
		if plan, err = t.retitle(ctx, spreadsheet, plan); err == nil {
			all, err = t.fetch(ctx, spreadsheet, titles(plan))
		}
	}
	if err != nil {
		return nil, plan, err
	}
	tabs := make([]edits.Tab, len(all))
	plan.Tabs = append([]mirror.Tab{}, plan.Tabs...)
	for i, r := range all {
		tab, err := plan.Tabs[i].Locate(r)
		if err != nil {
			return nil, plan, err
		}
		plan.Tabs[i] = tab
		tabs[i] = edits.Tab{Tab: tab, Reading: r}
		if tab.Keyed() && tab.Key < 0 {
			tabs[i].Key = r.Cols // it is made with the first write
		}
	}
	return tabs, plan, nil
}

func titles(plan mirror.Plan) []string {
	list := make([]string, len(plan.Tabs))
	for i, tab := range plan.Tabs {
		list[i] = quote(tab.Title)
	}
	return list
}

// retitle gives the tabs of a plan the titles that they have now.
func (t *trip) retitle(ctx context.Context, spreadsheet string, plan mirror.Plan) (mirror.Plan, error) {
	book, err := t.book(ctx, spreadsheet)
	if err != nil {
		return plan, err
	}
	now := map[int64]string{}
	for _, sheet := range book.Sheets {
		now[sheet.Properties.SheetId] = sheet.Properties.Title
	}
	plan.Tabs = append([]mirror.Tab{}, plan.Tabs...)
	for i, tab := range plan.Tabs {
		title, here := now[tab.Sheet]
		if !here {
			return plan, fault.New(fault.Stale, "The tab %q is not in the Sheet any more. Bring it back with Undo in the Sheet, or choose another in the mapping, then resume.", tab.Title)
		}
		plan.Tabs[i].Title = title
	}
	return plan, nil
}

// shadow looks for a shadow that was made before, by a mirror that was connected to the same Sheet.
func (t *trip) shadow(ctx context.Context, spreadsheet string) (mirror.Shadow, error) {
	book, err := t.book(ctx, spreadsheet)
	if err != nil {
		return mirror.Shadow{}, err
	}
	for _, sheet := range book.Sheets {
		if p := sheet.Properties; p.Title == mirror.ShadowTitle && p.GridProperties != nil {
			return mirror.Shadow{Sheet: p.SheetId, Rows: int(p.GridProperties.RowCount), Cols: int(p.GridProperties.ColumnCount)}, nil
		}
	}
	return mirror.Shadow{}, nil
}
