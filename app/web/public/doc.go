// Package public is what everybody may see without signing in: the list of tournaments and the board of each, on the
// phones of those who play.
//
// A board costs no SQL and no drawing while nothing changes. What is kept is the page without its reader; the reader's
// own row is put into its place.
package public
