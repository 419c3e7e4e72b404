package sqlstore

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"matchday/app/mirror"
	"matchday/store"
	"matchday/store/sqlstore/query"
)

// Mirror implements store.Mirrors.
func (tx *Tx) Mirror(tournamentID int64) (store.Mirror, error) {
	row, err := one(tx, (*query.Queries).Mirror, tournamentID, same)
	return tx.mirror(row, err)
}

// MirrorsOn implements store.Mirrors.
func (tx *Tx) MirrorsOn(spreadsheet string) ([]store.Mirror, error) {
	return tx.mirrors(list(tx, (*query.Queries).MirrorsOn, spreadsheet, same))
}

// MirrorsOf implements store.Mirrors.
func (tx *Tx) MirrorsOf() ([]store.Mirror, error) {
	return tx.mirrors(all(tx, (*query.Queries).MirrorsOf, same))
}

// PutMirror implements store.Mirrors.
func (tx *Tx) PutMirror(m store.Mirror) error {
	plan, err := json.Marshal(m.Plan)
	if err != nil {
		return tx.outcome(fmt.Errorf("plan: %w", err))
	}
	return run(tx, (*query.Queries).PutMirror, query.PutMirrorParams{Tournament: m.Tournament, Spreadsheet: m.Spreadsheet, Title: m.Title,
		State: string(m.State), Reason: m.Reason, Plan: string(plan), Person: m.Person, Name: m.Name, Hook: m.Hook, Version: m.Version,
		Created: ms(m.Created), Pulled: ms(m.Pulled), Pushed: ms(m.Pushed)})
}

// DropMirror implements store.Mirrors.
func (tx *Tx) DropMirror(tournamentID int64) error {
	if err := run(tx, (*query.Queries).DropMirrorRows, tournamentID); err != nil {
		return err
	}
	if err := tx.DropMirrorPush(tournamentID); err != nil {
		return err
	}
	return run(tx, (*query.Queries).DropMirror, tournamentID)
}

func (tx *Tx) mirror(row query.Mirror, err error) (store.Mirror, error) {
	if err != nil {
		return store.Mirror{}, err
	}
	m := store.Mirror{Tournament: row.Tournament, Spreadsheet: row.Spreadsheet, Title: row.Title, State: store.MirrorState(row.State),
		Reason: row.Reason, Person: row.Person, Name: row.Name, Hook: row.Hook, Version: row.Version,
		Created: at(row.Created), Pulled: at(row.Pulled), Pushed: at(row.Pushed)}
	if err := json.Unmarshal([]byte(row.Plan), &m.Plan); err != nil {
		return m, tx.outcome(fmt.Errorf("plan of mirror %d: %w", m.Tournament, err))
	}
	return m, nil
}

