package app

import (
	"errors"
	"fmt"
	"maps"
	"net"
	"net/netip"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/knadh/koanf/parsers/toml/v2"
	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/v2"
)

// Config is what the process needs to start. What a league admin changes lives in the database. Each key is
// section.key in TOML and MATCHDAY_SECTION_KEY in the environment; secrets also as …_FILE, naming a file that holds them.
type Config struct {
	Server  ServerConfig  `koanf:"server"`
	Store   StoreConfig   `koanf:"store"`
	Log     LogConfig     `koanf:"log"`
	Discord DiscordConfig `koanf:"discord"`
	OAuth   OAuthConfig   `koanf:"oauth"`
	Sheets  SheetsConfig  `koanf:"sheets"`
	Cards   CardsConfig   `koanf:"cards"`
	Riot    RiotConfig    `koanf:"riot"`
	Backup  BackupConfig  `koanf:"backup"`

	sources map[string]string // where each value came from, by key
}

// ServerConfig is where Matchday listens and keeps its data.
type ServerConfig struct {
	Listen         string   `koanf:"listen"`
	PublicURL      string   `koanf:"public_url"`
	DataDir        string   `koanf:"data_dir"`
	TrustedProxies []string `koanf:"trusted_proxies"`
	TLSCert        string   `koanf:"tls_cert"`
	TLSKey         string   `koanf:"tls_key"`
}

// StoreConfig chooses the database. An empty URL is SQLite in the data directory.
type StoreConfig struct {
	URL Secret `koanf:"url"`
}

// LogConfig is what is logged and how.
type LogConfig struct {
	Level  string `koanf:"level"`
	Format string `koanf:"format"`
}

// DiscordConfig connects the bot. Without a token there is none.
type DiscordConfig struct {
	Token         Secret `koanf:"token"`
	ApplicationID string `koanf:"application_id"`
	APIURL        string `koanf:"api_url"`
	GatewayURL    string `koanf:"gateway_url"`
}

// OAuthConfig is for signing in with Discord.
type OAuthConfig struct {
	ClientID     string `koanf:"client_id"`
	ClientSecret Secret `koanf:"client_secret"`
}

// SheetsConfig connects Google Sheets.
type SheetsConfig struct {
	CredentialsFile string        `koanf:"credentials_file"`
	Endpoint        string        `koanf:"endpoint"`
	Poll            time.Duration `koanf:"poll"`
	Flush           time.Duration `koanf:"flush"`
}

// CardsConfig connects an external card API.
type CardsConfig struct {
	URL     string        `koanf:"url"`
	Token   Secret        `koanf:"token"`
	Refresh time.Duration `koanf:"refresh"`
}

// RiotConfig connects the Riot API.
type RiotConfig struct {
	APIKey   Secret `koanf:"api_key"`
	Endpoint string `koanf:"endpoint"`
}

// BackupConfig says how often and how many backups are made.
type BackupConfig struct {
	Dir   string        `koanf:"dir"`
	Every time.Duration `koanf:"every"`
	Keep  int           `koanf:"keep"`
}

// Defaults returns the configuration of a machine on which nothing was configured.
func Defaults() Config {
	return Config{
		Server:  ServerConfig{Listen: "127.0.0.1:8080", DataDir: "./data", TrustedProxies: []string{}},
		Log:     LogConfig{Level: "info", Format: "auto"},
		Discord: DiscordConfig{APIURL: "https://discord.com/api"},
		Sheets:  SheetsConfig{Endpoint: "https://sheets.googleapis.com/", Poll: 15 * time.Second, Flush: 10 * time.Second},
		Cards:   CardsConfig{Refresh: 10 * time.Minute},
		Backup:  BackupConfig{Every: 24 * time.Hour, Keep: 14},
	}
}

// Inputs are the layers of a configuration above the defaults, the weakest first.
type Inputs struct {
	File    string            // path of a TOML file; empty reads none
	Environ []string          // as os.Environ gives it; only MATCHDAY_… is looked at
	Flags   map[string]string // key to value
}

