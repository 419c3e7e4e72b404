// Package desk is what staff do in Discord: every step of a night, from the private panel behind the button Admin and by
// commands. One file for each feature: its command, what it does and its words.
//
// Every screen is a private message that its buttons change. Steps carry the version they were drawn from; one that has
// become stale is refused with a sentence, above the screen as it is now. Who may do what is decided by the league at
// each press; the desk itself only keeps its screens to staff.
package desk
