-- name: Meta :one
SELECT value FROM meta WHERE key = $1;

-- name: AddMeta :exec
INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: PutMeta :exec
INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value;
