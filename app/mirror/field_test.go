package mirror_test

import (
	"testing"

	"matchday/app/fault"
	"matchday/app/mirror"
)

func TestWhatACellTells(t *testing.T) {
	tests := []struct {
		field mirror.Field
		in    any
		want  string
	}{
		{mirror.CheckedIn, true, "TRUE"}, {mirror.CheckedIn, false, "FALSE"}, {mirror.CheckedIn, nil, "FALSE"}, {mirror.CheckedIn, "False", "FALSE"},
		{mirror.CheckedIn, "yes", "TRUE"}, {mirror.CheckedIn, 1.0, "TRUE"}, {mirror.CheckedIn, 0.0, "FALSE"}, {mirror.CheckedIn, " x ", "TRUE"},
		{mirror.Registered, "maybe", "maybe"},
		{mirror.InGame, "Ivy#0777", "Ivy#0777"}, {mirror.InGame, " Ivy ", " Ivy "}, {mirror.InGame, 777.0, "777"}, {mirror.InGame, true, "TRUE"}, {mirror.InGame, nil, ""},
		{mirror.Seed, 3.0, "3"}, {mirror.Seed, "#3", "3"}, {mirror.Seed, "three", "three"}, {mirror.Seed, 2.5, "2.5"}, {mirror.Seed, "1e300", "1e300"},
		{mirror.Round(2), 3.0, "3"}, {mirror.Round(2), "3rd", "3"}, {mirror.Round(2), "1ST", "1"}, {mirror.Round(2), "dnp", "DNP"}, {mirror.Round(2), "Absent", "DNP"},
		{mirror.Round(2), "DQ", "DQ"}, {mirror.Round(2), "won", "won"}, {mirror.Round(2), "", ""}, {mirror.Round(2), "th", "th"},
	}
	for _, tt := range tests {
		if got := tt.field.Told(tt.in); got != tt.want {
			t.Errorf("%s of %v: %q, want %q", tt.field, tt.in, got, tt.want)
		}
		if again := tt.field.Told(tt.field.Typed(tt.want)); again != tt.want && tt.want != "maybe" {
			t.Errorf("%s: %q written and read again is %q", tt.field, tt.want, again)
		}
	}
	if mirror.Round(12).Round() != 12 || mirror.Field("round01").Round() != 0 || mirror.Field("rounds").Round() != 0 || mirror.InGame.Round() != 0 {
		t.Error("rounds are not read back")
	}
}

func TestLinksStayInTheirPartOfTheAddress(t *testing.T) {
	const l = mirror.Link("https://lolchess.gg/profile/na/{name}-{tag}")
	for in, want := range map[string]string{
		"Sugar Comet#NA1": "https://lolchess.gg/profile/na/Sugar%20Comet-NA1", "달빛#KR1": "https://lolchess.gg/profile/na/%EB%8B%AC%EB%B9%9B-KR1",
		"../../x?y=1&z#a/b": "https://lolchess.gg/profile/na/..%2F..%2Fx%3Fy%3D1%26z-a%2Fb", "NoTag": "", "": "", "#NA1": "", "..#NA1": "",
		`"><script>#NA1`: "https://lolchess.gg/profile/na/%22%3E%3Cscript%3E-NA1",
	} {
		if got := l.To(in); got != want {
			t.Errorf("%q leads to %q, want %q", in, got, want)
		}
	}
	for _, bad := range []mirror.Link{"http://x.gg/{name}", "javascript:alert({name})", "https://{name}.gg/", "https://x.gg/profile", "https://u@x.gg/{name}", "https://x.gg/{name} \"", "https:///{name}"} {
		if err := bad.Check(); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", bad, err)
		}
		if got := bad.To("A#B"); got != "" {
			t.Errorf("%q leads to %q", bad, got)
		}
	}
	if mirror.Link("").Check() != nil || mirror.Link("").To("A#B") != "" {
		t.Error("no link is no fault")
	}
}

