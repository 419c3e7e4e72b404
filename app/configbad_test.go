package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestBadValuesOfEveryKey gives every key everything that is bad, by the environment, by a flag and by the file: it is
// either a value that can be, or refused in words that name the key and where it was set, and no secret is ever told.
func TestBadValuesOfEveryKey(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t"
	texts := []string{" ", "nonsense", "\x00", "a\x07b", "line\nbreak", "\xff\xfe", strings.Repeat("x", 5000), "-1", "0", "1.5", "99999999999999999999", "1000000h",
		"-5s", "true", "null", "[]", "{}", "=SUM(1,2)", "<script>", "**bold**", "@here", "../../etc/passwd", "http://", "://", "ftp://x", "postgres://", "host:port",
		":99999", "10.0.0.0/99", "\u2066a\u2069", secret + " " + secret, "12345678901234567"}
	raws := []string{"3", "-1", "1.5", "true", "[]", "[1]", "{}", "{ a = 1 }", "1979-05-27", `"nonsense"`, `"""two
lines"""`}
	takes := map[string][]string{ // what of it is a value of a key: most keys are names of files, or free text
		"server.data_dir": texts, "server.tls_cert": texts, "server.tls_key": texts, "sheets.credentials_file": texts, "backup.dir": texts,
		"discord.token": texts, "oauth.client_secret": texts, "cards.token": texts, "riot.api_key": texts,
		"discord.application_id": {"12345678901234567", "99999999999999999999"}, "oauth.client_id": {"12345678901234567", "99999999999999999999"},
		"server.trusted_proxies": {"", " "}, "sheets.poll": {"1000000h"}, "sheets.flush": {"1000000h"}, "cards.refresh": {"1000000h"}, "backup.every": {"1000000h"},
		"backup.keep": {"12345678901234567"},
	}
	for _, key := range keys() {
		for _, text := range texts {
			for from, in := range map[string]Inputs{
				envName(key): {Environ: []string{envName(key) + "=" + text}},
				"flag":       {Flags: map[string]string{key: text}},
			} {
				cfg, err := LoadConfig(in)
				judge(t, key, from, text, cfg, err, slices.Contains(takes[key], text) || strings.TrimSpace(text) == "")
			}
		}
		section, name, _ := strings.Cut(key, ".")
		for _, raw := range raws {
			path := write(t, "config.toml", fmt.Sprintf("[%s]\n%s = %s\n", section, name, raw))
			cfg, err := LoadConfig(Inputs{File: path})
			judge(t, key, path, raw, cfg, err, true)
			if err == nil && strings.Contains(raw, "a = 1") {
				t.Errorf("%s takes %s", key, raw)
			}
		}
	}
}

// judge looks at what came of a value.
func judge(t *testing.T, key, from, text string, cfg Config, err error, may bool) {
	t.Helper()
	switch {
	case err == nil && !may:
		t.Errorf("%s by %s takes %.40q", key, from, text)
	case err == nil:
		for _, s := range cfg.Settings() {
			if strings.ContainsAny(s.Value, "\x00\x07\n") || len(s.Value) > mostText {
				t.Errorf("%s by %s keeps %.40q", s.Key, from, s.Value)
			}
		}
	default:
		if !strings.Contains(err.Error(), key) || !strings.Contains(err.Error(), from) {
			t.Errorf("%s by %s: %.40q is refused without saying so: %v", key, from, text, err)
		}
		if isSecret(key) && strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("%s by %s: the refusal tells the secret: %v", key, from, err)
		}
	}
}
