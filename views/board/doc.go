// Package board holds the live parts of pages: what is drawn once for a change of a tournament and shown to everybody
// who looks at it, on pages and over their sockets.
//
// A part is rendered in two ways: within its page, and as a frame of a socket, where it stands alone and says that it
// replaces the part with its id (Part). What is in a part depends on the tournament and on what its readers may do, never
// on who they are or on now: a part is cached and shared.
package board
