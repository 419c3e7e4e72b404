package live

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"matchday/app/fault"
	"matchday/app/overlay"
)

// Scenes draw what sockets show. The key is the first part of a scene's name; a Scene is given the rest.
type Scenes map[string]Scene

// Scene draws one kind of scene.
type Scene func(ctx context.Context, rest string) (overlay.Frame, error)

// Draw draws any scene. It is what the hub is given.
func (s Scenes) Draw(ctx context.Context, name string) (overlay.Frame, error) {
	kind, rest, _ := strings.Cut(name, "/")
	draw := s[kind]
	if draw == nil {
		return overlay.Frame{}, fault.New(fault.Missing, "There is no such picture.")
	}
	return draw(ctx, rest)
}

// Have writes a position as a query, so that a page that was just read is not sent once more.
func Have(store string, seq int64) string {
	return url.Values{"store": {store}, "seq": {strconv.FormatInt(seq, 10)}}.Encode()
}

// ReadHave reads what Have wrote; anything else is the position before everything.
func ReadHave(query url.Values) overlay.Position {
	seq, err := strconv.ParseInt(query.Get("seq"), 10, 64)
	if err != nil || seq < 0 || len(query.Get("store")) > 64 {
		return overlay.Position{}
	}
	return overlay.Position{Store: query.Get("store"), Seq: seq}
}
