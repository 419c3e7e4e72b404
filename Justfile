# List what can be done.
default:
    @just --list

# Play a whole league night here.
demo *ARGS:
    go run . demo {{ARGS}}

# Run the tests; those that need PostgreSQL or Chromium say so when they skip.
test *ARGS:
    go test ./... {{ARGS}}

# Everything that has to pass before a change is handed over.
check:
    .ci/run

# Make the code that is generated from .templ and .sql files.
generate:
    CGO_ENABLED=0 go tool -modfile=.ci/tools/go.mod templ generate
    CGO_ENABLED=0 go tool -modfile=.ci/tools/go.mod sqlc generate -f store/sqlstore/sqlc.yaml

# Rewrite the golden files; look at the diff before you commit it.
golden:
    go test ./... -run Golden -update

# Judge the code as the gate does.
lint:
    CGO_ENABLED=0 go tool -modfile=.ci/tools/go.mod golangci-lint run

# Measure what the issues ask for.
bench PATTERN='.':
    go test -run '^$' -bench '{{PATTERN}}' -benchmem ./...

# Build the binary that people get.
build:
    CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o matchday .
