// Package sandbox is the outside of Matchday on loopback: a page on which a visitor is anybody in a fake Discord and sees
// what the league does with it, and a JSON API by which scripts and tests do the same.
//
// Below it, discord is the fake Discord and sheets the fake Google Sheets, which people edit in the page.
//
// Everything is served on a port of its own, to this machine alone: requests that were sent to another name than
// localhost, or from a page of another origin, are refused, so that a website which a visitor has open cannot play.
package sandbox
