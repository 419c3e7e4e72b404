package header_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"matchday/app/mirror"
	"matchday/app/mirror/header"
)

// sheet reads a drawing: rows by line, cells by "|"; TRUE and FALSE are checkboxes.
func sheet(lines ...string) mirror.Reading {
	r := mirror.Reading{Rows: 1000, Cols: 26}
	for _, line := range lines {
		var row []any
		for _, cell := range strings.Split(line, "|") {
			switch cell = strings.Trim(cell, "\t"); cell {
			case "TRUE", "FALSE":
				row = append(row, cell == "TRUE")
			default:
				row = append(row, cell)
			}
		}
		r.Cells = append(r.Cells, row)
	}
	return r
}

// says is a proposal in short words: header row, then column=field, ? for a guess.
func says(p header.Proposal) string {
	if p.Header < 0 {
		return "nothing"
	}
	out := fmt.Sprintf("%s in row %d:", p.Kind, p.Header+1)
	for _, c := range p.Columns {
		switch {
		case c.Field != "" && c.Guess:
			out += fmt.Sprintf(" %s=%s?", mirror.Letters(c.At), c.Field)
		case c.Field != "":
			out += fmt.Sprintf(" %s=%s", mirror.Letters(c.At), c.Field)
		case c.Note != "":
			out += fmt.Sprintf(" %s:(%s)", mirror.Letters(c.At), c.Note)
		}
	}
	out += fmt.Sprintf("; %d rows", p.Rows)
	for _, f := range p.Lacks {
		out += " lacks " + string(f)
	}
	return out
}

const normalHead = "|Discord:|Pronouns:|Username:|Alternative IGNs:|Registered:|Checked In:"

var rows = []string{"|moonpetal|She/Her|Sugar Comet#NA1||TRUE|TRUE", "|vex.luna|They/Them|LunaVex#GAL|LunaAlt#NA1, lv2#NA1|TRUE|FALSE", "|ivy_|Any|Ivy#0777||FALSE|FALSE"}

