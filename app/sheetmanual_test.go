package app

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"matchday/app/mirror"
)

// TestTheManualOfTheSheetIsTrue looks that docs/sheets.md names every setting with its default, and what stands in a Sheet
// as it is written there.
func TestTheManualOfTheSheetIsTrue(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/sheets.md")
	if err != nil {
		t.Fatal(err)
	}
	c := Defaults().Sheets
	for _, part := range []string{
		"| `sheets.credentials_file` | |", fmt.Sprintf("| `sheets.endpoint` | `%s` |", c.Endpoint),
		fmt.Sprintf("| `sheets.poll` | `%s` |", c.Poll), fmt.Sprintf("| `sheets.flush` | `%s` |", c.Flush),
		"\"" + mirror.KeyHeader + "\"", "\"" + mirror.ShadowTitle + "\"", "MATCHDAY_SHEETS_CREDENTIALS_FILE",
	} {
		if !strings.Contains(string(text), part) {
			t.Errorf("docs/sheets.md does not say %s", part)
		}
	}
}
