package app

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"matchday/store/sqlite"
)

type migrateVerb struct {
	Up     migrateUp     `cmd:"" help:"Bring the database to this version's schema, after a copy. serve does this by itself."`
	Down   migrateDown   `cmd:"" help:"Take the newest step back with everything it held. A dry run without --yes."`
	Status migrateStatus `cmd:"" help:"Which steps the database has."`
}

type migrateUp struct{}

// Run brings the schema up to date.
func (migrateUp) Run(c *call) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	if err := sqlite.Up(c.ctx, sqliteOptions(cfg)); err != nil {
		return explain(err, cfg)
	}
	return c.print(map[string]string{"status": "ok"}, "The schema is up to date.\n")
}

type migrateDown struct {
	Yes bool `help:"Do it."`
}

// Run takes the newest step back.
func (v migrateDown) Run(c *call) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	list, err := sqlite.Migrations(c.ctx, sqliteOptions(cfg))
	if err != nil {
		return explain(err, cfg)
	}
	last := ""
	for _, m := range list {
		if !m.Applied.IsZero() {
			last = m.Name
		}
	}
	switch {
	case last == "":
		return c.print(map[string]string{"status": "empty"}, "The database has no schema, so there is nothing to take back.\n")
	case !v.Yes:
		return c.print(map[string]string{"status": "dry run", "would_drop": last}, "This would take back "+last+" and delete what it holds, after a copy. Add --yes to do it.\n")
	}
	copied, err := sqlite.Down(c.ctx, sqliteOptions(cfg))
	if err != nil {
		return explain(err, cfg)
	}
	return c.print(map[string]string{"status": "ok", "dropped": last, "copy": copied}, "Took back "+last+". The copy from before is "+copied+".\n")
}

type migrateStatus struct{}

// Run prints the steps.
func (migrateStatus) Run(c *call) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	list, err := sqlite.Migrations(c.ctx, sqliteOptions(cfg))
	if err != nil {
		return explain(err, cfg)
	}
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 4, 2, ' ', 0)
	for _, m := range list {
		state := "waiting"
		if !m.Applied.IsZero() {
			state = "applied"
		}
		fmt.Fprintf(w, "%s\t%s\n", m.Name, state)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return c.print(list, text.String())
}
