package app

import (
	"fmt"
	"strings"
	"text/tabwriter"
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
	if err := (storage{cfg}).up(c.ctx); err != nil {
		return err
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
	list, err := storage{cfg}.migrations(c.ctx)
	if err != nil {
		return err
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
		return c.print(map[string]string{"status": "dry run", "would_drop": last}, "This would take back "+last+" and delete what it holds. Add --yes to do it.\n")
	}
	copied, err := storage{cfg}.down(c.ctx)
	if err != nil {
		return err
	}
	text := "Took back " + last + ".\n"
	if copied != "" {
		text = "Took back " + last + ". The copy from before is " + copied + ".\n"
	}
	return c.print(map[string]string{"status": "ok", "dropped": last, "copy": copied}, text)
}

type migrateStatus struct{}

// Run prints the steps.
func (migrateStatus) Run(c *call) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	list, err := storage{cfg}.migrations(c.ctx)
	if err != nil {
		return err
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
