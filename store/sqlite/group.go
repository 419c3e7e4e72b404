package sqlite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"matchday/store"
	"matchday/store/sqlstore"
)

// Group commit. A transaction that is durable costs a sync of the disk, and one sync can serve many. Writers stand in
// line for the turn. Whoever gets it first begins the transaction and runs; then the turn goes to the next in line, who
// runs inside the same transaction behind a savepoint of their own, and so on. When nobody waits, or the group is as
// large or as old as it may be, the last one commits for all, and everybody gets an answer. A lone caller waits for
// nobody: it begins, runs and commits in its own goroutine.
//
// Every member runs in the goroutine that called Update, so a panic in it, or the end of that goroutine, goes on there
// once its savepoint is rolled back; the others notice nothing.
const beginWrite = "BEGIN IMMEDIATE"

// writer is the line and the connection that writes.
type writer struct {
	store  *Store
	tuning tuning

	mu      sync.Mutex
	taken   bool // somebody has the turn
	line    []*member
	closed  bool
	drained chan struct{} // closed when the last turn after closing has ended

	// What follows belongs to whoever has the turn.
	conn  *conn
	group *group // nil outside a transaction
}

// member is one Update.
type member struct {
	signal chan signal // capacity 1: nobody waits for a member to listen
	alone  bool        // in a transaction of its own
}

// signal is what a waiting member is told.
type signal struct {
	what news
	err  error // of the commit
}

type news int

const (
	yourTurn news = iota
	ended         // the commit of the member's group was tried: err tells how it went
	runAgain      // the group's transaction was lost by another member
)

// group is the members of one transaction.
type group struct {
	began   time.Time
	size    int
	waiting []*member // for the end of the transaction
	said    []sqlstore.Said
	written bool // by a member that stays
	alone   bool // nobody may join
}

// Update implements store.Store.
func (s *Store) Update(ctx context.Context, fn func(context.Context, store.Tx) error) error {
	marked, err := sqlstore.Enter(ctx, s)
	if err != nil {
		return err
	}
	m := &member{signal: make(chan signal, 1), alone: s.writer.tuning.group == 1}
	for {
		if err := s.writer.wait(ctx, m); err != nil {
			return err
		}
		if err, again := s.writer.run(ctx, marked, m, fn); !again {
			return err
		}
		m.alone = true // so that whoever loses the transaction a second time harms only themselves
	}
}

// wait returns nil when the turn is m's.
func (w *writer) wait(ctx context.Context, m *member) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	w.mu.Lock()
	if w.closed {
		w.mu.Unlock()
		return store.ErrClosed
	}
	if !w.taken {
		w.taken = true
		w.mu.Unlock()
		return nil
	}
	w.line = append(w.line, m)
	w.mu.Unlock()
	select {
	case <-m.signal:
		return nil
	case <-ctx.Done():
	}
	w.mu.Lock()
	if i := slices.Index(w.line, m); i >= 0 {
		w.line = slices.Delete(w.line, i, i+1)
		w.mu.Unlock()
		return context.Cause(ctx)
	}
	w.mu.Unlock()
	<-m.signal // the turn came at the same moment, and must be passed on
	return nil
}

// run takes m's turn. again tells that what m did was lost without its fault.
func (w *writer) run(ctx, marked context.Context, m *member, fn func(context.Context, store.Tx) error) (err error, again bool) {
	first, err := w.enter(ctx, m)
	if err != nil {
		return err, false
	}
	tx := sqlstore.Begin(w.store.own, ctx, w.conn.q, w.conn.db, sqlstore.Kind{Write: true}, time.Now().Add(w.tuning.turn))
	began, returned := time.Now(), false
	watch := time.AfterFunc(w.tuning.slow, func() { w.store.log.Warn("an update holds up the others", "for", w.tuning.slow) })
	defer func() {
		if !returned {
			watch.Stop()
			_ = tx.End(errors.New("store: the function did not return"))
			if w.undo(first) == nil {
				w.leave()
			}
		}
	}()
	err = tx.End(fn(marked, tx))
	returned = true
	if !watch.Stop() {
		w.store.log.Warn("an update held up the others", "for", time.Since(began))
	}
	if err != nil {
		return w.refuse(first, m, err)
	}
	return w.keep(first, m, tx)
}

// enter begins a transaction, or a savepoint in the one that is open.
func (w *writer) enter(ctx context.Context, m *member) (first bool, err error) {
	if ctx.Err() != nil {
		w.leave()
		return false, context.Cause(ctx)
	}
	if w.group != nil {
		w.group.size++
		if err := w.conn.do(w.store.own, save); err != nil {
			err = fmt.Errorf("store: savepoint: %w", err)
			w.lose(err)
			return false, err
		}
		return false, nil
	}
	if err := w.conn.start(w.store.own, w.store.writes, w.store.log); err != nil {
		w.pass()
		return true, fmt.Errorf("store: begin to write: %w", err)
	}
	w.group = &group{began: time.Now(), size: 1, alone: m.alone}
	return true, nil
}

