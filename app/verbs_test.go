package app

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"matchday/store/postgres/pgtest"
	"matchday/store/sqlite"
)

// matchday runs a verb on a data directory, as from a shell in an empty directory.
func matchday(t *testing.T, dir, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	example, err := os.ReadFile("../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code = Main(t.Context(), Process{
		Args: args, Environ: []string{"MATCHDAY_SERVER_DATA_DIR=" + dir}, Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &errs,
		ExampleConfig: string(example),
	})
	return code, out.String(), errs.String()
}

func TestVerbs(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(t.TempDir(), "config.toml")
	for _, step := range []struct {
		args, stdin string
		code        int
		out, err    string // parts of what is printed
	}{
		{args: "", out: "matchday demo"},
		{args: "--help", out: "Run the league"},
		{args: "version", out: "matchday "},
		{args: "nonsense", code: 2, err: "unexpected argument nonsense"},
		{args: "serve --no-such-flag", code: 2, err: "unknown flag --no-such-flag"},
		{args: "config init " + config, out: "Wrote " + config},
		{args: "config init " + config, code: 1, err: "is there already and was not changed"},
		{args: "--config " + config + " config check", out: "The configuration is sound (" + config + ")"},
		{args: "--config " + config + ".no config check", code: 1, err: "no such file"},
		{args: "--set server.lsten=1 config check", code: 1, err: "did you mean server.listen?"},
		{args: "config show", out: "MATCHDAY_SERVER_DATA_DIR"},
		{args: "migrate status", out: "  waiting"},
		{args: "migrate up", out: "up to date"},
		{args: "migrate status", out: "league_night  applied"},
		{args: "admin list", out: "There is no owner yet"},
		{args: "admin link", out: "http://127.0.0.1:8080/setup/"},
		{args: "admin create Sam", code: 1, err: "no password was given"},
		{args: "admin create Sam", stdin: "short\n", code: 1, err: "The password is too short"},
		{args: "admin create Sam", stdin: "long enough to be safe\n", out: "Sam is an owner now"},
		{args: "admin create sam", stdin: "long enough to be safe\n", code: 1, err: "Somebody signs in under that name already."},
		{args: "admin passwd Nobody", stdin: "long enough to be safe\n", code: 1, err: `Nobody signs in as "Nobody".`},
		{args: "admin passwd SAM", stdin: "another one, just as long\n", out: "every browser is signed out"},
		{args: "admin link Sam", out: "/sign-in/"},
		{args: "admin link", code: 1, err: "There is an owner already."},
		{args: "admin list", out: "Sam  no Discord account"},
		{args: "simulate --games 20 --workers 2", out: "Average clubs, 20 games"},
		{args: "simulate --games 20 --seed 7 --json", out: `"seed":7,`},
		{args: "simulate --games 20 --home HBR --away GRH", out: "Greyhaven Foghorns at Harbor City Gulls, 20 games"},
		{args: "simulate --games 0", code: 1, err: "Ask for 1 to"},
		{args: "simulate --home HBR", code: 1, err: "A head-to-head needs both clubs"},
		{args: "simulate --home HBR --away Nowhere", code: 1, err: "Nowhere"},
		{args: "healthcheck --url http://127.0.0.1:1/healthz", code: 1, err: "nothing answers"},
		{args: "migrate down", out: "Add --yes to do it."},
		{args: "migrate down --yes", out: "The copy from before is "},
		{args: "migrate status", out: "  waiting"},
	} {
		code, stdout, stderr := matchday(t, dir, step.stdin, strings.Fields(step.args)...)
		if code != step.code || !strings.Contains(stdout, step.out) || !strings.Contains(stderr, step.err) {
			t.Errorf("matchday %s: code %d, want %d\nout: %s\nerr: %s\nwant %q and %q", step.args, code, step.code, stdout, stderr, step.out, step.err)
		}
		if step.code == 0 && stderr != "" {
			t.Errorf("matchday %s says on stderr: %s", step.args, stderr)
		}
	}
}

