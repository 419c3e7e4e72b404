package phrase

import "strings"

// Of returns the pattern for one kind of event; variant picks another wording of the same kind. A kind that is not known
// is said by its own words.
//
// The facts are: who (a person, else the entry), as (the entry where it is called otherwise than who), name, other (who
// moves up, swaps, won or is replaced), was, now, in (a lobby), round, count, lobbies.
func Of(kind, variant string) string {
	if variant != "" {
		kind += "/" + variant
	}
	if pattern, ok := patterns()[kind]; ok {
		return pattern
	}
	words := strings.NewReplacer(".", " ", "_", " ").Replace(kind)
	return strings.ToUpper(words[:min(1, len(words))]) + words[min(1, len(words)):]
}

func patterns() map[string]string {
	return map[string]string{
		"tournament.created":           "*name* was created",
		"tournament.changed":           "The plan changed[: {now}]",
		"tournament.finished":          "The tournament is over[, *who* won]",
		"tournament.finished/shared":   "The tournament is over, *who* and *other* share first place",
		"tournament.finished/many":     "The tournament is over, {count} share first place",
		"tournament.cancelled":         "The tournament was cancelled",
		"registration.opened":          "Registration opened",
		"registration.closed":          "Registration closed, {count} in",
		"registration.closed/unopened": "Registration closed without having been open",
		"check_in.opened":              "Check-in opened",
		"check_in.closed":              "Check-in closed, {count} in",
		"reminder.sent":                "*who* was reminded to check in",
		"entry.registered":             "*who* registered[ as *as*]",
		"entry.waitlisted":             "*who* joined the waitlist",
		"entry.updated":                "*was* renamed to *now*",
		"entry.updated/details":        "*who* changed their details",
		"entry.joined":                 "*who* joined *name*",
		"entry.parted":                 "*who* left *name*",
		"entry.withdrawn":              "*who* withdrew[, *other* is next]",
		"entry.promoted":               "*who* moved up from the waitlist",
		"entry.checked_in":             "*who* checked in",
		"entry.checked_out":            "*who* checked out",
		"entry.dropped":                "*who* was dropped, not checked in",
		"entry.restored":               "*who* got the seat back",
		"entry.removed":                "*who* was removed[: {now}][, *other* is next]",
		"entry.disqualified":           "*who* was disqualified[: {now}][, *other* is next]",
		"entry.kept":                   "*who* is kept when check-in closes",
		"entry.released":               "*who* is no longer kept when check-in closes",
		"entry.replaced":               "*who* takes the place of *other*",
		"entry.seeded":                 "*who* is seed {count}",
		"entry.seeded/none":            "*who* is no longer seeded",
		"round.drawn":                  "Round {round} drawn in {lobbies}[, {now}]",
		"round.discarded":              "The draw of round {round} was discarded",
		"round.started":                "Round {round} started in {lobbies}",
		"round.completed":              "Round {round} is complete",
		"seats.swapped":                "*who* goes to lobby {in}, *other* to lobby {was}",
		"placement.recorded":           "Lobby {in} of round {round} recorded[, *other* won]",
		"placement.corrected":          "Lobby {in} of round {round} corrected[, *other* won]",
		"step.undone":                  "Taken back: [*was* ]{now}",
		"person.renamed":               "*was* renamed to *now*",
	}
}