// TestEverySheetOfTheFieldGuide goes through tournaments.md §11.3: what each Sheet is taken for.
func TestEverySheetOfTheFieldGuide(t *testing.T) {
	whole := "B=discord C=pronouns D=ingame E=alt F=registered G=checked_in; 3 rows"
	with := func(head ...string) mirror.Reading { return sheet(append(head, rows...)...) }
	tests := []struct {
		name string
		in   mirror.Reading
		want string
	}{
		{"normal", with("GAL Database", normalHead), "players in row 2: " + whole},
		{"headers with spaces behind", with("x", "|Discord:  |Pronouns:|Username: |Alternative IGNs:|Registered :|Checked In:"), "players in row 2: " + whole},
		{"headers in row 1", with(normalHead), "players in row 1: " + whole},
		{"headers in row 5", with("", "Holidaze", "", "sign up below", normalHead), "players in row 5: " + whole},
		{"order swapped", sheet("", "Checked In:|Username:|Discord:|Registered:", "TRUE|Ivy#0777|ivy_|TRUE"), "players in row 2: A=checked_in B=ingame C=discord D=registered; 1 rows"},
		{"a column Seed", sheet("", "|Discord:|Username:|Seed|Registered:|Checked In:", "|ivy_|Ivy#0777|3|TRUE|FALSE"), "players in row 2: B=discord C=ingame D=seed E=registered F=checked_in; 1 rows"},
		{"no Pronouns", sheet("", "|Discord:|Username:|Registered:|Checked In:", "|ivy_|Ivy#0777|TRUE|FALSE"), "players in row 2: B=discord C=ingame D=registered E=checked_in; 1 rows"},
		{"no check-in", sheet("", "|Discord:|Username:|Registered:", "|ivy_|Ivy#0777|TRUE"), "players in row 2: B=discord C=ingame D=registered; 1 rows lacks checked_in"},
		{"two columns IGN", sheet("", "|Discord:|IGN|IGN|Registered:|Checked In:", "|ivy_|Ivy#0777|Old#1|TRUE|FALSE"),
			"players in row 2: B=discord C=ingame D:(Column C holds In-game name already.) E=registered F=checked_in; 1 rows"},
		{"the names that the old bot took for one another", sheet("", "Discord Username|IGN|Alt IGNs|Seed|Registered|Check In", "ivy_|Ivy#0777||3|TRUE|FALSE"),
			"players in row 2: A=discord B=ingame C=alt D=seed E=registered F=checked_in; 1 rows"},
		{"double-up", sheet("GAL Database", "|Discord:|Pronouns:|Username:|Alternative IGNs:|Points|Rank:|Avg|Team:|Registered:|Checked In:", "|ivy_|Any|Ivy#0777||0|D2|1.5|Duo 1|TRUE|FALSE"),
			"players in row 2: B=discord C=pronouns D=ingame E=alt I=team J=registered K=checked_in; 1 rows"},
		{"words within", sheet("Player's Riot ID (with tag)|Your Discord name?|Team name (duo)|Have you registered", "Ivy#0777|ivy_|Duo|TRUE"),
			"players in row 1: A=ingame? B=discord? C=team? D=registered?; 1 rows lacks checked_in"},
		{"a form's answers", sheet("Timestamp|Discord username|Riot ID|Pronouns", "1/2/2026|ivy_|Ivy#0777|Any"), "players in row 1: B=discord C=ingame D=pronouns; 1 rows lacks registered lacks checked_in"},
		{"blank rows in the middle", sheet("", normalHead, rows[0], "", "|||||FALSE|FALSE", rows[1]), "players in row 2: B=discord C=pronouns D=ingame E=alt F=registered G=checked_in; 2 rows"},
		{"a merged title", with("Holidaze Cup – Discord sign-up", normalHead), "players in row 2: " + whole},
		{"lobbies", sheet("Lobby|Player|Round 1|Round 2|Round 3|Round 4|Finals", "A|ivy_|1"), "lobbies in row 1: A=lobby B=player C=round1 D=round2 E=round3 F=round4; 1 rows"},
		{"standings", sheet("Rank|Player|Total|R1|R2", "1|ivy_|8|8"), "standings in row 1: A=rank B=player C=total D=round1 E=round2; 1 rows"},
		{"something else", sheet("Todo", "buy prizes", "ask Mira"), "nothing"},
		{"empty", mirror.Reading{Rows: 1000, Cols: 26}, "nothing"},
	}
	for _, tt := range tests {
		if got := says(header.Propose(tt.in, "")); got != tt.want {
			t.Errorf("%s:\n  %s\nwant\n  %s", tt.name, got, tt.want)
		}
	}
}

func TestAProposalShowsSamplesAndBecomesATab(t *testing.T) {
	p := header.Propose(sheet(append([]string{"GAL Database", normalHead}, rows...)...), "GAL Database")
	if diff := cmp.Diff([]string{"LunaAlt#NA1, lv2#NA1"}, p.Columns[3].Samples); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"TRUE", "TRUE"}, p.Columns[4].Samples); diff != "" {
		t.Error(diff)
	}
	tab := p.Tab(12, "GAL Database")
	if err := (mirror.Plan{Tabs: []mirror.Tab{tab}}).Check(); err != nil {
		t.Error(err)
	}
	if tab.Header != 1 || tab.Sheet != 12 || tab.Columns[0] != (mirror.Column{Field: mirror.Discord, Header: "Discord:", At: 1, Way: mirror.Ours}) || tab.Columns[2].Way != mirror.Both {
		t.Errorf("%+v", tab)
	}
	lobbies := header.Finals(header.Propose(sheet("Lobby|Player|Round 1|Round 2|Finals", "A|ivy_|1"), "Lobbies"))
	if f := lobbies.Columns[4].Field; f != mirror.Round(3) {
		t.Errorf("finals are %q", f)
	}
	chosen := header.ProposeAt(sheet("x", "|Discord:|Who", "|ivy_|Ivy"), 1, mirror.Players)
	if chosen.Columns[0].Field != mirror.Discord || chosen.Columns[1].Field != "" || chosen.Rows != 1 {
		t.Errorf("%+v", chosen)
	}
}
