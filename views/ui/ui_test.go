package ui_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"matchday/app/fault"
	"matchday/views/ui"
)

func TestNoMarkupNeedsMoreThanTheContentPolicyAllows(t *testing.T) {
	t.Parallel()
	bad := regexp.MustCompile(`(?i)\sstyle=|\son[a-z]+="|<style|javascript:|<script(>| [^s])|https?://(?:[^x])`)
	for name, c := range samples() {
		if found := bad.FindString(render(t, c)); found != "" {
			t.Errorf("%s holds %q", name, found)
		}
	}
}

func TestIDsStandOnceInAPage(t *testing.T) {
	t.Parallel()
	for name, c := range samples() {
		seen := map[string]bool{}
		for _, match := range regexp.MustCompile(`\sid="([^"]*)"`).FindAllStringSubmatch(render(t, c), -1) {
			if seen[match[1]] || match[1] == "" {
				t.Errorf("%s: id %q twice or empty", name, match[1])
			}
			seen[match[1]] = true
		}
	}
}

func TestEveryReferenceInAFormLeadsToAnID(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"form", "formagain", "formonce", "ask", "search", "copyfield"} {
		html := render(t, samples()[name])
		for _, match := range regexp.MustCompile(`\s(?:for|aria-describedby|aria-labelledby|list|href="#)="?([^"]*)"`).FindAllStringSubmatch(html, -1) {
			for _, ref := range strings.Fields(match[1]) {
				if !strings.Contains(html, fmt.Sprintf(`id="%s"`, ref)) {
					t.Errorf("%s refers to #%s, which is not there", name, ref)
				}
			}
		}
	}
}

func TestAnAddressThatRunsScriptIsMadeHarmless(t *testing.T) {
	t.Parallel()
	html := render(t, together(ui.ButtonLink{Label: "x", Href: "javascript:alert(1)"}.Show(), ui.FormButton{Label: "x", Action: "javascript:alert(1)"}.Show()))
	if strings.Contains(html, "javascript:") {
		t.Error(html)
	}
}

func TestTextOfPeopleIsText(t *testing.T) {
	t.Parallel()
	const evil = `"><img src=x onerror=alert(1)>`
	html := render(t, together(ui.Name(evil, evil), ui.Avatar(evil), ui.Header{Title: evil, Sentence: evil}.Show(), ui.Rank{Name: evil, Note: evil}.Show(),
		ui.Field{Name: "n", Label: evil, Value: evil, Hint: evil, Fault: evil}.Show(), ui.Ask{ID: "a", Title: evil, Text: evil, For: evil}.Show(), ui.CopyField{ID: "c", Value: evil}.Show()))
	if strings.Contains(html, "<img") {
		t.Error(html)
	}
}

func TestAnInternalErrorIsNotShown(t *testing.T) {
	t.Parallel()
	html := render(t, with(ui.Form{ID: "f", Err: fmt.Errorf("save: %w", errors.New("UNIQUE constraint failed"))}.Show(), ui.Text("")))
	if strings.Contains(html, "UNIQUE") || !strings.Contains(html, "went wrong on our side") {
		t.Error(html)
	}
}

func TestAPasswordIsNeverWrittenBack(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"form", "formagain"} {
		if html := render(t, samples()[name]); strings.Contains(html, "kept") || strings.Contains(html, "never") {
			t.Errorf("%s shows a password", name)
		}
	}
}

func TestATriggerHeaderIsAsciiAndSaysTheSentence(t *testing.T) {
	t.Parallel()
	const sentence = "달빛토끼 is in 🎀 — “seat 31”\r\nX-Evil: 1"
	header := ui.TriggerHeader(ui.Good, sentence)
	for _, r := range header {
		if r < 0x20 || r > 0x7E {
			t.Fatalf("%q holds %q", header, r)
		}
	}
	var got map[string]map[string]string
	if err := json.Unmarshal([]byte(header), &got); err != nil || got["toast"]["text"] != sentence || got["toast"]["tone"] != "good" {
		t.Errorf("%v %v", got, err)
	}
}

func TestTimesAreWrittenInTheZoneOfTheLeague(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("EST", -5*3600)
	when := time.Date(2026, 11, 22, 0, 5, 9, 0, time.UTC)
	for style, want := range map[ui.Style]string{ui.Clock: "7:05 PM", ui.Second: "7:05:09", ui.Day: "Saturday, November 21", ui.Full: "Sat, Nov 21, 7:05 PM EST"} {
		if got := (ui.Time{At: when, Zone: zone, Style: style}).String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if html := render(t, ui.Time{At: when}.Show()); !strings.Contains(html, `datetime="2026-11-22T00:05:09Z"`) || !strings.Contains(html, "12:05 AM") {
		t.Error(html)
	}
}

func TestAFrameNeedsAnElement(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := ui.Frame(ui.Text("words alone")).Render(t.Context(), &out); err == nil {
		t.Errorf("a frame of %q", out.String())
	}
}

func TestThemeOfAnOddCookieIsTheSystem(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]ui.Theme{"dark": ui.Dark, "light": ui.Light, "": ui.System, "system": ui.System, `dark" onload="`: ui.System} {
		if got := ui.ThemeOf(value); got != want {
			t.Errorf("%q is %q, want %q", value, got, want)
		}
	}
}

