package sqlite_test

import (
	"testing"

	"matchday/store"
	"matchday/store/sqlite/sqlitetest"
	"matchday/store/storetest"
)

func TestStore(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t testing.TB) store.Store { return sqlitetest.Open(t) })
}
