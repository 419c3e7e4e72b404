-- What is being written into a Sheet, until everything about it is known. SQL never looks into the text.

-- +goose Up
CREATE TABLE mirror_pushes (
    tournament BIGINT PRIMARY KEY NOT NULL REFERENCES mirrors (tournament),
    body       TEXT NOT NULL
);

-- +goose Down
DROP TABLE mirror_pushes;
