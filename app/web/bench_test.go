package web_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"matchday/app/tournament"
)

// caller asks for one page over one kept connection, with next to no work of its own: what is measured is the server.
type caller struct {
	net.Conn
	in      *bufio.Reader
	request []byte
}

func call(tb testing.TB, url, path string) *caller {
	tb.Helper()
	host := strings.TrimPrefix(url, "http://")
	c, err := net.Dial("tcp", host)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { c.Close() })
	return &caller{c, bufio.NewReaderSize(c, 64<<10), []byte("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept-Encoding: gzip\r\n\r\n")}
}

// ask returns the header and the length of the body of one answer; the body goes to out.
func (c *caller) ask(out io.Writer) (header string, err error) {
	if _, err := c.Write(c.request); err != nil {
		return "", err
	}
	length := 0
	for {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return header, err
		}
		if len(line) == 2 {
			_, err := io.CopyN(out, c.in, int64(length))
			return header, err
		}
		if n, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(n))); err != nil {
				return header, err
			}
		}
		if out != io.Discard {
			header += string(line)
		}
	}
}

// same serves the bytes of an answer from a bare fiber handler.
func same(tb testing.TB, c *caller) (url string) {
	tb.Helper()
	var body bytes.Buffer
	header, err := c.ask(&body)
	if err != nil || !strings.HasPrefix(header, "HTTP/1.1 200") {
		tb.Fatalf("%v: %s", err, header)
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/", func(c *fiber.Ctx) error {
		c.Set("Content-Type", "text/html; charset=utf-8")
		c.Set("Content-Encoding", "gzip")
		return c.Send(body.Bytes())
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	go app.Listener(l) //nolint:errcheck // it ends with the test
	tb.Cleanup(func() { app.Shutdown() })
	return "http://" + l.Addr().String()
}

// rush lets every caller ask n times and returns how long all of it took.
func rush(tb testing.TB, callers []*caller, n int) time.Duration {
	tb.Helper()
	var wg sync.WaitGroup
	begin := time.Now()
	for _, c := range callers {
		wg.Go(func() {
			for range n {
				if _, err := c.ask(io.Discard); err != nil {
					tb.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	return time.Since(begin)
}

func callers(tb testing.TB, url, path string, n int) []*caller {
	tb.Helper()
	list := make([]*caller, n)
	for i := range list {
		list[i] = call(tb, url, path)
	}
	return list
}

// arena is a tournament with players entries, of which the first round is played.
func (h *house) arena(players int, open bool) int64 {
	h.t.Helper()
	b := h.create(func(p *tournament.Plan) { p.Rules.Cap = players })
	for n := 1; n <= players; n++ {
		h.register(b.Tournament.ID, n)
	}
	if open {
		h.step(h.step(b, tournament.StepCloseRegistration), tournament.StepOpenCheckIn)
		return b.Tournament.ID
	}
	for _, s := range []tournament.Step{tournament.StepCloseRegistration, tournament.StepDraw, tournament.StepStartRound} {
		b = h.step(b, s)
	}
	h.record(b)
	return b.Tournament.ID
}

// BenchmarkBoard compares the public board and its JSON with a fiber handler that returns the same bytes: 16 callers,
// both in turns in the same run. Target: 0.7 of its requests a second.
func BenchmarkBoard(b *testing.B) {
	for _, entries := range []int{64, 512} {
		h := open(b)
		id := itoa(h.arena(entries, false))
		for name, path := range map[string]string{"page": "/t/" + id + "/standings", "json": "/api/v1/tournaments/" + id + "/standings"} {
			b.Run(fmt.Sprintf("%s/%d", name, entries), func(b *testing.B) {
				ours := callers(b, h.url, path, 16)
				bare := callers(b, same(b, ours[0]), "/", 16)
				rush(b, ours, 50)
				rush(b, bare, 50)
				var tookOurs, tookBare time.Duration
				rounds := 0
				b.ReportAllocs()
				for b.Loop() {
					tookOurs += rush(b, ours, 25)
					tookBare += rush(b, bare, 25)
					rounds++
				}
				asked := float64(rounds * 16 * 25)
				b.ReportMetric(asked/tookOurs.Seconds(), "req/s")
				b.ReportMetric(asked/tookBare.Seconds(), "bare-req/s")
				b.ReportMetric(tookBare.Seconds()/tookOurs.Seconds(), "ratio")
			})
		}
		h.stop()
	}
}

// BenchmarkBoardUnderCheckIns reads a board 200 times a second while 5 people a second check in. Target: p95 of 2 ms.
func BenchmarkBoardUnderCheckIns(b *testing.B) {
	h := open(b)
	id := h.arena(64, true)
	readers := callers(b, h.url, "/t/"+itoa(id)+"/players", 8)
	var took []time.Duration
	next := 0
	b.ReportAllocs()
	for b.Loop() { // one second
		tick := time.NewTicker(5 * time.Millisecond)
		for i := range 200 {
			<-tick.C
			if i%40 == 0 {
				n := next/2%64 + 1
				toggle := h.CheckIn
				if next%2 == 1 {
					toggle = h.CheckOut
				}
				next++
				go func() {
					if _, err := toggle(h.ctx, h.player(n), id); err != nil {
						b.Error(err)
					}
				}()
			}
			begin := time.Now()
			if _, err := readers[i%8].ask(io.Discard); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(begin))
		}
		tick.Stop()
	}
	spread(b, "", took)
}

// spread reports the percentiles of durations.
func spread(b *testing.B, name string, took []time.Duration) {
	slices.Sort(took)
	for _, p := range []int{50, 95, 99} {
		b.ReportMetric(float64(took[len(took)*p/100].Microseconds())/1000, fmt.Sprintf("%sp%d-ms", name, p))
	}
}
