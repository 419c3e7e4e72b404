package wire_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"matchday/app/discord/say"
	"matchday/app/discord/wire"
)

func client(t *testing.T, h http.HandlerFunc) *wire.Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	c, err := wire.NewClient("secret", "1", server.URL+"/proxy/discord")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRequestsGoToTheConfiguredBase(t *testing.T) {
	t.Parallel()
	var path, auth string
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		path, auth = r.Method+" "+r.URL.Path, r.Header.Get("Authorization")
		_, _ = w.Write([]byte(`{"id":"77"}`))
	})
	id, err := c.Send(t.Context(), "500", say.Note("hello"))
	if err != nil || id != "77" || path != "POST /proxy/discord/v9/channels/500/messages" || auth != "Bot secret" {
		t.Errorf("%s with %q answered %q, %v", path, auth, id, err)
	}
}

func TestBadAddressesAreNamed(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"discord.com", "ftp://x", "http://", "::"} {
		if _, err := wire.NewClient("t", "", address); err == nil {
			t.Errorf("%q is taken", address)
		}
	}
	if _, err := wire.NewGateway("t", "", "http://x", wire.Patience{}, nil); err == nil || !strings.Contains(err.Error(), "gateway_url") {
		t.Errorf("a gateway at http is taken: %v", err)
	}
}

func TestRefusalsAreTold(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		status int
		header http.Header
		body   string
		check  func(error) bool
	}{
		"unknown message":    {404, nil, `{"code":10008,"message":"Unknown Message"}`, func(err error) bool { return wire.Gone(err) && wire.Code(err) == wire.UnknownMessage }},
		"no permission":      {403, nil, `{"code":50013,"message":"Missing Permissions"}`, wire.Refused},
		"closed to messages": {403, nil, `{"code":50007,"message":"Cannot send messages to this user"}`, wire.Closed},
		"server error":       {503, nil, `<html>`, func(err error) bool { var f *wire.Failure; return errors.As(err, &f) && f.Status == 503 }},
		"limited": {429, nil, `{"message":"slow","retry_after":1.5,"global":false}`, func(err error) bool {
			var f *wire.Failure
			return errors.As(err, &f) && f.After == 1500*time.Millisecond && !f.Global
		}},
		"all limited": {429, http.Header{"X-Ratelimit-Global": {"true"}, "Retry-After": {"3"}}, `{"retry_after":3,"global":true}`, func(err error) bool {
			var f *wire.Failure
			return errors.As(err, &f) && f.After == 3*time.Second && f.Global
		}},
		"turned away before discord": {429, http.Header{"Retry-After": {"60"}}, `<html>banned</html>`, func(err error) bool {
			var f *wire.Failure
			return errors.As(err, &f) && f.After == time.Minute && f.Global
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := client(t, func(w http.ResponseWriter, _ *http.Request) {
				for k, v := range tt.header {
					w.Header()[k] = v
				}
				w.WriteHeader(tt.status)
				_, _ = w.Write([]byte(tt.body))
			})
			if _, err := c.Send(t.Context(), "500", say.Note("x")); !tt.check(err) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestThePaceIsKept sends more than a route allows and counts what is refused: nothing, because the wait is ours.
func TestThePaceIsKept(t *testing.T) {
	t.Parallel()
	var since atomic.Int64
	var left, refused atomic.Int32
	left.Store(3)
	c := client(t, func(w http.ResponseWriter, _ *http.Request) {
		now := time.Now()
		if now.Sub(time.Unix(0, since.Load())) > 100*time.Millisecond {
			since.Store(now.UnixNano())
			left.Store(3)
		}
		n := left.Add(-1)
		w.Header().Set("X-RateLimit-Remaining", "0123456789"[max(0, n):max(0, n)+1])
		w.Header().Set("X-RateLimit-Reset-After", "0.12")
		if n < 0 {
			refused.Add(1)
			w.Header().Set("Retry-After", "0.12")
			w.WriteHeader(http.StatusTooManyRequests)
		}
		_, _ = w.Write([]byte(`{"id":"1","retry_after":0.12}`))
	})
	errs := make(chan error, 12)
	for range 12 {
		go func() {
			_, err := c.Send(context.Background(), "500", say.Note("x"))
			errs <- err
		}()
	}
	for range 12 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if refused.Load() > 0 {
		t.Errorf("%d requests were refused", refused.Load())
	}
}

// TestAWaitEndsWithItsContext is what discordgo's own limiter does not do.
func TestAWaitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	c := client(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-RateLimit-Remaining", "0")
		w.Header().Set("X-RateLimit-Reset-After", "60")
		_, _ = w.Write([]byte(`{"id":"1"}`))
	})
	if _, err := c.Send(t.Context(), "500", say.Note("x")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := c.Send(ctx, "500", say.Note("x")); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 5*time.Second {
		t.Errorf("%v after %s", err, time.Since(began))
	}
	if _, err := c.Send(t.Context(), "501", say.Note("x")); err != nil {
		t.Errorf("another channel waits as well: %v", err)
	}
}
