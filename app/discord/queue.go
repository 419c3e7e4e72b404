package discord

import (
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// queue runs functions in goroutines of its own: those of one key in order and one at a time, of all keys at most width
// at a time. At most so many wait; whoever comes then is turned away.
type queue struct {
	width, most int
	log         *slog.Logger

	mu      sync.Mutex
	todo    map[string][]func() // present while a key runs or is ready
	ready   []string            // keys that have something to do and are not running
	waiting int
	running int
	idle    chan struct{} // closed when nothing runs or waits, while somebody drains
}

func newQueue(width, most int, log *slog.Logger) *queue {
	return &queue{width: width, most: most, log: log, todo: map[string][]func(){}}
}

// put queues fn and reports whether there was room. It never waits.
func (q *queue) put(key string, fn func()) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.waiting >= q.most {
		return false
	}
	q.waiting++
	waits, there := q.todo[key]
	q.todo[key] = append(waits, fn)
	if !there {
		q.ready = append(q.ready, key)
	}
	if q.running < q.width && len(q.ready) > 0 {
		q.running++
		go q.work()
	}
	return true
}

func (q *queue) work() {
	for {
		key, fn := q.next()
		if fn == nil {
			return
		}
		q.call(fn)
		q.mu.Lock()
		if len(q.todo[key]) > 0 {
			q.ready = append(q.ready, key)
		} else {
			delete(q.todo, key)
		}
		q.mu.Unlock()
	}
}

func (q *queue) next() (string, func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.ready) == 0 {
		q.running--
		if q.running == 0 && q.idle != nil {
			close(q.idle)
			q.idle = nil
		}
		return "", nil
	}
	key := q.ready[0]
	q.ready = q.ready[1:]
	fn := q.todo[key][0]
	q.todo[key] = q.todo[key][1:]
	q.waiting--
	return key, fn
}

func (q *queue) call(fn func()) {
	defer func() {
		if p := recover(); p != nil {
			q.log.Error("handling a discord event panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		}
	}()
	fn()
}

// depth returns how many wait.
func (q *queue) depth() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting
}

// drain returns when nothing runs or waits any more. After limit it gives up, by which what still runs is to end.
func (q *queue) drain(limit time.Duration, giveUp func()) {
	q.mu.Lock()
	if q.running == 0 {
		q.mu.Unlock()
		return
	}
	idle := make(chan struct{})
	q.idle = idle
	q.mu.Unlock()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-idle:
		return
	case <-timer.C:
		giveUp()
	}
	<-idle
}
