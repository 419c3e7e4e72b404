// Package baseball is a game of card baseball as plain data, with one way on.
//
// # A game
//
// A Setup says what does not change: the rules, the two clubs with their rosters of cards, the lineups that start. New
// makes a Game of it, and from then on Apply alone makes the next Game out of a Game, an Input and Dice:
//
//	next, results, err := baseball.Apply(game, input, seed.Dice(game.Version+1))
//
// A Game is a value. Apply never changes the one that it is given, keeps nothing between calls, reads no clock and rolls
// no dice of its own, so the same inputs with the same dice are the same game, today and in ten years. What a store keeps
// is the Setup once, the inputs (package journal) and, to be quick, the State; a state that does not come from Apply is
// refused and never brings anything down.
//
// # An input
//
// Most inputs are Roll: a die names the batter's card or the pitcher's, two more and a d20 a cell of it, and the charts
// (package chart) say what comes of it. Before the roll either side may give orders: Align and IntentionallyWalk for the
// side in the field, StealOrder, Bunt and HitAndRun for the side at bat, Substitute for both. Where a play leaves
// somebody a choice, Apply stops in the middle of it: Game.Due says whose decision it is, which two answers are legal and
// how likely each is to come off, and Decide goes on. Game.Legal says in a sentence why an input is not possible; the
// Field of that fault is one of the Broke rules, for programs.
//
// An input may carry the version of the game that its author saw (Seen); when the game has moved on it is refused, so an
// old button does nothing.
//
// # What happened
//
// Apply answers Results, one line for each thing that happened: what was rolled, which cell, who moved where, what the
// official scorer calls it. The scorer's book (package score) is part of the state and always up to date, earned runs and
// pitchers of record included. Package board turns a game and its results into what people look at: line score, box
// score, plays in words, scorebug, key plays. Package odds knows what each moment is worth, package skipper manages a
// side and says why.
//
// # Fair dice
//
// Dice depend on a secret seed and the number of the input alone (package dice). Numbers only grow: an undone input takes
// its number with it, so nobody can take back a roll and know the next one. The seed is committed to by its hash when the
// game begins and shown at its end, and journal.Transcript.Verify rolls everything again.
//
// # Rules
//
// The rules are those of ballgame.md §3 and §7. Where that page is silent the Official Baseball Rules decide, by number;
// where both are silent the choice is ours and a comment says so. A Game keeps the version of the charts that it began
// with.
package baseball
