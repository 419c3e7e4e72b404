package ui_test

import (
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/google/go-cmp/cmp"

	"matchday/app/fault"
	"matchday/views/ui"
)

// Rewrite the golden files with: go test ./views/ui -run Golden -update
var update = flag.Bool("update", false, "rewrite the golden files")

var tags = regexp.MustCompile(`(>)(<)`)

// render returns the markup with each tag on a line of its own and file hashes left out.
func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var out strings.Builder
	if err := c.Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	lines := tags.ReplaceAllString(out.String(), "$1\n$2")
	return regexp.MustCompile(`\.[0-9a-f]{12}\.`).ReplaceAllString(lines, ".HASH.") + "\n"
}

// with gives a component children.
func with(c templ.Component, children templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return c.Render(templ.WithChildren(ctx, children), w)
	})
}

func together(list ...templ.Component) templ.Component { return templ.Join(list...) }

func at(clock string) time.Time {
	when, err := time.Parse("2006-01-02 15:04:05", "2026-11-21 "+clock)
	if err != nil {
		panic(err)
	}
	return when
}

func TestGoldenMarkup(t *testing.T) {
	t.Parallel()
	for name, c := range samples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := render(t, c)
			path := filepath.Join("testdata", "golden", name+".html")
			if *update {
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("markup changed (-was +is):\n%s", diff)
			}
		})
	}
}

