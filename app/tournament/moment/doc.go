// Package moment reads times as a person says them ("Saturday 6pm", "in 45 min") in the league's zone, and says them back.
//
// It reads a small grammar and refuses what it does not understand whole, because a time that is read wrongly opens
// registration on the wrong day. Three libraries were tried on the same inputs on 2026-11-22 and set aside:
//
//   - github.com/olebedev/when v1.1.0 looks for something like a time anywhere in a text and ignores the rest:
//     "2026-12-05 19:00" became 12:05 today, "5 Dec 19:00" the 19th, "Feb 30" the 2nd of March, "12/5" silently May.
//   - github.com/tj/go-naturaldate v1.3.0 (last release 2020) answers now for what it cannot read, and 3 AM for "6pm at
//     the pub with 3 friends"; "Dec 5 7pm" was today, "in 45 min" 9 PM.
//   - github.com/markusmobius/go-dateparser v1.4.7 is kept well and read most of them, but not "next friday 20:00"; it
//     takes "25:00" for a day in 2000 and 12/5 for December without asking, puts 2:30 on the night of the change of clocks
//     before it, compiles thousands of expressions at start (24 to 31 MiB of the 40 that a server may use, issue 20 there)
//     and brings six modules, a WebAssembly runtime among them.
//
// What is decided here: a weekday is the next one of that name whose time is still to come; "next friday" is the first
// Friday after today; a date without a year is this year's, unless that passed more than 90 days ago; a time alone is the
// next one; days are counted by the calendar and hours by the clock. A time that the change of clocks leaves out is the
// first moment after it; a time that comes twice is the first one. 12/5 is refused, because half of the world reads it the
// other way round.
package moment
