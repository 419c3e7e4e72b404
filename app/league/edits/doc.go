// Package edits takes what staff type in a Sheet into the league, and remembers what each cell of the Sheet last held.
//
// An edit of a cell is a wish like any other: it is carried out by the same rules, in the name of whoever connected the
// Sheet, and what is remembered of the cell is kept in the transaction that carries it out. What the rules refuse is put
// back with the reason as a note on the cell; where both sides changed a cell, ours stays and a Conflict waits for staff.
//
// Talking to Google is the business of package sheets, which calls Work with what it read, sends the batches, and calls
// Landed when they have arrived. Everything in between may end at any moment: what was on its way is remembered before it
// is sent, so that nothing of Matchday's own is ever taken for an edit.
package edits
