// Package sheets keeps tournaments in step with Google Sheets, both ways. It is the only importer of the Sheets API.
//
// Whatever is to be done, it is one thing: Sync reads the tabs of a mirror in one call, gives what staff typed to the
// league (package edits decides, by the rules of package mirror), and writes what the Sheet does not show yet in one
// call. It is done every Options.Poll for what staff typed, and as a view of the feed, at most every Options.Flush, for
// what the league did. A call of the hook only has it done sooner: in a process that does not keep the Sheets it is an
// event, which the one that does hears.
//
// Google allows 60 reads and 60 writes a minute for one account, all Sheets together. Calls are handed out in turn, so
// that many busy Sheets become slower together and none is left out.
//
// Nobody who registers or checks in waits for any of it: it works from what is committed.
package sheets
