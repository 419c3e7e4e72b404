package tournament

import (
	"slices"

	"matchday/app/tournament/phrase"
)

// Part is a piece of a sentence. Whoever renders it escapes Text for where it goes and emphasises what is strong: names.
type Part = phrase.Part

// Plain returns the sentence without emphasis.
func (h Happening) Plain() string { return phrase.Plain(h.Sentence()) }

// Sentence says what happened in one short line of history, without a full stop. It says neither who made it happen nor
// when: the line stands beside both. A kind of another package is said by its own words.
func (h Happening) Sentence() []Part {
	return phrase.Parts(phrase.Of(string(h.Kind), h.variant()), h.facts())
}

// Deed names the step of staff that made these things happen, so that it can be read after their name and after "Undo:":
// "corrected the result of round 2, lobby A". It is empty when nothing happened that is a step.
func Deed(said []Happening) string {
	if len(said) == 0 {
		return ""
	}
	h := said[0]
	if i := slices.IndexFunc(said, func(h Happening) bool { return h.Kind == ReplacedMember }); i >= 0 {
		h = said[i] // the newcomer may have left an entry of their own first
	}
	for _, other := range said {
		if other.Kind == h.Kind && other.Entry == h.Entry && other.Person != h.Person {
			h.Who = "" // several of a team: its name stands for them
		}
	}
	return phrase.Plain(phrase.Parts(phrase.Deed(string(h.Kind), h.variant()), h.facts()))
}

// variant picks the wording where one kind needs several.
func (h Happening) variant() string {
	switch {
	case h.Kind == Ended && h.Count > 2:
		return "many"
	case h.Kind == Ended && h.Count == 2:
		return "shared"
	case h.Kind == RegistrationClosed && h.Was != "":
		return "unopened"
	case h.Kind == SeededEntry && h.Count == 0:
		return "none"
	case h.Kind == Updated && h.Was == "":
		return "details"
	}
	return ""
}

// facts are what a pattern may name; phrase.Of lists them.
func (h Happening) facts() map[string]string {
	who, as := h.Who, h.Name
	if who == "" {
		who = h.Name
	}
	if who == as {
		as = ""
	}
	return map[string]string{
		"who": who, "as": as, "name": h.Name, "other": h.Other, "was": h.Was, "now": h.Now, "in": h.In,
		"round": itoa(h.Round), "count": itoa(h.Count), "lobbies": Count(h.Count, "lobby", "lobbies"), "rounds": Count(h.Count, "round", "rounds"),
	}
}
