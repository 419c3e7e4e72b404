package grid_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"matchday/app/sandbox/sheets/grid"
)

func TestRanges(t *testing.T) {
	b := grid.NewBook("b", "Book")
	if _, err := b.AddTab(0, "GAL Database", 40, 12); err != nil {
		t.Fatal(err)
	}
	if _, err := b.AddTab(0, "Bob's tab", 5, 3); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		in, tab string
		box     grid.Box
		fails   bool
	}{
		{in: "Sheet1", tab: "Sheet1", box: grid.Whole()},
		{in: "'GAL Database'", tab: "GAL Database", box: grid.Whole()},
		{in: "GAL Database", tab: "GAL Database", box: grid.Whole()},
		{in: "'GAL Database'!B3", tab: "GAL Database", box: grid.One(2, 1)},
		{in: "GAL Database!B3:D4", tab: "GAL Database", box: grid.Box{Row: 2, Col: 1, EndRow: 4, EndCol: 4}},
		{in: "'GAL Database'!D4:B3", tab: "GAL Database", box: grid.Box{Row: 2, Col: 1, EndRow: 4, EndCol: 4}},
		{in: "'GAL Database'!$B$3:$D", tab: "GAL Database", box: grid.Box{Row: 2, Col: 1, EndRow: grid.Open, EndCol: 4}},
		{in: "'GAL Database'!B:D", tab: "GAL Database", box: grid.Box{Col: 1, EndRow: grid.Open, EndCol: 4}},
		{in: "'GAL Database'!2:3", tab: "GAL Database", box: grid.Box{Row: 1, EndRow: 3, EndCol: grid.Open}},
		{in: "'Bob''s tab'!A1", tab: "Bob's tab", box: grid.One(0, 0)},
		{in: "A1:B2", tab: "Sheet1", box: grid.Box{EndRow: 2, EndCol: 2}},
		{in: "AA10", tab: "Sheet1", box: grid.One(9, 26), fails: false},
		{in: "Nowhere!A1", fails: true},
		{in: "'GAL Database'!B3:", fails: true},
		{in: "'GAL Database'!A99", fails: true},
		{in: "'Bob''s tab", fails: true},
		{in: "", fails: true},
	}
	for _, tt := range tests {
		tab, box, err := b.Range(tt.in)
		if (err != nil) != tt.fails {
			t.Errorf("%q: %v", tt.in, err)
			continue
		}
		if err == nil && (tab.Title != tt.tab || box != tt.box) {
			t.Errorf("%q: %s %+v", tt.in, tab.Title, box)
		}
	}
	for n, letters := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := grid.Column(n); got != letters {
			t.Errorf("%d is %s, want %s", n, got, letters)
		}
	}
	if got := grid.Name("Bob's tab", grid.Box{Row: 0, Col: 0, EndRow: 3, EndCol: 2}); got != "'Bob''s tab'!A1:B3" {
		t.Error(got)
	}
}

func TestWhatTypingBecomes(t *testing.T) {
	for in, want := range map[string]grid.Value{
		"Ivy#0777": grid.TextValue("Ivy#0777"), "0777": grid.NumberValue(777), "'0777": grid.TextValue("0777"), "TRUE": grid.BoolValue(true),
		"false": grid.BoolValue(false), "=A1": grid.FormulaValue("=A1"), "+luck": grid.TextValue("+luck"), "3.50": grid.NumberValue(3.5), "": {},
		"2026-11-21": {Kind: grid.Number, Num: 46347, Shown: "2026-11-21"}, "NaN": grid.TextValue("NaN"), "Infinity": grid.TextValue("Infinity"),
	} {
		if got := grid.Typed(in, false); got != want {
			t.Errorf("%q became %+v, want %+v", in, got, want)
		}
	}
	if got := grid.Typed("=SUM(1,2)", true); got != grid.TextValue("=SUM(1,2)") {
		t.Errorf("in a text cell: %+v", got)
	}
}

