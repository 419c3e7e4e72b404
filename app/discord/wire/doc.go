// Package wire is the bot's line to Discord: the gateway that events come from, kept alive by a supervisor, and the
// REST calls that answer them. It is the only user of discordgo below this folder, and works around what is known of it:
//
//   - A RESUME answered by "invalid session" or "reconnect" deadlocks discordgo's Open for good, and Open waits without
//     end for a gateway that never says HELLO. Every Open therefore has a limit; a session that passes it is thrown away
//     and a new one begins. The reconnect loop of the library is off: it hides the codes that say that trying again is
//     useless, and survives Close.
//   - Its rate limiter sleeps where no context reaches, serves the requests of one bucket one after the other, and keeps
//     a bucket for every interaction for ever. Requests therefore take a bucket of their own, thrown away with the
//     answer, and the pace is kept in the transport, by route and by context.
//   - Its retries of 429 and 5xx have no end or no jitter. They are off: an interaction is answered again within its time,
//     and followers come back when they are told to.
//   - Its zombie detection takes minutes. The supervisor watches the connection's own bytes.
//   - Events reach handlers in an order of their own unless they are handled in the reader. Here the only thing done in the
//     reader is to hand the event on without waiting, which keeps the order and cannot hold up a heartbeat.
package wire
