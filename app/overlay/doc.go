// Package overlay shows scenes to viewers: a graphic in OBS, a public board on a phone, the live part of a staff page.
// However many viewers watch a scene, it is drawn once for each change and all get the same bytes.
//
// A scene is a key that its maker understands ("overlay/standings/7"), bound to the topic whose changes change it. The
// Hub calls Draw for a key when its topic changed and somebody watches; for the first viewer; and never because of the
// number of viewers. It keeps the last frame of each scene. A frame goes to a viewer who comes only when it is not
// behind the newest event of its topic, so nobody is shown less than an answered write said; otherwise the viewer waits
// for the frame being drawn. When drawing fails everybody keeps the last good frame, those who come are given it, and
// drawing is tried again until it works.
//
//	hub := overlay.New(db, draw, log, overlay.Options{})
//	f.AddView(hub, feed.ViewOptions{Live: true})
//
// A socket has one goroutine that writes. It takes the newest frame whenever it is ready for one:
//
//	v := hub.Watch("overlay/standings/7", "tournament/7", have, remote)
//	defer v.Close()
//	for {
//		select {
//		case <-v.Ready():
//			if frame, ok := v.Take(); ok {
//				send(frame.Once(prepare)) // one prepared message for all viewers of the frame
//			}
//		case <-v.Done():
//			return goodbye(v.Reason())
//		case <-gone:
//			return
//		}
//	}
//
// A viewer that is slow misses the frames that came in between, holds no memory and delays nobody: telling it that
// there is news never waits. Frames carry the identity of the database and the newest event that they show. A viewer
// is never taken back within one database, and a frame of another database always counts as newer.
//
// Goroutines: none at rest, one for each scene while it is being drawn, of which Options.Parallel draw and the others
// wait. Viewers cost none; their timers and sockets are their owner's.
package overlay
