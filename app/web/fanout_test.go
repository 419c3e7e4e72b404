package web_test

import (
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fasthttp/websocket"
	fibersocket "github.com/gofiber/contrib/websocket"
	"github.com/gofiber/fiber/v2"
)

// crowd are sockets that tell when each of their messages arrived.
type crowd struct {
	came chan time.Time
	n    int
}

// gather opens n sockets of an address and waits for the first message of each.
func gather(tb testing.TB, address string, n int) *crowd {
	tb.Helper()
	c := &crowd{make(chan time.Time, n), n}
	for range n {
		conn, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(address, "http"), nil)
		if err != nil {
			tb.Fatal(err)
		}
		tb.Cleanup(func() { conn.Close() })
		go func() {
			for {
				if _, _, err := conn.ReadMessage(); err != nil {
					return
				}
				c.came <- time.Now()
			}
		}()
	}
	c.all(time.Time{})
	return c
}

// all waits for one message at each and returns how long each took.
func (c *crowd) all(since time.Time) []time.Duration {
	took := make([]time.Duration, c.n)
	for i := range took {
		took[i] = (<-c.came).Sub(since)
	}
	return took
}

// bareFan serves sockets that are sent one message at once, and a first one when they come.
func bareFan(tb testing.TB, body []byte) (url string, send func()) {
	tb.Helper()
	var mu sync.Mutex
	var doors []chan struct{}
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/", fibersocket.New(func(c *fibersocket.Conn) {
		door := make(chan struct{}, 1)
		door <- struct{}{}
		mu.Lock()
		doors = append(doors, door)
		mu.Unlock()
		for range door {
			if c.WriteMessage(websocket.TextMessage, body) != nil {
				return
			}
		}
	}))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	go app.Listener(l)                   //nolint:errcheck // it ends with the test
	tb.Cleanup(func() { _ = l.Close() }) // the sockets end with their readers
	return "http://" + l.Addr().String(), func() {
		mu.Lock()
		defer mu.Unlock()
		for _, door := range doors {
			door <- struct{}{}
		}
	}
}

// BenchmarkFanOut checks somebody in and waits until 500 pages with a table of 64 rows show it, in turns with a bare
// fan-out of the same bytes. Target: p99 of 1.5 times the bare one's.
func BenchmarkFanOut(b *testing.B) {
	const pages = 500
	h := open(b)
	id := h.arena(64, true)
	path := "/ws/t/" + itoa(id) + "/players"
	probe, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(h.url, "http")+path, nil)
	h.must(err)
	_, body, err := probe.ReadMessage()
	h.must(err)
	h.must(probe.Close())
	ours := gather(b, h.url+path, pages)
	bareURL, send := bareFan(b, body)
	bare := gather(b, bareURL+"/", pages)
	var tookOurs, tookBare []time.Duration
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		who, toggle := h.player(n/2%64+1), h.CheckIn
		if n++; n%2 == 0 {
			toggle = h.CheckOut
		}
		_, err := toggle(h.ctx, who, id)
		begin := time.Now() // the write is answered
		h.must(err)
		tookOurs = append(tookOurs, ours.all(begin)...)
		begin = time.Now()
		send()
		tookBare = append(tookBare, bare.all(begin)...)
	}
	spread(b, "", tookOurs)
	spread(b, "bare-", tookBare)
	b.ReportMetric(float64(tookOurs[len(tookOurs)*99/100])/float64(tookBare[len(tookBare)*99/100]), "p99-ratio")
	b.ReportMetric(float64(len(body)), "frame-bytes")
}
