package live

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"time"

	fasthttpws "github.com/fasthttp/websocket"
	"github.com/gofiber/contrib/websocket"

	"matchday/app/overlay"
)

var (
	errEncode = errors.New("live: a frame could not be encoded")
	errEnded  = errors.New("live: there is nothing more to see")
)

// socket is one open connection.
type socket struct {
	sockets *Sockets
	watch   Watch
	address string

	stop chan struct{} // closed when the server ends it
	once sync.Once
	done chan struct{} // closed when the writer has ended
	conn *websocket.Conn
	last map[string][]byte // what was sent last besides frames, by kind
}

func (k *socket) end() { k.once.Do(func() { close(k.stop) }) }

// run reads until the other side is gone, or the writer made the deadline pass. It returns after the writer.
func (k *socket) run(conn *websocket.Conn) {
	k.sockets.add(k)
	defer k.sockets.remove(k)
	k.conn, k.last = conn, map[string][]byte{}
	v := k.sockets.hub.Watch(k.watch.Scene, k.watch.Topic, k.watch.Have, k.watch.Remote)
	defer v.Close()
	conn.SetReadLimit(readLimit)
	later := func() error { return conn.SetReadDeadline(time.Now().Add(readTime)) }
	conn.SetPongHandler(func(string) error { return later() })
	gone := make(chan struct{})
	go k.write(v, gone)
	if later() == nil {
		for {
			if _, _, err := conn.NextReader(); err != nil {
				break
			}
		}
	}
	close(gone)
	<-k.done
}

// write owns all that is sent.
func (k *socket) write(v *overlay.Viewer, gone <-chan struct{}) {
	defer close(k.done)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ping := time.NewTicker(k.sockets.ping)
	defer ping.Stop()
	tick := k.ticks()
	if tick != nil {
		defer tick.Stop()
	}
	for {
		var err error
		select {
		case <-v.Ready():
			err = k.frame(ctx, v)
		case <-tickOf(tick):
			err = k.send("tick", k.watch.Tick(ctx))
		case <-ping.C:
			err = k.ping(ctx)
		case <-v.Done():
			k.bye(websocket.CloseServiceRestart, v.Reason())
			return
		case <-k.stop:
			k.bye(websocket.CloseServiceRestart, "restart")
			return
		case <-gone:
			return
		}
		if err != nil {
			_ = k.conn.SetReadDeadline(time.Now()) // lets the reader notice
			return
		}
	}
}

func (k *socket) ticks() *time.Ticker {
	if k.watch.Tick == nil {
		return nil
	}
	return time.NewTicker(tickEvery)
}

func tickOf(t *time.Ticker) <-chan time.Time {
	if t == nil {
		return nil
	}
	return t.C
}

// frame sends the newest frame, in the bytes that all viewers of it share, and what is this viewer's own.
func (k *socket) frame(ctx context.Context, v *overlay.Viewer) error {
	f, ok := v.Take()
	if !ok {
		return nil
	}
	if f.Kind == Gone {
		k.bye(websocket.CloseNormalClosure, "gone")
		return errEnded
	}
	message, ok := f.Once(prepare).(*fasthttpws.PreparedMessage)
	if !ok {
		return errEncode
	}
	k.deadline()
	if err := k.conn.WritePreparedMessage(message); err != nil {
		return err
	}
	if k.watch.Own == nil {
		return nil
	}
	return k.send("own", k.watch.Own(ctx))
}

// prepare makes the message that all viewers of a frame share.
func prepare(f overlay.Frame) any {
	message, err := fasthttpws.NewPreparedMessage(websocket.TextMessage, f.Body)
	if err != nil {
		return nil
	}
	return message
}

// send sends what only this viewer gets, unless it is what was sent last.
func (k *socket) send(kind string, body []byte) error {
	if len(body) == 0 || bytes.Equal(k.last[kind], body) {
		return nil
	}
	k.last[kind] = body
	k.deadline()
	return k.conn.WriteMessage(websocket.TextMessage, body)
}

func (k *socket) ping(ctx context.Context) error {
	if k.watch.Still != nil && !k.watch.Still(ctx) {
		k.bye(websocket.CloseNormalClosure, "signed out")
		return errEnded
	}
	if err := k.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeTime)); err != nil || !k.watch.Beat {
		return err
	}
	k.deadline()
	return k.conn.WriteMessage(websocket.TextMessage, nil)
}

func (k *socket) deadline() { _ = k.conn.SetWriteDeadline(time.Now().Add(writeTime)) }

// bye says goodbye and gives the other side a second to say it too.
func (k *socket) bye(code int, reason string) {
	if len(reason) > 100 {
		reason = reason[:100]
	}
	_ = k.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), time.Now().Add(time.Second))
	_ = k.conn.SetReadDeadline(time.Now().Add(time.Second))
}
