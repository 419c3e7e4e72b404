package static_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"regexp"
	"strings"
	"testing"

	"matchday/static"
)

func TestEveryFileIsServedUnderItsHashAndUnderNothingElse(t *testing.T) {
	t.Parallel()
	hash := regexp.MustCompile(`\.[0-9a-f]{12}\.[a-z0-9]+$`)
	for _, name := range static.Names() {
		hashed := strings.TrimPrefix(static.URL(name), static.Prefix)
		if !hash.MatchString(hashed) {
			t.Errorf("%s is served as %s, which holds no hash", name, hashed)
		}
		body, kind, ok := static.Open(hashed)
		if !ok || len(body) == 0 || kind == "" {
			t.Errorf("%s: %d bytes of %q, found %v", hashed, len(body), kind, ok)
		}
		if _, _, ok := static.Open(name); ok {
			t.Errorf("%s is served without its hash and could be kept too long", name)
		}
	}
	for _, odd := range []string{"", "app.css", "../static.go", "css/fonts.css", "fonts/", "app.000000000000.css"} {
		if _, _, ok := static.Open(odd); ok {
			t.Errorf("%q is served", odd)
		}
	}
}

func TestStyleSheetsReferToHashedAddressesThatExist(t *testing.T) {
	t.Parallel()
	reference := regexp.MustCompile(`url\(([^)]*)\)`)
	fonts := 0
	for _, name := range []string{"app.css", "fonts.css"} {
		css, _, _ := static.Open(strings.TrimPrefix(static.URL(name), static.Prefix))
		for _, match := range reference.FindAllSubmatch(css, -1) {
			address := strings.Trim(string(match[1]), `"`)
			if strings.HasPrefix(address, "data:") {
				continue
			}
			fonts++
			if _, _, ok := static.Open(strings.TrimPrefix(address, static.Prefix)); !ok {
				t.Errorf("%s refers to %s, which is not served", name, address)
			}
		}
	}
	if fonts != 26 {
		t.Errorf("%d references to fonts, want 13 in each of two style sheets", fonts)
	}
}

func TestWhatIsCompressedIsTheSameAndSmaller(t *testing.T) {
	t.Parallel()
	for _, name := range static.Names() {
		hashed := strings.TrimPrefix(static.URL(name), static.Prefix)
		plain, _, _ := static.Open(hashed)
		zipped, ok := static.Gzipped(hashed)
		if binary := strings.HasSuffix(name, ".woff2") || strings.HasSuffix(name, ".png"); ok == binary {
			t.Errorf("%s: compressed %v", name, ok)
		}
		if !ok {
			continue
		}
		r, err := gzip.NewReader(bytes.NewReader(zipped))
		if err != nil {
			t.Fatal(err)
		}
		back, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(back, plain) {
			t.Errorf("%s does not come back: %v", name, err)
		}
		if len(zipped) >= len(plain) {
			t.Errorf("%s grew from %d to %d", name, len(plain), len(zipped))
		}
	}
	if _, ok := static.Gzipped("app.css"); ok {
		t.Error("a name without hash is served compressed")
	}
}

// A page on a phone loads these before it is seen; they are part of the 150 ms an overlay and the 2 s a board may take.
func TestAPageStaysLight(t *testing.T) {
	t.Parallel()
	for name, most := range map[string]int{"app.css": 16_000, "app.js": 36_000, "fonts.css": 2_000} {
		zipped, _ := static.Gzipped(strings.TrimPrefix(static.URL(name), static.Prefix))
		if len(zipped) > most {
			t.Errorf("%s is %d bytes compressed, more than %d", name, len(zipped), most)
		}
	}
}

func TestAnUnknownNameLeadsNowhere(t *testing.T) {
	t.Parallel()
	address := static.URL("nowhere.css")
	if _, _, ok := static.Open(strings.TrimPrefix(address, static.Prefix)); ok || address != "/static/nowhere.css" {
		t.Errorf("%s is served", address)
	}
}
