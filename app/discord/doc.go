// Package discord is the bot: it answers what people do in Discord, keeps panels, roles and messages as the league says,
// and tells staff what it cannot do. It is the only importer of discordgo.
//
//	say      the words, and the components that they are put into
//	wire     the line to Discord: gateway, REST calls, pace, failures
//	guild    what is known of the servers: channels, roles, what the bot may do
//	ask      from an interaction to a handler and back to an answer
//	play     what players do          desk    what staff do for a night     office  and for the league
//	panel    the pinned message       notify  posts and direct messages       roles   Discord roles
//
// A feature is one file of play or desk: its command, its handler and its words. The followers panel, notify and roles
// are told of committed events by feed and read what they show from the league. This package puts them together, runs
// the gateway, and brings the league up to date with what happened in the servers while nobody looked.
package discord
