package sheets

import "sync"

// crew is the mirrors that the poll works on at present.
type crew struct {
	mu   sync.Mutex
	busy map[int64]bool
}

// join takes a mirror on; false when it is worked on already.
func (c *crew) join(id int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy[id] {
		return false
	}
	if c.busy == nil {
		c.busy = map[int64]bool{}
	}
	c.busy[id] = true
	return true
}

func (c *crew) leave(id int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.busy, id)
}
