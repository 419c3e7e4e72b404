package feed

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"matchday/store"
)

// Event is one thing that happened, as a follower is given it.
type Event = store.Event

// Delivery is one thing to be done outside. What Plan returns needs Key and Data; Due is a time not before which it is
// done, Topic where it belongs to (that of the event when empty), Seq and the rest are filled in. Deliver gets it with
// its ID, which stays the same at every try.
type Delivery = store.Delivery

// View shows topics as they are now.
type View interface {
	// Name identifies the follower for ever: its cursor is kept under it.
	Name() string
	// Topics returns every topic that the view shows now, so that it can be repaired as a whole.
	Topics(ctx context.Context) ([]string, error)
	// Redraw makes the view of a topic as the database has it, also when nothing seems to have changed. It is never
	// called twice at a time for one topic. A topic that the view does not show is no error.
	Redraw(ctx context.Context, topic string) error
}

// Effect does things once.
type Effect interface {
	// Name identifies the follower for ever: its cursor and deliveries are kept under it.
	Name() string
	// Plan returns what is to be done because of an event, usually nothing. It may read the database and must not act:
	// it is called again for an event after a crash or a failure. Keys are unique within the follower; what has a key
	// that is there already is left as it is.
	Plan(ctx context.Context, event Event) ([]Delivery, error)
	// Deliver does one and returns the id by which the outside knows it. It is called again when it fails, and after a
	// crash also when it had succeeded: the outside must be given the delivery's ID to recognise that.
	Deliver(ctx context.Context, d Delivery) (sent string, err error)
}

// ViewOptions say how a view is run.
type ViewOptions struct {
	Every     time.Duration           // least time from the end of one redraw of a topic to the next, for what has a quota
	Parallel  int                     // redraws at a time, of different topics; 0 means one
	Timeout   time.Duration           // of one redraw; 0 means 30 s
	Longest   time.Duration           // between two tries of what fails; 0 means a minute
	Only      func(topic string) bool // topics that may concern the view; nil means all
	Live      bool                    // runs in every process, keeps no cursor and begins at the newest event
	FromStart bool                    // begins at the first event when it has no cursor yet
}

// EffectOptions say how an effect is run.
type EffectOptions struct {
	Gap       time.Duration         // least time from the end of one delivery to the next
	MaxAge    time.Duration         // a delivery that should have been done so long ago is skipped; 0 means never
	Timeout   time.Duration         // of one call; 0 means 30 s
	Longest   time.Duration         // between two tries of what fails; 0 means a minute
	Only      func(Event) bool      // events that may concern the effect; nil means all
	Line      func(Delivery) string // deliveries of one line are done in order, a failing one holds up its line; nil means by topic
	FromStart bool                  // begins at the first event when it has no cursor yet
}

// Options say how a feed is run. The zero value is fit for use.
type Options struct {
	Now   func() time.Time // by which events, due times and ages are judged; nil means time.Now. Waiting takes real time
	Grace time.Duration    // how long a call in progress may still take when the feed stops; 0 means 5 s, negative none
}

// A call that has not ended after this time is cancelled, unless its follower has its own limit.
const callTimeout = 30 * time.Second

// Feed runs followers. It is the one reader of its store's Wake.
type Feed struct {
	store     store.Store
	log       *slog.Logger
	now       func() time.Time
	grace     time.Duration
	followers []follower
	mistake   error // two followers of one name

	mu      sync.Mutex
	session *session      // nil while Run is not running
	begun   chan struct{} // closed while there is a session
	reading failing       // how reading the log fares
}

// follower is one View or Effect with its options and what is known of it.
type follower interface {
	name() string
	live() bool
	// follow works until stop ends, then finishes what is in progress with work and returns nil; errMoved when the
	// log was replaced.
	follow(stop, work context.Context, t *tail) error
	status() Status
}

// session is one Run.
type session struct {
	stop   context.Context
	wg     sync.WaitGroup
	tail   *tail // under Feed.mu
	closed bool  // under Feed.mu: it is ending and takes nobody in
}

// errMoved ends a follower's run when the log of events has become another one.
var errMoved = errors.New("the database was replaced")

// New returns a feed without followers.
func New(s store.Store, log *slog.Logger, o Options) *Feed {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Grace == 0 {
		o.Grace = 5 * time.Second
	}
	return &Feed{store: s, log: log, now: o.Now, grace: o.Grace, begun: make(chan struct{})}
}

// AddView adds a view. All followers are added before Run, which refuses two of one name.
func (f *Feed) AddView(v View, o ViewOptions) {
	f.claim(v.Name())
	o.Parallel = max(o.Parallel, 1)
	if o.Timeout == 0 {
		o.Timeout = callTimeout
	}
	f.followers = append(f.followers, &view{feed: f, view: v, o: o, log: f.log.With("follower", v.Name())})
}