func samples() map[string]templ.Component {
	words := ui.Text("words")
	link := ui.ButtonLink{Label: "Look", Href: "/look", For: "달빛토끼", Key: "l", Download: true}.Show()
	column := ui.Column{Label: "Player", Kind: ui.Who, Sort: "?by=name", Sorted: ui.Ascending}
	moment := ui.Time{At: at("18:47:12"), Zone: time.FixedZone("EST", -5*3600), Style: ui.Full, Relative: true}
	document := ui.Document{Title: "Holidaze Cup", Theme: ui.Dark, Accent: "#0a7", Path: "/admin?x=1", Socket: "/ws/tournament/7", Notices: []ui.Notice{{Text: "Done."}}}
	return map[string]templ.Component{
		"shell": with(ui.Shell{Document: document, Person: "Mirae", Account: "/account", SignOut: "/signout", Nav: []ui.NavGroup{
			{Links: []ui.NavLink{{ID: "tonight", Label: "Tonight", Href: "/admin", Badge: "live", Current: true, Key: "t"}}}, {Title: "League", Links: []ui.NavLink{{Label: "Sheet", Href: "/sheet"}}}}}.Show(), words),
		"publicshell": with(ui.PublicShell{Document: document, Sentence: "After round 3"}.Show(), words),
		"centershell": with(ui.CenterShell{Document: ui.Document{Path: "/signin"}}.Show(), words),
		"header":      with(ui.Header{Title: "Holidaze Cup", Sentence: "Saturday", Back: ui.Link{Label: "All", Href: "/all"}}.Show(), link),
		"steps":       ui.Steps{ID: "steps", List: []ui.Step{{Name: "Registration", Note: "closed", State: ui.Done, Href: "#r"}, {Name: "Check-in", Note: "closes", When: &moment, State: ui.Now}, {Name: "Final"}}}.Show(),
		"card":        together(with(ui.Card{ID: "c", Title: "Check-in", Note: "9 of 36", Actions: link, Foot: words}.Show(), words), with(ui.Card{Title: "Live", Made: &moment}.Show(), words), with(ui.Card{}.Show(), words)),
		"split":       with(ui.Split{Aside: words}.Show(), words),
		"empty":       with(ui.Empty{Title: "Nothing is on air.", Text: "Pick a graphic."}.Show(), link),
		"banner":      together(with(ui.Banner{ID: "b", Title: "Two cells differ", Text: "Choose one."}.Show(), link), ui.Banner{Tone: ui.Bad, Text: "No."}.Show()),
		"problem":     with(ui.Problem{Title: "Not here", Sentence: "It was removed."}.Show(), link),
		"facts":       with(ui.Facts(), together(ui.Fact{Label: "Version", Value: "1.4"}.Show(), with(ui.Fact{Label: "Sheet"}.Show(), ui.Chip(ui.Wait, "2 conflicts")))),
		"timeline":    with(ui.Timeline("just-now"), with(ui.Moment{ID: "event-17", At: moment, Note: "Discord"}.Show(), words)),
		"tabs":        ui.Tabs{Label: "Parts", List: []ui.Tab{{Label: "Players", Href: "?p", Count: "36", Current: true}, {Label: "Lobbies", Href: "?l"}, {Label: "Sheet", Href: "?s", Count: "3", Waits: "questions to decide"}}}.Show(),
		"pager":       together(ui.Pager{Words: "1–50 of 132", Next: "?page=2"}.Show(), ui.Pager{Words: "alone"}.Show()),
		"copyfield":   ui.CopyField{ID: "url", Label: "Overlay URL", Hint: "For OBS.", Value: "http://x/overlay/1"}.Show(),
		"mine":        with(ui.Mine{ID: "mine", Title: "You: Ivy", Number: "7", Label: "Place"}.Show(), words),
		"ranks":       with(ui.Ranks("ranks"), together(ui.Rank{ID: "p1", Place: "1", Name: "LunaVex", Note: "8 · 7", Value: "15", Change: 2, Mine: true, Cut: true}.Show(), ui.Rank{Place: "2", Name: "שם", Value: "3", Change: -1}.Show())),
		"words":       together(ui.Chip(ui.Good, "Checked in"), ui.Chip(ui.Quiet, "Later"), ui.Chip(ui.Hot, "Now"), ui.Chip(ui.Bad, "Out"), ui.Name("Zoë", "she/her"), ui.Avatar("🦊 fox"), ui.Avatar("🎀"), ui.Kbd("g"), moment.Show(), ui.LiveWords(moment)),
		"numbers":     with(ui.Numbers(), together(ui.Number{ID: "n", Value: "27", Label: "checked in", Tone: ui.Good}.Show(), ui.Number{Value: "5", Label: "not yet"}.Show())),
		"bar":         together(ui.Bar{ID: "b", Label: "27 of 32", Total: 32, Parts: []ui.BarPart{{Value: 27}, {Value: 9, Tone: ui.Wait}, {Value: 1, Tone: ui.Bad}}}.Show(), ui.Bar{Label: "of nothing", Parts: []ui.BarPart{{Value: 1}}}.Show()),
		"buttons":     together(ui.Button{Label: "Save", Look: ui.Primary, Name: "do", Value: "save", Key: "s"}.Show(), ui.Button{Label: "Next", Off: "Lobby C is open."}.Show(), link, ui.FormButton{Action: "/press", Label: "Check in", For: "ivy", Hidden: []ui.Hidden{{Name: "version", Value: "3"}}, Look: ui.Danger, Key: "x"}.Show(), ui.FormButton{Action: "/press", Label: "Off", Off: "Not now.", Whole: true}.Show(), ui.CopyButton{Label: "Copy", Value: "text"}.Show()),
		"ask":         with(ui.Ask{ID: "close", Label: "Close…", For: "ivy", Look: ui.Primary, Title: "Close?", Text: "5 lose their seat.", Action: "/close", Confirm: "Close", Danger: true, Hidden: []ui.Hidden{{Name: "version", Value: "3"}}, Key: "c"}.Show(), ui.Field{Name: "why", Label: "Why", Optional: true}.Show()),
		"menu":        with(ui.Menu{ID: "more-1", For: "ivy"}.Show(), link),
		"table":       with(ui.Table{ID: "t", Caption: "Players", Columns: []ui.Column{column, {Label: "Since", Kind: ui.Moments, Bare: true, Hide: true}, {Kind: ui.Pressing}}}.Show(), with(ui.Row{ID: "entry-1", Mine: true, Cut: true, Out: true}.Show(), together(with(ui.Cell(column), words), with(ui.Cell(ui.Column{Label: "Since", Kind: ui.Moments, Bare: true, Hide: true}), words), with(ui.Cell(ui.Column{Kind: ui.Pressing}), link)))),
		"tablewide":   ui.Table{ID: "t", Caption: "Results", Wide: true}.Show(),
		"search":      ui.Search{ID: "find", Action: "/players", Label: "Find a player", Value: "iv", Target: "players", Hidden: []ui.Hidden{{Name: "tab", Value: "all"}}}.Show(),
		"frame":       ui.Frame(ui.Number{ID: "n", Value: "1", Label: "in"}.Show(), ui.Bar{ID: "b", Label: "bar"}.Show()),
		"form":        with(ui.Form{ID: "t", Action: "/t", Submit: "Create", Cancel: ui.Link{Label: "Not now", Href: "/"}, Upload: true, Hidden: []ui.Hidden{{Name: "nonce", Value: "1"}}}.Show(), everyField()),
		"formagain":   with(ui.Form{ID: "t", Action: "/t", Submit: "Create", Err: fault.List{fault.Field("name", "Give it a name."), fault.Field("cap", "The cap is a number."), fault.New(fault.Closed, "The season is closed.")}, Values: map[string][]string{"name": {""}, "cap": {"many"}, "tell": {"dm"}, "kind": {"teams"}, "secret": {"never"}}}.Show(), everyField()),
		"formonce":    with(ui.Form{ID: "t", Action: "/t", Err: fault.Field("name", "Give it a name."), Whole: true}.Show(), ui.Field{Name: "name", Label: "Name"}.Show()),
		"formsteps":   with(ui.FormSteps("Equal points"), ui.Field{Name: "ties", Label: "First", Kind: ui.Select, Optional: true, Options: []ui.Option{{Label: "nothing"}, {Value: "firsts", Label: "more first places"}}}.Show()),
		"faults":      together(ui.Faults(nil), ui.Faults(fault.New(fault.Denied, "You may not."))),
	}
}

