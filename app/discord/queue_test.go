package discord

import (
	"log/slog"
	"sync"
	"testing"
	"time"
)

func TestTheQueueKeepsTheOrderOfEachKey(t *testing.T) {
	t.Parallel()
	q := newQueue(8, 10000, slog.New(slog.DiscardHandler))
	var mu sync.Mutex
	got := map[string][]int{}
	for i := range 1000 {
		for _, key := range []string{"a", "b", "c"} {
			if !q.put(key, func() {
				mu.Lock()
				defer mu.Unlock()
				got[key] = append(got[key], i)
			}) {
				t.Fatal("turned away")
			}
		}
	}
	q.drain(10*time.Second, func() { t.Error("it did not end") })
	for key, list := range got {
		for i, n := range list {
			if i != n {
				t.Fatalf("%s: place %d has %d", key, i, n)
			}
		}
		if len(list) != 1000 {
			t.Errorf("%s: %d were run", key, len(list))
		}
	}
}

func TestTheQueueIsBoundedAndOutlivesAPanic(t *testing.T) {
	t.Parallel()
	q := newQueue(1, 3, slog.New(slog.DiscardHandler))
	begun, free := make(chan struct{}), make(chan struct{})
	q.put("x", func() { close(begun); <-free; panic("a mistake") })
	<-begun
	ran := make(chan int, 3)
	for i := range 3 {
		if !q.put("y", func() { ran <- i }) {
			t.Errorf("%d was turned away", i)
		}
	}
	if q.put("z", func() {}) {
		t.Error("more wait than may")
	}
	if q.depth() != 3 {
		t.Errorf("%d wait", q.depth())
	}
	close(free)
	for i := range 3 {
		if got := <-ran; got != i {
			t.Errorf("%d came at place %d", got, i)
		}
	}
	q.drain(time.Second, func() {})
}

func TestDrainGivesUp(t *testing.T) {
	t.Parallel()
	q := newQueue(1, 3, slog.New(slog.DiscardHandler))
	end := make(chan struct{})
	q.put("x", func() { <-end })
	q.drain(10*time.Millisecond, func() { close(end) })
	q.drain(time.Second, func() { t.Error("something still runs") })
}

func TestTheApplicationIsReadFromTheToken(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]string{
		"MTIzNDU2Nzg5MDEyMzQ1Njc4.GhIjKl.secret": "123456789012345678", "": "", "x": "", "bm90LWFuLWlk.a.b": "",
	} {
		if got := applicationOf(token); got != want {
			t.Errorf("%q is of %q", token, got)
		}
	}
	if got := InviteLink("123456789012345678"); got != "https://discord.com/oauth2/authorize?client_id=123456789012345678&permissions=2251800082189312&scope=bot+applications.commands" {
		t.Error(got)
	}
	if InviteLink("") != "" {
		t.Error("a link without an application")
	}
}
