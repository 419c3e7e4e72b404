package mirror_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"matchday/app/mirror"
)

// TestARowIsReadAsItWasWritten holds the quick way of reading rows to the slow one.
func TestARowIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SampledFrom([]string{"", "Any", "Zoë#EUW", `say "hi"`, `back\slash`, "<b>&", "달빛토끼", "a\nb", "}},{"})
		r := mirror.Row{Cells: map[mirror.Field]mirror.Memory{}}
		for range rapid.IntRange(0, 5).Draw(t, "cells") {
			m := mirror.Memory{Value: words.Draw(t, "value"), Version: rapid.IntRange(0, 30).Draw(t, "version")}
			if rapid.IntRange(0, 3).Draw(t, "more") == 0 {
				m.Note, m.Say, m.Waits = words.Draw(t, "note"), words.Draw(t, "say"), rapid.Bool().Draw(t, "waits")
				m.Sent = []mirror.Sent{{Value: words.Draw(t, "sent"), Row: rapid.IntRange(0, 9).Draw(t, "row")}}
			}
			r.Cells[rapid.SampledFrom([]mirror.Field{mirror.Discord, mirror.Pronouns, mirror.InGame, mirror.Round(3)}).Draw(t, "field")] = m
		}
		r.Stage = rapid.SampledFrom([]mirror.Stage{mirror.Kept, mirror.Kept, mirror.Coming}).Draw(t, "stage")
		r.Trust = rapid.SampledFrom([]string{"", "", "moonpetal\nSugar"}).Draw(t, "trust")
		if len(r.Cells) == 0 {
			r.Cells = nil
		}
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		got := mirror.Row{Stage: mirror.Coming, Trust: "before"}
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r, got); diff != "" {
			t.Fatalf("%s: %s", text, diff)
		}
	})
	for _, text := range []string{`{"c":{"discord":{"v":"x","n":1}}`, `{"c":{"discord":{"v":1}}}`, `[]`, `{"c":{"discord":{"v":"x","n":"1"}}}`} {
		if err := json.Unmarshal([]byte(text), &mirror.Row{}); err == nil {
			t.Errorf("%s was read", text)
		}
	}
}