// LoadConfig reads the layers and checks everything. The error holds every fault there is, one line each.
func LoadConfig(in Inputs) (Config, error) {
	k := koanf.New(".")
	sources := map[string]string{}
	var faults []error
	load := func(values map[string]any, from func(key string) string) {
		for _, key := range slices.Sorted(maps.Keys(values)) {
			sources[key] = from(key)
		}
		faults = append(faults, k.Load(confmap.Provider(values, "."), nil))
	}
	load(flatten(Defaults()), func(string) string { return "default" })
	fromFile, err := readFile(in.File)
	faults = append(faults, err)
	for _, key := range unknown(fromFile) {
		faults = append(faults, fmt.Errorf("%s: there is no key %s%s", in.File, key, didYouMean(key, keys())))
		delete(fromFile, key)
	}
	load(fromFile, func(string) string { return in.File })
	fromEnv, names, errs := readEnv(in.Environ)
	faults = append(faults, errs...)
	load(fromEnv, func(key string) string { return names[key] })
	fromFlags := map[string]any{}
	for key, value := range in.Flags {
		if !slices.Contains(keys(), key) {
			faults = append(faults, fmt.Errorf("there is no key %s%s", key, didYouMean(key, keys())))
			continue
		}
		fromFlags[key] = value
	}
	load(fromFlags, func(string) string { return "flag" })

	cfg := Config{sources: sources}
	faults = append(faults, decode(k, &cfg, sources)...)
	faults = append(faults, cfg.check()...)
	return cfg, errors.Join(faults...)
}

func readFile(path string) (map[string]any, error) {
	if path == "" {
		return map[string]any{}, nil
	}
	k := koanf.New(".")
	if err := k.Load(file.Provider(path), toml.Parser()); err != nil {
		return map[string]any{}, fmt.Errorf("%s: %w", path, err)
	}
	return k.All(), nil
}

// readEnv returns the values of MATCHDAY_… variables by key, and the variable each came from.
func readEnv(environ []string) (values map[string]any, names map[string]string, faults []error) {
	values, names = map[string]any{}, map[string]string{}
	known := map[string]string{}
	for _, key := range keys() {
		known[envName(key)] = key
	}
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, "MATCHDAY_") || name == "MATCHDAY_CONFIG" || strings.HasPrefix(name, "MATCHDAY_TEST_") {
			continue
		}
		key, ok := known[name]
		if base, isFile := strings.CutSuffix(name, "_FILE"); !ok && isFile && isSecret(known[base]) {
			text, err := os.ReadFile(value)
			if err != nil {
				faults = append(faults, fmt.Errorf("%s: %w", name, err))
				continue
			}
			key, ok, value = known[base], true, strings.TrimRight(string(text), "\r\n")
		}
		if !ok {
			faults = append(faults, fmt.Errorf("%s: there is no such setting%s", name, didYouMean(name, slices.Collect(maps.Keys(known)))))
			continue
		}
		if other, twice := names[key]; twice {
			faults = append(faults, fmt.Errorf("%s and %s both set %s; keep one of them", other, name, key))
			continue
		}
		values[key], names[key] = value, name
	}
	return values, names, faults
}

