// Package grid is a spreadsheet in memory as Google keeps one: tabs of cells that hold what was entered, with notes,
// links, checkboxes, hidden and filtered rows, merges and protected ranges. It knows A1 notation, what a person's typing
// becomes, and how a value is shown; it knows nothing of HTTP.
//
// A Book is not safe for concurrent use. Clone is cheap: rows are shared until one of the two writes to them.
package grid
