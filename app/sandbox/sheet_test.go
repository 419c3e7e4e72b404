package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/api/option"
	api "google.golang.org/api/sheets/v4"

	"matchday/app/sandbox"
	"matchday/app/sandbox/sheets"
	"matchday/app/sandbox/sheets/grid"
)

const bookID = "1sandbox-cup"

// desk is a scene with Sheets, and the real client of Google on it.
type desk struct {
	*scene
	google *sheets.Server
	api    *api.Service
}

// newDesk starts a sandbox with one spreadsheet: a frozen header, two people, and a hidden key column F.
func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{google: sheets.New(sheets.Options{PerUser: -1, PerProject: -1})}
	d.scene = newScene(t, func(_ *scene, o *sandbox.Options) { o.Sheets = d.google })
	t.Cleanup(func() {
		for _, what := range d.google.Misunderstood() {
			t.Errorf("the sandbox does not carry out %s", what)
		}
	})
	b := grid.NewBook(bookID, "Holidaze Cup")
	players, err := b.Fill("Players", 40, 8, [][]string{
		{"Discord", "Name in the game", "Checked in", "Points", "Note", "Key"},
		{"vex.luna", "LunaVex#GAL", "FALSE", "4", "", "k2"},
		{"ivy_", "Ivy#0777", "TRUE", "=SUM(D2:D2)", "", "k1"},
	})
	d.must(err)
	players.Frozen, players.Cols[5].Hidden = 1, true
	players.Checkboxes(grid.Box{Row: 1, Col: 2, EndRow: 3, EndCol: 3})
	_, err = b.AddTab(0, "Standings", 20, 6)
	d.must(err)
	d.google.Add(b)
	d.api, err = api.NewService(d.ctx(), option.WithEndpoint(d.url), option.WithHTTPClient(client))
	d.must(err)
	return d
}

// opened is the spreadsheet as the state shows it.
func (d *desk) opened() sandbox.Sheet {
	d.t.Helper()
	_, st := d.get("state")
	var sheet sandbox.Sheet
	text, err := json.Marshal(st["sheet"])
	d.must(err)
	d.must(json.Unmarshal(text, &sheet))
	return sheet
}

func (d *desk) values(rng string) [][]any {
	d.t.Helper()
	got, err := d.api.Spreadsheets.Values.Get(bookID, rng).Do()
	d.must(err)
	return got.Values
}

func TestTheSheetShowsWhatTheClientWrote(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	_, err := d.api.Spreadsheets.Values.Update(bookID, "Players!A4:B4", &api.ValueRange{Values: [][]any{{"=SUM(1,2)", "SumOfAll#NA1"}}}).ValueInputOption("RAW").Do()
	d.must(err)
	_, err = d.api.Spreadsheets.BatchUpdate(bookID, &api.BatchUpdateSpreadsheetRequest{Requests: []*api.Request{{UpdateCells: &api.UpdateCellsRequest{
		Start: &api.GridCoordinate{SheetId: d.google.Look(bookID).Tabs[0].ID, RowIndex: 3, ColumnIndex: 1}, Fields: "note,userEnteredFormat.textFormat.link",
		Rows: []*api.RowData{{Values: []*api.CellData{{Note: "Refused: that name is taken.", UserEnteredFormat: &api.CellFormat{TextFormat: &api.TextFormat{Link: &api.Link{Uri: "https://example.org/p"}}}}}}}}}}}).Do()
	d.must(err)

	sheet := d.opened()
	if sheet.ID != bookID || sheet.Title != "Holidaze Cup" || sheet.URL != "https://docs.google.com/spreadsheets/d/"+bookID+"/edit" || len(sheet.Tabs) != 2 || sheet.Note != "" {
		t.Fatalf("the Sheet is %+v", sheet)
	}
	got := sheet.Tabs[0]
	want := [][]string{
		{"Discord", "Name in the game", "Checked in", "Points", "Note", "Key"},
		{"vex.luna", "LunaVex#GAL", "FALSE", "4", "", "k2"},
		{"ivy_", "Ivy#0777", "TRUE", "4", "", "k1"},
		{"=SUM(1,2)", "SumOfAll#NA1"},
	}
	if diff := cmp.Diff(want, got.Cells); diff != "" {
		t.Errorf("the cells (-want +got):\n%s", diff)
	}
	if got.Frozen != 1 || !cmp.Equal(got.Hidden, []string{"F"}) {
		t.Errorf("%d rows are frozen, %v is hidden", got.Frozen, got.Hidden)
	}
	for cell, want := range map[string]sandbox.More{
		"C2": {Check: true}, "C3": {Check: true}, "D2": {Number: true}, "D3": {Number: true, Entered: "=SUM(D2:D2)"}, "A4": {Entered: "'=SUM(1,2)"},
		"B4": {Note: "Refused: that name is taken.", Link: "https://example.org/p"}, "A2": {},
	} {
		if got.More[cell] != want {
			t.Errorf("%s has %+v, wanted %+v", cell, got.More[cell], want)
		}
	}
}

