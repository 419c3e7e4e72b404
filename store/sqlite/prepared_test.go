package sqlite

import (
	"context"
	"testing"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
	"matchday/store/sqlstore/query"
)

// BenchmarkPrepared compares a row that is read with a prepared statement with the same one read without.
func BenchmarkPrepared(b *testing.B) {
	s, err := Open(b.Context(), Options{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	err = s.Update(b.Context(), func(_ context.Context, tx store.Tx) error {
		l, err := tx.AddLeague(person.League{Name: "bench", Zone: "UTC"})
		if err != nil {
			return err
		}
		_, err = tx.AddTournament(tournament.Tournament{League: l.ID, Name: "bench", Rules: tournament.DefaultRules()})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	c := s.writer.conn
	for name, q := range map[string]*query.Queries{"prepared": c.q, "unprepared": query.New(c.c)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := q.Tournament(s.own, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
