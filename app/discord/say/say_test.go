package say_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"matchday/app/discord/say"
)

func TestNamesAreLiteral(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"moonpetal":               "moonpetal",
		"__xX_mia_Xx__":           `\_\_xX\_mia\_Xx\_\_`,
		"`tick`":                  "\\`tick\\`",
		"@here":                   "@\u200bhere",
		"@everyone":               "@\u200beveryone",
		"<@123>":                  "\\<@\u200b123\\>",
		"<@&5> <#6> <:e:7> <t:1>": "\\<@\u200b&5\\> \\<\\#6\\> \\<:e:7\\> \\<t:1\\>",
		"**b** ~~s~~ ||x||":       `\*\*b\*\* \~\~s\~\~ \|\|x\|\|`,
		"[x](https://evil)":       `\[x\]\(https\://evil\)`,
		"http://a https://b":      `http\://a https\://b`,
		"discord.gg/abc":          `discord\.gg/abc`,
		"# heading":               `\# heading`,
		"- item":                  `\- item`,
		"> quote":                 `\> quote`,
		"1. first":                `1\. first`,
		"v1.2 a-b":                "v1.2 a-b",
		`back\slash`:              `back\\slash`,
	} {
		if got := say.Esc(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// TestEscapingLosesNothing reads an escaped text as Discord does and finds the text again, with nothing in it that means
// anything in markdown.
func TestEscapingLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringOf(rapid.RuneFrom([]rune("aZ9 _*~`|<>#@&!:/.-+()[]\\\"'é달🌸"))).Draw(t, "name")
		out := say.Esc(in)
		var shown strings.Builder
		for i := 0; i < len(out); {
			r, size := utf8.DecodeRuneInString(out[i:])
			if r == '\\' && i+size < len(out) {
				next, n := utf8.DecodeRuneInString(out[i+size:])
				shown.WriteRune(next)
				i += size + n
				continue
			}
			if strings.ContainsRune("*_~`|<>[]()#", r) {
				t.Fatalf("%q became %q, in which %q means something", in, out, r)
			}
			if r == '@' && !strings.HasPrefix(out[i+size:], "\u200b") {
				t.Fatalf("%q became %q, which may name somebody", in, out)
			}
			if r != '\u200b' {
				shown.WriteRune(r)
			}
			i += size
		}
		if shown.String() != in {
			t.Fatalf("%q became %q, which reads as %q", in, out, shown.String())
		}
	})
}

func TestListsKeepTheirBudget(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOf(rapid.StringOfN(rapid.RuneFrom([]rune("ab🌸")), 1, 30, -1)).Draw(t, "lines")
		budget, most := rapid.IntRange(40, 400).Draw(t, "budget"), rapid.IntRange(1, 20).Draw(t, "most")
		got := say.Fit(budget, most, lines, say.More(": see elsewhere"))
		m := say.Show(say.Text(got))
		if m.Len() > budget || len(lines) > 0 && strings.Count(got, "\n")+1 > most {
			t.Fatalf("%d characters on %d lines; %d and %d are allowed", m.Len(), strings.Count(got, "\n")+1, budget, most)
		}
		for _, page := range say.Pages(budget, most, lines) {
			if len(page) > most {
				t.Fatalf("a page of %d lines", len(page))
			}
		}
	})
}

func TestCut(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in   string
		most int
		want string
	}{{"short", 10, "short"}, {"exactly ten", 11, "exactly ten"}, {"much too long", 6, "much …"}, {"🌸🌸🌸", 4, "🌸…"}, {"", 3, ""}} {
		if got := say.Cut(tt.in, tt.most); got != tt.want {
			t.Errorf("%q cut to %d is %q, want %q", tt.in, tt.most, got, tt.want)
		}
	}
}

func TestBar(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		part, whole int
		want        string
	}{{0, 32, "▱▱▱▱▱▱▱▱▱▱"}, {1, 512, "▰▱▱▱▱▱▱▱▱▱"}, {31, 32, "▰▰▰▰▰▰▰▰▰▱"}, {32, 32, "▰▰▰▰▰▰▰▰▰▰"}, {40, 32, "▰▰▰▰▰▰▰▰▰▰"}, {0, 0, "▱▱▱▱▱▱▱▱▱▱"}} {
		if got := say.Bar(tt.part, tt.whole); got != tt.want {
			t.Errorf("%d of %d is %s", tt.part, tt.whole, got)
		}
	}
}

func TestEveryMessageNamesNobodyByItself(t *testing.T) {
	t.Parallel()
	for _, m := range []say.Message{say.Show(say.Text("@everyone")), say.Note("@everyone")} {
		if m.Mentions.Parse == nil || len(m.Mentions.Parse)+len(m.Mentions.Users)+len(m.Mentions.Roles) > 0 {
			t.Errorf("%+v", m.Mentions)
		}
	}
	m := say.Note("x").Telling("1", "2").TellingRole("3").TellingRole("")
	if len(m.Mentions.Users) != 2 || len(m.Mentions.Roles) != 1 {
		t.Errorf("%+v", m.Mentions)
	}
}

func TestTimes(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 28, 18, 0, 0, 0, time.FixedZone("x", 3600))
	if got := say.When(at) + say.FromNow(at); got != "<t:1795885200:F><t:1795885200:R>" {
		t.Error(got)
	}
}

func FuzzCustomID(f *testing.F) {
	for _, id := range []string{"register/7", "tap/1/2/3/oab", "", "/", "a//b", "a/-1", "a/01", strings.Repeat("a/", 60)} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		p, ok := say.ParseID(id)
		if !ok {
			return
		}
		args := make([]any, p.Len())
		for i := range args {
			args[i] = p.Word(i)
			if n, ok := p.Int(i); ok {
				args[i] = n
			}
		}
		if again := say.ID(p.Name, args...); again != id {
			t.Errorf("%q came back as %q", id, again)
		}
	})
}