func TestWhatAPersonTypesTheClientReads(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, c := range []struct {
		cell  string
		value any
		shown string
	}{
		{"B2", "LunaVex#NA1", "LunaVex#NA1"}, {"C2", true, "TRUE"}, {"c3", "false", "FALSE"}, {"D2", 9, "9"}, {"E2", 1.5, "1.5"}, {"E3", "=D2", "9"},
		{"A2", "'=SUM(1,2)", "=SUM(1,2)"}, {"A3", nil, ""}, {"J60", "beyond the grid", "beyond the grid"},
	} {
		a := d.done("cell", obj{"tab": "Players", "cell": c.cell, "value": c.value})
		if a["shown"] != c.shown || a["cell"] != strings.ToUpper(c.cell) {
			t.Errorf("typing %v into %s answered %v, wanted %q", c.value, c.cell, a, c.shown)
		}
	}
	want := [][]any{{"=SUM(1,2)", "LunaVex#NA1", "TRUE", "9", "1.5", "k2"}, {"", "Ivy#0777", "FALSE", "9", "9", "k1"}}
	if diff := cmp.Diff(want, d.values("Players!A2:F3")); diff != "" {
		t.Errorf("the client reads (-want +got):\n%s", diff)
	}
	if got := d.values("Players!J60"); !cmp.Equal(got, [][]any{{"beyond the grid"}}) {
		t.Errorf("J60 holds %v", got)
	}
}

func TestWhatAPersonDoesInTheGrid(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	column := func(want ...string) {
		t.Helper()
		var got []string
		for _, row := range d.opened().Tabs[0].Cells {
			got = append(got, strings.Join(append(row, ""), "|"))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the grid (-want +got):\n%s", diff)
		}
	}
	header, luna, ivy := "Discord|Name in the game|Checked in|Points|Note|Key|", "vex.luna|LunaVex#GAL|FALSE|4||k2|", "ivy_|Ivy#0777|TRUE|7||k1|"
	on := func(do string, more obj) {
		t.Helper()
		body := obj{"tab": "Players", "do": do}
		for k, v := range more {
			body[k] = v
		}
		d.done("grid", body)
	}
	d.done("cell", obj{"tab": "Players", "cell": "D3", "value": 7})
	column(header, luna, ivy)
	on("sort", obj{"at": "A"})
	column(header, ivy, luna)
	on("sort", obj{"at": "D", "down": false, "range": "A2:E3"}) // which misses the hidden key
	column(header, strings.Replace(luna, "k2", "k1", 1), strings.Replace(ivy, "k1", "k2", 1))
	on("sort", obj{"at": "D", "down": true, "range": "A2:E3"})
	column(header, ivy, luna)
	on("insert-rows", obj{"at": 2, "count": 2})
	column(header, "", "", ivy, luna)
	on("delete-rows", obj{"at": "2", "count": 2})
	on("copy-row", obj{"at": 2})
	column(header, ivy, ivy, luna)
	on("delete-rows", obj{"at": 3})
	on("insert-columns", obj{"at": "B"})
	column("Discord||Name in the game|Checked in|Points|Note|Key|", "ivy_||Ivy#0777|TRUE|7||k1|", "vex.luna||LunaVex#GAL|FALSE|4||k2|")
	if got := d.opened().Tabs[0].Hidden; !cmp.Equal(got, []string{"G"}) {
		t.Errorf("%v is hidden", got)
	}
	on("delete-columns", obj{"at": "B"})
	on("show-columns", obj{"at": "F"})
	on("note", obj{"cell": "A2", "value": "ask her"})
	on("checkboxes", obj{"range": "E2:E3"})
	on("filter", obj{"at": "C", "range": "A1:F3", "values": []string{"TRUE"}})
	on("rename", obj{"value": " GAL Database "})
	d.done("grid", obj{"tab": "Standings", "do": "delete-tab"})
	d.done("grid", obj{"tab": "GAL Database", "do": "add-tab", "value": "Lobbies"})
	sheet := d.opened()
	got := sheet.Tabs[0]
	if got.Title != "GAL Database" || len(sheet.Tabs) != 2 || sheet.Tabs[1].Title != "Lobbies" || got.Hidden != nil || got.More["A2"].Note != "ask her" || !got.More["E3"].Check || !cmp.Equal(got.Absent, []int{3}) {
		t.Errorf("the spreadsheet is %+v", sheet)
	}
}

