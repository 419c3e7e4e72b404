package moment_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"matchday/app/fault"
	"matchday/app/tournament/moment"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

const shown = "Mon 2006-01-02 15:04 MST"

// It is Saturday, six in the evening, in New York.
func saturday(t testing.TB) (time.Time, *time.Location) {
	loc := zone(t, "America/New_York")
	return time.Date(2026, 11, 21, 18, 0, 0, 0, loc), loc
}

func TestParse(t *testing.T) {
	now, loc := saturday(t)
	tests := map[string]string{
		"Saturday 8pm":                "Sat 2026-11-21 20:00 EST",
		"Saturday 6pm":                "Sat 2026-11-28 18:00 EST",
		"saturday, 5:30 PM":           "Sat 2026-11-28 17:30 EST",
		"sat 19:00":                   "Sat 2026-11-21 19:00 EST",
		"this saturday at 7 p.m.":     "Sat 2026-11-21 19:00 EST",
		"next saturday 19:00":         "Sat 2026-11-28 19:00 EST",
		"next friday 20:00":           "Fri 2026-11-27 20:00 EST",
		"Fri 8pm":                     "Fri 2026-11-27 20:00 EST",
		"8pm on friday":               "Fri 2026-11-27 20:00 EST",
		"Thurs 20:15":                 "Thu 2026-11-26 20:15 EST",
		"tomorrow 18:30":              "Sun 2026-11-22 18:30 EST",
		"tomorrow at noon":            "Sun 2026-11-22 12:00 EST",
		"today 8 pm":                  "Sat 2026-11-21 20:00 EST",
		"today 18:00":                 "Sat 2026-11-21 18:00 EST",
		"tonight 11pm":                "Sat 2026-11-21 23:00 EST",
		"tonight at 1am":              "Sun 2026-11-22 01:00 EST",
		"tonight midnight":            "Sun 2026-11-22 00:00 EST",
		"8pm":                         "Sat 2026-11-21 20:00 EST",
		"6pm":                         "Sun 2026-11-22 18:00 EST",
		"6 pm":                        "Sun 2026-11-22 18:00 EST",
		"6.30pm":                      "Sat 2026-11-21 18:30 EST",
		"12am":                        "Sun 2026-11-22 00:00 EST",
		"12 pm":                       "Sun 2026-11-22 12:00 EST",
		"7 o'clock pm":                "",
		"19:30":                       "Sat 2026-11-21 19:30 EST",
		"9:05":                        "Sun 2026-11-22 09:05 EST",
		"24:00":                       "Sun 2026-11-22 00:00 EST",
		"noon":                        "Sun 2026-11-22 12:00 EST",
		"midnight":                    "Sun 2026-11-22 00:00 EST",
		"now":                         "Sat 2026-11-21 18:00 EST",
		"in 2 hours":                  "Sat 2026-11-21 20:00 EST",
		"in 45 min":                   "Sat 2026-11-21 18:45 EST",
		"in 1h30m":                    "Sat 2026-11-21 19:30 EST",
		"in 1h30":                     "Sat 2026-11-21 19:30 EST",
		"in 1.5 hours":                "Sat 2026-11-21 19:30 EST",
		"in an hour and 15 minutes":   "Sat 2026-11-21 19:15 EST",
		"in half an hour":             "Sat 2026-11-21 18:30 EST",
		"in 3 days":                   "Tue 2026-11-24 18:00 EST",
		"in a week":                   "Sat 2026-11-28 18:00 EST",
		"in 2 days 3 h":               "Mon 2026-11-23 21:00 EST",
		"2026-12-05 19:00":            "Sat 2026-12-05 19:00 EST",
		"2026-12-5 7pm":               "Sat 2026-12-05 19:00 EST",
		"2026/12/05 19:00":            "Sat 2026-12-05 19:00 EST",
		"19:00 2026-12-05":            "Sat 2026-12-05 19:00 EST",
		"2026-12-05T19:00":            "Sat 2026-12-05 19:00 EST",
		"2026-12-05T19:00:00":         "Sat 2026-12-05 19:00 EST",
		"2026-12-05T19:00:00Z":        "Sat 2026-12-05 14:00 EST",
		"2026-12-05t19:00:00+01:00":   "Sat 2026-12-05 13:00 EST",
		"Dec 5 7pm":                   "Sat 2026-12-05 19:00 EST",
		"dec 5, 7:00 PM":              "Sat 2026-12-05 19:00 EST",
		"December 5th at 19:00":       "Sat 2026-12-05 19:00 EST",
		"5 Dec 19:00":                 "Sat 2026-12-05 19:00 EST",
		"the 5th of December 7pm":     "Sat 2026-12-05 19:00 EST",
		"Sat, Dec 5, 2026, 7pm":       "Sat 2026-12-05 19:00 EST",
		"Jan 9 19:00":                 "Sat 2027-01-09 19:00 EST",
		"Nov 21 20:00":                "Sat 2026-11-21 20:00 EST",
		"Aug 20 17:00":                "Fri 2027-08-20 17:00 EDT",
		"Feb 29 2028 12:00":           "Tue 2028-02-29 12:00 EST",
		"5.12. 19 Uhr":                "Sat 2026-12-05 19:00 EST",
		"5.12.2026 um 19.30 Uhr":      "Sat 2026-12-05 19:30 EST",
		"25/12 7pm":                   "Fri 2026-12-25 19:00 EST",
		"12/25 7pm":                   "Fri 2026-12-25 19:00 EST",
		"12/12 7pm":                   "Sat 2026-12-12 19:00 EST",
		"25/12/2027 7pm":              "Sat 2027-12-25 19:00 EST",
		"Jul 4 19:00":                 "Sun 2027-07-04 19:00 EDT",
		"8pm EST":                     "Sat 2026-11-21 20:00 EST",
		"Dec 5 19:00 UTC":             "Sat 2026-12-05 14:00 EST",
		"<t:1796515200:F>":            "Sat 2026-12-05 19:00 EST",
		"<t:1796515200>":              "Sat 2026-12-05 19:00 EST",
		"\u2066Saturday\u2069  8 PM ": "Sat 2026-11-21 20:00 EST",
	}
	for text, want := range tests {
		got, err := moment.Parse(text, now, loc)
		switch {
		case want == "":
			if err == nil {
				t.Errorf("%q is read as %s", text, got.Format(shown))
			}
		case err != nil:
			t.Errorf("%q: %v", text, err)
		case got.Format(shown) != want:
			t.Errorf("%q is read as %s, want %s", text, got.Format(shown), want)
		}
	}
}

