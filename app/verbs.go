package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"matchday/app/fault"
)

// Process is what a verb is given of the process it runs in.
type Process struct {
	Args    []string
	Environ []string
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer

	ExampleConfig string // text of config.example.toml
}

// verbs is the command line. Each verb is a struct with its flags and a Run method beside its work.
type verbs struct {
	Config string            `help:"Configuration file. Without it, config.toml in this directory if there is one." placeholder:"FILE"`
	Set    map[string]string `help:"Set any configuration key, as in --set sheets.poll=30s." placeholder:"KEY=VALUE" mapsep:"none"`
	JSON   bool              `help:"Print JSON, for scripts."`

	Listen    string `help:"Address to serve on (server.listen)." placeholder:"HOST:PORT" group:"settings"`
	PublicURL string `help:"Address under which people reach it (server.public_url)." placeholder:"URL" group:"settings"`
	DataDir   string `help:"Directory that holds everything (server.data_dir)." placeholder:"DIR" group:"settings"`
	LogLevel  string `help:"debug, info, warn or error (log.level)." placeholder:"LEVEL" group:"settings"`
	LogFormat string `help:"auto, text or json (log.format)." placeholder:"FORMAT" group:"settings"`

	Serve       serveVerb       `cmd:"" help:"Run the league: bot, pages, overlays."`
	Demo        demoVerb        `cmd:"" help:"Try a whole league night here, without any account."`
	Admin       adminVerb       `cmd:"" help:"Owners of this installation: create, passwd, link, list."`
	Migrate     migrateVerb     `cmd:"" help:"The database schema: up, down, status."`
	ConfigVerb  configVerb      `cmd:"" name:"config" help:"The configuration: show, check, init."`
	Simulate    simulateVerb    `cmd:"" help:"Play many games of card baseball at once and count."`
	Healthcheck healthcheckVerb `cmd:"" help:"Ask a running Matchday whether it is ready; exit code 0 or 1."`
	Version     versionVerb     `cmd:"" help:"Print version, commit and schema."`
}

// call is what every verb's Run method gets.
type call struct {
	Process
	ctx   context.Context
	verbs *verbs
}

const usefulLines = `Matchday runs a Discord league from one binary.

  matchday demo      play a whole league night here, without any account
  matchday serve     run your league
  matchday --help    everything else
`

// Main runs the verb that the arguments name and returns the exit code: 0 for done, 1 for failed, 2 for a command line
// that cannot be read.
func Main(ctx context.Context, p Process) int {
	if len(p.Args) == 0 {
		fmt.Fprint(p.Stdout, usefulLines)
		return 0
	}
	v := &verbs{}
	code := -1
	parser, err := kong.New(v, kong.Name("matchday"), kong.Description("Matchday runs a Discord league from one binary."),
		kong.Writers(p.Stdout, p.Stderr), kong.Exit(func(c int) { code = c }),
		kong.ExplicitGroups([]kong.Group{{Key: "settings", Title: "The most used settings"}}),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	if err != nil {
		fmt.Fprintln(p.Stderr, "matchday:", err)
		return 2
	}
	parsed, err := parser.Parse(p.Args)
	if code >= 0 { // help was printed
		return code
	}
	if err != nil {
		fmt.Fprintf(p.Stderr, "matchday: %s\nTry: matchday --help\n", err)
		return 2
	}
	err = parsed.Run(&call{Process: p, ctx: ctx, verbs: v})
	if err == nil || errors.Is(err, context.Canceled) && ctx.Err() != nil {
		return 0
	}
	fmt.Fprintln(p.Stderr, "matchday:", plain(err))
	return 1
}

// plain returns what an operator should read of an error: the sentence of a fault, everything of anything else.
func plain(err error) string {
	var list fault.List
	var one *fault.Fault
	if errors.As(err, &list) || errors.As(err, &one) {
		return fault.Sentence(err)
	}
	return err.Error()
}

// config loads the configuration that the command line asks for.
func (c *call) config() (Config, error) {
	flags := maps.Clone(c.verbs.Set)
	if flags == nil {
		flags = map[string]string{}
	}
	for key, value := range map[string]string{
		"server.listen": c.verbs.Listen, "server.public_url": c.verbs.PublicURL, "server.data_dir": c.verbs.DataDir,
		"log.level": c.verbs.LogLevel, "log.format": c.verbs.LogFormat,
	} {
		if value != "" {
			flags[key] = value
		}
	}
	cfg, err := LoadConfig(Inputs{File: c.configFile(), Environ: c.Environ, Flags: flags})
	if err != nil {
		return cfg, fmt.Errorf("the configuration has mistakes:\n%w", err)
	}
	return cfg, nil
}

// configFile returns the file to read: the flag's, MATCHDAY_CONFIG, config.toml here if it exists, or none.
func (c *call) configFile() string {
	if c.verbs.Config != "" {
		return c.verbs.Config
	}
	for _, pair := range c.Environ {
		if path, ok := strings.CutPrefix(pair, "MATCHDAY_CONFIG="); ok && path != "" {
			return path
		}
	}
	if _, err := os.Stat("config.toml"); err == nil {
		return "config.toml"
	}
	return ""
}

// print writes v as JSON when that was asked for, and text otherwise.
func (c *call) print(v any, text string) error {
	if !c.verbs.JSON {
		_, err := io.WriteString(c.Stdout, text)
		return err
	}
	enc := json.NewEncoder(c.Stdout)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
