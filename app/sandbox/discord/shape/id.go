package shape

import (
	"strconv"
	"sync"
	"time"
)

// epoch is the first second of 2015 in unix milliseconds. Documentation: Reference › Snowflakes.
const epoch = 1420070400000

// IDs makes snowflakes that rise, whatever the clock does. The zero value is ready for use, by many at once.
type IDs struct {
	mu   sync.Mutex
	last uint64
}

// Next returns an id for something made at a moment.
func (g *IDs) Next(at time.Time) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	id := uint64(max(at.UnixMilli()-epoch, 1)) << 22
	if id <= g.last {
		id = g.last + 1
	}
	g.last = id
	return strconv.FormatUint(id, 10)
}

// IsID reports whether s can be a snowflake.
func IsID(s string) bool {
	n, err := strconv.ParseUint(s, 10, 64)
	return err == nil && n > 0
}

// Older reports whether id a was made before id b.
func Older(a, b string) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}
