// Package office is what staff do in Discord for the league itself: its settings, its staff, what needs somebody, and the
// way to the web pages.
package office
