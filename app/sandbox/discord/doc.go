// Package discord is a Discord in memory: its HTTP API, its gateway, and the people who press its buttons. A real bot
// talks to it over the wire, and it refuses what Discord refuses, so that what works here works there.
//
// A test makes a Discord with New, serves Handler on loopback, fills it with AddGuild, AddPerson, AddChannel and
// InviteBot, points the bot at it, and acts as a person with Press, Submit, Command, Select and Say, which answer with what
// that person then sees. Until, WaitMessage and WaitConnected wait for something to become true, without sleeping;
// Misunderstood tells what the bot asked for that is not known here, on which a test should fail.
//
// Left out, because the bot does not use it: voice, threads, files, stickers, polls, scheduled events, webhooks of
// channels, audit log, moderation, emojis of servers, several shards. Asking for any of it is refused and noted.
//
// Below it: shape is what travels, rule what bodies must keep to, pace the rate limits, book the commands, gateway the
// gateway, world the memory, rest the HTTP API.
package discord
