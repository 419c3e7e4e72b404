package phrase

import "strings"

// Of returns the pattern for one kind of event; variant picks another wording of the same kind. A kind that is not known
// is said by its own words.
//
// The facts are: who (a person, else the entry), as (the entry where it is called otherwise than who), name, other (who
// moves up, swaps, won or is replaced), was, now, in (a lobby), round, count, lobbies, rounds.
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
		"rounds.imported":              "Imported {rounds}[ from {now}]",
		"placement.imported":           "Lobby {in} of round {round} imported[, *other* won]",
		"step.undone":                  "Taken back: [*was* ]{now}",
		"person.renamed":               "*was* renamed to *now*",
	}
}

// Deed returns the pattern for what staff did when a kind of event was their step, so that it can be read after their
// name and after "Undo:"; empty for what is no step. The facts are those of Of.
func Deed(kind, variant string) string {
	if pattern, ok := deeds()[kind+"/"+variant]; ok {
		return pattern
	}
	return deeds()[kind]
}

func deeds() map[string]string {
	return map[string]string{
		"tournament.changed":   "changed the plan",
		"tournament.finished":  "finished the tournament",
		"tournament.cancelled": "cancelled the tournament",
		"registration.opened":  "opened registration",
		"registration.closed":  "closed registration",
		"check_in.opened":      "opened check-in",
		"check_in.closed":      "closed check-in",
		"entry.registered":     "registered {who}",
		"entry.waitlisted":     "put {who} on the waitlist",
		"entry.updated":        "changed the details of {who}",
		"entry.joined":         "put {who} into {name}",
		"entry.parted":         "took {who} out of {name}",
		"entry.withdrawn":      "withdrew {who}",
		"entry.promoted":       "gave {who} a seat",
		"entry.checked_in":     "checked {who} in",
		"entry.checked_out":    "checked {who} out",
		"entry.restored":       "gave {who} the seat back",
		"entry.removed":        "removed {who}",
		"entry.disqualified":   "disqualified {who}",
		"entry.kept":           "kept {who} without check-in",
		"entry.released":       "no longer kept {who} without check-in",
		"entry.replaced":       "put {who} in the place of {other}",
		"entry.seeded":         "made {who} seed {count}",
		"entry.seeded/none":    "took the seed of {who} away",
		"round.drawn":          "drew the lobbies of round {round}",
		"round.discarded":      "discarded the draw of round {round}",
		"round.started":        "started round {round}",
		"rounds.imported":      "imported {rounds}[ from {now}]",
		"seats.swapped":        "swapped {who} and {other} between lobbies {was} and {in}",
		"placement.recorded":   "recorded the result of round {round}, lobby {in}",
		"placement.corrected":  "corrected the result of round {round}, lobby {in}",
	}
}
