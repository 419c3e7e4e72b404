package guard_test

import (
	"fmt"
	"testing"
	"time"

	"matchday/app/fault"
	"matchday/app/web/guard"
)

// clock is a time that tests set.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func throttle() (*guard.Throttle, *clock) {
	c := &clock{time.Date(2026, 11, 28, 18, 0, 0, 0, time.UTC)}
	return guard.NewThrottle(c.now), c
}

func TestGuessingANameGetsSlower(t *testing.T) {
	t.Parallel()
	th, c := throttle()
	var waits []time.Duration
	for range 12 {
		start := c.at
		for th.Try("robin", "192.0.2.1") != nil {
			c.at = c.at.Add(100 * time.Millisecond)
		}
		waits = append(waits, c.at.Sub(start).Round(time.Second))
		th.Failed("robin", "192.0.2.1")
	}
	want := []int{0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60}
	for i, w := range want {
		if waits[i] != time.Duration(w)*time.Second {
			t.Errorf("before try %d: waited %s, want %d s (all %v)", i+1, waits[i], w, waits)
		}
	}
}

func TestARefusedTryCostsNothing(t *testing.T) {
	t.Parallel()
	th, c := throttle()
	for range 6 {
		th.Failed("robin", "192.0.2.1")
	}
	for range 1000 { // somebody holds Enter down
		if err := th.Try("robin", "192.0.2.1"); !fault.Is(err, fault.Busy) {
			t.Fatalf("got %v, want Busy", err)
		}
	}
	c.at = c.at.Add(2 * time.Second)
	if err := th.Try("robin", "192.0.2.1"); err != nil {
		t.Errorf("after the wait that was asked for: %v", err)
	}
}

func TestSigningInForgetsTheFailures(t *testing.T) {
	t.Parallel()
	th, _ := throttle()
	for range 6 {
		th.Failed("robin", "192.0.2.1")
	}
	th.Succeeded("robin", "192.0.2.1")
	if err := th.Try("robin", "192.0.2.1"); err != nil {
		t.Error(err)
	}
}

func TestOneAddressTriesManyNames(t *testing.T) {
	t.Parallel()
	th, _ := throttle()
	allowed := 0
	for i := range 200 {
		if th.Try(fmt.Sprintf("name%d", i), "192.0.2.1") == nil {
			allowed++
			th.Failed(fmt.Sprintf("name%d", i), "192.0.2.1")
		}
	}
	if allowed != 10 {
		t.Errorf("%d guesses at once from one address, want 10", allowed)
	}
	if err := th.Try("name", "192.0.2.2"); err != nil {
		t.Errorf("a neighbour is slowed down: %v", err)
	}
}

func TestANetworkOfIPv6IsOneAddress(t *testing.T) {
	t.Parallel()
	th, _ := throttle()
	for i := range 10 {
		th.Failed("", fmt.Sprintf("2001:db8:1:2::%x", i+1))
	}
	if err := th.Try("", "2001:db8:1:2:ffff::1"); !fault.Is(err, fault.Busy) {
		t.Errorf("another address of the same /64: %v", err)
	}
	if err := th.Try("", "2001:db8:1:3::1"); err != nil {
		t.Errorf("another network: %v", err)
	}
}

func TestNamesAreTheSameHoweverTheyAreSpelled(t *testing.T) {
	t.Parallel()
	th, _ := throttle()
	for i := range 6 {
		th.Failed([]string{"Robin", "ROBIN", " robin"}[i%3], fmt.Sprintf("192.0.2.%d", i))
	}
	if err := th.Try("robin", "198.51.100.7"); !fault.Is(err, fault.Busy) {
		t.Errorf("got %v, want Busy", err)
	}
}
