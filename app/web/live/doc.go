// Package live keeps open pages true: sockets over which the hub's scenes are sent, and the naming of scenes.
//
// Each socket has two goroutines: the handler reads (only to notice that the other side has gone), the other writes
// (frames, pings, the goodbye). Nobody else touches the connection, and it is never used after the handler has returned:
// the library gives it to the next stranger. Ending a socket means to send a close and to let the reader run into a
// deadline that has passed; closing it does nothing at all.
package live
