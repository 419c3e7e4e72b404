-- name: League :one
SELECT * FROM leagues WHERE id = $1;

-- name: LeagueOfServer :one
SELECT * FROM leagues WHERE server = $1 AND server <> '';

-- name: LeaguesOf :many
SELECT * FROM leagues ORDER BY id;

-- name: AddLeague :one
INSERT INTO leagues (name, zone, server, staff) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id;

-- name: PutLeague :execrows
UPDATE leagues SET name = $2, zone = $3, server = $4, staff = $5 WHERE id = $1;
