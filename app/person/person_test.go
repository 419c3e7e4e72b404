package person_test

import (
	"strings"
	"testing"
	"time"

	"matchday/app/fault"
	"matchday/app/person"
)

func TestWhoMayDoWhat(t *testing.T) {
	tests := []struct {
		act  person.Act
		may  person.Roles
		most person.Roles // the most trusted role that may not
	}{
		{person.OpenDoors, person.Helper, person.Producer},
		{person.RecordResults, person.Helper, person.Viewer},
		{person.PlanEvents, person.Admin, person.Helper},
		{person.RunOverlays, person.Producer, person.Viewer},
		{person.SeeStaff, person.Viewer, person.Player},
		{person.ManageStaff, person.Admin, person.Helper},
	}
	for _, tt := range tests {
		if err := (person.Actor{Roles: tt.may}).May(tt.act); err != nil {
			t.Errorf("%s refused %s: %v", tt.may, tt.act, err)
		}
		if err := (person.Actor{Roles: tt.most}).May(tt.act); !fault.Is(err, fault.Denied) {
			t.Errorf("%s may %s", tt.most, tt.act)
		}
	}
}

func TestEveryActHasARow(t *testing.T) {
	seen := map[person.Act]bool{}
	for _, rule := range person.Table() {
		if seen[rule.Act] {
			t.Errorf("%s stands twice", rule.Act)
		}
		seen[rule.Act] = true
		if rule.Title == "" || (!rule.All && rule.Roles == 0) {
			t.Errorf("%s: %+v", rule.Act, rule)
		}
		if !rule.Act.Allowed(person.Owner) {
			t.Errorf("the owner may not %s", rule.Act)
		}
	}
	if person.Act("no_such").Allowed(person.Owner) {
		t.Error("an unknown act is allowed")
	}
}

func TestTheRefusalNamesWhoMay(t *testing.T) {
	err := person.Actor{}.May(person.PlanEvents)
	if got := fault.Sentence(err); got != "Creating, changing and cancelling tournaments is for owners and admins. Ask one of them." {
		t.Fatalf("got %q", got)
	}
}

func TestRolesByName(t *testing.T) {
	for _, role := range person.EachRole() {
		got, ok := person.ParseRole(" " + strings.ToUpper(role.String()) + " ")
		if !ok || got != role {
			t.Errorf("%s read as %s, %v", role, got, ok)
		}
	}
	if _, ok := person.ParseRole("player"); ok {
		t.Error("player is a staff role")
	}
	both := person.Helper | person.Producer
	if both.String() != "helper, producer" || both.Highest() != person.Helper || person.Player.String() != "player" {
		t.Errorf("got %q, highest %q", both, both.Highest())
	}
}

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"spaces", "  Sugar \t\n Comet ", "Sugar Comet"},
		{"isolates", "\u2066Nimbus\u2069#EUW", "Nimbus#EUW"},
		{"right to left override", "abc\u202egnp", "abcgnp"},
		{"nul and bell", "a\x00b\ac", "abc"},
		{"invalid bytes", "a\xffb", "ab"},
		{"zero width space and bom", "\ufeffa\u200bb", "ab"},
		{"hangul filler", "\u3164", ""},
		{"family emoji stays whole", "👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"},
		{"decomposed accent", "Zoe\u0308", "Zoë"},
		{"scripts", "달빛토끼 Звезда", "달빛토끼 Звезда"},
		{"markup stays text", "<b>=SUM(1)@here", "<b>=SUM(1)@here"},
		{"no-break space", "a\u00a0b", "a b"},
	}
	for _, tt := range tests {
		if got := person.Clean(tt.in); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestFold(t *testing.T) {
	same := [][2]string{{"Sugar Comet#NA1", "sugarcomet#na1"}, {"Ｉｖｙ", "ivy"}, {"Straße", "STRASSE"}, {"Zoë", "zoe\u0308"}, {"the  boys", "The Boys"}}
	for _, p := range same {
		if person.Fold(p[0]) != person.Fold(p[1]) {
			t.Errorf("%q and %q differ: %q, %q", p[0], p[1], person.Fold(p[0]), person.Fold(p[1]))
		}
	}
	for _, p := range [][2]string{{"Team A", "Team B"}, {"Zoë", "Zoe"}, {"달빛", "달토"}} {
		if person.Fold(p[0]) == person.Fold(p[1]) {
			t.Errorf("%q and %q are the same", p[0], p[1])
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("  \u2066a\u2069 b\x00\xff")
	f.Fuzz(func(t *testing.T, s string) {
		once := person.Clean(s)
		if twice := person.Clean(once); twice != once {
			t.Fatalf("cleaning %q twice gives %q, then %q", s, once, twice)
		}
		if strings.ContainsRune(once, 0) || strings.TrimSpace(once) != once {
			t.Fatalf("not clean: %q", once)
		}
		if f := person.Fold(once); person.Fold(f) != f {
			t.Fatalf("folding %q is not stable: %q, %q", once, f, person.Fold(f))
		}
	})
}

func TestTextNamesWhatIsWrong(t *testing.T) {
	if _, err := person.Text("team", "The team name", "\u200b ", 1, 20); fault.Of(err).Field != "team" {
		t.Errorf("empty: %v", err)
	}
	if _, err := person.Text("team", "The team name", strings.Repeat("é", 21), 1, 20); fault.Sentence(err) != "The team name is too long: 21 characters, at most 20." {
		t.Errorf("long: %v", err)
	}
	if s, err := person.Text("team", "The team name", " Duo 1 ", 1, 20); s != "Duo 1" || err != nil {
		t.Errorf("good: %q, %v", s, err)
	}
}

func TestALeagueWithAnUnknownZoneReadsAsUTC(t *testing.T) {
	if loc := (person.League{Zone: "Mars/Olympus"}).Location(); loc != time.UTC {
		t.Fatal(loc)
	}
}

func TestALeagueIsToldEverythingThatIsWrongWithIt(t *testing.T) {
	t.Parallel()
	got, err := person.League{Name: "  Gali\u200bseum ", Zone: "Europe/Berlin", Server: "1"}.Check()
	if err != nil || got.Name != "Galiseum" || got.Server != "1" {
		t.Errorf("a good league: %+v, %v", got, err)
	}
	for _, zone := range []string{"", "Local", "Nowhere/Town"} {
		_, err := person.League{Zone: zone}.Check()
		if n := len(fault.All(err)); n != 2 {
			t.Errorf("zone %q without a name: %d faults, want 2: %v", zone, n, err)
		}
	}
}
