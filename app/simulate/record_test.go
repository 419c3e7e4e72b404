package simulate_test

import (
	"bytes"
	"strings"
	"testing"

	"matchday/app/simulate"
)

func recorded(t *testing.T, o simulate.Options) (transcript, told string) {
	t.Helper()
	var file, out bytes.Buffer
	if err := simulate.Record(o, &file, &out); err != nil {
		t.Fatal(err)
	}
	return file.String(), out.String()
}

func TestARecordedGameIsVerifiedAsItWasTold(t *testing.T) {
	t.Parallel()
	for _, o := range []simulate.Options{{Seed: 7}, {Seed: 7, Home: "HBR", Away: "GRH"}, {Home: "GRH", Away: "HBR", JSON: true}} {
		transcript, told := recorded(t, o)
		var again bytes.Buffer
		if err := simulate.Verify(strings.NewReader(transcript), &again, o.JSON); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
		if again.String() != told || !strings.Contains(told, "Final") {
			t.Errorf("%+v: told\n%s\nand verified\n%s", o, told, again.String())
		}
		if o.JSON != strings.HasPrefix(told, "{") {
			t.Errorf("%+v: %s", o, told)
		}
	}
}

func TestATranscriptThatDoesNotFitIsRefusedWithTheReason(t *testing.T) {
	t.Parallel()
	good, _ := recorded(t, simulate.Options{Seed: 3})
	other, _ := recorded(t, simulate.Options{Seed: 4})
	field := func(text, name string) string {
		at := strings.Index(text, `"`+name+`": "`)
		return text[at : at+strings.Index(text[at:], "\n")]
	}
	tests := map[string]struct{ text, want string }{
		"nothing":            {"", "no transcript"},
		"half of it":         {good[:len(good)/2], "no transcript"},
		"something else":     {`{"name": "Cup"}`, "no transcript"},
		"empty":              {"{}", "commitment"},
		"another seed":       {strings.Replace(good, field(good, "seed"), field(other, "seed"), 1), "not the one that was committed to"},
		"another commitment": {strings.Replace(good, field(good, "commitment"), field(other, "commitment"), 1), "not the one that was committed to"},
		"another end":        {strings.Replace(good, field(good, "hash"), field(other, "hash"), 1), "by another way"},
		"an input left out":  {strings.Replace(good, `"number": 9,`, `"number": 8,`, 1), "journal"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			err := simulate.Verify(strings.NewReader(tt.text), &out, false)
			if err == nil || !strings.Contains(err.Error(), tt.want) || out.Len() > 0 {
				t.Errorf("%v, told %q, want %q", err, out.String(), tt.want)
			}
		})
	}
}
