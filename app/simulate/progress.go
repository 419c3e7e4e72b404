package simulate

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"time"
)

// progress is the bar on a terminal. A nil one, which is what anything but a terminal gets, shows nothing.
type progress struct {
	w     io.Writer
	total int64
	base  int64 // games of the part before this one
	began time.Time
	shown atomic.Int64 // tenths of a second since began when it was last drawn
}

func newProgress(w io.Writer, total int) *progress {
	f, ok := w.(*os.File)
	if !ok {
		return &progress{}
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return &progress{}
	}
	return &progress{w: w, total: int64(total), began: time.Now()}
}

// played draws the bar, at most ten times a second. Any worker may call it.
func (p *progress) played(games int64) {
	if p.w == nil {
		return
	}
	tenth := int64(time.Since(p.began) / (100 * time.Millisecond))
	last := p.shown.Load()
	if tenth <= last || !p.shown.CompareAndSwap(last, tenth) {
		return
	}
	fmt.Fprint(p.w, "\r"+bar(p.base+games, p.total, time.Since(p.began)))
}

// finish clears the line.
func (p *progress) finish() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// bar draws how far it is, how fast, and how long it will take.
func bar(done, total int64, took time.Duration) string {
	const width = 30
	share := float64(done) / float64(max(total, 1))
	full := min(int(share*width), width)
	rate := float64(done) / max(took.Seconds(), .001)
	left := time.Duration(float64(total-done) / max(rate, 1) * float64(time.Second)).Round(time.Second)
	return fmt.Sprintf("[%s%s] %3.0f%%  %d games, %.0f a second, %s left ", strings.Repeat("█", full), strings.Repeat("·", width-full), 100*share, done, rate, left)
}
