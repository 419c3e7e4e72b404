// Package postgres keeps a league in PostgreSQL, for one that outgrows a single machine: several processes can serve
// pages and overlays, and one of them leads. It is the only importer of the PostgreSQL driver.
//
// Every Update first takes one advisory lock, so that writers of all processes stand in line and the order of sequence
// numbers is the order of commits: a reader with a cursor never skips an event. A pooler in transaction mode between
// Matchday and the database is not supported, because LISTEN and leading are bound to a connection.
package postgres
