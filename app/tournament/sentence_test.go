package tournament_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"matchday/app/tournament"
)

// happenings are one of each kind, as package league says them: with the names by which people are called.
func happenings() []tournament.Happening {
	type h = tournament.Happening
	zoe := func(kind tournament.Kind) h { return h{Kind: kind, Entry: 1, Name: "Zoë#NA1", Person: 1, Who: "zoe"} }
	with := func(in h, change func(*h)) h { change(&in); return in }
	pickles := func(in h) h { return with(in, func(x *h) { x.Other, x.OtherPerson = "pickles", 2 }) }
	return []h{
		{Kind: tournament.Created, Name: "Holidaze Cup"},
		{Kind: tournament.Changed, Name: "Holidaze Cup", Now: "seats 24 to 32, times"},
		{Kind: tournament.Changed, Name: "Holidaze Cup"},
		with(zoe(tournament.Ended), func(x *h) { x.Count = 1 }),
		with(pickles(zoe(tournament.Ended)), func(x *h) { x.Count = 2 }),
		with(zoe(tournament.Ended), func(x *h) { x.Count = 3 }),
		{Kind: tournament.Ended},
		{Kind: tournament.CalledOff, Count: 12},
		{Kind: tournament.RegistrationOpened},
		{Kind: tournament.RegistrationClosed, Count: 32},
		{Kind: tournament.RegistrationClosed, Was: "never opened"},
		{Kind: tournament.CheckInOpened},
		{Kind: tournament.CheckInClosed, Count: 31},
		zoe(tournament.ReminderDue),
		zoe(tournament.Registered),
		{Kind: tournament.Registered, Name: "zoe", Who: "zoe"},
		{Kind: tournament.Registered, Name: "Duo 1", Who: "zoe"},
		zoe(tournament.Waitlisted),
		zoe(tournament.Updated),
		with(zoe(tournament.Updated), func(x *h) { x.Was, x.Now = "7thHarp", "7th Harp" }),
		{Kind: tournament.Joined, Name: "Duo 1", Who: "zoe"},
		{Kind: tournament.MemberLeft, Name: "Duo 1", Who: "zoe"},
		zoe(tournament.WithdrawnEntry),
		pickles(zoe(tournament.WithdrawnEntry)),
		zoe(tournament.Promoted),
		{Kind: tournament.Promoted, Name: "Duo 1"},
		zoe(tournament.CheckedIn),
		zoe(tournament.CheckedOut),
		zoe(tournament.DroppedEntry),
		zoe(tournament.RestoredEntry),
		zoe(tournament.RemovedEntry),
		with(pickles(zoe(tournament.RemovedEntry)), func(x *h) { x.Now = "asked to leave" }),
		zoe(tournament.StruckEntry),
		with(zoe(tournament.StruckEntry), func(x *h) { x.Now = "[stream] *sniping* {now}" }),
		zoe(tournament.KeptEntry),
		zoe(tournament.UnkeptEntry),
		with(pickles(zoe(tournament.ReplacedMember)), func(x *h) { x.Was, x.Now = "Queen of Pickles#OCE", "Zoë#NA1" }),
		with(zoe(tournament.SeededEntry), func(x *h) { x.Count = 3 }),
		zoe(tournament.SeededEntry),
		{Kind: tournament.RoundDrawn, Round: 2, Count: 4, Now: "by standing, top together"},
		{Kind: tournament.RoundDrawn, Round: 1, Count: 1, Now: "random"},
		{Kind: tournament.RoundUndrawn, Round: 2},
		{Kind: tournament.RoundStarted, Round: 2, Count: 4},
		{Kind: tournament.RoundCompleted, Round: 2},
		with(pickles(zoe(tournament.SeatsSwapped)), func(x *h) { x.Round, x.In, x.Was = 2, "B", "A" }),
		pickles(h{Kind: tournament.ResultRecorded, Round: 2, In: "B"}),
		{Kind: tournament.ResultRecorded, Round: 2, In: "B"},
		pickles(h{Kind: tournament.ResultCorrected, Round: 2, In: "B"}),
		{Kind: tournament.RoundsImported, Count: 4, Now: "the tab “Lobbies”"},
		{Kind: tournament.RoundsImported, Count: 1},
		pickles(h{Kind: tournament.ResultImported, Round: 2, In: "B"}),
		{Kind: tournament.StepUndone, Now: "closed check-in", Was: "ivy_"},
		{Kind: tournament.StepUndone, Now: "closed check-in"},
		{Kind: "person.renamed", Was: "7thHarp", Now: "7th Harp"},
		{Kind: "venue.changed"},
	}
}

func TestWhatHistorySays(t *testing.T) {
	var b strings.Builder
	for _, h := range happenings() {
		fmt.Fprintf(&b, "%-23s", h.Kind)
		for _, p := range h.Sentence() {
			if p.Strong {
				b.WriteString("**" + p.Text + "**")
			} else {
				b.WriteString(p.Text)
			}
		}
		b.WriteString("\n")
		if strings.ContainsAny(h.Plain(), "{}[]*") && h.Kind != tournament.StruckEntry || strings.HasSuffix(h.Plain(), ".") {
			t.Errorf("%s: %q", h.Kind, h.Plain())
		}
	}
	golden(t, "sentences.txt", b.String())
}

// What staff did is named by whom or what it was done to.
func TestWhatAStepOfStaffIsCalled(t *testing.T) {
	var b strings.Builder
	for _, h := range happenings() {
		b.WriteString(strings.TrimRight(fmt.Sprintf("%-23s%s", h.Kind, tournament.Deed([]tournament.Happening{h})), " ") + "\n")
	}
	golden(t, "deeds.txt", b.String())
	type h = tournament.Happening
	for want, said := range map[string][]h{
		"":                                nil,
		"checked Duo in":                  {{Kind: tournament.CheckedIn, Entry: 1, Name: "Duo", Person: 1, Who: "zoe"}, {Kind: tournament.CheckedIn, Entry: 1, Name: "Duo", Person: 2, Who: "ivy"}},
		"checked zoe in":                  {{Kind: tournament.CheckedIn, Entry: 1, Name: "Duo", Person: 1, Who: "zoe"}, {Kind: tournament.Promoted, Entry: 2, Name: "Ivy"}},
		"put zoe in the place of pickles": {{Kind: tournament.WithdrawnEntry, Entry: 2, Name: "zoe"}, {Kind: tournament.ReplacedMember, Entry: 1, Name: "Duo", Who: "zoe", Other: "pickles"}},
	} {
		if got := tournament.Deed(said); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A kind that somebody adds needs a sentence and a line above.
func TestEveryKindHasASentence(t *testing.T) {
	told := map[tournament.Kind]bool{}
	for _, h := range happenings() {
		told[h.Kind] = true
	}
	kinds := 0
	tree, err := parser.ParseFile(token.NewFileSet(), "happening.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := spec.Type.(*ast.Ident); !ok || id.Name != "Kind" {
			t.Fatalf("constant %s has no type Kind", spec.Names[0])
		}
		for i, value := range spec.Values {
			text, err := strconv.Unquote(value.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			kind := tournament.Kind(text)
			kinds++
			if !told[kind] {
				t.Errorf("%s (%s) has no line in the golden table", spec.Names[i], kind)
			}
			if got := (tournament.Happening{Kind: kind}).Plain(); got == strings.NewReplacer(".", " ", "_", " ").Replace(text) {
				t.Errorf("%s (%s) has no sentence of its own", spec.Names[i], kind)
			}
		}
		return true
	})
	if kinds < 30 {
		t.Errorf("only %d kinds found", kinds)
	}
}
