-- name: RoundsOf :many
SELECT * FROM rounds WHERE tournament = $1 ORDER BY number;

-- name: PutRound :exec
INSERT INTO rounds (tournament, number, state, seating, seed, started) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (tournament, number) DO UPDATE SET state = excluded.state, seating = excluded.seating, seed = excluded.seed, started = excluded.started;

-- name: DropRound :exec
DELETE FROM rounds WHERE tournament = $1 AND number = $2;

-- name: Lobby :one
SELECT * FROM lobbies WHERE tournament = $1 AND id = $2;

-- name: LobbiesOf :many
SELECT * FROM lobbies WHERE tournament = $1 ORDER BY round, id;

-- name: AddLobby :one
INSERT INTO lobbies (tournament, round, name, version, recorded, recorded_by) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id;

-- name: RestoreLobby :exec
INSERT INTO lobbies (tournament, id, round, name, version, recorded, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: PutLobby :execrows
UPDATE lobbies SET round = $3, name = $4, version = $5, recorded = $6, recorded_by = $7 WHERE tournament = $1 AND id = $2;

-- name: DropLobby :exec
DELETE FROM lobbies WHERE tournament = $1 AND id = $2;

-- name: Seats :many
SELECT * FROM seats WHERE tournament = $1 AND lobby = $2;

-- name: SeatsOf :many
SELECT * FROM seats WHERE tournament = $1 ORDER BY lobby;

-- name: AddSeat :exec
INSERT INTO seats (tournament, lobby, entry, position, place, outcome) VALUES ($1, $2, $3, $4, $5, $6);

-- name: PutSeat :exec
UPDATE seats SET position = $4, place = $5, outcome = $6 WHERE tournament = $1 AND lobby = $2 AND entry = $3;

-- name: DropSeat :exec
DELETE FROM seats WHERE tournament = $1 AND lobby = $2 AND entry = $3;

-- name: DropSeats :exec
DELETE FROM seats WHERE tournament = $1 AND lobby = $2;
