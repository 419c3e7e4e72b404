// Package chart holds the charts of the Paper League and the words that they are written in.
//
// A chart answers one question with numbers alone: what a d20 means for a fielder of range 2, where the runners stand
// after a ground ball B with the bases full, how often a runner of 14 scores from second. Nothing here knows a game, a
// card or a die: the caller rolls, the chart reads. The numbers are those of ballgame.md §7.5 to §7.7 and stand
// together in tables.go as one value, so that Checksum can name them and a test can change each of them and see that
// somebody notices.
//
// Where that page is silent the published rules of baseball decide and are named where it happens; where both are
// silent the choice is ours and says so.
package chart