// check returns what is wrong with values that could be read.
func (c Config) check() []error {
	var faults []error
	fail := func(key, format string, args ...any) {
		faults = append(faults, fmt.Errorf("%s (%s): %s", key, c.sources[key], fmt.Sprintf(format, args...)))
	}
	oneOf := func(key, value string, allowed ...string) {
		if !slices.Contains(allowed, value) {
			fail(key, "%q is not one of %s", value, strings.Join(allowed, ", "))
		}
	}
	web := func(key, value string, schemes ...string) {
		u, err := url.Parse(value)
		if value != "" && (err != nil || u.Host == "" || !slices.Contains(schemes, u.Scheme)) {
			fail(key, "must be an address that begins with %s://", strings.Join(schemes, ":// or "))
		}
	}
	atLeast := func(key string, value, least time.Duration) {
		if value < least {
			fail(key, "%s is too short, at least %s", value, least)
		}
	}
	snowflake := func(key, value string) {
		if strings.Trim(value, "0123456789") != "" || value != "" && len(value) < 15 {
			fail(key, "%q is no id of Discord; copy the application's id, a long number", value)
		}
	}
	faults = append(faults, c.unreadable()...)
	if _, port, err := net.SplitHostPort(c.Server.Listen); err != nil || !isPort(port) {
		fail("server.listen", "%q is no address; write host:port, as in 127.0.0.1:8080 or :8080", c.Server.Listen)
	}
	snowflake("discord.application_id", c.Discord.ApplicationID)
	snowflake("oauth.client_id", c.OAuth.ClientID)
	for key, secret := range map[string]Secret{"discord.token": c.Discord.Token, "oauth.client_secret": c.OAuth.ClientSecret, "cards.token": c.Cards.Token, "riot.api_key": c.Riot.APIKey} {
		if strings.ContainsAny(string(secret), " \t\r\n") {
			fail(key, "a secret has no spaces or lines in it; copy it again, alone")
		}
	}
	if c.Server.DataDir == "" {
		fail("server.data_dir", "must name a directory")
	}
	for _, proxy := range c.Server.TrustedProxies {
		if _, err := netip.ParsePrefix(proxy); err != nil && !isAddr(proxy) {
			fail("server.trusted_proxies", "%q is neither an IP address nor a network such as 10.0.0.0/8", proxy)
		}
	}
	if given := "server.tls_cert"; (c.Server.TLSCert == "") != (c.Server.TLSKey == "") {
		if c.Server.TLSCert == "" {
			given = "server.tls_key"
		}
		fail(given, "tls_cert and tls_key go together; set both or neither")
	}
	web("server.public_url", c.Server.PublicURL, "http", "https")
	web("store.url", string(c.Store.URL), "postgres", "postgresql")
	oneOf("log.level", c.Log.Level, "debug", "info", "warn", "error")
	oneOf("log.format", c.Log.Format, "auto", "text", "json")
	web("discord.api_url", c.Discord.APIURL, "https", "http")
	web("discord.gateway_url", c.Discord.GatewayURL, "wss", "ws")
	web("sheets.endpoint", c.Sheets.Endpoint, "https", "http")
	web("cards.url", c.Cards.URL, "https", "http")
	web("riot.endpoint", c.Riot.Endpoint, "https", "http")
	atLeast("sheets.poll", c.Sheets.Poll, 5*time.Second)
	atLeast("sheets.flush", c.Sheets.Flush, time.Second)
	atLeast("cards.refresh", c.Cards.Refresh, time.Minute)
	atLeast("backup.every", c.Backup.Every, time.Minute)
	if c.Backup.Keep < 1 {
		fail("backup.keep", "keep at least 1 backup, not %d", c.Backup.Keep)
	}
	return faults
}

// mostText is the longest value that is read, in bytes: no address, path or secret is as long.
const mostText = 4096

// unreadable returns the values that nobody types: endless ones, and those with characters that cannot be seen.
func (c Config) unreadable() []error {
	var faults []error
	for key, value := range flatten(c) {
		text := fmt.Sprint(value)
		switch {
		case len(text) > mostText:
			faults = append(faults, fmt.Errorf("%s (%s): is too long, at most %d characters", key, c.sources[key], mostText))
		case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar }):
			faults = append(faults, fmt.Errorf("%s (%s): has characters in it that cannot be seen; type it again", key, c.sources[key]))
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return faults
}

func isPort(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= 0 && n <= 65535
}

func isAddr(s string) bool {
	_, err := netip.ParseAddr(s)
	return err == nil
}

// Setting is one value as `config show` prints it.
type Setting struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Source string `json:"source"`
}

// Settings returns every value in the order of the file, secrets masked.
func (c Config) Settings() []Setting {
	values := flatten(c)
	var list []Setting
	for _, key := range keys() {
		value := fmt.Sprint(values[key])
		if list, ok := values[key].([]string); ok {
			value = strings.Join(list, ", ")
		}
		if isSecret(key) && value != "" {
			value = masked
		}
		list = append(list, Setting{key, value, c.sources[key]})
	}
	return list
}

// SQLite reports whether the database is the file in the data directory.
func (c Config) SQLite() bool { return c.Store.URL == "" }

// flatten returns the values of a configuration by key, with plain Go types.
func flatten(c Config) map[string]any {
	values := map[string]any{}
	eachField(reflect.ValueOf(&c).Elem(), func(key string, v reflect.Value) {
		switch x := v.Interface().(type) {
		case Secret:
			values[key] = string(x)
		case time.Duration:
			values[key] = shortDuration(x)
		default:
			values[key] = x
		}
	})
	return values
}

func shortDuration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// eachField visits section.key of every field in the order in which they are declared.
func eachField(v reflect.Value, visit func(key string, v reflect.Value)) {
	for i := range v.NumField() {
		section := v.Type().Field(i).Tag.Get("koanf")
		if section == "" {
			continue
		}
		for j := range v.Field(i).NumField() {
			visit(section+"."+v.Field(i).Type().Field(j).Tag.Get("koanf"), v.Field(i).Field(j))
		}
	}
}