// table is a tab with a title, headers, three rows and a key in a last, hidden column.
func table(t *testing.T) (*grid.Book, *grid.Tab) {
	t.Helper()
	b := grid.NewBook("b", "Book")
	tab, err := b.Fill("Players", 10, 5, [][]string{
		{"Cup"}, {"Name", "Seed", "In", "", "Key"},
		{"moon", "3", "TRUE", "a", "k1"}, {"ivy", "1", "FALSE", "b", "k2"}, {"vex", "2", "TRUE", "c", "k3"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return b, tab
}

func shown(tab *grid.Tab) [][]string {
	rows, cols := tab.Used()
	out := make([][]string, rows)
	for r := range rows {
		for c := range cols {
			out[r] = append(out[r], tab.Result(r, c).Show())
		}
	}
	return out
}

func TestSortingARangeMissesWhatIsBesideIt(t *testing.T) {
	_, tab := table(t)
	if err := tab.Sort(grid.Box{Row: 2, Col: 0, EndRow: 5, EndCol: 4}, 1, false); err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"Cup", "", "", "", ""}, {"Name", "Seed", "In", "", "Key"}, {"ivy", "1", "FALSE", "b", "k1"}, {"vex", "2", "TRUE", "c", "k2"}, {"moon", "3", "TRUE", "a", "k3"}}
	if diff := cmp.Diff(want, shown(tab)); diff != "" {
		t.Fatal(diff)
	}
	if err := tab.Sort(grid.Box{Row: 2, Col: 0, EndRow: 10, EndCol: 5}, 4, true); err != nil {
		t.Fatal(err)
	}
	if got := tab.Result(2, 4).Show(); got != "k3" {
		t.Errorf("downwards begins with %s", got)
	}
	if got := tab.Result(5, 0); !got.Empty() {
		t.Errorf("empty rows go last: %+v", got)
	}
}

func TestAFilteredRowStaysWhereItIs(t *testing.T) {
	_, tab := table(t)
	box := grid.Box{Row: 1, Col: 0, EndRow: 5, EndCol: 5}
	tab.FilterBy(box, 2, "TRUE")
	if !tab.Rows[3].Filtered || tab.Rows[2].Filtered {
		t.Fatal("the wrong rows are filtered")
	}
	if err := tab.Sort(grid.Box{Row: 2, Col: 0, EndRow: 5, EndCol: 5}, 0, true); err != nil {
		t.Fatal(err)
	}
	if got := []string{tab.Result(2, 0).Show(), tab.Result(3, 0).Show(), tab.Result(4, 0).Show()}; !cmp.Equal(got, []string{"vex", "ivy", "moon"}) {
		t.Fatal(got)
	}
	tab.FilterBy(box, 2)
	if tab.Filter != nil || tab.Rows[3].Filtered {
		t.Fatal("the filter is still there")
	}
}

func TestRowsAndColumnsComeAndGo(t *testing.T) {
	b, tab := table(t)
	b.Protect(tab, grid.Box{Row: 2, Col: 1, EndRow: 5, EndCol: 2})
	tab.Merge(grid.Box{Row: 0, Col: 0, EndRow: 1, EndCol: 4})
	tab.InsertRows(2, 2)
	tab.InsertColumns(1, 1)
	if got := tab.Result(4, 0).Show() + tab.Result(4, 2).Show() + tab.Result(4, 5).Show(); got != "moon3k1" {
		t.Fatal(got)
	}
	if got := tab.Protected[0].Box; got != (grid.Box{Row: 4, Col: 2, EndRow: 7, EndCol: 3}) {
		t.Fatalf("%+v", got)
	}
	if got := tab.Merges[0]; got != (grid.Box{Row: 0, Col: 0, EndRow: 1, EndCol: 5}) {
		t.Fatalf("%+v", got)
	}
	tab.DeleteColumns(1, 1)
	tab.DeleteRows(2, 3)
	if got := tab.Result(2, 0).Show(); got != "ivy" || tab.RowCount() != 9 {
		t.Fatal(got, tab.RowCount())
	}
	tab.MoveColumn(0, 2)
	if got := tab.Result(1, 2).Show() + tab.Result(1, 0).Show(); got != "NameSeed" {
		t.Fatal(got)
	}
	tab.CopyRow(2, 6)
	if got := tab.Result(6, 4).Show(); got != "k2" {
		t.Fatal(got)
	}
	tab.DeleteCells(grid.Box{Row: 2, Col: 0, EndRow: 3, EndCol: 1})
	if got := tab.Result(2, 0).Show() + tab.Result(2, 4).Show(); got != "2k2" {
		t.Fatal(got)
	}
}

func TestACloneIsOnesOwn(t *testing.T) {
	b, tab := table(t)
	c := b.Clone()
	before := shown(tab)
	other := c.Titled("Players")
	other.Type(2, 0, "changed")
	other.DeleteRows(3, 1)
	other.InsertColumns(0, 1)
	if err := other.Sort(grid.Whole(), 1, true); err != nil {
		t.Fatal(err)
	}
	other.Note(2, 2, "note")
	if diff := cmp.Diff(before, shown(tab)); diff != "" {
		t.Fatal(diff)
	}
}

func TestFormulasAreStoredAndShown(t *testing.T) {
	_, tab := table(t)
	for i, f := range []string{`=HYPERLINK("https://example.org/a,b","Sugar ""Comet""")`, "=B3", "=SUM(B3:B5)", "=COUNTIF(C3:C5,\"TRUE\")", "=COUNTA(A3:A9)", "=VLOOKUP(A1,B:C,2)", "=D12"} {
		tab.Type(5+i, 3, f)
		if got := tab.At(5+i, 3).Value.Text; got != f {
			t.Errorf("stored %q", got)
		}
	}
	want := []string{`Sugar "Comet"`, "3", "6", "2", "3", "#NAME?", "#REF!"}
	for i, w := range want {
		if got := tab.Result(5+i, 3).Show(); got != w {
			t.Errorf("%d shows %q, want %q", i, got, w)
		}
	}
}

func TestCheckboxesMergesAndClearing(t *testing.T) {
	_, tab := table(t)
	box := grid.Box{Row: 2, Col: 2, EndRow: 8, EndCol: 3}
	tab.Checkboxes(box)
	if v := tab.At(7, 2); v.Value != grid.BoolValue(false) || !v.Check {
		t.Fatalf("%+v", v)
	}
	tab.Tick(7, 2)
	tab.Tick(2, 2)
	if !tab.At(7, 2).Value.On || tab.At(2, 2).Value.On {
		t.Fatal("ticking turns over")
	}
	tab.Clear(box)
	if v := tab.At(7, 2); v.Value != grid.BoolValue(false) || !v.Check {
		t.Fatalf("a cleared checkbox: %+v", v)
	}
	tab.Merge(grid.Box{Row: 2, Col: 0, EndRow: 4, EndCol: 1})
	tab.Type(3, 0, "under the merge")
	if got := tab.Result(3, 0); !got.Empty() {
		t.Fatalf("%+v", got)
	}
}
