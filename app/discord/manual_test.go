package discord_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"matchday/app/discord"
	"matchday/app/discord/ask"
	"matchday/app/person"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGoldenManual keeps the tables of the manual as the program is.
func TestGoldenManual(t *testing.T) {
	const path = "../../docs/discord.md"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bot, err := discord.New(discord.Options{Token: "x"})
	if err != nil {
		t.Fatal(err)
	}
	want := string(text)
	for name, table := range map[string]string{"permissions": permissionTable(), "roles": roleTable(), "commands": commandTable(bot.Commands()), "messages": messageTable()} {
		head, rest, ok := strings.Cut(want, "<!-- "+name+" -->\n")
		_, tail, also := strings.Cut(rest, "<!-- /"+name+" -->")
		if !ok || !also {
			t.Fatalf("the manual has no place for the table of %s", name)
		}
		want = head + "<!-- " + name + " -->\n" + table + "<!-- /" + name + " -->" + tail
	}
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(text) {
		t.Errorf("%s is not as the program is. If the program is right: go test ./app/discord/... -run Golden -update", path)
	}
}

func permissionTable() string {
	text := "| Permission | What for |\n|---|---|\n"
	for _, p := range discord.Permissions() {
		text += fmt.Sprintf("| %s | %s |\n", p.Name, p.For)
	}
	return text
}

func roleTable() string {
	text := "| What | Who |\n|---|---|\n"
	for _, rule := range person.Table() {
		var names []string
		for _, r := range person.EachRole() {
			if rule.Roles.Has(r) {
				names = append(names, r.String())
			}
		}
		if rule.All {
			names = []string{"everybody"}
		}
		text += fmt.Sprintf("| %s | %s |\n", rule.Title, strings.Join(names, ", "))
	}
	return text
}

func commandTable(commands []ask.Command) string {
	text := "| Command | What it does | Options |\n|---|---|---|\n"
	for _, c := range commands {
		who := ""
		if c.Permissions != nil {
			who = " (staff)"
		}
		var own []ask.Option
		for _, o := range c.Options {
			if o.Type == ask.SubCommand {
				text += fmt.Sprintf("| `/%s %s`%s | %s | %s |\n", c.Name, o.Name, who, o.Description, optionList(o.Options))
				continue
			}
			own = append(own, o)
		}
		if len(own) > 0 || len(c.Options) == 0 {
			text += fmt.Sprintf("| `/%s`%s | %s | %s |\n", c.Name, who, c.Description, optionList(own))
		}
	}
	return text
}

// optionList names the options, those that are needed in bold. The one that nearly all have is left to the text above.
func optionList(options []ask.Option) string {
	var names []string
	for _, o := range options {
		switch {
		case o.Name == "tournament":
		case o.Required:
			names = append(names, "**`"+o.Name+"`**")
		default:
			names = append(names, "`"+o.Name+"`")
		}
	}
	return strings.Join(names, " ")
}

func messageTable() string {
	text := "| When | Who is told | How it reads |\n|---|---|---|\n"
	for _, r := range discord.Messages() {
		who := r.Who
		if r.Direct() {
			who += ", by direct message"
		}
		text += fmt.Sprintf("| %s | %s | %s |\n", r.When, who, r.Text)
	}
	return text
}
