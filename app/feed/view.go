package feed

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// view is a View as a follower. Everything below it is guarded by mu.
type view struct {
	feed *Feed
	view View
	o    ViewOptions
	log  *slog.Logger

	mu      sync.Mutex
	run     *viewRun // nil while it does not run
	wishes  []string // topics to be refreshed when it runs
	reading failing  // of finding out what to redraw
	saving  failing  // of keeping the cursor
	last    failing  // the latest failure of all, kept when things work again
	success time.Time
}

func (v *view) name() string { return v.view.Name() }
func (v *view) live() bool   { return v.o.Live }

// viewRun is one run of a view, guarded by its view's mu.
type viewRun struct {
	*view
	tail *tail
	work context.Context
	kick chan struct{}
	wg   sync.WaitGroup

	pos      int64 // every event up to here is in topics or done with
	mark     bookmark
	topics   map[string]*topic
	queue    []*topic
	drawing  int
	whole    bool      // all topics are to be redrawn
	paused   time.Time // nothing begins before
	progress time.Time // when a redraw ended or the first came into the queue
	ended    bool
}

func (v *view) follow(stop, work context.Context, t *tail) error {
	r := &viewRun{view: v, tail: t, work: work, kick: make(chan struct{}, 1), topics: map[string]*topic{}, whole: true}
	if !r.begin(stop) {
		return nil
	}
	err := r.loop(stop)
	r.wg.Wait()
	r.end()
	return err
}

// begin finds where to go on; false when stop ended before.
func (r *viewRun) begin(stop context.Context) bool {
	for {
		pos, err := r.whereFrom(stop)
		if ended(stop) {
			return false
		}
		r.mu.Lock()
		r.note(&r.reading, err, "finding the cursor")
		tries := r.reading.tries
		if err == nil {
			r.mark = bookmark{saved: max(pos, 0)}
			r.pos = max(pos, 0)
			r.run = r
			for _, name := range r.wishes {
				r.ask(name)
			}
			r.wishes = nil
		}
		r.mu.Unlock()
		if err == nil {
			return true
		}
		rest(stop, delay(tries))
	}
}

func (r *viewRun) whereFrom(ctx context.Context) (int64, error) {
	if r.o.Live {
		return r.feed.head(ctx)
	}
	return r.feed.cursor(ctx, r.name(), r.o.FromStart)
}

// note records the outcome of something that is not about one topic.
func (r *viewRun) note(f *failing, err error, what string) {
	now := r.feed.now()
	f.note(r.log, now, what, err)
	if err != nil {
		r.last = failing{err: err, at: now}
	}
}

func (r *viewRun) loop(stop context.Context) error {
	for {
		more := r.tail.changed()
		wait := r.step(stop)
		var timer <-chan time.Time
		if wait >= 0 {
			timer = time.After(wait)
		}
		select {
		case <-stop.Done():
			return nil
		case <-r.tail.moved:
			return errMoved
		case <-more:
		case <-r.kick:
		case <-timer:
		}
	}
}

// step does what can be done now and returns how long until there is more without being told, negative for never.
func (r *viewRun) step(stop context.Context) time.Duration {
	err := r.take(stop)
	if err == nil {
		err = r.askAll(stop)
	}
	if ended(stop) {
		return 0
	}
	r.mu.Lock()
	r.note(&r.reading, err, "finding out what changed")
	wait := time.Duration(-1)
	if err != nil {
		wait = delay(r.reading.tries)
	}
	r.launch()
	if pause := time.Until(r.paused); pause > 0 && len(r.queue) > 0 {
		wait = sooner(wait, pause)
	}
	r.mu.Unlock()
	return sooner(wait, r.save(stop))
}

// sooner returns the smaller of two waits, of which a negative one is never.
func sooner(a, b time.Duration) time.Duration {
	if a < 0 || b >= 0 && b < a {
		return b
	}
	return a
}

// take reads what happened until there is no more.
func (r *viewRun) take(stop context.Context) error {
	for {
		events, err := r.feed.events(stop, r.tail, r.pos)
		if err != nil || len(events) == 0 {
			return err
		}
		r.mu.Lock()
		for _, e := range events {
			r.pos = e.Seq
			if r.o.Only == nil || r.o.Only(e.Topic) {
				t := r.topic(e.Topic)
				t.pending.add(e)
				r.schedule(t)
			}
		}
		r.mu.Unlock()
	}
}

// askAll has all topics redrawn when that is wanted.
func (r *viewRun) askAll(stop context.Context) error {
	r.mu.Lock()
	whole := r.whole
	r.whole = false
	r.mu.Unlock()
	if !whole {
		return nil
	}
	ctx, cancel := context.WithTimeout(stop, r.o.Timeout)
	defer cancel()
	var names []string
	err := guard(func() (err error) {
		names, err = r.view.view.Topics(ctx)
		return err
	})
	r.mu.Lock()
	defer r.mu.Unlock()
	if err != nil {
		r.whole = true
		return err
	}
	for _, name := range names {
		r.ask(name)
	}
	return nil
}

