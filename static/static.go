// Package static holds every file a browser gets besides pages: style, scripts, fonts, images.
//
// A file is asked for by the name it has here ("app.css") and served under an address that carries a hash of its
// content ("/static/app.3f9c21.css"), so that it may be kept for ever: a new build with a new style has a new address.
// Names inside style sheets (`url(fonts/inter-latin.woff2)`) are replaced by such addresses too.
//
// The package knows no web framework. A server that answers "/static/" needs four lines:
//
//	body, kind, ok := static.Open(name) // name is what follows "/static/"
//	if zipped, ok := static.Gzipped(name); ok && clientTakesGzip { body = zipped; set "Content-Encoding: gzip" }
//	set "Content-Type" to kind, "Cache-Control" to static.CacheControl, "Vary: Accept-Encoding"
//	send body
package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Prefix is the path below which the addresses of URL lie.
const Prefix = "/static/"

// CacheControl is the header for every file that Open finds: its address changes with its content.
const CacheControl = "public, max-age=31536000, immutable"

//go:embed css js lib fonts img
var files embed.FS

// bundles are the files made of several, in the order in which they are joined. A page asks for two files instead of
// fifteen; an overlay that brings its own style asks for fonts.css alone.
var bundles = map[string][]string{
	"fonts.css": {"css/fonts.css"},
	"app.css": {
		"css/fonts.css", "css/tokens.css", "css/ground.css", "css/shell.css", "css/parts.css", "css/actions.css",
		"css/forms.css", "css/table.css", "css/public.css", "css/board.css", "css/sheet.css", "css/print.css",
	},
	"overlay.css": {"css/fonts.css", "css/overlay.css"},
	"overlay.js":  {"lib/idiomorph.min.js", "js/overlay.js"},
	"worker.js":   {"js/worker.js"}, // served at /overlay/worker.js, where it may answer for overlays
	"app.js":      {"lib/htmx.min.js", "lib/ws.min.js", "lib/idiomorph.min.js", "js/morph.js", "js/app.js", "js/night.js"},
}

// asset is one file as it is sent. It never changes after build.
type asset struct {
	address string // below Prefix, with its hash
	kind    string
	body    []byte
	zipped  func() []byte // nil where compressing is not worth it
}

type index struct {
	named  map[string]asset // by the name it has here
	hashed map[string]asset // by the name it is served under
}

var built = sync.OnceValue(build)

// URL returns the address of a file: URL("app.css") is "/static/app.<hash>.css". A name that is not embedded, which
// only a slip in our own pages can cause, gets an address that is not served: the page still stands.
func URL(name string) string {
	if a, ok := built().named[name]; ok {
		return Prefix + a.address
	}
	return Prefix + name
}

// Open returns the content and the media type of the file that is served under a hashed name, which is an address of
// URL without Prefix. The content is shared: do not change it. An unknown name, and a plain name without its hash,
// give ok = false.
func Open(hashed string) (body []byte, kind string, ok bool) {
	a, ok := built().hashed[hashed]
	return a.body, a.kind, ok
}

// Gzipped returns the same file compressed, or ok = false where that saves nothing (fonts, pictures). It is
// compressed once, when first asked for.
func Gzipped(hashed string) (body []byte, ok bool) {
	a, ok := built().hashed[hashed]
	if !ok || a.zipped == nil {
		return nil, false
	}
	return a.zipped(), true
}

// Names returns the names that URL knows, sorted.
func Names() []string {
	var names []string
	for name := range built().named {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// build reads the embedded files. What others refer to comes first: a style sheet's own hash covers the addresses in it.
func build() index {
	in := index{named: map[string]asset{}, hashed: map[string]asset{}}
	for _, dir := range []string{"fonts", "img"} {
		list, _ := fs.ReadDir(files, dir) // the folders are embedded by name above
		for _, f := range list {
			name := dir + "/" + f.Name()
			in.add(name, read(name))
		}
	}
	for name, parts := range bundles {
		var whole [][]byte
		for _, part := range parts {
			whole = append(whole, read(part))
		}
		body := bytes.Join(whole, []byte("\n"))
		if path.Ext(name) == ".css" {
			body = in.address(body)
		}
		in.add(name, body)
	}
	return in
}

func (in index) add(name string, body []byte) {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	a := asset{
		address: strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext,
		kind:    mediaType(ext),
		body:    body,
	}
	if worthZipping(ext) {
		a.zipped = sync.OnceValue(func() []byte { return zip(body) })
	}
	in.named[name], in.hashed[a.address] = a, a
}

var reference = regexp.MustCompile(`url\(([a-z][a-z0-9/._-]*)\)`)

// address replaces the names in a style sheet by the addresses they are served under. That each of them exists is
// shown by a test.
func (in index) address(css []byte) []byte {
	return reference.ReplaceAllFunc(css, func(match []byte) []byte {
		return []byte("url(" + Prefix + in.named[string(reference.FindSubmatch(match)[1])].address + ")")
	})
}

// read returns an embedded file. That the bundles name none that is missing is shown by a test.
func read(name string) []byte {
	body, _ := files.ReadFile(name)
	return body
}

func mediaType(ext string) string {
	switch ext {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".woff2":
		return "font/woff2"
	default:
		return "text/plain; charset=utf-8"
	}
}

func worthZipping(ext string) bool { return ext != ".woff2" && ext != ".png" }

func zip(body []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // it fails for an unknown level only
	_, _ = w.Write(body)                                    // a bytes.Buffer takes everything
	_ = w.Close()
	return out.Bytes()
}
