// Package mirror holds the rules by which a tournament and a Google Sheet are kept in step: what a column can hold, which
// row of the Sheet is whose, and what to do with a cell when either side, or both, changed it. It is pure: it is given
// what the Sheet says, what the league says and what is remembered, and returns what is to be done.
//
// A row is found by the key in a column of Matchday's own and never by its place. A key alone is not believed: the names
// in the row must be the ones that are remembered for it. "Sort range" moves names and leaves a hidden column where it is.
//
// A cell is compared three ways: with what it held when both sides last agreed. One side changed it: the other follows.
// Both did: the league's value stands and staff decide.
//
// Package header finds the columns of a Sheet that nobody has mapped, package oldgal reads the Sheets of the bot before
// Matchday.
package mirror
