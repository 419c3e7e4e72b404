// Package notify tells people what concerns them: posts in the tournament's channel, direct messages, and a line for
// staff about what needs them. Table lists all of them, and the manual is checked against it.
//
// Each is planned once for the event that asks for it and rendered when it is sent, from the board as it is then: what no
// longer holds is not sent. Discord shows one that is sent twice once. Where somebody takes no direct messages, the
// channel mentions them instead.
package notify