func TestANewSheetIsMadeAndShared(t *testing.T) {
	t.Parallel()
	google := sheets.New(sheets.Options{})
	s := newScene(t, func(_ *scene, o *sandbox.Options) { o.Sheets = google })
	_, st := s.get("state")
	if note := st["sheet"].(obj)["note"]; note != "There is no Sheet yet. Press New Sheet, copy its address, and paste it on a tournament's Sheet page in Admin." {
		t.Errorf("without a Sheet the pane says %v", note)
	}
	page := s.follow("")
	page.next("sheet", has("There is no Sheet yet."))
	made := s.done("sheet", obj{"value": "Holidaze Cup"})
	id, _ := made["id"].(string)
	page.next("sheet", has(id))
	svc, err := api.NewService(s.ctx(), option.WithEndpoint(s.url), option.WithHTTPClient(client))
	s.must(err)
	got, err := svc.Spreadsheets.Get(id).Do()
	s.must(err)
	if got.Properties.Title != "Holidaze Cup" {
		t.Errorf("the client reads %q", got.Properties.Title)
	}
	s.done("share", obj{"book": id, "value": "nobody"})
	if _, err := svc.Spreadsheets.Get(id).Do(); err == nil || !strings.Contains(err.Error(), "403") {
		t.Errorf("what is not shared answers %v", err)
	}
	second := s.done("sheet", obj{"value": "Another"})["id"].(string)
	if status, a := s.post("cell", obj{"tab": "Sheet1", "cell": "A1", "value": "x"}); status != http.StatusBadRequest || a["field"] != "book" {
		t.Errorf("one of two was edited without saying which: %d %v", status, a)
	}
	s.done("cell", obj{"book": second, "tab": "Sheet1", "cell": "A1", "value": "x"})
	_, st = s.get("state?book=" + second)
	if sheet := st["sheet"].(obj); sheet["title"] != "Another" || len(sheet["books"].([]any)) != 2 {
		t.Errorf("the second is %v", sheet)
	}
	s.follow("book="+second).next("sheet", has(`"title":"Another"`))
}

func TestChangesOfTheSheetAreSentToThePage(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	page := d.follow("user=cara")
	page.next("sheet", has("LunaVex#GAL"))
	_, err := d.api.Spreadsheets.Values.Update(bookID, "Players!B2", &api.ValueRange{Values: [][]any{{"Luna the Second"}}}).ValueInputOption("RAW").Do()
	d.must(err)
	page.next("sheet", has("Luna the Second"))
	d.done("cell", obj{"tab": "Players", "cell": "B2", "value": "Luna the Third"})
	page.next("sheet", has("Luna the Third"))
}

func TestGoogleFailsAsAsked(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for kind, want := range map[string]string{"429": "429", "500": "500", "403": "403", "404": "404", "down": "EOF"} {
		d.done("fault", obj{"service": "sheets", "kind": kind, "for": "10m"})
		_, st := d.get("state")
		if left, _ := st["faults"].(obj)["sheets"].(obj)[kind].(float64); left <= 0 || left > 600 {
			t.Errorf("%s: the faults are %v", kind, st["faults"])
		}
		req, err := http.NewRequestWithContext(d.ctx(), http.MethodGet, d.url+"/v4/spreadsheets/"+bookID, nil)
		d.must(err)
		res, err := client.Do(req)
		answer := fmt.Sprint(err)
		if err == nil {
			answer = res.Status
			res.Body.Close()
		}
		if !strings.Contains(answer, want) {
			t.Errorf("under %s Google answered %q", kind, answer)
		}
		d.done("fault", obj{"service": "sheets", "kind": "none"})
	}
	if len(d.values("Players")) != 3 {
		t.Error("after healing the values are not read")
	}
}

