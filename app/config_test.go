package app

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/knadh/koanf/parsers/toml/v2"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/v2"
)

var sameConfig = cmp.Options{cmpopts.IgnoreUnexported(Config{}), cmpopts.EquateEmpty()}

func TestTheExampleFileIsTheDefaults(t *testing.T) {
	const path = "../config.example.toml"
	got, err := LoadConfig(Inputs{File: path})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Defaults(), got, sameConfig); diff != "" {
		t.Errorf("config.example.toml differs from the defaults (-defaults +file):\n%s", diff)
	}
	k := koanf.New(".")
	if err := k.Load(file.Provider(path), toml.Parser()); err != nil {
		t.Fatal(err)
	}
	for _, key := range keys() {
		if !k.Exists(key) {
			t.Errorf("%s is not in config.example.toml", key)
		}
	}
}

func TestFlagsWinOverEnvironmentOverFileOverDefaults(t *testing.T) {
	path := write(t, "config.toml", "[server]\nlisten = \"127.0.0.1:1\"\npublic_url = \"https://file.example\"\ndata_dir = \"/file\"\n[sheets]\npoll = \"30s\"\n")
	got, err := LoadConfig(Inputs{
		File:    path,
		Environ: []string{"MATCHDAY_SERVER_LISTEN=127.0.0.1:2", "MATCHDAY_SERVER_PUBLIC_URL=https://env.example", "HOME=/root", "MATCHDAY_SERVER_TRUSTED_PROXIES=10.0.0.0/8, 192.168.1.4"},
		Flags:   map[string]string{"server.listen": "127.0.0.1:3"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][2]string{
		"server.listen":          {"127.0.0.1:3", "flag"},
		"server.public_url":      {"https://env.example", "MATCHDAY_SERVER_PUBLIC_URL"},
		"server.data_dir":        {"/file", path},
		"server.trusted_proxies": {"10.0.0.0/8, 192.168.1.4", "MATCHDAY_SERVER_TRUSTED_PROXIES"},
		"sheets.poll":            {"30s", path},
		"sheets.flush":           {"10s", "default"},
	}
	for _, s := range got.Settings() {
		if w, ok := want[s.Key]; ok && (s.Value != w[0] || s.Source != w[1]) {
			t.Errorf("%s = %q from %q, want %q from %q", s.Key, s.Value, s.Source, w[0], w[1])
		}
	}
}

func TestEveryFaultIsToldAtOnce(t *testing.T) {
	path := write(t, "config.toml", "[server]\nlistn = \"x\"\nlisten = \"nowhere\"\n[servr]\nlisten = \"x\"\n[backup]\nkeep = \"many\"\nevery = \"often\"\n[log]\nlevel = 3\n")
	_, err := LoadConfig(Inputs{
		File:    path,
		Environ: []string{"MATCHDAY_DISCORD_TOKN=abc", "MATCHDAY_LOG_FORMAT=xml", "MATCHDAY_OAUTH_CLIENT_SECRET_FILE=/no/such/file", "MATCHDAY_TEST_ALL=1"},
		Flags:   map[string]string{"store.ulr": "x", "sheets.poll": "1s", "server.tls_key": "key.pem"},
	})
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{
		"there is no key server.listn; did you mean server.listen?",
		"there is no key servr.listen; did you mean server.listen?",
		`server.listen (` + path + `): "nowhere" is no address`,
		"backup.keep (" + path + "): many is no whole number",
		"backup.every (" + path + "): often is no duration; write it as 30s, 10m or 24h",
		"log.level (" + path + "): must be text in quotes, not 3",
		"MATCHDAY_DISCORD_TOKN: there is no such setting; did you mean MATCHDAY_DISCORD_TOKEN?",
		`log.format (MATCHDAY_LOG_FORMAT): "xml" is not one of auto, text, json`,
		"MATCHDAY_OAUTH_CLIENT_SECRET_FILE: open /no/such/file",
		"there is no key store.ulr; did you mean store.url?",
		"sheets.poll (flag): 1s is too short, at least 5s",
		"tls_cert and tls_key go together",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("not told: %s", want)
		}
	}
	if n := len(strings.Split(err.Error(), "\n")); n != 12 {
		t.Errorf("%d lines, want 12:\n%v", n, err)
	}
}

func TestAFileThatIsNoTOMLIsASentence(t *testing.T) {
	path := write(t, "config.toml", "[server\nlisten=")
	if _, err := LoadConfig(Inputs{File: path}); err == nil || !strings.HasPrefix(err.Error(), path+": ") {
		t.Fatalf("got %v", err)
	}
	if _, err := LoadConfig(Inputs{File: path + ".no"}); err == nil {
		t.Fatal("a file that is not there was accepted")
	}
}

func TestSecretsComeFromFilesAndAreNeverShown(t *testing.T) {
	token := write(t, "token", "s3cret-token\n")
	cfg, err := LoadConfig(Inputs{Environ: []string{"MATCHDAY_DISCORD_TOKEN_FILE=" + token, "MATCHDAY_STORE_URL=postgres://u:hunter2@db/x"}})
	if err != nil {
		t.Fatal(err)
	}
	if string(cfg.Discord.Token) != "s3cret-token" {
		t.Fatalf("token is %q", string(cfg.Discord.Token))
	}
	var logged strings.Builder
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("start", "config", cfg, "token", cfg.Discord.Token)
	encoded, err := json.Marshal(cfg)
	if err != nil {
		t.Fatal(err)
	}
	shown := fmt.Sprintf("%v %+v %#v %s %q", cfg, cfg, cfg.Discord, cfg.Store.URL, cfg.Discord.Token) + logged.String() + string(encoded) + fmt.Sprint(cfg.Settings())
	if strings.Contains(shown, "s3cret") || strings.Contains(shown, "hunter2") {
		t.Fatalf("a secret is shown: %s", shown)
	}
	if !strings.Contains(shown, masked) {
		t.Fatal("nothing is masked")
	}
}

func TestOneSettingIsNotReadTwice(t *testing.T) {
	token := write(t, "token", "a")
	_, err := LoadConfig(Inputs{Environ: []string{"MATCHDAY_DISCORD_TOKEN=b", "MATCHDAY_DISCORD_TOKEN_FILE=" + token}})
	if err == nil || !strings.Contains(err.Error(), "both set discord.token") {
		t.Fatalf("got %v", err)
	}
}

func TestEveryKeyHasAnEnvironmentName(t *testing.T) {
	seen := map[string]string{}
	for _, key := range keys() {
		if n := strings.Count(key, "."); n != 1 {
			t.Errorf("%s has %d levels", key, n+1)
		}
		if other, twice := seen[envName(key)]; twice {
			t.Errorf("%s and %s share %s", key, other, envName(key))
		}
		seen[envName(key)] = key
	}
	for _, want := range []string{"discord.token", "oauth.client_secret", "cards.token", "riot.api_key", "store.url"} {
		if !isSecret(want) || !slices.Contains(keys(), want) {
			t.Errorf("%s is no secret", want)
		}
	}
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
