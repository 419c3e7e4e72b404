package ui

// Table is a table that becomes a list of small cards on a phone. Its children are Rows with as many cells as there
// are Columns.
type Table struct {
	ID      string // stable; live frames replace rows by their ids inside it
	Caption string // read out: "Players and their check-in"
	Columns []Column
	Wide    bool // keeps its columns on a phone and scrolls sideways: a grid of results
}

// Column is what the cells below it have in common. Pass the same value to Cell.
type Column struct {
	Label  string // empty for the column of actions; it is then read out as "Actions"
	Kind   CellKind
	Bare   bool   // on a phone the value alone, without its label
	Hide   bool   // not on a phone
	Sort   string // address that orders by this column; empty when it cannot
	Sorted Order
}

// CellKind is what a column holds, which decides how it is set and where it goes on a phone.
type CellKind string

// The kinds of cells. Words is the zero value.
const (
	Words    CellKind = ""
	Who      CellKind = "name"   // the name of the row; one column of each table
	Figure   CellKind = "number" // set to the right
	Total    CellKind = "strong" // the numeral that matters: condensed, beside the name on a phone
	State    CellKind = "state"  // a Chip; beside the name on a phone
	Moments  CellKind = "time"   // does not break
	Pressing CellKind = "action" // buttons, one of them or one and a Menu
)

// Order is how a column is sorted now.
type Order string

// The orders.
const (
	Unsorted   Order = ""
	Ascending  Order = "ascending"
	Descending Order = "descending"
)

// Row is one row of a Table. Its children are the cells.
type Row struct {
	ID   string // stable ("entry-17"): a live frame finds the row by it, and a row in use stays where it is
	Mine bool   // the reader's own
	Cut  bool   // the line of those who go on is below this row
	Out  bool   // no longer in: dropped, disqualified
}

func (c Column) class() string {
	out := "col-" + string(c.Kind)
	if c.Kind == Words {
		out = "col-words"
	}
	if c.Bare {
		out += " col-bare"
	}
	if c.Hide {
		out += " phone-off"
	}
	return out
}
