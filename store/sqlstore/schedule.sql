-- name: LastStep :one
SELECT * FROM steps WHERE tournament = $1 AND NOT undone ORDER BY id DESC LIMIT 1;

-- name: AddStep :one
INSERT INTO steps (tournament, seq, at, actor, name, title, change, undone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id;

-- name: UndoStep :execrows
UPDATE steps SET undone = TRUE WHERE id = $1 AND NOT undone;

-- name: TimersOf :many
SELECT * FROM timers WHERE tournament = $1;

-- name: TimersDue :many
SELECT * FROM timers WHERE done = 0 AND due <= $1 ORDER BY due, tournament;

-- name: NextTimer :one
SELECT * FROM timers WHERE done = 0 ORDER BY due, tournament LIMIT 1;

-- name: PutTimer :exec
INSERT INTO timers (tournament, kind, due, done, outcome) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (tournament, kind) DO UPDATE SET due = excluded.due, done = excluded.done, outcome = excluded.outcome;

-- name: DropTimer :exec
DELETE FROM timers WHERE tournament = $1 AND kind = $2;
