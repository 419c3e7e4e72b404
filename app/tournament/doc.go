// Package tournament holds the rules of a tournament night: who gets a seat, who is next in line, who is dropped when
// check-in closes, who sits in which lobby, what a placement is worth and who stands where.
//
// It is pure. Every rule takes the present and returns the next state together with what happened, or the reason why
// not as a fault that a person may read; it asks no clock, no network and no database, and chance comes in as a seed.
// Package league loads, calls, saves and says.
//
// The states of a night:
//
//	Tournament.Stage   preparing ── start of round 1 ──▶ playing ── finish ──▶ finished
//	                       └───────────── cancel ──────────────┴──▶ cancelled
//	Door (registration, check-in)   pending ──▶ open ⇄ shut
//	Entry.State   seated ⇄ waiting ──▶ withdrawn | dropped | removed | disqualified
//	Round.State   drawn ──▶ playing ──▶ done
//
// A Night is everything that the rules of staff steps look at. What a step changes is a Change, which is also how it is
// saved, shown beforehand and taken back.
//
// After every rule these hold: a free seat stays free only if it is nobody's turn (Promote changes nothing); whoever holds
// a seat sits in one lobby of a round that is drawn or playing; what has changed is said by a Happening; the Night that
// was given is untouched.
//
// What has a subject of its own lives below: deal splits players into lobbies, tiebreak tells equal totals apart, moment
// reads and says times, phrase words the history, rows compares lists of rows, spelling tidies what people type.
package tournament
