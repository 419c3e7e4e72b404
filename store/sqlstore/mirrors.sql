-- name: Mirror :one
SELECT * FROM mirrors WHERE tournament = $1;

-- name: MirrorsOn :many
SELECT * FROM mirrors WHERE spreadsheet = $1 ORDER BY tournament;

-- name: MirrorsOf :many
SELECT * FROM mirrors ORDER BY tournament;

-- name: PutMirror :exec
INSERT INTO mirrors (tournament, spreadsheet, title, state, reason, plan, person, name, hook, version, created, pulled, pushed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (tournament) DO UPDATE SET spreadsheet = excluded.spreadsheet, title = excluded.title, state = excluded.state,
    reason = excluded.reason, plan = excluded.plan, person = excluded.person, name = excluded.name, hook = excluded.hook,
    version = excluded.version, created = excluded.created, pulled = excluded.pulled, pushed = excluded.pushed;

-- name: DropMirror :exec
DELETE FROM mirrors WHERE tournament = $1;

-- name: MirrorRow :one
SELECT * FROM mirror_rows WHERE tournament = $1 AND tab = $2 AND row_key = $3;

-- name: MirrorRowsOf :many
SELECT row_key, body FROM mirror_rows WHERE tournament = $1 AND tab = $2;

-- name: PutMirrorRow :exec
INSERT INTO mirror_rows (tournament, tab, row_key, body) VALUES ($1, $2, $3, $4)
ON CONFLICT (tournament, tab, row_key) DO UPDATE SET body = excluded.body;

-- name: DropMirrorRow :exec
DELETE FROM mirror_rows WHERE tournament = $1 AND tab = $2 AND row_key = $3;

-- name: DropMirrorRows :exec
DELETE FROM mirror_rows WHERE tournament = $1;

-- name: MirrorPush :one
SELECT body FROM mirror_pushes WHERE tournament = $1;

-- name: PutMirrorPush :exec
INSERT INTO mirror_pushes (tournament, body) VALUES ($1, $2)
ON CONFLICT (tournament) DO UPDATE SET body = excluded.body;

-- name: DropMirrorPush :exec
DELETE FROM mirror_pushes WHERE tournament = $1;

-- name: Conflict :one
SELECT * FROM conflicts WHERE tournament = $1 AND id = $2;

-- name: ConflictsOf :many
SELECT * FROM conflicts WHERE tournament = $1 AND decided = 0 ORDER BY id;

-- name: ConflictsDecided :many
SELECT * FROM conflicts WHERE tournament = $1 AND decided > 0 ORDER BY decided DESC, id DESC LIMIT $2;

-- name: AddConflict :one
INSERT INTO conflicts (tournament, kind, tab, row_key, field, place, about, was, ours, theirs, ours_by, ours_at, found, decided, decision, decided_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING id;

-- name: PutConflict :execrows
UPDATE conflicts SET kind = $3, tab = $4, row_key = $5, field = $6, place = $7, about = $8, was = $9, ours = $10, theirs = $11,
    ours_by = $12, ours_at = $13, found = $14, decided = $15, decision = $16, decided_by = $17
WHERE tournament = $1 AND id = $2;

-- name: MirrorRunsOf :many
SELECT * FROM mirror_runs WHERE tournament = $1 ORDER BY id DESC LIMIT $2;

-- name: AddMirrorRun :one
INSERT INTO mirror_runs (tournament, at, took, calls, edits, refused, conflicts, cells, new_rows, failure)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id;

-- name: OldestMirrorRun :one
SELECT id FROM mirror_runs WHERE tournament = $1 ORDER BY id DESC LIMIT 1 OFFSET $2;

-- name: DropMirrorRuns :exec
DELETE FROM mirror_runs WHERE tournament = $1 AND id < $2;
