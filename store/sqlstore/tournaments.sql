-- name: Tournament :one
SELECT * FROM tournaments WHERE id = $1;

-- name: TournamentsOf :many
SELECT * FROM tournaments WHERE league = $1 ORDER BY id DESC;

-- name: RunningTournaments :many
SELECT * FROM tournaments WHERE NOT stage_over ORDER BY id;

-- name: AddTournament :one
INSERT INTO tournaments (league, version, name, zone, team_size, cap, lobby_size, rounds, points, first_seating, later_seating,
    ties, cut, registration_opens, registration_closes, check_in_opens, check_in_closes, starts, registration, check_in,
    stage, stage_over, round, created, finished)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
RETURNING id;

-- name: PutTournament :execrows
UPDATE tournaments SET league = $2, version = $3, name = $4, zone = $5, team_size = $6, cap = $7, lobby_size = $8, rounds = $9,
    points = $10, first_seating = $11, later_seating = $12, ties = $13, cut = $14, registration_opens = $15,
    registration_closes = $16, check_in_opens = $17, check_in_closes = $18, starts = $19, registration = $20, check_in = $21,
    stage = $22, stage_over = $23, round = $24, created = $25, finished = $26
WHERE id = $1;
