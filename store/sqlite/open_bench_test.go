package sqlite_test

import (
	"testing"

	"matchday/store/sqlite"
	"matchday/store/sqlite/sqlitetest"
)

// BenchmarkOpen opens and closes an existing small database, as a start of the program does.
func BenchmarkOpen(b *testing.B) {
	dir := sqlitetest.Dir(b)
	for b.Loop() {
		s, err := sqlite.Open(b.Context(), sqlite.Options{Dir: dir})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
