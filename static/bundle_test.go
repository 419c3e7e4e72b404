package static

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
)

func TestBundlesHoldEveryScriptAndStyleThereIs(t *testing.T) {
	t.Parallel()
	var used []string
	for name, parts := range bundles {
		for _, part := range parts {
			if len(read(part)) == 0 {
				t.Errorf("%s is to hold %s, which is not there", name, part)
			}
			used = append(used, part)
		}
	}
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		code := strings.HasSuffix(path, ".css") || strings.HasSuffix(path, ".js")
		if code && !slices.Contains(used, path) {
			t.Errorf("%s is in no bundle, so no page gets it", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
