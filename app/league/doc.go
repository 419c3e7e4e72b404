// Package league is how anybody makes a league do something: one method for each wish, whether it comes from Discord, a
// web page, the API, a Sheet or the clock; and the one reading of each tournament, cached.
//
// Every write has the same shape: permission, then in one transaction load, decide (package tournament), save, say (the
// event). Nobody is told anything before commit. The methods return faults that a person may read; everything else is
// an internal error.
//
// A wish with a Cause is done once: its second delivery changes nothing and is answered with the present state.
//
// How people get in and out is package account, whose methods a League has as its own.
package league
