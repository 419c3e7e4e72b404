-- name: Login :one
SELECT * FROM logins WHERE fold = $1;

-- name: LoginOf :one
SELECT * FROM logins WHERE person = $1;

-- name: LoginsOf :many
SELECT * FROM logins ORDER BY person;

-- name: PutLogin :exec
INSERT INTO logins (person, name, fold, password, changed) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (person) DO UPDATE SET name = excluded.name, fold = excluded.fold, password = excluded.password, changed = excluded.changed;

-- name: MoveLogin :exec
UPDATE logins SET person = sqlc.arg(moved_to) WHERE person = sqlc.arg(moved_from);

-- name: MoveSessions :exec
UPDATE sessions SET person = sqlc.arg(moved_to) WHERE person = sqlc.arg(moved_from);

-- name: SessionOf :one
SELECT * FROM sessions WHERE hash = $1;

-- name: SessionsOf :many
SELECT * FROM sessions WHERE person = $1 ORDER BY seen DESC, id DESC;

-- name: AddSession :one
INSERT INTO sessions (person, hash, client, created, seen, expires) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id;

-- name: PutSession :execrows
UPDATE sessions SET person = $2, hash = $3, client = $4, created = $5, seen = $6, expires = $7 WHERE id = $1;

-- name: DropSession :exec
DELETE FROM sessions WHERE person = $1 AND id = $2;

-- name: DropSessionsOf :exec
DELETE FROM sessions WHERE person = $1 AND id <> $2;

-- name: DropExpiredSessions :exec
DELETE FROM sessions WHERE expires < $1;

-- name: Token :one
SELECT * FROM tokens WHERE kind = $1 AND hash = $2;

-- name: AddToken :exec
INSERT INTO tokens (kind, hash, person, expires) VALUES ($1, $2, $3, $4)
ON CONFLICT (kind, hash) DO UPDATE SET person = excluded.person, expires = excluded.expires;

-- name: DropTokensOf :exec
DELETE FROM tokens WHERE kind = $1 AND person = $2;

-- name: DropToken :execrows
DELETE FROM tokens WHERE kind = $1 AND hash = $2;
