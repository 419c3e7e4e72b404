package app

import (
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
)

type configVerb struct {
	Show  configShow  `cmd:"" help:"Every value and where it came from; secrets are masked."`
	Check configCheck `cmd:"" help:"Tell every mistake at once; exit code 1 when there is one."`
	Init  configInit  `cmd:"" help:"Write a commented configuration file."`
}

type configShow struct{}

func (configShow) Run(c *call) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 4, 2, ' ', 0)
	for _, s := range cfg.Settings() {
		fmt.Fprintf(w, "%s\t%s\t%s\n", s.Key, s.Value, s.Source)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return c.print(cfg.Settings(), text.String())
}

type configCheck struct{}

func (configCheck) Run(c *call) error {
	if _, err := c.config(); err != nil {
		return err
	}
	from := c.configFile()
	if from == "" {
		from = "no file, only defaults and the environment"
	}
	return c.print(map[string]string{"status": "ok", "file": c.configFile()}, "The configuration is sound ("+from+").\n")
}

type configInit struct {
	Path string `arg:"" optional:"" default:"config.toml" help:"Where to write it."`
	Yes  bool   `help:"Replace a file that is there."`
}

func (v configInit) Run(c *call) error {
	flag := os.O_CREATE | os.O_EXCL | os.O_WRONLY
	if v.Yes {
		flag = os.O_CREATE | os.O_TRUNC | os.O_WRONLY
	}
	f, err := os.OpenFile(v.Path, flag, 0o600)
	if os.IsExist(err) {
		return fmt.Errorf("%s is there already and was not changed; add --yes to replace it", v.Path)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(c.ExampleConfig)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	return c.print(map[string]string{"file": v.Path}, "Wrote "+v.Path+". Every line shows a default; change what you need.\n")
}
