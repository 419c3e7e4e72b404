-- The Sheet that a tournament is kept in step with. What is remembered of its cells is text that SQL never looks into.

-- +goose Up
CREATE TABLE mirrors (
    tournament  BIGINT PRIMARY KEY NOT NULL REFERENCES tournaments (id),
    spreadsheet TEXT NOT NULL,
    title       TEXT NOT NULL,
    state       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    plan        TEXT NOT NULL,
    person      BIGINT NOT NULL,
    name        TEXT NOT NULL,
    hook        TEXT NOT NULL,
    version     BIGINT NOT NULL,
    created     BIGINT NOT NULL,
    pulled      BIGINT NOT NULL,
    pushed      BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX mirrors_spreadsheet ON mirrors (spreadsheet, tournament);
CREATE UNIQUE INDEX mirrors_hook ON mirrors (hook);

CREATE TABLE mirror_rows (
    tournament BIGINT NOT NULL REFERENCES mirrors (tournament),
    tab        TEXT NOT NULL,
    row_key    TEXT NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (tournament, tab, row_key)
) WITHOUT ROWID;

-- A conflict outlives the mirror: what somebody typed is not forgotten because the Sheet was disconnected.
CREATE TABLE conflicts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    tournament BIGINT NOT NULL REFERENCES tournaments (id),
    kind       TEXT NOT NULL,
    tab        TEXT NOT NULL,
    row_key    TEXT NOT NULL,
    field      TEXT NOT NULL,
    place      BIGINT NOT NULL,
    about      TEXT NOT NULL,
    was        TEXT NOT NULL,
    ours       TEXT NOT NULL,
    theirs     TEXT NOT NULL,
    ours_by    TEXT NOT NULL,
    ours_at    BIGINT NOT NULL,
    found      BIGINT NOT NULL,
    decided    BIGINT NOT NULL,
    decision   TEXT NOT NULL,
    decided_by TEXT NOT NULL
);
CREATE INDEX conflicts_open ON conflicts (tournament, id) WHERE decided = 0;
CREATE INDEX conflicts_decided ON conflicts (tournament, decided, id) WHERE decided > 0;

CREATE TABLE mirror_runs (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    tournament BIGINT NOT NULL REFERENCES tournaments (id),
    at         BIGINT NOT NULL,
    took       BIGINT NOT NULL,
    calls      BIGINT NOT NULL,
    edits      BIGINT NOT NULL,
    refused    BIGINT NOT NULL,
    conflicts  BIGINT NOT NULL,
    cells      BIGINT NOT NULL,
    new_rows   BIGINT NOT NULL,
    failure    TEXT NOT NULL
);
CREATE INDEX mirror_runs_tournament ON mirror_runs (tournament, id);

-- +goose Down
DROP TABLE mirror_runs;
DROP TABLE conflicts;
DROP TABLE mirror_rows;
DROP TABLE mirrors;
