package wire

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// writeLimit is how long one write to the gateway may take. discordgo sets no limit and holds its lock meanwhile.
const writeLimit = 10 * time.Second

// line is the way of one session to the gateway: it decides where dialling leads and keeps hold of the connection, which
// discordgo does not give out.
type line struct {
	official bool
	override *url.URL

	mu   sync.Mutex
	home *url.URL // where the first dial of this session led
	conn *conn
}

// dialer returns what discordgo dials with. gorilla shows the request to Proxy before it looks at where it leads, and
// that is where the address is changed: discordgo offers no other place, least of all for the address in READY by which
// a session is resumed.
func (l *line) dialer() *websocket.Dialer {
	return &websocket.Dialer{HandshakeTimeout: 20 * time.Second, Proxy: l.lead, NetDialContext: l.dial}
}

// lead turns a dial to the configured gateway. Away from Discord's own API, the address for resuming that READY names is
// replaced by the one that the API gave; at Discord's own API, anything but Discord's gateways is refused.
func (l *line) lead(req *http.Request) (*url.URL, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.override != nil:
		redirect(req, l.override)
	case !l.official && l.home == nil:
		home := *req.URL
		l.home = &home
	case !l.official:
		redirect(req, l.home)
	case !strings.HasSuffix(req.URL.Hostname(), ".discord.gg"):
		return nil, fmt.Errorf("%s is none of Discord's gateways and is not dialled", req.URL.Host)
	}
	return http.ProxyFromEnvironment(req)
}

func redirect(req *http.Request, to *url.URL) {
	switch to.Scheme {
	case "ws", "http":
		req.URL.Scheme = "http"
	default:
		req.URL.Scheme = "https"
	}
	req.URL.Host, req.URL.Path, req.Host = to.Host, to.Path, to.Host
}

func (l *line) dial(ctx context.Context, network, address string) (net.Conn, error) {
	raw, err := (&net.Dialer{Timeout: 15 * time.Second}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	c := &conn{Conn: raw, ended: make(chan struct{})}
	c.heard.Store(time.Now().UnixNano())
	l.mu.Lock()
	l.conn = c
	l.mu.Unlock()
	return c, nil
}

// cut closes the connection under discordgo's feet. Unlike its own Close it takes no lock, so it always works.
func (l *line) cut() {
	l.mu.Lock()
	c := l.conn
	l.mu.Unlock()
	if c != nil {
		_ = c.Close() // only the end matters
	}
}

// ended returns once nothing is read from the connection any more, or after limit. discordgo says that it is disconnected
// while its reader still decides whether the session can be resumed: when the reader comes back to an ended connection,
// it has.
func (l *line) ended(limit time.Duration) {
	l.mu.Lock()
	c := l.conn
	l.mu.Unlock()
	if c == nil {
		return
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-c.ended:
	case <-timer.C:
	}
}

// quiet returns for how long nothing has come from the gateway.
func (l *line) quiet() time.Duration {
	l.mu.Lock()
	c := l.conn
	l.mu.Unlock()
	if c == nil {
		return 0
	}
	return time.Since(time.Unix(0, c.heard.Load()))
}

// conn is the connection to the gateway. It limits writes, notes when it last heard something, and hears nothing more
// once a write has failed: a request for a heartbeat that arrives while discordgo gives a connection up would make it
// write to a connection that is nil, and end the process.
type conn struct {
	net.Conn
	heard atomic.Int64
	mute  atomic.Bool
	once  sync.Once
	ended chan struct{} // closed when a read has failed
}

var errMute = errors.New("the connection to the gateway is broken")

func (c *conn) Read(b []byte) (int, error) {
	if c.mute.Load() {
		c.once.Do(func() { close(c.ended) })
		return 0, errMute
	}
	n, err := c.Conn.Read(b)
	if err != nil {
		c.once.Do(func() { close(c.ended) })
	}
	if n > 0 {
		c.heard.Store(time.Now().UnixNano())
	}
	return n, err
}

func (c *conn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	if err != nil {
		c.mute.Store(true)
	}
	return n, err
}

// SetWriteDeadline puts a limit where gorilla sets none.
func (c *conn) SetWriteDeadline(t time.Time) error {
	if t.IsZero() {
		t = time.Now().Add(writeLimit)
	}
	return c.Conn.SetWriteDeadline(t)
}
