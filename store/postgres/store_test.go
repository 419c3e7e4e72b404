package postgres_test

import (
	"testing"

	"matchday/store"
	"matchday/store/postgres/pgtest"
	"matchday/store/storetest"
)

func TestStore(t *testing.T) {
	t.Parallel()
	pgtest.URL(t) // says once that all of it is skipped
	storetest.Run(t, func(t testing.TB) store.Store { return pgtest.Open(t) })
}
