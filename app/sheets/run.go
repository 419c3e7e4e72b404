package sheets

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"matchday/app/feed"
	"matchday/app/league/edits"
)

// At most so many Sheets are worked on at a time by the poll, and by the feed.
const atOnce = 8

// errandTime bounds one Sync, the waiting for Google's quota included.
const errandTime = 3 * time.Minute

// Follow has every change of the league written into its Sheet, at most every Options.Flush, and hears the wakes of other
// processes.
func (s *Service) Follow(f *feed.Feed) {
	f.AddView(listener{s}, feed.ViewOptions{Live: true, Only: func(topic string) bool {
		_, ok := edits.WokenOf(topic)
		return ok
	}})
	f.AddView(follower{s}, feed.ViewOptions{Every: s.o.Flush, Parallel: atOnce, Timeout: errandTime, Only: func(topic string) bool {
		_, ok := shownOf(topic)
		return ok
	}})
}

// listener hears in every process that a Sheet is wanted; the one that keeps it looks.
type listener struct{ s *Service }

// Name implements feed.View.
func (l listener) Name() string { return "sheet-wakes" }

// Topics implements feed.View: whoever begins to keep Sheets reads all of them.
func (l listener) Topics(context.Context) ([]string, error) { return nil, nil }

// Redraw implements feed.View.
func (l listener) Redraw(_ context.Context, topic string) error {
	if id, ok := edits.WokenOf(topic); ok && l.s.keeps() {
		l.s.stir(id)
	}
	return nil
}

// follower is the Service as a view of the feed.
type follower struct{ s *Service }

// shownOf returns the tournament of a topic whose changes concern a Sheet.
func shownOf(topic string) (int64, bool) {
	id, ok := edits.TournamentOf(topic)
	return id, ok && topic != edits.SheetTopic(id)
}

// Name implements feed.View.
func (f follower) Name() string { return "sheets" }

// Topics implements feed.View.
func (f follower) Topics(ctx context.Context) ([]string, error) {
	list, err := f.s.o.Book.Working(ctx)
	topics := make([]string, 0, len(list))
	for _, m := range list {
		topics = append(topics, edits.Topic(m.Tournament))
	}
	return topics, err
}

// Redraw implements feed.View. A Sheet that shows everything already costs no call: an edit that came from it is one.
func (f follower) Redraw(ctx context.Context, topic string) error {
	id, ok := shownOf(topic)
	if !ok {
		return nil
	}
	d := f.s.desk(id)
	if d.shows(f.s.o.Book.Mark(id)) {
		return nil
	}
	d.mu.Lock()
	mark := d.mark
	d.mu.Unlock()
	since, err := f.s.o.Book.Since(ctx, id, mark)
	if err != nil {
		return err
	}
	d.late(since)
	return asFeed(f.s.Sync(ctx, id))
}

// asFeed tells the feed when to come back.
func asFeed(err error) error {
	var r *resting
	var l *later
	switch {
	case errors.As(err, &r):
		return feed.RetryAfter(err, max(0, time.Until(r.until)))
	case errors.As(err, &l):
		return feed.RetryAfter(err, l.wait)
	case errors.Is(err, errAstray):
		return feed.RetryAfter(err, soonest)
	}
	return err
}

// Run reads every Sheet each Options.Poll, and sooner one that Wake was called for, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	s.running(true)
	defer s.running(false)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(atOnce + 1)
	busy := &crew{}
	g.Go(func() error {
		for ctx.Err() == nil {
			s.rest(ctx, s.round(ctx, g, busy))
		}
		return nil
	})
	return g.Wait()
}

func (s *Service) running(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.on = on
}

// round begins to read the Sheets that are due and returns how long until another is.
func (s *Service) round(ctx context.Context, g *errgroup.Group, busy *crew) time.Duration {
	list, err := s.o.Book.Working(ctx)
	if err != nil && ctx.Err() == nil {
		s.o.Log.Error("the Sheets to be kept in step could not be found", "err", err)
	}
	wait := s.o.Poll
	if until, why := s.weather.now(); why != "" {
		return min(wait, max(0, time.Until(until))+time.Millisecond)
	}
	dues := make(map[int64]time.Duration, len(list))
	for _, m := range list {
		dues[m.Tournament] = s.desk(m.Tournament).due(s.o.Poll)
	}
	slices.SortStableFunc(list, func(a, b edits.Mirror) int { return cmp.Compare(dues[a.Tournament], dues[b.Tournament]) }) // who waits longest comes first
	for _, m := range list {
		if due := dues[m.Tournament]; due > 0 {
			wait = min(wait, due)
			break
		}
		if !busy.join(m.Tournament) {
			continue
		}
		started := g.TryGo(func() error {
			defer s.again()
			defer busy.leave(m.Tournament)
			s.look(ctx, m.Tournament)
			return nil
		})
		if !started {
			busy.leave(m.Tournament)
			break // one of those at work calls for the next round
		}
	}
	return wait
}

func (s *Service) again() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// look is a Sync of the poll.
func (s *Service) look(ctx context.Context, id int64) {
	ctx, cancel := context.WithTimeout(ctx, errandTime)
	defer cancel()
	var r *resting
	var l *later
	err := s.Sync(ctx, id)
	if err != nil && ctx.Err() == nil && !errors.As(err, &r) && !errors.As(err, &l) && !errors.Is(err, errAstray) {
		s.o.Log.Error("a Sheet could not be kept in step", "tournament", id, "err", err)
	}
}

// rest waits, or until something is wanted sooner.
func (s *Service) rest(ctx context.Context, wait time.Duration) {
	timer := time.NewTimer(max(wait, 10*time.Millisecond))
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-s.wake:
	}
}