func TestEveryVerbThatScriptsReadSpeaksJSON(t *testing.T) {
	dir := t.TempDir()
	for _, args := range []string{"version", "config show", "config check", "migrate up", "migrate status", "admin list", "admin link", "migrate down"} {
		code, stdout, stderr := matchday(t, dir, "", strings.Fields("--json "+args)...)
		var v any
		if err := json.Unmarshal([]byte(stdout), &v); code != 0 || err != nil || strings.Count(stdout, "\n") != 1 {
			t.Errorf("%s: code %d, %v: %s%s", args, code, err, stdout, stderr)
		}
	}
}

func TestASecondServerIsRefusedWithASentence(t *testing.T) {
	dir := t.TempDir()
	cfg := Defaults()
	cfg.Server.DataDir = dir
	first, err := Open(t.Context(), cfg, newLogger(&bytes.Buffer{}, cfg.Log))
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	code, _, stderr := matchday(t, dir, "", "serve")
	if code != 1 || !strings.Contains(stderr, "another Matchday is running on "+dir+"; stop it first") {
		t.Errorf("code %d: %s", code, stderr)
	}
	if code, stdout, stderr := matchday(t, dir, "", "admin", "list"); code != 0 {
		t.Errorf("a verb beside a running server: code %d: %s%s", code, stdout, stderr)
	}
}

// TestTheSchemaIsNotChangedUnderARunningServer tries what would pull the ground from under it.
func TestTheSchemaIsNotChangedUnderARunningServer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cfg := Defaults()
	cfg.Server.DataDir = dir
	first, err := Open(t.Context(), cfg, newLogger(&bytes.Buffer{}, cfg.Log))
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	for _, args := range []string{"migrate down --yes", "migrate up"} {
		if code, stdout, stderr := matchday(t, dir, "", strings.Fields(args)...); code != 1 || !strings.Contains(stderr, "another Matchday is running on "+dir) {
			t.Errorf("%s: code %d: %s%s", args, code, stdout, stderr)
		}
	}
	if code, stdout, stderr := matchday(t, dir, "", "migrate", "status"); code != 0 || !strings.Contains(stdout, "applied") {
		t.Errorf("status: code %d: %s%s", code, stdout, stderr)
	}
}

// TestADatabaseFromTheFutureIsRefused writes into the list of steps one that this version does not know.
func TestADatabaseFromTheFutureIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if code, _, stderr := matchday(t, dir, "", "migrate", "up"); code != 0 {
		t.Fatal(stderr)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, sqlite.File))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"serve", "admin list", "migrate up"} {
		code, stdout, stderr := matchday(t, dir, "", strings.Fields(args)...)
		if code != 1 || !strings.Contains(stderr, "the database was written by a newer Matchday; install that version again, or restore a backup from before the upgrade") {
			t.Errorf("%s: code %d: %s%s", args, code, stdout, stderr)
		}
	}
}

// TestVerbsOnPostgreSQL goes through the verbs of an operator whose league outgrew one file.
func TestVerbsOnPostgreSQL(t *testing.T) {
	t.Parallel()
	address := pgtest.URL(t)
	for _, step := range []struct {
		args, stdin string
		code        int
		out, err    string
	}{
		{args: "migrate status", out: "  waiting"},
		{args: "migrate up", out: "up to date"},
		{args: "migrate status", out: "league_night  applied"},
		{args: "admin create Sam", stdin: "long enough to be safe\n", out: "Sam is an owner now"},
		{args: "admin list", out: "Sam  no Discord account"},
		{args: "config show", out: masked},
		{args: "migrate down", out: "Add --yes to do it."},
	} {
		code, stdout, stderr := matchday(t, t.TempDir(), step.stdin, append([]string{"--set", "store.url=" + address}, strings.Fields(step.args)...)...)
		if code != step.code || !strings.Contains(stdout, step.out) || !strings.Contains(stderr, step.err) || strings.Contains(stdout, address) {
			t.Errorf("matchday %s: code %d, want %d\nout: %s\nerr: %s", step.args, code, step.code, stdout, stderr)
		}
	}
	code, _, stderr := matchday(t, t.TempDir(), "", "--set", "store.url=postgres://matchday:s3cr3t@127.0.0.1:1/none", "serve")
	if code != 1 || strings.Contains(stderr, "s3cr3t") {
		t.Errorf("a database that is away: code %d: %s", code, stderr)
	}
}
