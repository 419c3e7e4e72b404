package simulate

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

func TestTheBar(t *testing.T) {
	text := bar(250, 1000, 5*time.Second)
	if !strings.Contains(text, " 25%  250 games, 50 a second, 15s left") || strings.Count(text, "█") != 7 || strings.Count(text, "·") != 23 {
		t.Error(text)
	}
	if text := bar(0, 0, 0); !strings.Contains(text, "0%") {
		t.Error(text)
	}
	var b bytes.Buffer
	p := &progress{w: &b, total: 10, began: time.Now().Add(-time.Second)}
	p.played(5)
	p.played(6) // within the same tenth of a second
	p.finish()
	if n := strings.Count(b.String(), "\r"); n != 2 || !strings.Contains(b.String(), "50%") {
		t.Errorf("%q", b.String())
	}
	file, err := os.Create(t.TempDir() + "/errors")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if newProgress(file, 5).w != nil || newProgress(&b, 5).w != nil {
		t.Error("a bar for something that is no terminal")
	}
	if null, err := os.Open(os.DevNull); err == nil {
		defer null.Close()
		if newProgress(null, 5).w == nil {
			t.Error("no bar for a character device")
		}
	}
}
