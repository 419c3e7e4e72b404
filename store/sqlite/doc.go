// Package sqlite keeps a league in one SQLite file, durable against a power cut, and makes that fast by committing the
// writes of many callers at once. It is the only importer of the SQLite driver.
//
// One connection writes and four read, and each keeps the statements that it ran prepared. Writers stand in line; whoever
// is next runs in its own goroutine inside the transaction that is open, and the last one commits for all: see group.go.
package sqlite
