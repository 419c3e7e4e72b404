// Package gateway is Discord's side of the gateway: a bot connects by WebSocket, identifies, is told what happens in
// order, and after a lost connection resumes where it stopped hearing.
// Documentation: Events › Gateway; Events › Gateway Events.
//
// Publish never waits for a bot: what is not yet delivered is kept for each session, bounded, and a session that falls
// too far behind is ended. What happened is published by somebody who holds a lock over the world, so that the order in
// which it is told is the order in which it happened; nothing here calls back into the world while a lock is held.
package gateway