func TestAPlanSaysWhatIsWrongWithIt(t *testing.T) {
	good := players()
	for name, tt := range map[string]struct {
		change func(*mirror.Plan)
		want   string
	}{
		"nothing":   {func(*mirror.Plan) {}, ""},
		"no tab":    {func(p *mirror.Plan) { p.Tabs = nil }, "Choose the tab of the players."},
		"no names":  {func(p *mirror.Plan) { p.Tabs[0].Columns = p.Tabs[0].Columns[3:] }, `In the tab "Players" no column holds Discord or the in-game name, so rows could not be told apart. Choose the column.`},
		"twice":     {func(p *mirror.Plan) { p.Tabs[0].Columns[1].Field = mirror.Discord }, `Two columns of "Players" are to hold Discord. Choose one.`},
		"one place": {func(p *mirror.Plan) { p.Tabs[0].Columns[1].At = 1 }, `Column B of "Players" is chosen twice. Each column is used once.`},
		"way":       {func(p *mirror.Plan) { p.Tabs[0].Columns[0].Way = mirror.Both }, "Discord cannot be kept that way; choose one of the offered."},
		"unknown":   {func(p *mirror.Plan) { p.Tabs[0].Columns[1].Field = "shoe" }, `"shoe" is nothing that a column can hold.`},
		"two uses": {func(p *mirror.Plan) {
			p.Tabs = append(p.Tabs, mirror.Tab{Kind: mirror.Standings, Title: "Players", Key: -1})
		},
			`The tab "Players" is used for players already. Choose another for standings.`},
		"two of a kind": {func(p *mirror.Plan) {
			other := p.Tabs[0]
			other.Sheet, other.Title = 2, "Players of May"
			p.Tabs = append(p.Tabs, other)
		},
			`The tabs "Players" and "Players of May" are both to hold the players. Choose one.`},
	} {
		tab := good
		tab.Columns = append([]mirror.Column(nil), good.Columns...)
		p := mirror.Plan{Tabs: []mirror.Tab{tab}}
		tt.change(&p)
		if got := fault.Sentence(p.Check()); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestHeadersAreFoundAgainOrTheMirrorPauses(t *testing.T) {
	head := []any{"", "Discord:", "Pronouns:", "Username:", "Registered:", "Checked In:", "Matchday key"}
	tests := []struct {
		name  string
		cells [][]any
		row   int
		key   int
		want  string
	}{
		{"as mapped", [][]any{{"Cup"}, head}, 1, 6, ""},
		{"spelled otherwise", [][]any{{}, {"", "discord", " PRONOUNS : ", "Username", "registered:", "Checked in", "Matchday key"}}, 1, 6, ""},
		{"a row more above", [][]any{{}, {"Cup"}, {}, head}, 3, 6, ""},
		{"the title is gone", [][]any{head}, 0, 6, ""},
		{"a column before the key", [][]any{{}, {"", "Discord:", "Pronouns:", "Username:", "Registered:", "Checked In:", "Notes", "Matchday key"}}, 1, 7, ""},
		{"moved", [][]any{{}, {"", "Discord:", "Username:", "Pronouns:", "Registered:", "Checked In:", "Matchday key"}}, 0, 0,
			`In the tab "Players" the column "Pronouns:" moved from C to D. Look at the mapping, then resume.`},
		{"renamed", [][]any{{}, {"", "Discord:", "Pronouns:", "Riot:", "Registered:", "Checked In:", "Matchday key"}}, 0, 0,
			`In the tab "Players" there is no column "Username:" any more; D2 says "Riot:" now. Put the header back or change the mapping, then resume.`},
		{"all gone", nil, 0, 0, `In the tab "Players" there is no column "Discord:" any more. Put the header back or change the mapping, then resume.`},
		{"no key", [][]any{{}, head[:6]}, 0, 0, `The hidden column "Matchday key" of the tab "Players" is gone. Press Resume: the rows are matched by name and the column is made again.`},
		{"two keys", [][]any{{}, append(append([]any{}, head...), "Matchday key")}, 0, 0, `The tab "Players" has two columns "Matchday key". Delete the copy, then resume.`},
	}
	for _, tt := range tests {
		got, err := players().Locate(mirror.Reading{Rows: 100, Cols: 10, Cells: tt.cells})
		if fault.Sentence(err) != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, fault.Sentence(err), tt.want)
			continue
		}
		if err == nil && (got.Header != tt.row || got.Key != tt.key) {
			t.Errorf("%s: headers in %d, key in %d", tt.name, got.Header, got.Key)
		}
	}
}

// players is the tab of a normal night, mapped.
func players() mirror.Tab {
	return mirror.Tab{Kind: mirror.Players, Title: "Players", Header: 1, Key: 6, Columns: []mirror.Column{
		{Field: mirror.Discord, Header: "Discord:", At: 1, Way: mirror.Ours}, {Field: mirror.Pronouns, Header: "Pronouns:", At: 2, Way: mirror.Both},
		{Field: mirror.InGame, Header: "Username:", At: 3, Way: mirror.Both}, {Field: mirror.Registered, Header: "Registered:", At: 4, Way: mirror.Both},
		{Field: mirror.CheckedIn, Header: "Checked In:", At: 5, Way: mirror.Both},
	}}
}