func everyField() templ.Component {
	options := []ui.Option{{Value: "solo", Label: "Solo"}, {Value: "teams", Label: "Teams", Hint: "Of two."}, {Value: "x", Off: true}}
	return together(
		ui.Field{Name: "name", Label: "Name", Hint: "As people say it.", Value: "Cup", Length: 60, Focus: true, Complete: "off", Example: "Cup", Suggest: "/suggest", Options: options[:1]}.Show(),
		ui.Field{Name: "cap", Label: "Seats", Kind: ui.Numeric, Value: "32", Size: ui.Short}.Show(),
		ui.Field{Name: "secret", Label: "Password", Kind: ui.Password, Value: "kept"}.Show(),
		ui.Field{Name: "zone", Label: "Zone", Kind: ui.Select, Value: "teams", Options: options}.Show(),
		ui.Field{Name: "kind", Label: "Kind", Kind: ui.Radio, Value: "solo", Options: options}.Show(),
		ui.Field{Name: "tell", Label: "Tell", Kind: ui.Checks, Optional: true, Chosen: []string{"solo"}, Options: options}.Show(),
		ui.Field{Name: "rules", Label: "Rules read", Kind: ui.Check, Value: "on", Hint: "One page."}.Show(),
		ui.Field{Name: "starts", Label: "Starts", Kind: ui.When, Value: "sat 6pm", Reading: "Saturday, 6:00 PM", Read: "/read"}.Show(),
		ui.Field{Name: "about", Label: "About", Kind: ui.Area, Value: "<b>", Off: true}.Show(),
		ui.Field{Name: "logo", Label: "Logo", Kind: ui.File, Accept: "image/png", Optional: true}.Show(),
		ui.Field{Name: "code", Label: "Code", Kind: ui.Email, Value: "a@b", ReadOnly: true, Size: ui.Medium}.Show(),
	)
}