// ask has a topic redrawn as if it had changed.
func (r *viewRun) ask(name string) {
	t := r.topic(name)
	t.asked = true
	r.schedule(t)
}

func (r *viewRun) topic(name string) *topic {
	t := r.topics[name]
	if t == nil {
		t = &topic{name: name}
		r.topics[name] = t
	}
	return t
}

// schedule queues a topic that is wanted, now or when it is free, and forgets one that is done with.
func (r *viewRun) schedule(t *topic) {
	if t.step != idle {
		return
	}
	switch wait := time.Until(t.free); {
	case wait > 0:
		t.step = resting
		t.timer = time.AfterFunc(wait, func() { r.wake(t) })
	case t.wanted():
		t.step = ready
		if len(r.queue) == 0 && r.drawing == 0 {
			r.progress = time.Now()
		}
		r.queue = append(r.queue, t)
	case t.failing.err == nil:
		delete(r.topics, t.name)
	}
}

// wake ends a topic's rest.
func (r *viewRun) wake(t *topic) {
	r.mu.Lock()
	if r.ended {
		r.mu.Unlock()
		return
	}
	t.step, t.free = idle, time.Time{}
	r.schedule(t)
	r.mu.Unlock()
	r.poke()
}

func (r *viewRun) poke() {
	select {
	case r.kick <- struct{}{}:
	default:
	}
}

// launch begins as many redraws as may be in progress.
func (r *viewRun) launch() {
	for len(r.queue) > 0 && r.drawing < r.o.Parallel && time.Until(r.paused) <= 0 {
		t := r.queue[0]
		r.queue = r.queue[1:]
		t.begin()
		r.drawing++
		r.wg.Go(func() { r.redraw(t) })
	}
}

func (r *viewRun) redraw(t *topic) {
	ctx, cancel := context.WithTimeout(r.work, r.o.Timeout)
	err := guard(func() error { return r.view.view.Redraw(ctx, t.name) })
	cancel()
	r.mu.Lock()
	r.finish(t, err)
	r.mu.Unlock()
	r.poke()
}

// finish takes the outcome of a redraw.
func (r *viewRun) finish(t *topic, err error) {
	r.drawing--
	r.progress = time.Now()
	t.step = idle
	if err != nil && ended(r.work) {
		return // it was told to end: nothing is known of what it would have met, and the cursor stays before it
	}
	now := r.feed.now()
	v, after := judge(err, t.failing.tries+1)
	after = within(r.o.Longest, err, after)
	if v == done || v == skip {
		err = nil
		r.success = now
	} else {
		r.last = failing{err: err, at: now}
	}
	t.final = v == never
	t.failing.note(r.log, now, "redrawing", err, "topic", t.name)
	t.free = time.Now().Add(max(after, r.o.Every))
	switch v {
	case again:
		t.unshow()
	case pause:
		t.unshow()
		r.paused = time.Now().Add(after)
	}
	t.shown = span{}
	r.schedule(t)
}

// reached returns the number up to which every event is done with.
func (r *viewRun) reached() int64 {
	pos := r.pos
	for _, t := range r.topics {
		if low := t.lowest(); low > 0 {
			pos = min(pos, low-1)
		}
	}
	return pos
}

// save moves the cursor when that is due and returns how long until it will be, negative for never.
func (r *viewRun) save(ctx context.Context) time.Duration {
	if r.o.Live {
		return -1
	}
	r.mu.Lock()
	pos := r.reached()
	r.mu.Unlock()
	if wait := r.mark.wait(pos); wait != 0 {
		return wait
	}
	r.mark.at = time.Now()
	err := r.feed.save(ctx, r.name(), pos)
	if ended(ctx) {
		return -1
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.note(&r.saving, err, "saving the cursor")
	if err != nil {
		return saveEvery
	}
	r.mark.saved = pos
	return -1
}

// end stops the timers and saves the cursor for the last time.
func (r *viewRun) end() {
	r.mu.Lock()
	r.ended = true
	r.run = nil
	for _, t := range r.topics {
		if t.timer != nil {
			t.timer.Stop()
		}
	}
	r.mu.Unlock()
	if r.tail.id != r.feed.store.ID() {
		return // the cursor counts the events of another log
	}
	r.mark.at = time.Time{}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.work), 2*time.Second)
	defer cancel()
	r.save(ctx)
}

func (v *view) refresh(topic string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.run == nil {
		v.wishes = append(v.wishes, topic)
		return
	}
	v.run.ask(topic)
	v.run.poke()
}

func (v *view) refreshAll() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.run != nil { // every run begins with it
		v.run.whole = true
		v.run.poke()
	}
}
