package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"

	"matchday/app/league"
	"matchday/app/league/account"
)

type adminVerb struct {
	Create adminCreate `cmd:"" help:"Make an owner who signs in with a password."`
	Passwd adminPasswd `cmd:"" help:"Set a password and sign that owner out everywhere."`
	Link   adminLink   `cmd:"" help:"Print a link that signs in once; without a name, the link that makes the first owner."`
	List   adminList   `cmd:"" help:"Who signs in with a password."`
}

type adminCreate struct {
	Name string `arg:"" help:"The name to sign in with."`
}

// Run reads the password from the terminal, or from the first line of the input.
func (v adminCreate) Run(c *call) error {
	password, err := c.password()
	if err != nil {
		return err
	}
	return c.beside(func(l *league.League, _ Config) error {
		p, err := l.AddLogin(c.ctx, v.Name, password)
		if err != nil {
			return err
		}
		return c.print(map[string]any{"name": p.Name, "person": p.ID}, p.Name+" is an owner now and can sign in.\n")
	})
}

type adminPasswd struct {
	Name string `arg:"" help:"The name to sign in with."`
}

// Run reads the password from the terminal, or from the first line of the input.
func (v adminPasswd) Run(c *call) error {
	password, err := c.password()
	if err != nil {
		return err
	}
	return c.beside(func(l *league.League, _ Config) error {
		if err := l.SetPassword(c.ctx, v.Name, password); err != nil {
			return err
		}
		return c.print(map[string]string{"name": v.Name}, "The password of "+v.Name+" is changed, and every browser is signed out.\n")
	})
}

type adminLink struct {
	Name string `arg:"" optional:"" help:"The name to sign in with."`
}

// Run prints the link.
func (v adminLink) Run(c *call) error {
	return c.beside(func(l *league.League, cfg Config) error {
		path, life, issue := "/setup/", account.SetupLife, l.SetupLink
		if v.Name != "" {
			path, life = "/sign-in/", account.LinkLife
			issue = func(ctx context.Context) (string, error) { return l.LinkFor(ctx, v.Name) }
		}
		token, err := issue(c.ctx)
		if err != nil {
			return err
		}
		link := cfg.address(path + token)
		return c.print(map[string]string{"link": link, "life": life.String()}, fmt.Sprintf("%s\nIt works once, within %d minutes.\n", link, int(life.Minutes())))
	})
}

type adminList struct{}

// Run prints the names.
func (adminList) Run(c *call) error {
	return c.beside(func(l *league.League, _ Config) error {
		list, err := l.Logins(c.ctx)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return c.print(list, "There is no owner yet. `matchday admin link` prints the link that makes the first.\n")
		}
		var text strings.Builder
		w := tabwriter.NewWriter(&text, 0, 4, 2, ' ', 0)
		for _, login := range list {
			discord := "no Discord account"
			if login.Discord != "" {
				discord = "Discord " + login.Discord
			}
			fmt.Fprintf(w, "%s\t%s\tpassword set %s\n", login.Name, discord, login.Changed.Format("2006-01-02"))
		}
		return errors.Join(w.Flush(), c.print(list, text.String()))
	})
}

// beside runs fn on the league of the configured store, next to a server that may be running.
func (c *call) beside(fn func(*league.League, Config) error) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	s, err := storage{cfg}.open(c.ctx, newLogger(c.Stderr, LogConfig{Level: "warn", Format: "text"}), true)
	if err != nil {
		return err
	}
	return errors.Join(fn(league.New(s, league.Options{}), cfg), s.Close())
}

// password asks twice on a terminal without showing what is typed; elsewhere it reads one line.
func (c *call) password() (string, error) {
	f, ok := c.Stdin.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		line, err := bufio.NewReader(c.Stdin).ReadString('\n')
		if line == "" && err != nil {
			return "", errors.New("no password was given; type it, or pass it on the first line of the input")
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	first, err := c.ask(f, "Password: ")
	if err != nil {
		return "", err
	}
	second, err := c.ask(f, "Again: ")
	if err != nil {
		return "", err
	}
	if first != second {
		return "", errors.New("the two were not the same; nothing was changed")
	}
	return first, nil
}

func (c *call) ask(f *os.File, prompt string) (string, error) {
	fmt.Fprint(c.Stderr, prompt)
	text, err := term.ReadPassword(int(f.Fd()))
	fmt.Fprintln(c.Stderr)
	return string(text), err
}
