// Package pgtest gives tests a PostgreSQL of their own: the server that MATCHDAY_TEST_POSTGRES names, or one that is
// started for the test binary and ends with it. Each test gets a schema of its own, so tests run beside each other.
package pgtest

import (
	"bufio"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"matchday/store/postgres"
)

// Server names a running server for tests: postgres://postgres@127.0.0.1/postgres.
const Server = "MATCHDAY_TEST_POSTGRES"

// errAbsent tells that this machine has no PostgreSQL to start.
var errAbsent = errors.New("PostgreSQL is not installed here (initdb and pg_ctl) and " + Server + " names no server")

// running is a server that tests use.
type running struct {
	url   string
	alive io.Closer // the input of its keeper: the server ends when nobody holds it
}

// server is the server of this test binary. It starts when the first test asks and never changes.
var server = sync.OnceValues(func() (running, error) {
	if url := os.Getenv(Server); url != "" {
		return running{url: url}, nil
	}
	return start()
})

// Open returns an empty store in a schema of its own. It is closed when the test ends.
func Open(t testing.TB) *postgres.Store {
	t.Helper()
	return OpenURL(t, URL(t))
}

// OpenURL opens the store at an address. It is closed when the test ends, if it is not closed by then.
func OpenURL(t testing.TB, url string) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), postgres.Options{URL: url, Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatalf("open the store: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close the store: %v", err)
		}
	})
	return s
}

// URL returns the address of a new, empty schema, which is dropped when the test ends. Where there is no PostgreSQL the
// test is skipped, and fails instead when MATCHDAY_TEST_ALL is 1.
func URL(t testing.TB) string {
	t.Helper()
	on, err := server()
	base := on.url
	switch {
	case errors.Is(err, errAbsent) && os.Getenv("MATCHDAY_TEST_ALL") != "1":
		t.Skipf("skipped: %v", err)
	case err != nil:
		t.Fatalf("PostgreSQL for tests: %v", err)
	}
	schema := "test_" + strings.ToLower(rand.Text())
	do(t, base, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { do(t, base, "DROP SCHEMA "+schema+" CASCADE") })
	address, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	query := address.Query()
	query.Set("search_path", schema)
	address.RawQuery = query.Encode()
	return address.String()
}

func do(t testing.TB, base, statement string) {
	t.Helper()
	db, err := sql.Open("pgx", base)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(context.WithoutCancel(t.Context()), statement)
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// script starts a server in a directory and stops it when its input ends, which is when the test binary is gone, however
// it went. PostgreSQL refuses to run as root, so root hands it to the account that Debian's package makes.
const script = `
trap '' INT TERM
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres "$DIR"; fi
as "$BIN/initdb" -D "$DIR/data" -A trust -U postgres --no-sync -E UTF8 --locale=C.UTF-8 >"$DIR/log" 2>&1 </dev/null &&
as "$BIN/pg_ctl" -D "$DIR/data" -w -l "$DIR/server.log" -o "-c listen_addresses=127.0.0.1 -c port=$PORT -c unix_socket_directories=$DIR -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400" start >"$DIR/log" 2>&1 </dev/null
if [ $? = 0 ]; then echo ready; cat >/dev/null; else cat "$DIR/log" "$DIR/server.log"; fi
as "$BIN/pg_ctl" -D "$DIR/data" -m immediate stop >/dev/null 2>&1
rm -rf "$DIR"
`

func start() (running, error) {
	bin, err := binaries()
	if err != nil {
		return running{}, err
	}
	dir, err := os.MkdirTemp("", "matchday-pg-")
	if err != nil {
		return running{}, err
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return running{}, err
	}
	port, err := freePort()
	if err != nil {
		return running{}, err
	}
	keeper := exec.CommandContext(context.Background(), "sh", "-c", script)
	keeper.Env = append(os.Environ(), "BIN="+bin, "DIR="+dir, "PORT="+port, "LC_ALL=C")
	keeper.Dir = dir
	alive, err := keeper.StdinPipe()
	if err != nil {
		return running{}, err
	}
	out, err := keeper.StdoutPipe()
	if err != nil {
		return running{}, err
	}
	if err := keeper.Start(); err != nil {
		return running{}, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || strings.TrimSpace(line) != "ready" {
		rest, _ := io.ReadAll(out) // what there is to read explains the failure
		return running{}, fmt.Errorf("the server did not start: %s%s", line, rest)
	}
	return running{"postgres://postgres@127.0.0.1:" + port + "/postgres?sslmode=disable", alive}, nil
}

// binaries returns the directory of initdb and pg_ctl.
func binaries() (string, error) {
	if runtime.GOOS == "windows" {
		return "", errAbsent
	}
	candidates, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if found, err := exec.LookPath("initdb"); err == nil {
		candidates = append(candidates, found)
	}
	for _, initdb := range candidates {
		if real, err := filepath.EvalSymlinks(initdb); err == nil {
			return filepath.Dir(real), nil
		}
	}
	return "", errAbsent
}

func freePort() (string, error) {
	var any net.ListenConfig
	l, err := any.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, errors.Join(err, l.Close())
}
