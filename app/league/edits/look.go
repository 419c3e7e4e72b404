package edits

import (
	"time"

	"matchday/app/mirror"
)

// Spreadsheet is a Sheet as it was read for staff to map its columns.
type Spreadsheet struct {
	ID      string
	Title   string
	Address string // for a browser
	Tabs    []SheetTab
}

// SheetTab is one tab of a Sheet that nobody has mapped yet.
type SheetTab struct {
	ID      int64 // Google's number of it, which a renaming keeps: mirror.Tab.Sheet
	Title   string
	Hidden  bool
	Reading mirror.Reading // its first rows
}

// Health is how the exchange with Google fares for one mirror, as far as this process knows. The zero Health is that of
// a process that mirrors nothing.
type Health struct {
	Running bool
	Pulled  time.Time     // last successful reading; zero for none since the start
	Pushed  time.Time     // last successful writing, or reading that found nothing to write
	Lag     time.Duration // age of the oldest change that the Sheet does not show
	Pending int           // cells that are to be written, as of the last look
	Trouble string        // why it is not in step, a sentence for staff; empty when all is well
	Next    time.Time     // when it is tried again after a trouble
}
