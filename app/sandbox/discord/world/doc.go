// Package world is the memory of the fake Discord: who is where, what was said, which commands there are and which
// interactions wait for an answer. It carries out what a bot asks for and what people do, under one lock, refuses what
// Discord refuses, and publishes every change to the gateway before the lock is released, so that a bot hears of things
// in the order in which they happened.
//
// What is handed out is never changed afterwards: a changed message, channel, role or member is a new one.
package world
