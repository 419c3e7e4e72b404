package fault_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/fault"
)

func TestATimeInASentenceStandsByItself(t *testing.T) {
	six := fault.Moment{At: time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC), Text: "Saturday 6:00 PM"}
	early := fault.New(fault.Closed, "%s opens %s.", "Friday\x00 Cup", six)
	type p = fault.Part
	tests := []struct {
		name string
		err  error
		want []p
	}{
		{"in the middle", early, []p{{Text: "Friday Cup opens "}, {"Saturday 6:00 PM", six.At}, {Text: "."}}},
		{"at the beginning", fault.Field("at", "%s has passed, %d%% sure.", six, 3), []p{{"Saturday 6:00 PM", six.At}, {Text: " has passed, 3% sure."}}},
		{"of another fault", fault.Field("opens", "Opens: %s", early), []p{{Text: "Opens: Friday Cup opens "}, {"Saturday 6:00 PM", six.At}, {Text: "."}}},
		{"of another without one", fault.Field("opens", "Opens: %s", fault.New(fault.Closed, "no")), []p{{Text: "Opens: no"}}},
		{"in a list", fault.List{fault.New(fault.Closed, "No."), early.Because(nil)}, []p{{Text: "No."}, {Text: " "}, {Text: "Friday Cup opens "}, {"Saturday 6:00 PM", six.At}, {Text: "."}}},
		{"none", fault.New(fault.Taken, "%q is taken.", "a\x00b"), []p{{Text: `"a\x00b" is taken.`}}},
		{"nothing", nil, nil},
	}
	for _, tt := range tests {
		got := fault.Parts(tt.err)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		var b strings.Builder
		for _, part := range got {
			b.WriteString(part.Text)
		}
		if b.String() != fault.Sentence(tt.err) {
			t.Errorf("%s: the parts say %q, the sentence %q", tt.name, b.String(), fault.Sentence(tt.err))
		}
	}
}
