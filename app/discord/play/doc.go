// Package play is what players do in Discord: register, check in and out, withdraw, look up themselves, the others and
// the standings. One file for each feature: its command, what it does and its words.
package play