// keep lets what m did stay, and waits until it is committed.
func (w *writer) keep(first bool, m *member, tx *sqlstore.Tx) (err error, again bool) {
	if !first {
		if err := w.conn.do(w.store.own, release); err != nil {
			err = fmt.Errorf("store: release: %w", err)
			w.lose(err)
			return err, false
		}
	}
	w.group.said = append(w.group.said, tx.Said()...)
	w.group.written = w.group.written || tx.Wrote()
	return w.await(m, nil)
}

// refuse takes what m did back. What made m fail may have been read from members that are not committed yet; then the
// answer waits for them, as everybody's does.
func (w *writer) refuse(first bool, m *member, cause error) (err error, again bool) {
	if w.undo(first) != nil {
		return cause, false
	}
	if w.group == nil || !w.group.written {
		w.leave()
		return cause, false
	}
	return w.await(m, cause)
}

// undo takes back what the present member did; of the first one that is the whole transaction.
func (w *writer) undo(first bool) error {
	if first {
		w.rollback()
		return nil
	}
	err := w.conn.do(w.store.own, back)
	if err == nil {
		err = w.conn.do(w.store.own, release)
	}
	if err != nil {
		w.lose(err)
	}
	return err
}

// await gives the turn on and returns how the group's transaction ended: own is what m gets when it was committed.
func (w *writer) await(m *member, own error) (err error, again bool) {
	w.group.waiting = append(w.group.waiting, m)
	w.leave() // which may be the commit: then m's signal is there already
	s := <-m.signal
	switch {
	case s.what == runAgain:
		return nil, true
	case s.err != nil:
		return s.err, false
	}
	return own, false
}

// leave ends a turn: the next in line joins the group, or the group is committed and the next one begins another.
func (w *writer) leave() {
	if w.group == nil {
		w.pass()
		return
	}
	if next := w.joiner(); next != nil {
		next.signal <- signal{what: yourTurn}
		return
	}
	done := w.group
	err := w.commit()
	w.pass()
	for _, m := range done.waiting {
		m.signal <- signal{ended, err}
	}
}

// joiner takes the next in line that may join the group, nil when the group is to be committed.
func (w *writer) joiner() *member {
	if w.group.alone || w.group.size >= w.tuning.group || time.Since(w.group.began) > w.tuning.age {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.line) == 0 || w.line[0].alone {
		return nil
	}
	next := w.line[0]
	w.line = slices.Delete(w.line, 0, 1)
	return next
}

// commit makes the group durable, and only then known.
func (w *writer) commit() error {
	if err := w.conn.do(w.store.own, commit); err != nil {
		w.rollback()
		return fmt.Errorf("store: commit: %w", err)
	}
	w.store.heads.Apply(w.group.said)
	if w.group.written {
		w.store.heads.Ring()
	}
	w.group = nil
	return nil
}

// rollback ends the transaction. That it is over already is no error; if the connection is bad, begin finds out.
func (w *writer) rollback() {
	if err := w.conn.do(w.store.own, rollback); err != nil {
		w.store.log.Warn("roll back", "error", err)
	}
	w.group = nil
}

// lose ends a group whose transaction is gone through the present member's fault, and lets the others run again.
func (w *writer) lose(cause error) {
	w.store.log.Warn("a transaction was lost, its other members run again", "others", len(w.group.waiting), "error", cause)
	lost := w.group
	w.rollback()
	w.pass()
	for _, m := range lost.waiting {
		m.signal <- signal{what: runAgain}
	}
}

// pass gives the turn to the next in line. No transaction is open.
func (w *writer) pass() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.line) > 0 {
		w.line[0].signal <- signal{what: yourTurn}
		w.line = slices.Delete(w.line, 0, 1)
		return
	}
	w.taken = false
	if w.closed {
		close(w.drained)
	}
}

// exclusive runs fn while nobody writes and no transaction is open.
func (w *writer) exclusive(ctx context.Context, fn func(*conn) error) error {
	if err := w.wait(ctx, &member{signal: make(chan signal, 1), alone: true}); err != nil {
		return err
	}
	defer w.pass()
	return fn(w.conn)
}

// close waits for whoever is in line and closes the connection.
func (w *writer) close() error {
	w.mu.Lock()
	w.closed = true
	idle := !w.taken
	w.mu.Unlock()
	if !idle {
		<-w.drained
	}
	return w.conn.close()
}
