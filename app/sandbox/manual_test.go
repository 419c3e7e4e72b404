package sandbox

import (
	"os"
	"strings"
	"testing"

	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/sheets"
)

// TestTheManualNamesEverything: each deed, each field of the Sheet's deeds and each kind of trouble is in docs/sandbox.md.
func TestTheManualNamesEverything(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/sandbox.md")
	if err != nil {
		t.Fatal(err)
	}
	d := discord.New(discord.Options{})
	defer d.Close()
	s := New(Options{Discord: d, Sheets: sheets.New(sheets.Options{})})
	defer s.Close()
	wanted := append(discord.Kinds(), sheets.Kinds()...)
	for name := range s.deeds() {
		wanted = append(wanted, "POST /sandbox/api/"+name)
	}
	for name := range (&request{}).person() {
		wanted = append(wanted, name)
	}
	for _, name := range wanted {
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("docs/sandbox.md does not name `%s`", name)
		}
	}
}
