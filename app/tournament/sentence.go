package tournament

import (
	"strings"

	"matchday/app/tournament/phrase"
)

// Part is a piece of a sentence. Whoever renders it escapes Text for where it goes and emphasises what is strong: names.
type Part = phrase.Part

// Plain returns the sentence without emphasis.
func (h Happening) Plain() string { return phrase.Plain(h.Sentence()) }

// Sentence says what happened in one short line of history, without a full stop. It says neither who made it happen nor
// when: the line stands beside both. A kind of another package is said by its own words.
func (h Happening) Sentence() []Part { return phrase.Parts(h.pattern(), h.facts()) }

func (h Happening) pattern() string {
	switch {
	case h.Kind == Ended && h.Count > 2:
		return "The tournament is over, {count} share first place"
	case h.Kind == Ended && h.Count == 2:
		return "The tournament is over, *who* and *other* share first place"
	case h.Kind == RegistrationClosed && h.Was != "":
		return "Registration closed without having been open"
	case h.Kind == SeededEntry && h.Count == 0:
		return "*who* is no longer seeded"
	case h.Kind == Updated && h.Was == "":
		return "*who* changed their details"
	}
	if p, ok := patterns()[h.Kind]; ok {
		return p
	}
	if strings.HasSuffix(string(h.Kind), ".renamed") {
		return "*was* renamed to *now*"
	}
	return "{kind}"
}

func patterns() map[Kind]string {
	return map[Kind]string{
		Created:            "*name* was created",
		Changed:            "The plan changed[: {now}]",
		Ended:              "The tournament is over[, *who* won]",
		CalledOff:          "The tournament was cancelled",
		RegistrationOpened: "Registration opened",
		RegistrationClosed: "Registration closed, {count} in",
		CheckInOpened:      "Check-in opened",
		CheckInClosed:      "Check-in closed, {count} in",
		ReminderDue:        "*who* was reminded to check in",
		Registered:         "*who* registered[ as *as*]",
		Waitlisted:         "*who* joined the waitlist",
		Updated:            "*was* renamed to *now*",
		Joined:             "*who* joined *name*",
		MemberLeft:         "*who* left *name*",
		WithdrawnEntry:     "*who* withdrew[, *other* is next]",
		Promoted:           "*who* moved up from the waitlist",
		CheckedIn:          "*who* checked in",
		CheckedOut:         "*who* checked out",
		DroppedEntry:       "*who* was dropped, not checked in",
		RestoredEntry:      "*who* got the seat back",
		RemovedEntry:       "*who* was removed[: {now}][, *other* is next]",
		StruckEntry:        "*who* was disqualified[: {now}][, *other* is next]",
		KeptEntry:          "*who* is kept when check-in closes",
		UnkeptEntry:        "*who* is no longer kept when check-in closes",
		ReplacedMember:     "*who* takes the place of *other*",
		SeededEntry:        "*who* is seed {count}",
		RoundDrawn:         "Round {round} drawn in {lobbies}[, {now}]",
		RoundUndrawn:       "The draw of round {round} was discarded",
		RoundStarted:       "Round {round} started in {lobbies}",
		RoundCompleted:     "Round {round} is complete",
		SeatsSwapped:       "*who* goes to lobby {in}, *other* to lobby {was}",
		ResultRecorded:     "Lobby {in} of round {round} recorded[, *other* won]",
		ResultCorrected:    "Lobby {in} of round {round} corrected[, *other* won]",
		StepUndone:         "Taken back: [*was* ]{now}",
	}
}

// facts are what a pattern may name.
func (h Happening) facts() map[string]string {
	who, as, kind := h.Who, h.Name, strings.NewReplacer(".", " ", "_", " ").Replace(string(h.Kind))
	if kind != "" {
		kind = strings.ToUpper(kind[:1]) + kind[1:]
	}
	if who == "" {
		who = h.Name
	}
	if who == as {
		as = ""
	}
	return map[string]string{
		"who": who, "as": as, "name": h.Name, "other": h.Other, "was": h.Was, "now": h.Now, "in": h.In,
		"round": itoa(h.Round), "count": itoa(h.Count), "lobbies": count(h.Count, "lobby", "lobbies"),
		"kind": kind,
	}
}
