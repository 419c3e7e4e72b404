package sheets_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/api/googleapi"
	"google.golang.org/api/option"
	api "google.golang.org/api/sheets/v4"

	"matchday/app/sandbox/sheets"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/sandbox/sheets/sheetstest"
)

// id is the spreadsheet of these tests.
const id = "1sandbox-sheet-of-the-tests"

// desk is a sandbox with one spreadsheet and the real client on it.
type desk struct {
	*sheetstest.Sandbox
	t   *testing.T
	api *api.Service
}

func open(t *testing.T, o sheets.Options) *desk {
	t.Helper()
	s := sheetstest.Start(t, o)
	b := grid.NewBook(id, "Holidaze Cup")
	_, err := b.Fill("GAL Database", 12, 8, [][]string{
		{"Holidaze"},
		{"", "Discord:", "Pronouns:", "Username:", "Alternative IGNs:", "Registered:", "Checked In:"},
		{"", "moonpetal", "She/Her", "Sugar Comet#NA1", "", "TRUE", "TRUE"},
		{"", "vex.luna", "They/Them", "LunaVex#GAL", "LunaAlt#NA1, lv2#NA1", "TRUE", "FALSE"},
		{},
		{"", "ivy_", "", "=HYPERLINK(\"https://lolchess.gg\",\"Ivy#0777\")", "", "", ""},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Add(b)
	svc, err := api.NewService(t.Context(), option.WithEndpoint(s.URL), option.WithoutAuthentication())
	if err != nil {
		t.Fatal(err)
	}
	return &desk{Sandbox: s, t: t, api: svc}
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// refused fails the test unless err is Google's error with this status.
func (d *desk) refused(err error, code int) *googleapi.Error {
	d.t.Helper()
	var e *googleapi.Error
	if !errors.As(err, &e) || e.Code != code {
		d.t.Fatalf("%v, want the status %d", err, code)
	}
	return e
}

func (d *desk) batch(requests ...*api.Request) (*api.BatchUpdateSpreadsheetResponse, error) {
	return d.api.Spreadsheets.BatchUpdate(id, &api.BatchUpdateSpreadsheetRequest{Requests: requests}).Do()
}

func (d *desk) tab(title string) *grid.Tab { return d.Look(id).Titled(title) }

func TestValuesAreRaggedAndRenderedAsAsked(t *testing.T) {
	t.Parallel()
	d := open(t, sheets.Options{})
	got, err := d.api.Spreadsheets.Values.BatchGet(id).Ranges("'GAL Database'", "GAL Database!B3:D3").ValueRenderOption("UNFORMATTED_VALUE").DateTimeRenderOption("FORMATTED_STRING").Do()
	d.must(err)
	want := [][]any{
		{"Holidaze"},
		{"", "Discord:", "Pronouns:", "Username:", "Alternative IGNs:", "Registered:", "Checked In:"},
		{"", "moonpetal", "She/Her", "Sugar Comet#NA1", "", true, true},
		{"", "vex.luna", "They/Them", "LunaVex#GAL", "LunaAlt#NA1, lv2#NA1", true, false},
		{},
		{"", "ivy_", "", "Ivy#0777"},
	}
	if diff := cmp.Diff(want, got.ValueRanges[0].Values); diff != "" {
		t.Error(diff)
	}
	if r := got.ValueRanges[0].Range; r != "'GAL Database'!A1:H12" {
		t.Error(r)
	}
	if diff := cmp.Diff([][]any{{"moonpetal", "She/Her", "Sugar Comet#NA1"}}, got.ValueRanges[1].Values); diff != "" {
		t.Error(diff)
	}
	one, err := d.api.Spreadsheets.Values.Get(id, "'GAL Database'!D6:F6").ValueRenderOption("FORMULA").Do()
	d.must(err)
	if diff := cmp.Diff([][]any{{"=HYPERLINK(\"https://lolchess.gg\",\"Ivy#0777\")"}}, one.Values); diff != "" {
		t.Error(diff)
	}
	shown, err := d.api.Spreadsheets.Values.Get(id, "'GAL Database'!F3:G4").MajorDimension("COLUMNS").Do()
	d.must(err)
	if diff := cmp.Diff([][]any{{"TRUE", "TRUE"}, {"TRUE", "FALSE"}}, shown.Values); diff != "" {
		t.Error(diff)
	}
	none, err := d.api.Spreadsheets.Values.Get(id, "'GAL Database'!A8:D9").Do()
	d.must(err)
	if len(none.Values) != 0 {
		t.Errorf("an empty range has %v", none.Values)
	}
	_, err = d.api.Spreadsheets.Values.Get(id, "Nowhere!A1").Do()
	if e := d.refused(err, http.StatusBadRequest); e.Message != "Unable to parse range: Nowhere!A1" {
		t.Error(e.Message)
	}
}

func TestDatesAndNumbersAreRenderedAsAsked(t *testing.T) {
	t.Parallel()
	d := open(t, sheets.Options{})
	d.must(d.Person(id, func(b *grid.Book) error {
		tab := b.Titled("GAL Database")
		tab.Type(8, 1, "2026-11-21")
		tab.Type(8, 2, "0777")
		return nil
	}))
	read := func(value, date string) []any {
		v, err := d.api.Spreadsheets.Values.Get(id, "'GAL Database'!B9:C9").ValueRenderOption(value).DateTimeRenderOption(date).Do()
		d.must(err)
		return v.Values[0]
	}
	for _, tt := range []struct {
		value, date string
		want        []any
	}{
		{"FORMATTED_VALUE", "SERIAL_NUMBER", []any{"2026-11-21", "777"}},
		{"UNFORMATTED_VALUE", "SERIAL_NUMBER", []any{float64(46347), float64(777)}},
		{"UNFORMATTED_VALUE", "FORMATTED_STRING", []any{"2026-11-21", float64(777)}},
		{"FORMULA", "SERIAL_NUMBER", []any{float64(46347), float64(777)}},
	} {
		if diff := cmp.Diff(tt.want, read(tt.value, tt.date)); diff != "" {
			t.Errorf("%s, %s: %s", tt.value, tt.date, diff)
		}
	}
}

func TestWritingValues(t *testing.T) {
	t.Parallel()
	d := open(t, sheets.Options{})
	_, err := d.api.Spreadsheets.Values.Update(id, "'GAL Database'!B8", &api.ValueRange{Values: [][]any{{"=SUM(1,2)", nil, 3.5, true}}}).ValueInputOption("RAW").Do()
	d.must(err)
	tab := d.tab("GAL Database")
	if tab.At(7, 1).Value != grid.TextValue("=SUM(1,2)") || tab.At(7, 3).Value != grid.NumberValue(3.5) || tab.At(7, 4).Value != grid.BoolValue(true) {
		t.Errorf("%+v", tab.Rows[7].Cells)
	}
	_, err = d.api.Spreadsheets.Values.BatchUpdate(id, &api.BatchUpdateValuesRequest{ValueInputOption: "USER_ENTERED", Data: []*api.ValueRange{
		{Range: "'GAL Database'!B8:C8", Values: [][]any{{"=B3", "TRUE"}}}, {Range: "'GAL Database'!B9", Values: [][]any{{""}}}}}).Do()
	d.must(err)
	tab = d.tab("GAL Database")
	if tab.Result(7, 1).Show() != "moonpetal" || tab.At(7, 2).Value != grid.BoolValue(true) {
		t.Errorf("%+v", tab.Rows[7].Cells)
	}
	_, err = d.api.Spreadsheets.Values.Update(id, "'GAL Database'!B8:B8", &api.ValueRange{Values: [][]any{{"a"}}}).Do()
	d.refused(err, http.StatusBadRequest)
	_, err = d.api.Spreadsheets.Values.Update(id, "'GAL Database'!B8:C8", &api.ValueRange{Values: [][]any{{"a", "b", "c"}}}).ValueInputOption("RAW").Do()
	d.refused(err, http.StatusBadRequest)
	if d.tab("GAL Database").Result(7, 1).Show() != "moonpetal" {
		t.Error("a refused write left something behind")
	}
	out, err := d.api.Spreadsheets.Values.Append(id, "'GAL Database'!B2:G", &api.ValueRange{Values: [][]any{{"pickles", "Any"}, {"zoe"}}}).ValueInputOption("RAW").InsertDataOption("OVERWRITE").Do()
	d.must(err)
	if out.Updates.UpdatedRange != "'GAL Database'!B9:C10" || d.tab("GAL Database").Result(9, 1).Show() != "zoe" {
		t.Errorf("%+v", out.Updates)
	}
}

func TestABatchIsCarriedOutWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	d := open(t, sheets.Options{})
	sheet := d.tab("GAL Database").ID
	text := func(s string) *api.ExtendedValue { return &api.ExtendedValue{StringValue: &s} }
	no := false
	write := func(row, col int64, fields string, cells ...*api.CellData) *api.Request {
		return &api.Request{UpdateCells: &api.UpdateCellsRequest{Start: &api.GridCoordinate{SheetId: sheet, RowIndex: row, ColumnIndex: col}, Fields: fields, Rows: []*api.RowData{{Values: cells}}}}
	}
	_, err := d.batch(
		write(2, 3, "userEnteredValue,note,userEnteredFormat.textFormat.link", &api.CellData{UserEnteredValue: text("=EVIL()"), Note: "why",
			UserEnteredFormat: &api.CellFormat{TextFormat: &api.TextFormat{Link: &api.Link{Uri: "https://example.org/x"}}}}),
		write(2, 5, "userEnteredValue,dataValidation", &api.CellData{UserEnteredValue: &api.ExtendedValue{BoolValue: &no}, DataValidation: &api.DataValidationRule{Condition: &api.BooleanCondition{Type: "BOOLEAN"}}}),
		&api.Request{AppendDimension: &api.AppendDimensionRequest{SheetId: sheet, Dimension: "ROWS", Length: 3}},
		&api.Request{AppendDimension: &api.AppendDimensionRequest{SheetId: sheet, Dimension: "COLUMNS", Length: 1}},
		write(14, 8, "userEnteredValue", &api.CellData{UserEnteredValue: text("key")}),
		&api.Request{UpdateDimensionProperties: &api.UpdateDimensionPropertiesRequest{Range: &api.DimensionRange{SheetId: sheet, Dimension: "COLUMNS", StartIndex: 8, EndIndex: 9}, Properties: &api.DimensionProperties{HiddenByUser: true}, Fields: "hiddenByUser"}},
	)
	d.must(err)
	tab := d.tab("GAL Database")
	want := grid.Content{Value: grid.TextValue("=EVIL()"), Note: "why", Link: "https://example.org/x"}
	if diff := cmp.Diff(want, tab.At(2, 3)); diff != "" {
		t.Error(diff)
	}
	if c := tab.At(2, 5); !c.Check || c.Value != grid.BoolValue(false) {
		t.Errorf("%+v", c)
	}
	if tab.RowCount() != 15 || tab.Result(14, 8).Show() != "key" || !tab.Cols[8].Hidden {
		t.Errorf("%d rows, %+v", tab.RowCount(), tab.Cols)
	}
	_, err = d.batch(write(3, 3, "userEnteredValue", &api.CellData{UserEnteredValue: text("lost")}), write(99, 0, "userEnteredValue", &api.CellData{UserEnteredValue: text("beyond")}))
	d.refused(err, http.StatusBadRequest)
	if got := d.tab("GAL Database").Result(3, 3).Show(); got != "LunaVex#GAL" {
		t.Errorf("half a batch was kept: %s", got)
	}
	_, err = d.batch(write(2, 3, "note", &api.CellData{}), write(2, 3, "userEnteredValue", &api.CellData{}))
	d.must(err)
	if c := d.tab("GAL Database").At(2, 3); c.Note != "" || c.Value != (grid.Value{}) || c.Link == "" {
		t.Errorf("only what is named is cleared: %+v", c)
	}
}

func TestATemplateIsLaidOut(t *testing.T) {
	t.Parallel()
	d := open(t, sheets.Options{})
	out, err := d.batch(
		&api.Request{AddSheet: &api.AddSheetRequest{Properties: &api.SheetProperties{SheetId: 77, Title: "Players", GridProperties: &api.GridProperties{RowCount: 40, ColumnCount: 6, FrozenRowCount: 1}}}},
		&api.Request{RepeatCell: &api.RepeatCellRequest{Range: &api.GridRange{SheetId: 77, EndRowIndex: 1}, Fields: "userEnteredFormat.textFormat.bold,userEnteredFormat.numberFormat",
			Cell: &api.CellData{UserEnteredFormat: &api.CellFormat{TextFormat: &api.TextFormat{Bold: true}, NumberFormat: &api.NumberFormat{Type: "TEXT"}}}}},
		&api.Request{SetDataValidation: &api.SetDataValidationRequest{Range: &api.GridRange{SheetId: 77, StartRowIndex: 1, StartColumnIndex: 4, EndColumnIndex: 5}, Rule: &api.DataValidationRule{Condition: &api.BooleanCondition{Type: "BOOLEAN"}, Strict: true}}},
		&api.Request{AddProtectedRange: &api.AddProtectedRangeRequest{ProtectedRange: &api.ProtectedRange{Range: &api.GridRange{SheetId: 77, StartColumnIndex: 5}, WarningOnly: true, Description: "Matchday's own"}}},
		&api.Request{InsertDimension: &api.InsertDimensionRequest{Range: &api.DimensionRange{SheetId: 77, Dimension: "ROWS", StartIndex: 0, EndIndex: 1}}},
		&api.Request{UpdateSheetProperties: &api.UpdateSheetPropertiesRequest{Properties: &api.SheetProperties{SheetId: 77, Title: "Spieler", GridProperties: &api.GridProperties{FrozenRowCount: 2}}, Fields: "title,gridProperties.frozenRowCount"}},
	)
	d.must(err)
	if p := out.Replies[0].AddSheet.Properties; p.SheetId != 77 || p.Title != "Players" || p.Index != 1 {
		t.Errorf("%+v", p)
	}
	tab := d.tab("Spieler")
	if tab.Frozen != 2 || !tab.At(1, 0).Bold || tab.At(1, 0).Format != "@" || !tab.At(5, 4).Check || tab.At(5, 3).Check || len(tab.Protected) != 1 || tab.RowCount() != 41 {
		t.Errorf("%+v", tab)
	}
	_, err = d.batch(&api.Request{AddSheet: &api.AddSheetRequest{Properties: &api.SheetProperties{Title: "Spieler"}}})
	d.refused(err, http.StatusBadRequest)
}

func TestASpreadsheetIsReadByItsFields(t *testing.T) {
	t.Parallel()
	d := open(t, sheets.Options{})
	d.must(d.Person(id, func(b *grid.Book) error {
		tab := b.Titled("GAL Database")
		tab.Merge(grid.Box{Row: 0, Col: 0, EndRow: 1, EndCol: 7})
		tab.Note(2, 3, "asked twice")
		tab.Checkboxes(grid.Box{Row: 2, Col: 6, EndRow: 4, EndCol: 7})
		tab.FilterBy(grid.Box{Row: 1, Col: 1, EndRow: 6, EndCol: 7}, 5, "TRUE")
		tab.Cols[7].Hidden = true
		return nil
	}))
	got, err := d.api.Spreadsheets.Get(id).Ranges("'GAL Database'!D3:G3").Fields("properties.title,sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),merges,data(startRow,startColumn,rowData.values(note,formattedValue,dataValidation)))").Do()
	d.must(err)
	s := got.Sheets[0]
	if got.Properties.Title != "Holidaze Cup" || s.Properties.GridProperties.RowCount != 12 || len(s.Merges) != 1 || got.Properties.Locale != "" {
		t.Errorf("%+v, %+v", got.Properties, s)
	}
	cells := s.Data[0].RowData[0].Values
	if s.Data[0].StartRow != 2 || s.Data[0].StartColumn != 3 || cells[0].Note != "asked twice" || cells[0].FormattedValue != "Sugar Comet#NA1" || cells[3].DataValidation == nil || cells[0].UserEnteredValue != nil {
		t.Errorf("%+v", s.Data[0])
	}
	whole, err := d.api.Spreadsheets.Get(id).IncludeGridData(true).Do()
	d.must(err)
	data := whole.Sheets[0].Data[0]
	if !data.ColumnMetadata[7].HiddenByUser || !data.RowMetadata[5].HiddenByFilter || data.RowMetadata[2].HiddenByFilter || whole.Sheets[0].BasicFilter == nil {
		t.Errorf("%+v", data.ColumnMetadata[7])
	}
	if f := data.RowData[5].Values[3]; *f.UserEnteredValue.FormulaValue == "" || *f.EffectiveValue.StringValue != "Ivy#0777" {
		t.Errorf("%+v", f)
	}
	bare, err := d.api.Spreadsheets.Get(id).Do()
	d.must(err)
	if bare.Sheets[0].Data != nil || bare.Sheets[0].Properties.Title != "GAL Database" {
		t.Errorf("%+v", bare.Sheets[0])
	}
	updated, err := d.api.Spreadsheets.BatchUpdate(id, &api.BatchUpdateSpreadsheetRequest{IncludeSpreadsheetInResponse: true, ResponseIncludeGridData: true, ResponseRanges: []string{"'GAL Database'!B3:B4"},
		Requests: []*api.Request{{AppendDimension: &api.AppendDimensionRequest{SheetId: s.Properties.SheetId, Dimension: "ROWS", Length: 1}}}}).
		Fields("updatedSpreadsheet.sheets(properties.sheetId,data(startRow,rowData.values.effectiveValue))").Do()
	d.must(err)
	if rows := updated.UpdatedSpreadsheet.Sheets[0].Data[0].RowData; *rows[1].Values[0].EffectiveValue.StringValue != "vex.luna" || len(updated.Replies) != 0 {
		t.Errorf("%+v", rows)
	}
}

func TestProtectedRangesAndAccess(t *testing.T) {
	t.Parallel()
	d := open(t, sheets.Options{})
	d.must(d.Person(id, func(b *grid.Book) error {
		b.Protect(b.Titled("GAL Database"), grid.Box{Row: 2, Col: 3, EndRow: 4, EndCol: 4})
		return nil
	}))
	write := func(cell string) error {
		_, err := d.api.Spreadsheets.Values.Update(id, "'GAL Database'!"+cell, &api.ValueRange{Values: [][]any{{"x"}}}).ValueInputOption("RAW").Do()
		return err
	}
	d.refused(write("D3"), http.StatusBadRequest)
	d.must(write("C3"))
	read := func() error {
		_, err := d.api.Spreadsheets.Values.Get(id, "A1").Do()
		return err
	}
	d.Share(id, sheets.Viewer)
	d.must(read())
	d.refused(write("C3"), http.StatusForbidden)
	d.Share(id, sheets.Stranger)
	d.refused(read(), http.StatusForbidden)
	d.Share(id, sheets.Editor)
	d.Delete(id)
	d.refused(read(), http.StatusNotFound)
	d.Restore(id)
	d.must(read())
	if _, err := d.api.Spreadsheets.Get("1nobody-has-this").Do(); err == nil {
		t.Error("an unknown spreadsheet was found")
	}
}

func TestQuotaFaultsAndLatency(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 28, 19, 0, 0, 0, time.UTC)
	d := open(t, sheets.Options{Now: func() time.Time { return now }, PerUser: 3, PerProject: 5})
	read := func(user string) error {
		_, err := d.api.Spreadsheets.Values.Get(id, "A1").Do(googleapi.QueryParameter("quotaUser", user))
		return err
	}
	for range 3 {
		d.must(read("a"))
	}
	if e := d.refused(read("a"), http.StatusTooManyRequests); e.Header.Get("Retry-After") != "" {
		t.Error("Google says nothing of when to come back")
	}
	d.must(read("b"))
	d.must(read("b"))
	d.refused(read("b"), http.StatusTooManyRequests) // the project's
	_, err := d.batch(&api.Request{AppendDimension: &api.AppendDimensionRequest{SheetId: d.tab("GAL Database").ID, Dimension: "ROWS", Length: 1}})
	d.must(err) // writes have their own
	now = now.Add(time.Minute)
	d.must(read("a"))

	now = now.Add(time.Hour)
	d.must(d.Break(sheets.Fault{Kind: "503", Calls: 1, After: 7 * time.Second}))
	if e := d.refused(read(""), http.StatusServiceUnavailable); e.Header.Get("Retry-After") != "7" {
		t.Errorf("Retry-After %q", e.Header.Get("Retry-After"))
	}
	d.must(read(""))
	d.must(d.Break(sheets.Fault{Kind: "500", For: time.Minute, Method: "spreadsheets.get"}))
	d.must(read(""))
	_, err = d.api.Spreadsheets.Get(id).Do()
	d.refused(err, http.StatusInternalServerError)
	now = now.Add(time.Minute)
	_, err = d.api.Spreadsheets.Get(id).Do()
	d.must(err)

	d.must(d.Break(sheets.Fault{Kind: "lost", Calls: 1}))
	rows := d.tab("GAL Database").RowCount()
	_, err = d.batch(&api.Request{AppendDimension: &api.AppendDimensionRequest{SheetId: d.tab("GAL Database").ID, Dimension: "ROWS", Length: 1}})
	var answered *googleapi.Error
	if err == nil || errors.As(err, &answered) || d.tab("GAL Database").RowCount() != rows+1 {
		t.Errorf("carried out without an answer: %v, %d rows", err, d.tab("GAL Database").RowCount())
	}
	if err := d.Break(sheets.Fault{Kind: "meteor"}); err == nil {
		t.Error("a meteor fell")
	}
	d.must(d.Break(sheets.Fault{Kind: "slow", After: 30 * time.Millisecond}))
	began := time.Now()
	d.must(read(""))
	if took := time.Since(began); took < 30*time.Millisecond {
		t.Errorf("it took %s", took)
	}
	d.Heal()
	calls := d.Calls()
	if last := calls[len(calls)-1]; last != (sheets.Call{Method: "spreadsheets.values.get", Book: id, Status: 200}) {
		t.Errorf("%+v", last)
	}
}

func TestSomebodyMayEditBetweenTwoCalls(t *testing.T) {
	t.Parallel()
	d := open(t, sheets.Options{})
	d.OnCall(func(c sheets.Call) {
		d.OnCall(nil)
		d.must(d.Person(id, func(b *grid.Book) error { b.Titled("GAL Database").Type(0, 0, "edited"); return nil }))
	})
	changed := d.Changed()
	got, err := d.api.Spreadsheets.Values.Get(id, "A1").Do()
	d.must(err)
	if got.Values[0][0] != "edited" {
		t.Error(got.Values)
	}
	select {
	case <-changed:
	default:
		t.Error("nobody was told")
	}
}

func TestWhatIsNotCarriedOutIsRefusedAndRecorded(t *testing.T) {
	t.Parallel()
	s := sheets.New(sheets.Options{})
	s.Add(grid.NewBook(id, "Book"))
	d := &desk{Sandbox: &sheetstest.Sandbox{Server: s, Handler: s}, t: t}
	svc, err := api.NewService(t.Context(), option.WithHTTPClient(&http.Client{Transport: d.Transport()}))
	d.must(err)
	d.api = svc
	_, err = d.batch(&api.Request{MergeCells: &api.MergeCellsRequest{MergeType: "MERGE_ALL"}})
	d.refused(err, http.StatusNotImplemented)
	_, err = svc.Spreadsheets.Values.Clear(id, "A1", &api.ClearValuesRequest{}).Do()
	d.refused(err, http.StatusNotImplemented)
	_, err = d.batch(&api.Request{UpdateCells: &api.UpdateCellsRequest{Fields: "pivotTable", Start: &api.GridCoordinate{}}})
	d.refused(err, http.StatusNotImplemented)
	_, err = svc.Spreadsheets.Create(&api.Spreadsheet{}).Do()
	d.refused(err, http.StatusNotImplemented)
	want := []string{"spreadsheets.batchUpdate: mergeCells", "POST /v4/spreadsheets/1sandbox-sheet-of-the-tests/values/A1:clear", "updateCells: the field pivotTable", "POST /v4/spreadsheets"}
	if diff := cmp.Diff(want, s.Misunderstood()); diff != "" {
		t.Error(diff)
	}
}
