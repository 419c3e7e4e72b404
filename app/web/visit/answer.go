package visit

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"matchday/views/ui"
)

const html = "text/html; charset=utf-8"

// Page answers with a page.
func (v *Visit) Page(page templ.Component) error { return v.PageAs(fiber.StatusOK, page) }

// PageAs answers with a page and a status. Half a page is never sent.
func (v *Visit) PageAs(status int, page templ.Component) error {
	buf := v.desk.buffer()
	defer v.desk.buffers.Put(buf)
	if err := page.Render(v.Ctx, buf); err != nil {
		return err
	}
	v.c.Set(fiber.HeaderCacheControl, "no-store")
	v.c.Status(status)
	return v.Send(html, buf.Bytes(), nil)
}

// Send answers with bytes that may be kept and shared. zipped is the same compressed, nil when that is to be done here.
func (v *Visit) Send(kind string, body, zipped []byte) error {
	h := &v.c.Response().Header
	h.SetContentType(kind)
	if len(body) < worthwhile {
		return v.c.Send(body)
	}
	v.set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	if !bytes.Contains(v.c.Request().Header.Peek(fiber.HeaderAcceptEncoding), []byte("gzip")) {
		return v.c.Send(body)
	}
	h.SetContentEncoding("gzip")
	if zipped != nil {
		return v.c.Send(zipped)
	}
	out := v.desk.buffer()
	defer v.desk.buffers.Put(out)
	v.desk.Zip(out, body)
	return v.c.Send(out.Bytes())
}

// set sets a header whose name is spelled as it is sent ("Etag"): fiber's own Set spells it anew each time. The value is
// ours: nobody else's line ends get into it.
func (v *Visit) set(name, value string) {
	line := append(append(v.line[:0], name...), value...)
	v.c.Response().Header.SetCanonical(line[:len(name)], line[len(name):])
}

// worthwhile is the length from which on compressing saves a packet.
const worthwhile = 1400

// Zip compresses body into out.
func (d *Desk) Zip(out *bytes.Buffer, body []byte) {
	w, ok := d.zippers.Get().(*gzip.Writer)
	if !ok {
		w, _ = gzip.NewWriterLevel(nil, 4) // the level is valid
	}
	defer d.zippers.Put(w)
	w.Reset(out)
	_, _ = w.Write(body) // a bytes.Buffer takes everything
	_ = w.Close()
}

func (d *Desk) buffer() *bytes.Buffer {
	buf, ok := d.buffers.Get().(*bytes.Buffer)
	if !ok {
		return new(bytes.Buffer)
	}
	buf.Reset()
	return buf
}

// Text answers with a line of text, for a script.
func (v *Visit) Text(line string) error {
	v.c.Set(fiber.HeaderContentType, "text/plain; charset=utf-8")
	return v.c.SendString(line)
}

// Words answers with a line that a page puts into itself: what was typed may be in it.
func (v *Visit) Words(line string) error {
	v.c.Set(fiber.HeaderContentType, html)
	return v.c.SendString(templ.EscapeString(line))
}

// Raw returns fiber's own view of the request, for sockets and headers.
func (v *Visit) Raw() *fiber.Ctx { return v.c }

// Go sends the browser to another page of ours.
func (v *Visit) Go(to string) error { return v.c.Redirect(to, fiber.StatusSeeOther) }

// Done answers a wish that was carried out: the page at to, with a sentence above it.
func (v *Visit) Done(sentence, to string) error {
	if sentence != "" {
		v.say(ui.Notice{Tone: ui.Good, Text: sentence})
	}
	return v.Go(to)
}

// Pressed is Done for a step of one press on a page that shows by itself what came of it: the page stays where it is and
// the sentence passes by.
func (v *Visit) Pressed(sentence, to string) error {
	if !v.live() {
		return v.Done(sentence, to)
	}
	v.c.Set("HX-Trigger", ui.TriggerHeader(ui.Good, sentence))
	return v.c.SendStatus(fiber.StatusNoContent)
}

// Nonce returns a fresh value for a form that counts once.
func Nonce() ui.Hidden { return ui.Hidden{Name: ui.NonceField, Value: rand.Text()} }