func (tx *Tx) mirrors(rows []query.Mirror, err error) ([]store.Mirror, error) {
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	out := make([]store.Mirror, len(rows))
	for i, row := range rows {
		if out[i], err = tx.mirror(row, nil); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// MirrorRow implements store.MirrorRows.
func (tx *Tx) MirrorRow(tournamentID int64, tab mirror.Kind, key string) (mirror.Row, error) {
	row, err := one(tx, (*query.Queries).MirrorRow, query.MirrorRowParams{Tournament: tournamentID, Tab: string(tab), RowKey: key}, same)
	if err != nil {
		return mirror.Row{}, err
	}
	return tx.mirrorRow(row.RowKey, row.Body)
}

// MirrorRowsOf implements store.MirrorRows.
func (tx *Tx) MirrorRowsOf(tournamentID int64, tab mirror.Kind) (map[string]mirror.Row, error) {
	rows, err := list(tx, (*query.Queries).MirrorRowsOf, query.MirrorRowsOfParams{Tournament: tournamentID, Tab: string(tab)}, same)
	if err != nil {
		return nil, err
	}
	out := make(map[string]mirror.Row, len(rows))
	for _, row := range rows {
		if out[row.RowKey], err = tx.mirrorRow(row.RowKey, row.Body); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (tx *Tx) mirrorRow(key, body string) (mirror.Row, error) {
	row := mirror.Row{Key: key}
	if err := row.UnmarshalJSON([]byte(body)); err != nil { // directly: json.Unmarshal would read it twice before it calls this
		return row, tx.outcome(fmt.Errorf("row %s of a mirror: %w", key, err))
	}
	return row, nil
}

// PutMirrorRow implements store.MirrorRows.
func (tx *Tx) PutMirrorRow(tournamentID int64, tab mirror.Kind, row mirror.Row) error {
	body, err := json.Marshal(row)
	if err != nil {
		return tx.outcome(fmt.Errorf("row %s of a mirror: %w", row.Key, err))
	}
	return run(tx, (*query.Queries).PutMirrorRow, query.PutMirrorRowParams{Tournament: tournamentID, Tab: string(tab), RowKey: row.Key, Body: string(body)})
}

// DropMirrorRow implements store.MirrorRows.
func (tx *Tx) DropMirrorRow(tournamentID int64, tab mirror.Kind, key string) error {
	return run(tx, (*query.Queries).DropMirrorRow, query.DropMirrorRowParams{Tournament: tournamentID, Tab: string(tab), RowKey: key})
}

// MirrorPush implements store.MirrorPushes.
func (tx *Tx) MirrorPush(tournamentID int64) (mirror.Push, error) {
	var p mirror.Push
	body, err := one(tx, (*query.Queries).MirrorPush, tournamentID, same)
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		return p, tx.outcome(fmt.Errorf("push of mirror %d: %w", tournamentID, err))
	}
	return p, nil
}

// PutMirrorPush implements store.MirrorPushes.
func (tx *Tx) PutMirrorPush(tournamentID int64, p mirror.Push) error {
	body, err := json.Marshal(p)
	if err != nil {
		return tx.outcome(fmt.Errorf("push of mirror %d: %w", tournamentID, err))
	}
	return run(tx, (*query.Queries).PutMirrorPush, query.PutMirrorPushParams{Tournament: tournamentID, Body: string(body)})
}

// DropMirrorPush implements store.MirrorPushes.
func (tx *Tx) DropMirrorPush(tournamentID int64) error {
	return run(tx, (*query.Queries).DropMirrorPush, tournamentID)
}

func conflict(row query.Conflict) store.Conflict {
	return store.Conflict{ID: row.ID, Tournament: row.Tournament, Kind: store.ConflictKind(row.Kind), Tab: mirror.Kind(row.Tab), Key: row.RowKey,
		Field: mirror.Field(row.Field), Row: int(row.Place), About: row.About, Was: row.Was, Ours: row.Ours, Theirs: row.Theirs, OursBy: row.OursBy,
		OursAt: at(row.OursAt), Found: at(row.Found), Decided: at(row.Decided), Decision: row.Decision, DecidedBy: row.DecidedBy}
}

// Conflict implements store.Conflicts.
func (tx *Tx) Conflict(tournamentID, id int64) (store.Conflict, error) {
	return one(tx, (*query.Queries).Conflict, query.ConflictParams{Tournament: tournamentID, ID: id}, conflict)
}

// ConflictsOf implements store.Conflicts.
func (tx *Tx) ConflictsOf(tournamentID int64) ([]store.Conflict, error) {
	return list(tx, (*query.Queries).ConflictsOf, tournamentID, conflict)
}

// ConflictsDecided implements store.Conflicts.
func (tx *Tx) ConflictsDecided(tournamentID int64, limit int) ([]store.Conflict, error) {
	return list(tx, (*query.Queries).ConflictsDecided, query.ConflictsDecidedParams{Tournament: tournamentID, Limit: int32(limit)}, conflict)
}

// AddConflict implements store.Conflicts.
func (tx *Tx) AddConflict(c store.Conflict) (store.Conflict, error) {
	row := query.AddConflictParams{Tournament: c.Tournament, Kind: string(c.Kind), Tab: string(c.Tab), RowKey: c.Key, Field: string(c.Field),
		Place: int64(c.Row), About: c.About, Was: c.Was, Ours: c.Ours, Theirs: c.Theirs, OursBy: c.OursBy, OursAt: ms(c.OursAt),
		Found: ms(c.Found), Decided: ms(c.Decided), Decision: c.Decision, DecidedBy: c.DecidedBy}
	id, err := add(tx, (*query.Queries).AddConflict, row)
	c.ID, c.OursAt, c.Found, c.Decided = id, at(row.OursAt), at(row.Found), at(row.Decided)
	return c, err
}

// PutConflict implements store.Conflicts.
func (tx *Tx) PutConflict(c store.Conflict) error {
	return replace(tx, (*query.Queries).PutConflict, query.PutConflictParams{Tournament: c.Tournament, ID: c.ID, Kind: string(c.Kind),
		Tab: string(c.Tab), RowKey: c.Key, Field: string(c.Field), Place: int64(c.Row), About: c.About, Was: c.Was, Ours: c.Ours, Theirs: c.Theirs,
		OursBy: c.OursBy, OursAt: ms(c.OursAt), Found: ms(c.Found), Decided: ms(c.Decided), Decision: c.Decision, DecidedBy: c.DecidedBy})
}

// MirrorRunsOf implements store.MirrorRuns.
func (tx *Tx) MirrorRunsOf(tournamentID int64, limit int) ([]store.MirrorRun, error) {
	return list(tx, (*query.Queries).MirrorRunsOf, query.MirrorRunsOfParams{Tournament: tournamentID, Limit: int32(limit)}, func(row query.MirrorRun) store.MirrorRun {
		return store.MirrorRun{ID: row.ID, Tournament: row.Tournament, At: at(row.At), Took: time.Duration(row.Took) * time.Millisecond,
			Calls: int(row.Calls), Edits: int(row.Edits), Refused: int(row.Refused), Conflicts: int(row.Conflicts), Cells: int(row.Cells),
			NewRows: int(row.NewRows), Failure: row.Failure}
	})
}

// AddMirrorRun implements store.MirrorRuns.
func (tx *Tx) AddMirrorRun(r store.MirrorRun, keep int) (store.MirrorRun, error) {
	row := query.AddMirrorRunParams{Tournament: r.Tournament, At: ms(r.At), Took: r.Took.Milliseconds(), Calls: int64(r.Calls), Edits: int64(r.Edits),
		Refused: int64(r.Refused), Conflicts: int64(r.Conflicts), Cells: int64(r.Cells), NewRows: int64(r.NewRows), Failure: r.Failure}
	id, err := add(tx, (*query.Queries).AddMirrorRun, row)
	if err != nil {
		return r, err
	}
	r.ID, r.At, r.Took = id, at(row.At), time.Duration(row.Took)*time.Millisecond
	oldest, err := one(tx, (*query.Queries).OldestMirrorRun, query.OldestMirrorRunParams{Tournament: r.Tournament, Offset: int32(keep - 1)}, same)
	if errors.Is(err, store.ErrNotFound) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	return r, run(tx, (*query.Queries).DropMirrorRuns, query.DropMirrorRunsParams{Tournament: r.Tournament, ID: oldest})
}
