package ui

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/a-h/templ"
)

// Frame makes parts of a page into what a socket sends: each part begins with one element that has an id, and replaces
// the element with that id in every page that shows it. Parts that a page does not have are passed over there.
func Frame(parts ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, part := range parts {
			var html bytes.Buffer
			if err := part.Render(ctx, &html); err != nil {
				return err
			}
			framed, err := outOfBand(html.Bytes())
			if err != nil {
				return err
			}
			if _, err := w.Write(framed); err != nil {
				return err
			}
		}
		return nil
	})
}

// outOfBand adds to the first tag the attribute by which htmx finds the element's place.
func outOfBand(html []byte) ([]byte, error) {
	html = bytes.TrimSpace(html)
	name := bytes.IndexAny(html, " >/")
	if name < 2 || html[0] != '<' {
		return nil, fmt.Errorf("a part of a frame begins with %.20q, not with an element", html)
	}
	const attribute = ` hx-swap-oob="morph"`
	out := make([]byte, 0, len(html)+len(attribute))
	out = append(out, html[:name]...)
	out = append(out, attribute...)
	return append(out, html[name:]...), nil
}
