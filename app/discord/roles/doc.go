// Package roles keeps the Discord roles of a tournament: one for everybody who holds a seat, one for those who have
// checked in. Only a role that the bot gave is ever taken away: a grant is remembered before the role is given, and
// somebody who has the role already is given nothing.
package roles
