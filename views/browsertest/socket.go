package browsertest

import (
	"bufio"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// Socket is the server's end of a live page (RFC 6455, text from the server only). What Send is given reaches every
// page connected to it. Serve it under the page's socket address.
type Socket struct {
	t     testing.TB
	mu    sync.Mutex
	conns map[net.Conn]bool
	news  chan struct{} // closed and renewed whenever conns changes
	shut  bool
}

// NewSocket makes a Socket that ends with the test.
func NewSocket(t testing.TB) *Socket {
	s := &Socket{t: t, conns: map[net.Conn]bool{}, news: make(chan struct{})}
	t.Cleanup(func() { s.Refuse(true) })
	return s
}

// ServeHTTP answers the handshake and keeps the connection.
func (s *Socket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	shut := s.shut
	s.mu.Unlock()
	if shut {
		http.Error(w, "away", http.StatusServiceUnavailable)
		return
	}
	conn, rw, err := http.NewResponseController(w).Hijack()
	if err != nil {
		s.t.Errorf("socket: %v", err)
		return
	}
	sum := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	_, err = conn.Write([]byte("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + base64.StdEncoding.EncodeToString(sum[:]) + "\r\n\r\n"))
	if err != nil {
		return
	}
	s.keep(conn, true)
	go s.drain(conn, rw.Reader)
}

// drain reads until the page goes; what it sends is not looked at.
func (s *Socket) drain(conn net.Conn, r *bufio.Reader) {
	buf := make([]byte, 4096)
	for {
		if _, err := r.Read(buf); err != nil {
			s.keep(conn, false)
			conn.Close() //nolint:errcheck // it is gone already
			return
		}
	}
}

func (s *Socket) keep(conn net.Conn, on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if on {
		s.conns[conn] = true
	} else {
		delete(s.conns, conn)
	}
	close(s.news)
	s.news = make(chan struct{})
}

// Joined waits until n pages are connected.
func (s *Socket) Joined(n int) {
	s.t.Helper()
	limit := time.After(patience)
	for {
		s.mu.Lock()
		now, news := len(s.conns), s.news
		s.mu.Unlock()
		if now == n {
			return
		}
		select {
		case <-news:
		case <-limit:
			s.t.Fatalf("%d pages are connected, want %d", now, n)
		}
	}
}

// Send writes one text frame to every page.
func (s *Socket) Send(text string) { s.write(0x81, []byte(text)) }

// Drop ends every connection the way a server does that restarts (code 1012).
func (s *Socket) Drop() { s.write(0x88, binary.BigEndian.AppendUint16(nil, 1012)) }

// Refuse makes the socket turn pages away, and drops those it has, or lets them in again.
func (s *Socket) Refuse(on bool) {
	s.mu.Lock()
	s.shut = on
	s.mu.Unlock()
	if on {
		s.Drop()
	}
}

func (s *Socket) write(kind byte, payload []byte) {
	frame := []byte{kind}
	switch n := len(payload); {
	case n < 126:
		frame = append(frame, byte(n))
	case n <= 0xFFFF:
		frame = binary.BigEndian.AppendUint16(append(frame, 126), uint16(n))
	default:
		frame = binary.BigEndian.AppendUint64(append(frame, 127), uint64(n))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.conns {
		if _, err := conn.Write(append(frame, payload...)); err != nil {
			conn.Close() //nolint:errcheck // drain takes it away
		}
	}
}
