// Package guild knows what the bot sees of the servers it is in: channels, roles, and what it may do there. It learns
// from the gateway's events and asks nobody; what it has not heard of it does not judge.
package guild
