package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/tournament"
)

func cardScreen(entry, member int64) screen {
	return func(_ context.Context, _ *ask.Ask, b *tournament.Board, note string) (say.Message, error) {
		return Card(b, entry, member, note)
	}
}

// Card renders one entry with everything that can be done for it. member is the person whom the buttons are about, 0 for
// the whole entry; an entry of one person is about that one.
func Card(b *tournament.Board, entry, member int64, note string) (say.Message, error) {
	r, ok := b.Row(entry)
	if !ok {
		return say.Message{}, fault.New(fault.Missing, "That entry is not in this tournament. Look at the list again.")
	}
	if len(r.People) == 1 {
		member = r.People[0].Person
	}
	parts := titled(b, note, say.Bold(r.Name)+" · "+position(b, r))
	parts = append(parts, say.Text(facts(r)))
	if len(r.People) > 1 {
		parts = append(parts, say.Row(members(b, r, member)))
	}
	parts = append(parts, say.Rows(actionsFor(b, r, member)...)...)
	return say.Show(parts, back(b, say.Button(say.Plain, "Players", say.ID("entries", b.Tournament.ID, listAll, 1)))), nil
}

func facts(r tournament.Row) string {
	var lines []string
	for _, m := range r.People {
		line := "**" + say.Esc(m.InGame) + "**"
		if m.Discord != "" {
			line = say.User(m.Discord) + " · " + line
		} else {
			line = say.Esc(m.Name) + " (no Discord) · " + line
		}
		if m.Pronouns != "" {
			line += " · " + say.Esc(m.Pronouns)
		}
		if m.AltNames != "" {
			line += " · also " + say.Esc(m.AltNames)
		}
		if m.Shared {
			line += " · shares the name"
		}
		if !m.CheckIn.IsZero() {
			line += " · checked in " + say.Clock(m.CheckIn)
		}
		lines = append(lines, line)
	}
	last := "Registered " + say.Short(r.Entry.Registered)
	if !r.Entry.Left.IsZero() {
		last += " · left " + say.Short(r.Entry.Left)
	}
	if r.Entry.Seed > 0 {
		last += " · seed " + strconv.Itoa(r.Entry.Seed)
	}
	lines = append(lines, last)
	if r.Entry.Note != "" {
		lines = append(lines, "Note: "+say.Esc(r.Entry.Note))
	}
	return say.Fit(2500, 20, lines, say.More(""))
}

// members is the menu by which one person of a team is chosen.
func members(b *tournament.Board, r tournament.Row, now int64) say.Component {
	options := []say.Option{{Label: "The whole team", Value: "0", Default: now == 0}}
	for _, m := range r.People {
		o := say.Option{Label: m.Name, Value: strconv.FormatInt(m.Person, 10), Description: m.InGame, Default: m.Person == now}
		options = append(options, o)
	}
	return say.Menu(say.ID("member", b.Tournament.ID, r.Entry.ID), "Who", options...)
}

// actionsFor are the buttons for what can be done now. What cannot is left out; what might be refused is not.
func actionsFor(b *tournament.Board, r tournament.Row, member int64) []say.Component {
	t, e := b.Tournament, r.Entry
	preparing := t.Stage == tournament.Preparing
	id := func(name string) string { return say.ID(name, t.ID, e.ID, member) }
	var out []say.Component
	add := func(when bool, style say.Style, label, name string) {
		if when {
			out = append(out, say.Button(style, label, id(name)))
		}
	}
	active := e.State.Active()
	here := r.Ready
	if m, ok := e.Member(member); ok {
		here = !m.CheckIn.IsZero()
	}
	dropped := e.State == tournament.Dropped
	add(preparing && active && !here, say.Good, "Check in", "entry-in")
	add(preparing && active && here, say.Plain, "Check out", "entry-out")
	add(preparing && dropped, say.Good, "Bring back, checked in", "entry-in")
	add(preparing && e.State == tournament.Waiting, say.Plain, "Give a seat", "entry-seat")
	add(preparing && active && !e.Kept && e.State == tournament.Seated, say.Plain, "Keep without check-in", "entry-keep")
	add(preparing && active && e.Kept, say.Plain, "Keep no longer", "entry-unkeep")
	add(active && !t.Stage.Over(), say.Plain, "Seed…", "entry-seed")
	add(active && preparing && member != 0, say.Plain, "Change details…", "entry-edit")
	add(active && !t.Stage.Over() && member != 0, say.Plain, "Replace…", "entry-replace")
	add(active && preparing && member != 0 && len(r.People) > 1, say.Danger, "Take out of the team…", "entry-part")
	add(active && !t.Stage.Over(), say.Danger, "Remove…", "entry-remove")
	add(active && !t.Stage.Over(), say.Danger, "Disqualify…", "entry-strike")
	return out
}

// who names an entry, and the person in it when one is meant.
func who(r tournament.Row, member int64) string {
	if len(r.People) > 1 {
		for _, m := range r.People {
			if m.Person == member {
				return m.Name + " of " + r.Name
			}
		}
	}
	return r.Name
}

func consequence(b *tournament.Board, strike bool) string {
	switch {
	case b.Tournament.Stage == tournament.Preparing && len(b.Waitlist) > 0:
		return "They are told. The seat goes to the next in line at once."
	case b.Tournament.Stage == tournament.Preparing:
		return "They are told. The seat becomes free."
	case strike:
		return "They are told, play no further round and lose their points."
	}
	return "They are told, play no further round and keep their points."
}

func short(format string, args ...any) string {
	return strings.TrimSpace(say.Cut(fmt.Sprintf(format, args...), say.MaxTitle))
}