func TestBadEditsAreRefusedWithASentence(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	before := d.opened()
	for _, c := range []struct {
		deed  string
		body  obj
		field string
	}{
		{"cell", obj{"tab": "Players", "value": "x"}, "cell"},
		{"cell", obj{"tab": "Players", "cell": "B", "value": "x"}, "cell"},
		{"cell", obj{"tab": "Players", "cell": "B0", "value": "x"}, "cell"},
		{"cell", obj{"tab": "Players", "cell": "ZZZ9", "value": "x"}, "cell"},
		{"cell", obj{"tab": "Players", "cell": "A99999999", "value": "x"}, "cell"},
		{"cell", obj{"tab": "Players", "cell": "A99999999999999999999", "value": "x"}, "cell"},
		{"cell", obj{"tab": "Players", "cell": "B2", "value": strings.Repeat("x", 50001)}, "value"},
		{"cell", obj{"tab": "Players", "cell": "B2", "value": obj{}}, ""},
		{"cell", obj{"tab": "players", "cell": "B2", "value": "x"}, "tab"},
		{"cell", obj{"cell": "B2", "value": "x"}, "tab"},
		{"cell", obj{"book": "none", "tab": "Players", "cell": "B2", "value": "x"}, "book"},
		{"cell", obj{"tab": "Players", "cell": "B2", "value": "x", "user": "ben"}, "user"},
		{"grid", obj{"tab": "Players", "do": "explode"}, "do"},
		{"grid", obj{"tab": "Players", "do": "sort", "at": "9"}, "at"},
		{"grid", obj{"tab": "Players", "do": "sort", "at": "ZZ"}, "at"},
		{"grid", obj{"tab": "Players", "do": "sort", "at": "A", "range": "here"}, "range"},
		{"grid", obj{"tab": "Players", "do": "sort", "at": "F", "range": "A2:E3"}, "at"},
		{"grid", obj{"tab": "Players", "do": "sort", "at": "A", "range": "A5000:B5001"}, "range"},
		{"grid", obj{"tab": "Players", "do": "insert-rows"}, "at"},
		{"grid", obj{"tab": "Players", "do": "insert-rows", "at": 0}, "at"},
		{"grid", obj{"tab": "Players", "do": "insert-rows", "at": 1, "count": 1 << 30}, "count"},
		{"grid", obj{"tab": "Players", "do": "delete-rows", "at": 40, "count": 2}, "at"},
		{"grid", obj{"tab": "Players", "do": "delete-rows", "at": 1, "count": 40}, "count"},
		{"grid", obj{"tab": "Players", "do": "delete-columns", "at": "A", "count": 8}, "count"},
		{"grid", obj{"tab": "Players", "do": "delete-columns", "at": "H", "count": 2}, "count"},
		{"grid", obj{"tab": "Players", "do": "insert-columns", "at": "A", "count": 500}, "count"},
		{"grid", obj{"tab": "Players", "do": "rename", "value": "Standings"}, "value"},
		{"grid", obj{"tab": "Players", "do": "rename", "value": "  "}, "value"},
		{"grid", obj{"tab": "Players", "do": "add-tab", "value": "Players"}, "value"},
		{"grid", obj{"tab": "Players", "do": "note", "cell": "x"}, "cell"},
		{"grid", obj{"tab": "Players", "do": "filter", "at": "x9"}, "at"},
		{"grid", obj{"tab": "Players", "do": "checkboxes", "range": "5"}, "range"},
		{"sheet", obj{"value": ""}, "value"},
		{"share", obj{"value": "owner"}, "value"},
		{"share", obj{"book": "none", "value": "viewer"}, "book"},
		{"fault", obj{"service": "sheets", "kind": "drop-gateway"}, "kind"},
		{"fault", obj{"service": "sheets", "kind": "429", "for": "2h"}, "for"},
		{"fault", obj{"service": "sheets", "kind": "429", "for": 0}, "for"},
	} {
		status, a := d.post(c.deed, c.body)
		sentence, _ := a["error"].(string)
		field, _ := a["field"].(string)
		if status != http.StatusBadRequest || field != c.field || !isSentence(sentence) {
			t.Errorf("%s %.100v answered %d %q %q, wanted a sentence about %q", c.deed, c.body, status, field, sentence, c.field)
		}
	}
	if status, a := d.get("state?book=none"); status != http.StatusBadRequest || !isSentence(a["error"].(string)) {
		t.Errorf("an unknown spreadsheet answered %d %v", status, a)
	}
	if diff := cmp.Diff(before, d.opened()); diff != "" {
		t.Errorf("what was refused changed the Sheet (-before +after):\n%s", diff)
	}
}

func TestWithoutSheetsEverythingSaysSo(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for deed, body := range map[string]obj{"cell": {"tab": "x", "cell": "A1"}, "grid": {"tab": "x", "do": "sort"}, "sheet": {"value": "x"}, "share": {"value": "viewer"}, "fault": {"service": "sheets", "kind": "down"}} {
		if status, a := s.post(deed, body); status != http.StatusConflict || a["error"] != "This sandbox runs without Google Sheets." {
			t.Errorf("%s answered %d %v", deed, status, a)
		}
	}
	_, st := s.get("state")
	if sheet := st["sheet"].(obj); sheet["note"] != "This sandbox runs without Google Sheets." || len(sheet["tabs"].([]any)) != 0 {
		t.Errorf("the Sheet is %v", sheet)
	}
}

// wait waits until a condition holds, looking after every change of a spreadsheet.
func (d *desk) wait(holds func() bool) {
	d.t.Helper()
	ctx := d.ctx()
	for {
		changed := d.google.Changed()
		if holds() {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			d.t.Fatal("it has not come")
		}
	}
}
