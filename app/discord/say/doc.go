// Package say is how the bot speaks: messages, cards, buttons, menus and forms as Discord takes them, and the wording
// that all of them share. Every text from a person goes through Esc on its way into markdown; every message states
// whom it may mention, which is nobody unless it says so.
//
// It is pure: the same reading gives the same bytes, which is what golden files and the panel's digest compare.
package say