// tokens reads the colours of one block of a style sheet.
func tokens(t *testing.T, css, selector string) map[string]string {
	t.Helper()
	_, rest, ok := strings.Cut(css, selector+" {")
	if !ok {
		t.Fatalf("no block %q", selector)
	}
	block, _, _ := strings.Cut(rest, "}")
	out := map[string]string{}
	for _, match := range regexp.MustCompile(`--([a-z-]+): #([0-9A-Fa-f]{6})`).FindAllStringSubmatch(block, -1) {
		out[match[1]] = match[2]
	}
	return out
}

const darkBySystem, darkByChoice = `:root:not([data-theme="light"])`, `:root[data-theme="dark"]`

func TestTheTokensAreReadable(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../static/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	css := string(raw)
	light, dark := tokens(t, css, ":root"), tokens(t, css, darkByChoice)
	if fmt.Sprint(dark) != fmt.Sprint(tokens(t, css, darkBySystem)) {
		t.Error("the two dark sets differ")
	}
	if len(light) != len(dark) || len(light) < 18 {
		t.Errorf("%d light colours, %d dark", len(light), len(dark))
	}
	for theme, set := range map[string]map[string]string{"light": light, "dark": dark} {
		readable(t, theme, set)
		for word, grounds := range map[string][]string{
			"ink": {"paper", "card", "sunk", "accent-soft", "good-soft", "wait-soft", "bad-soft", "accent-pale"}, "quiet": {"paper", "card", "sunk"},
			"good": {"card", "good-soft"}, "wait": {"card", "wait-soft"}, "bad": {"card", "paper", "bad-soft"}, "paper": {"ink", "bad"},
		} {
			for _, ground := range grounds {
				if c := contrast(set[word], set[ground]); c < 4.5 {
					t.Errorf("%s: %s on %s is %.2f:1", theme, word, ground, c)
				}
			}
		}
		if c := contrast(set["edge"], set["card"]); c < 3 {
			t.Errorf("%s: the edge of an input is %.2f:1", theme, c)
		}
	}
}

// readable checks the five accent tokens of a theme.
func readable(t interface{ Errorf(string, ...any) }, theme string, set map[string]string) {
	for _, ground := range []string{"paper", "card", "accent-soft"} {
		if c := contrast(set["accent-text"], set[ground]); c < 4.5 {
			t.Errorf("%s: accent text %s on %s is %.2f:1", theme, set["accent-text"], ground, c)
		}
	}
	if c := contrast(set["accent"], set["card"]); c < 3 {
		t.Errorf("%s: the accent %s on a card is %.2f:1", theme, set["accent"], c)
	}
	if c := contrast(set["on-accent"], set["accent-fill"]); c < 4.5 {
		t.Errorf("%s: %s on the accent %s is %.2f:1", theme, set["on-accent"], set["accent-fill"], c)
	}
}

func TestEveryAccentIsReadable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		hex := fmt.Sprintf("%06X", rapid.IntRange(0, 0xFFFFFF).Draw(r, "colour"))
		css, err := ui.AccentCSS(hex)
		if err != nil {
			r.Fatal(err)
		}
		for theme, block := range map[string]string{"light": ":root", "dark": darkByChoice} {
			set := map[string]string{"paper": "F6F5F1", "card": "FFFFFF"}
			if theme == "dark" {
				set = map[string]string{"paper": "0E1116", "card": "161B22"}
			}
			for _, match := range regexp.MustCompile(`--([a-z-]+): #([0-9A-F]{6})`).FindAllStringSubmatch(between(css, block+" {", "}"), -1) {
				set[match[1]] = match[2]
			}
			readable(r, theme+" "+hex, set)
		}
	})
}

func TestMatchdaysOwnAccentStaysAsItIs(t *testing.T) {
	t.Parallel()
	css, err := ui.AccentCSS("ff5a1f")
	if err != nil || !strings.Contains(css, "--accent: #FF5A1F;") {
		t.Errorf("%v\n%s", err, css)
	}
}

func TestAColourIsReadAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"#ff5a1f": "FF5A1F", " FF5A1F ": "FF5A1F", "#f50": "FF5500"} {
		if got, err := ui.ParseAccent(text); got != want || err != nil {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
	for _, text := range []string{"", "orange", "#12345", "12345G", "1234567", "é00", "}body{"} {
		if got, err := ui.ParseAccent(text); !fault.Is(err, fault.Invalid) || fault.Of(err).Field != "accent" {
			t.Errorf("%q: %q %v", text, got, err)
		}
		if css, err := ui.AccentCSS(text); err == nil {
			t.Errorf("%q made %q", text, css)
		}
	}
}

func between(s, from, to string) string {
	_, rest, _ := strings.Cut(s, from)
	out, _, _ := strings.Cut(rest, to)
	return out
}

// contrast is WCAG 2's, computed here a second time so that the package does not judge itself.
func contrast(a, b string) float64 {
	luminance := func(hex string) float64 {
		var v int64
		if _, err := fmt.Sscanf(hex, "%x", &v); err != nil {
			return math.NaN()
		}
		channel := func(n int64) float64 {
			c := float64(n&0xFF) / 255
			if c <= 0.04045 {
				return c / 12.92
			}
			return math.Pow((c+0.055)/1.055, 2.4)
		}
		return 0.2126*channel(v>>16) + 0.7152*channel(v>>8) + 0.0722*channel(v)
	}
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}
