package visit

import (
	"bytes"
	"strconv"
	"sync"
	"sync/atomic"
)

// most is how many answers are kept. Beyond it all are forgotten: whatever is still asked for is there again at once.
const most = 1024

// Kept keeps answers that depend on nothing but the tournament, in the bytes that are sent, until it changes.
type Kept struct {
	desk *Desk
	mu   sync.RWMutex
	all  map[string]*keptSlot
}

// Copy is one answer, up to one event of one database. It is shared: do not change it.
type Copy struct {
	Store  string
	Seq    int64
	Body   []byte
	Zipped []byte
	Tag    string // for ETag
}

type keptSlot struct {
	mu   sync.Mutex // one makes it, the others wait
	copy atomic.Pointer[Copy]
}

// Keep returns a Kept with nothing in it.
func (d *Desk) Keep() *Kept { return &Kept{desk: d, all: map[string]*keptSlot{}} }

// Get returns the answer to key as it is at seq of a database or later, made if need be.
func (k *Kept) Get(key, store string, seq int64, body func() ([]byte, error)) (*Copy, error) {
	s := k.slot(key)
	if c := s.copy.Load(); c.shows(store, seq) {
		return c, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.copy.Load(); c.shows(store, seq) {
		return c, nil
	}
	made, err := body()
	if err != nil {
		return nil, err
	}
	var zipped bytes.Buffer
	k.desk.Zip(&zipped, made)
	c := &Copy{Store: store, Seq: seq, Body: made, Zipped: zipped.Bytes(), Tag: `W/"` + k.desk.Version + "-" + store + "-" + strconv.FormatInt(seq, 10) + `"`}
	s.copy.Store(c)
	return c, nil
}

func (c *Copy) shows(store string, seq int64) bool {
	return c != nil && c.Store == store && c.Seq >= seq
}

func (k *Kept) slot(key string) *keptSlot {
	k.mu.RLock()
	s := k.all[key]
	k.mu.RUnlock()
	if s != nil {
		return s
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if s = k.all[key]; s != nil {
		return s
	}
	if len(k.all) >= most {
		clear(k.all)
	}
	s = &keptSlot{}
	k.all[key] = s
	return s
}

// SendKept answers with a kept answer, or with nothing when the browser has it already.
func (v *Visit) SendKept(kind string, c *Copy) error {
	v.set("Cache-Control", "no-cache")
	v.set("Etag", c.Tag)
	if string(v.c.Request().Header.Peek("If-None-Match")) == c.Tag {
		return v.c.SendStatus(304)
	}
	return v.Send(kind, c.Body, c.Zipped)
}