// AddEffect adds an effect. All followers are added before Run, which refuses two of one name.
func (f *Feed) AddEffect(e Effect, o EffectOptions) {
	f.claim(e.Name())
	if o.Timeout == 0 {
		o.Timeout = callTimeout
	}
	if o.Line == nil {
		o.Line = func(d Delivery) string { return d.Topic }
	}
	f.followers = append(f.followers, &effect{feed: f, effect: e, o: o, log: f.log.With("follower", e.Name())})
}

// claim remembers a name that is no follower's own, for Run to refuse.
func (f *Feed) claim(name string) {
	if name == "" || f.follower(name) != nil {
		f.mistake = errors.Join(f.mistake, fmt.Errorf("feed: the follower %q has no name of its own", name))
	}
}

func (f *Feed) follower(name string) follower {
	for _, fo := range f.followers {
		if fo.name() == name {
			return fo
		}
	}
	return nil
}

// Run reads the log and runs the live followers until ctx ends; what is in progress then may finish within the grace.
// It returns when every goroutine of the feed has ended, those of Lead included, and may be called again. It fails only
// when it is running already or two followers have one name.
func (f *Feed) Run(ctx context.Context) error {
	if f.mistake != nil {
		return f.mistake
	}
	work, release := outlive(ctx, func(work context.Context) { rest(work, f.grace) })
	defer release()
	s := &session{stop: ctx, tail: newTail(f.store.ID(), -1)}
	if !f.begin(s) {
		return errors.New("feed: it is running already")
	}
	defer f.end()
	s.wg.Go(func() { f.read(s) })
	for _, fo := range f.followers {
		if fo.live() {
			s.wg.Go(func() { f.run(s, fo, ctx, work) })
		}
	}
	<-ctx.Done()
	f.mu.Lock()
	s.closed = true
	f.mu.Unlock()
	s.wg.Wait()
	return nil
}

// Lead runs the followers that keep a cursor until ctx or Run ends. It is called while this process is the one that
// leads, from within store.Store's Lead, and returns when its followers have ended. When ctx ends and Run goes on,
// leadership was lost: calls in progress are cancelled within a tenth of a second. It waits for Run and may be called again.
func (f *Feed) Lead(ctx context.Context) error {
	s := f.join(ctx)
	if s == nil {
		return nil
	}
	defer s.wg.Done()
	stop, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.stop, cancel)()
	work, release := outlive(stop, func(work context.Context) {
		// One signal ends both contexts when the program stops, in an order that nobody promises.
		lost := time.NewTimer(100 * time.Millisecond)
		defer lost.Stop()
		select {
		case <-s.stop.Done():
			rest(work, f.grace)
		case <-work.Done():
		case <-lost.C:
		}
	})
	defer release()
	var wg sync.WaitGroup
	for _, fo := range f.followers {
		if !fo.live() {
			wg.Go(func() { f.run(s, fo, stop, work) })
		}
	}
	wg.Wait()
	return nil
}

// begin makes s the session unless there is one.
func (f *Feed) begin(s *session) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.session != nil {
		return false
	}
	f.session = s
	close(f.begun)
	return true
}

func (f *Feed) end() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.session = nil
	f.begun = make(chan struct{})
}

// join returns the session, counted as in use; nil when ctx ends before there is one or when it is ending.
func (f *Feed) join(ctx context.Context) *session {
	f.mu.Lock()
	begun := f.begun
	f.mu.Unlock()
	select {
	case <-ctx.Done():
		return nil
	case <-begun:
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.session
	if s == nil || s.closed {
		return nil
	}
	s.wg.Add(1)
	return s
}

// run runs one follower, from its cursor again each time the log is replaced.
func (f *Feed) run(s *session, fo follower, stop, work context.Context) {
	for stop.Err() == nil {
		f.mu.Lock()
		t := s.tail
		f.mu.Unlock()
		if err := fo.follow(stop, work, t); !errors.Is(err, errMoved) {
			return
		}
	}
}

// Refresh has a view redraw one topic as if it had changed, for a repair: a panel that somebody deleted.
func (f *Feed) Refresh(follower, topic string) error {
	v, err := f.viewNamed(follower)
	if err != nil {
		return err
	}
	v.refresh(topic)
	return nil
}

// RefreshAll has a view redraw all its topics, as at every start.
func (f *Feed) RefreshAll(follower string) error {
	v, err := f.viewNamed(follower)
	if err != nil {
		return err
	}
	v.refreshAll()
	return nil
}

func (f *Feed) viewNamed(name string) (*view, error) {
	if v, ok := f.follower(name).(*view); ok {
		return v, nil
	}
	return nil, fmt.Errorf("feed: there is no view %q", name)
}

// outlive returns a context that goes on when ctx ends, until wait returns, which is called then, or until release.
func outlive(ctx context.Context, wait func(work context.Context)) (work context.Context, release func()) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		wait(work)
		cancel()
	})
	return work, func() {
		stop()
		cancel()
	}
}

func ended(ctx context.Context) bool { return ctx.Err() != nil }

// rest waits for d and reports whether it did; false when ctx ended first.
func rest(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