func TestNothingIsTheZeroTime(t *testing.T) {
	now, loc := saturday(t)
	for _, text := range []string{"", "  ", "\u200b"} {
		if got, err := moment.Parse(text, now, loc); err != nil || !got.IsZero() {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	now, loc := saturday(t)
	unread := func(text string) string {
		return `"` + text + `" is not a time that can be read. Write it like "Saturday 6pm" or "2026-12-05 19:00".`
	}
	tests := map[string]string{
		"bananas":                     unread("bananas"),
		"6pm at the pub with friends": unread("6pm at the pub with friends"),
		"25:00":                       unread("25:00"),
		"13pm":                        unread("13pm"),
		"0am":                         unread("0am"),
		"18:60":                       unread("18:60"),
		"6pm 7pm":                     unread("6pm 7pm"),
		"today tomorrow 6pm":          unread("today tomorrow 6pm"),
		"Saturday Sunday 6pm":         unread("Saturday Sunday 6pm"),
		"Dec 5 Jan 6 7pm":             unread("Dec 5 Jan 6 7pm"),
		"tomorrow Dec 5 6pm":          unread("tomorrow Dec 5 6pm"),
		"2026-12-05 2026-12-06 19:00": unread("2026-12-05 2026-12-06 19:00"),
		"2026-02-30 19:00":            unread("2026-02-30 19:00"),
		"32/1 6pm":                    unread("32/1 6pm"),
		"13/14 6pm":                   unread("13/14 6pm"),
		"25/12/27 6pm":                unread("25/12/27 6pm"),
		"in":                          unread("in"),
		"in bananas":                  unread("in bananas"),
		"in 2":                        unread("in 2"),
		"in 3 months":                 unread("in 3 months"),
		"in 1.2.3 h":                  unread("in 1.2.3 h"),
		"in 2 hours tomorrow":         unread("in 2 hours tomorrow"),
		"now 6pm":                     unread("now 6pm"),
		"next week 6pm":               unread("next week 6pm"),
		"Dec 6pm":                     unread("Dec 6pm"),
		"Dec":                         unread("Dec"),
		"the":                         unread("the"),
		"5th of":                      unread("5th of"),
		"next":                        unread("next"),
		"6pm PST":                     unread("6pm PST"),
		"<t:12x>":                     unread("<t:12x>"),
		"<t:1700000000:Q>":            unread("<t:1700000000:Q>"),
		"6pm midnight":                unread("6pm midnight"),
		"Saturday":                    `At what time? Write it like "Saturday 6pm".`,
		"tomorrow":                    `At what time? Write it like "tomorrow 6pm".`,
		"Dec 5":                       `At what time? Write it like "Dec 5 6pm".`,
		"Saturday 6":                  `"Saturday 6": is that 6 in the morning or in the evening? Write 6am or 6pm.`,
		"tomorrow 18":                 `"tomorrow 18": if 18 is the hour, write 18:00.`,
		"12/5 7pm":                    `"12/5" can be Dec 5 or May 12. Write the month as a word.`,
		"12/5/2026 7pm":               `"12/5/2026" can be Dec 5 or May 12. Write the month as a word.`,
		"Feb 30 7pm":                  "There is no February 30 in 2027. Check the day.",
		"Feb 29 7pm":                  "There is no February 29 in 2027. Check the day.",
		"Fri Dec 5 7pm":               "Dec 5, 2026 is a Saturday, not a Friday. Check the day.",
		"Saturday midnight":           `"Saturday midnight" can be when that day begins or when it ends. Write 0:00 or 23:59.`,
		"tomorrow midnight":           `"tomorrow midnight" can be when that day begins or when it ends. Write 0:00 or 23:59.`,
		"today 3pm":                   "Today 3:00 PM was 3 h ago. Give a time that is still to come.",
		"yesterday 6pm":               "Yesterday 6:00 PM was 24 h ago. Give a time that is still to come.",
		"Nov 21 17:00":                "Today 5:00 PM was 1 h ago. Give a time that is still to come.",
		"Oct 1 17:00":                 "Thursday, Oct 1, 5:00 PM was 51 days ago. Give a time that is still to come.",
		"2026-11-14 18:00":            "Saturday, Nov 14, 6:00 PM was 7 days ago. Give a time that is still to come.",
		"<t:1700000000:F>":            "Tuesday, Nov 14, 2023, 5:13 PM was 1103 days ago. Give a time that is still to come.",
		"Dec 5 2062 7pm":              "Tuesday, Dec 5, 2062, 7:00 PM is more than 2 years away. Check the year.",
		"in 9999 weeks":               "Saturday, Jul 11, 2218, 6:00 PM is more than 2 years away. Check the year.",
		"a text that goes on and on and on without ever coming to a time of the day": unread("a text that goes on and on and on without ever coming to a t…"),
	}
	for text, want := range tests {
		got, err := moment.Parse(text, now, loc)
		if err == nil {
			t.Errorf("%q is read as %s", text, got.Format(shown))
			continue
		}
		if f := fault.Of(err); f.Sentence != want || f.Code != fault.Invalid {
			t.Errorf("%q is refused with\n  %q (%s), want\n  %q", text, f.Sentence, f.Code, want)
		}
	}
	justNow := now.Add(20 * time.Second)
	if _, err := moment.Parse("today 6pm", justNow, loc); fault.Sentence(err) != "Today 6:00 PM has just passed. Give a time that is still to come." {
		t.Error(err)
	}
}

func TestParseAnyReadsThePast(t *testing.T) {
	now, loc := saturday(t)
	for text, want := range map[string]string{
		"yesterday 6pm": "Fri 2026-11-20 18:00 EST", "today 3pm": "Sat 2026-11-21 15:00 EST", "2026-11-14 18:00": "Sat 2026-11-14 18:00 EST",
		"<t:1700000000:R>": "Tue 2023-11-14 17:13 EST", "Nov 14 2026 6pm": "Sat 2026-11-14 18:00 EST",
	} {
		if got, err := moment.ParseAny(text, now, loc); err != nil || got.Format(shown) != want {
			t.Errorf("%q is read as %s, %v", text, got.Format(shown), err)
		}
	}
}

func TestTonightAfterMidnight(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	now := time.Date(2026, 11, 22, 1, 0, 0, 0, loc)
	if got, err := moment.Parse("tonight 2am", now, loc); err != nil || got.Format(shown) != "Sun 2026-11-22 02:00 CET" {
		t.Error(got, err)
	}
}

// When the clocks change, a time that is left out is the first moment after it, and a time that comes twice is the first.
func TestTheChangeOfClocks(t *testing.T) {
	tests := []struct{ zone, text, want string }{
		{"America/New_York", "2027-03-14 02:30", "Sun 2027-03-14 03:00 EDT"},
		{"America/New_York", "2027-03-14 02:00", "Sun 2027-03-14 03:00 EDT"},
		{"America/New_York", "2027-03-14 01:59", "Sun 2027-03-14 01:59 EST"},
		{"America/New_York", "2027-03-14 03:00", "Sun 2027-03-14 03:00 EDT"},
		{"America/New_York", "2027-11-07 01:30", "Sun 2027-11-07 01:30 EDT"},
		{"America/New_York", "2027-11-07 02:00", "Sun 2027-11-07 02:00 EST"},
		{"Europe/Berlin", "2027-03-28 02:30", "Sun 2027-03-28 03:00 CEST"},
		{"Europe/Berlin", "2027-10-31 02:30", "Sun 2027-10-31 02:30 CEST"},
		{"Australia/Lord_Howe", "2027-10-03 02:15", "Sun 2027-10-03 02:30 +11"}, // half an hour is left out
		{"Australia/Lord_Howe", "2027-04-04 01:45", "Sun 2027-04-04 01:45 +11"},
		{"America/Santiago", "2027-09-05 00:30", "Sun 2027-09-05 01:00 -03"}, // midnight is left out
		{"Pacific/Kiritimati", "2027-01-01 00:00", "Fri 2027-01-01 00:00 +14"},
		{"Asia/Kathmandu", "2027-01-01 18:00", "Fri 2027-01-01 18:00 +0545"},
		{"UTC", "2027-03-14 02:30", "Sun 2027-03-14 02:30 UTC"},
	}
	now := time.Date(2026, 11, 21, 18, 0, 0, 0, time.UTC)
	for _, tt := range tests {
		if got, err := moment.Parse(tt.text, now, zone(t, tt.zone)); err != nil || got.Format(shown) != tt.want {
			t.Errorf("%s in %s is %s, %v, want %s", tt.text, tt.zone, got.Format(shown), err, tt.want)
		}
	}
	berlin := zone(t, "Europe/Berlin")
	eve := time.Date(2027, 3, 27, 20, 0, 0, 0, berlin)
	for text, want := range map[string]string{ // days go by the calendar, hours by the clock
		"in 1 day": "Sun 2027-03-28 20:00 CEST", "in 24 hours": "Sun 2027-03-28 21:00 CEST", "tomorrow 20:00": "Sun 2027-03-28 20:00 CEST",
	} {
		if got, err := moment.Parse(text, eve, berlin); err != nil || got.Format(shown) != want {
			t.Errorf("%s is %s, %v", text, got.Format(shown), err)
		}
	}
}

func TestSay(t *testing.T) {
	now, loc := saturday(t)
	for after, want := range map[time.Duration]string{
		0: "today 6:00 PM", 5 * time.Hour: "today 11:00 PM", 6 * time.Hour: "tomorrow 12:00 AM", 24 * time.Hour: "tomorrow 6:00 PM",
		48 * time.Hour: "Monday 6:00 PM", 6 * 24 * time.Hour: "Friday 6:00 PM", 7 * 24 * time.Hour: "Saturday, Nov 28, 6:00 PM",
		60 * 24 * time.Hour: "Wednesday, Jan 20, 2027, 6:00 PM", -19 * time.Hour: "yesterday 11:00 PM", -48 * time.Hour: "Thursday, Nov 19, 6:00 PM",
	} {
		if got := moment.Say(now.Add(after), now, loc); got != want {
			t.Errorf("%s later is %q, want %q", after, got, want)
		}
	}
	if got := moment.Say(time.Time{}, now, loc); got != "" {
		t.Errorf("no time is %q", got)
	}
	if got := moment.Say(now, now.UTC(), zone(t, "Asia/Tokyo")); got != "today 8:00 AM" {
		t.Errorf("in Tokyo it is %q", got)
	}
}

func TestRelative(t *testing.T) {
	now, _ := saturday(t)
	for after, want := range map[time.Duration]string{
		0: "now", 29 * time.Second: "now", -29 * time.Second: "now", 30 * time.Second: "in 1 min", 12 * time.Minute: "in 12 min",
		11*time.Minute + 40*time.Second: "in 12 min", -40 * time.Minute: "40 min ago", time.Hour: "in 1 h", 90 * time.Minute: "in 1 h 30 min",
		-2 * time.Hour: "2 h ago", 179*time.Minute + 40*time.Second: "in 3 h", 200 * time.Minute: "in 3 h", 47 * time.Hour: "in 47 h",
		48 * time.Hour: "in 2 days", -80 * time.Hour: "3 days ago",
	} {
		if got := moment.Relative(now.Add(after), now); got != want {
			t.Errorf("%s later is %q, want %q", after, got, want)
		}
	}
}

// Parse reads what Say writes, in every zone and across every change of clocks; of a time that comes twice it is the first.
func TestParseReadsWhatSayWrites(t *testing.T) {
	zones := []string{"UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca"}
	rapid.Check(t, func(rt *rapid.T) {
		loc := zone(t, rapid.SampledFrom(zones).Draw(rt, "zone"))
		now := time.Unix(rapid.Int64Range(1767225600, 1830297600).Draw(rt, "now"), 0).In(loc)
		at := now.Add(time.Duration(rapid.Int64Range(0, 700*24*60).Draw(rt, "minutes later")) * time.Minute).Truncate(time.Minute)
		if at.Before(now) {
			return
		}
		said := moment.Say(at, now, loc)
		got, err := moment.Parse(said, now, loc)
		if err != nil {
			if got, err = moment.ParseAny(said, now, loc); err == nil && got.Add(3*time.Hour).After(at) && moment.Say(got, now, loc) == said {
				return // the second of two equal times, of which the first has passed
			}
			rt.Fatalf("%q: %v", said, err)
		}
		if !got.Equal(at) && (moment.Say(got, now, loc) != said || got.After(at)) {
			rt.Fatalf("%q for %s is read as %s", said, at.Format(shown), got.Format(shown))
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"Saturday 6pm", "in 1.5 hours", "2026-12-05T19:00", "<t:1700000000:F>", "5.12. 19 Uhr", "12/5 7pm", "6 pm", "\x00%s%d", "in 99999 weeks", "24:00", "Dec 5 2026 0:00 UTC"} {
		f.Add(text)
	}
	loc := time.FixedZone("EST", -5*60*60)
	if l, err := time.LoadLocation("America/New_York"); err == nil {
		loc = l
	}
	now := time.Date(2026, 11, 21, 18, 0, 0, 0, loc)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := moment.Parse(text, now, loc)
		if err != nil {
			for _, wrong := range fault.All(err) {
				if wrong.Code != fault.Invalid || wrong.Sentence == "" {
					t.Fatalf("%q: %+v", text, wrong)
				}
			}
			return
		}
		if !got.IsZero() && (got.Before(now) || got.After(now.AddDate(2, 0, 0))) {
			t.Fatalf("%q is %s", text, got)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	now, loc := saturday(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := moment.Parse("Saturday, Dec 5, 7:00 PM", now, loc); err != nil {
			b.Fatal(err)
		}
	}
}
