// Package app puts Matchday together: it reads the configuration, opens the store, and connects those who make the
// league do something (Discord, web, Sheet, clock) with those who follow what happened (panel, overlays, roles, messages,
// Sheet).
//
// # How it fits together
//
//	          wishes                                            what happened
//	Discord ──┐                                            ┌──▶ overlay ──▶ sockets (pages, OBS)
//	web     ──┼─▶ league, studio ─▶ tournament (rules)     ├──▶ discord panel, roles, posts and messages
//	Sheet   ──┤          │                                 ├──▶ Sheet
//	clock   ──┘          ▼                                 │
//	                   store: write + event, one commit ─▶ feed
//
// A wish is one method of a package that writes: league, studio. It loads, lets a pure rule decide, saves, and appends
// the event that says so, in one transaction. Feed carries committed events to followers. A view redraws a topic from the
// database; an effect writes down what is to be sent and sends it once. Nobody is told anything before commit, and nothing
// waits for a network inside a transaction.
//
// # Words
//
//	tournament  one evening of play                  not: event, cup
//	entry       a person or team in a tournament      not: signup, participant
//	waitlist    entries without a seat, in line       not: queue, reserves
//	lobby       entries that play a round together    not: group, match
//	placement   where an entry came in in a lobby     not: result of an entry
//	standing    where an entry stands overall         not: rank
//	board       a reading of a tournament for showing
//	panel       the pinned Discord message            not: hub
//	follower    reads the event log: a view or an effect
//	topic       where an event happened: "tournament/7"
//	graphic     a picture for a screen, with an address of its own
//	viewer      a screen that shows a graphic
//	notice      something that needs a person
//	mirror      the Sheet that is kept in step with a tournament
//	edit        a changed cell of it
//	conflict    what both sides changed, until staff decide
//
// The table of who may import whom is imports_test.go.
package app
