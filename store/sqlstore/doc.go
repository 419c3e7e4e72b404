// Package sqlstore keeps the promise of package store in SQL that SQLite and PostgreSQL both read: the transaction, the
// newest numbers of the topics, the mark that refuses a transaction inside a transaction, and the migrations. Packages
// sqlite and postgres open databases and decide how transactions begin, wait and commit.
//
// The queries are the .sql files beside this one; sqlc makes package query of them:
//
//	CGO_ENABLED=0 go tool -modfile=.ci/tools/go.mod sqlc generate -f store/sqlstore/sqlc.yaml
package sqlstore
