// Package feed carries committed events to the followers that show them or act on them: the Discord panel, the Sheet,
// overlays, direct messages. Whoever writes tells nobody; followers read the log of events behind the writers, each
// at its own pace, with its own failures.
//
// There are two kinds of follower.
//
// A View shows the present. It is told which topics changed and redraws each from the database, so a notice that is
// late, doubled or merged with others does no harm. However many events a topic had since the last redraw, they make
// one redraw; a topic that changes while it is being redrawn is redrawn once more. At every start, and on RefreshAll,
// a view is asked for all its topics and redraws them, which repairs whatever happened to them in between.
//
// An Effect does something once for an event. Plan says what is to be done; the answers become delivery rows in the
// same transaction that moves the cursor. Deliver does one of them. A delivery is done at least once, and exactly once
// where the outside recognises its id, as Discord does with a message's nonce: only a crash between the outside's
// answer and our row repeats it.
//
//	f := feed.New(db, log, feed.Options{Now: now})
//	f.AddView(panel, feed.ViewOptions{Every: time.Second})
//	f.AddView(sheet, feed.ViewOptions{Every: 10 * time.Second})
//	f.AddView(hub, feed.ViewOptions{Live: true})
//	f.AddEffect(messages, feed.EffectOptions{Gap: time.Second, MaxAge: 6 * time.Hour})
//
//	go f.Run(ctx)         // in every process: reads the log, runs the live followers
//	go db.Lead(ctx, lead) // in the leading process: lead calls f.Lead, which runs all others
//
// A follower reports what it met by the error it returns: nil for done, Permanent for what no repetition will help,
// RetryAfter and Pause where the outside said when to come back, Skip for a delivery that nobody wants any more. Any
// other error is tried again, later each time (half a second to a minute, with jitter). A failing topic holds up
// neither other topics nor other followers.
//
// A cursor moves only over events that are done with, so a crash repeats work and never loses it. A follower that has
// no cursor yet begins at the newest event. In memory a view holds one entry for each topic that is not done, and all
// followers share the newest events; who is further behind than that reads the log in batches.
//
// Goroutines: one reads the log, one runs each view and one each redraw in progress, two run each effect. Run and Lead
// return when all of theirs have ended.
package feed
