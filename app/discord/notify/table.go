package notify

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"matchday/app/discord/say"
	"matchday/app/feed"
	"matchday/app/league"
	"matchday/app/tournament"
)

// Row is one thing that people are told.
type Row struct {
	Name    string                                      // identifies it for ever: it is kept with what is to be sent
	When    string                                      // in words, for the manual
	Who     string                                      // in words
	Text    string                                      // an example of the words
	Kinds   []string                                    // of the events that ask for it
	To      recipient                                   // where it goes
	Private bool                                        // the channel is not to read it: it is only told that there is news
	unless  func(feed.Event, tournament.Happening) bool // nothing is to be planned; asked before anything is read
	plan    func(planning) []note
	write   func(writing) (say.Message, string) // the words, or why nothing is to be sent
	act     func(context.Context, *Effect, note) error
}

func (r Row) about(kind string) bool { return slices.Contains(r.Kinds, kind) }

func kinds(list ...tournament.Kind) []string {
	out := make([]string, len(list))
	for i, k := range list {
		out[i] = string(k)
	}
	return out
}

// Table returns everything that the bot says without being asked.
func Table() []Row {
	return slices.Concat(posts(), directs(), staff())
}

func posts() []Row {
	const channel = "the tournament's channel"
	return []Row{
		{Name: "registration-opened", When: "registration opens", Who: channel + "; the ping role is told, if one is chosen", Kinds: kinds(tournament.RegistrationOpened),
			Text: "Registration for **Friday Cup** is open. 32 seats are free, first come, first served.", plan: once, write: registrationOpened},
		{Name: "check-in-opened", When: "check-in opens", Who: channel + "; the ping role is told, if one is chosen", Kinds: kinds(tournament.CheckInOpened),
			Text: "Check-in for **Friday Cup** is open until 18:50. Press **Check in**, or your seat is given away.", plan: once, write: checkInOpened},
		{Name: "lobbies", When: "a round starts", Who: channel + "; everybody who plays is told", Kinds: kinds(tournament.RoundStarted),
			Text: "**Friday Cup · round 1 of 4** Find your lobby, and good luck. **Lobby A** @moonpetal (Moon#NA1), @LunaVex (Luna#GAL) …", plan: planLobbies, write: lobbies},
		{Name: "result", When: "a lobby's result is recorded or corrected", Who: channel + "; those who played in it are told", Kinds: kinds(tournament.ResultRecorded, tournament.ResultCorrected),
			Text: "**Friday Cup · round 1, lobby A** 1st @moonpetal (Moon#NA1) · 8 points, 2nd @LunaVex (Luna#GAL) · 7 points …", plan: once, write: result},
		{Name: "round-completed", When: "the last result of a round is in", Who: channel, Kinds: kinds(tournament.RoundCompleted),
			Text: "**Friday Cup · after round 1 of 4** The next lobbies follow here. **1** moonpetal · 8 points …", plan: planRound, write: roundCompleted},
		{Name: "finished", When: "the tournament is finished", Who: channel + "; the winner is told", Kinds: kinds(tournament.Ended),
			Text: "**Friday Cup is over.** @moonpetal wins. Thank you for playing. **1** moonpetal · 27 points …", plan: once, write: finished},
		{Name: "cancelled", When: "the tournament is cancelled", Who: channel + "; everybody who was in is told", Kinds: kinds(tournament.CalledOff),
			Text: "**Friday Cup is cancelled.** It does not take place. @moonpetal, @LunaVex …", plan: planCancelled, write: cancelled},
		{Name: "taken-back", When: "staff take back the start of a round, the end or the cancelling", Who: channel, Kinds: kinds(tournament.StepUndone),
			Text: "**Friday Cup** · The staff took the start of the round back. Wait for the new lobbies.", plan: planTakenBack, write: takenBack},
		{Name: "panel-moved", When: "another channel is chosen", Who: "nobody: the panel in the old channel is removed", Kinds: []string{league.VenueChanged},
			Text: "", plan: planMoved, act: removePanel},
	}
}

func directs() []Row {
	return []Row{
		{Name: "promoted", When: "somebody gets a seat from the waitlist", Who: "everybody of the entry", To: toPerson, Kinds: kinds(tournament.Promoted, tournament.RestoredEntry),
			Text: "You have a seat in **Friday Cup** now: seat 12 of 32.", plan: members, write: promoted},
		{Name: "reminder", When: "15 minutes before check-in closes, and when staff remind", Who: "whoever holds a seat and has not checked in", To: toPerson, Kinds: kinds(tournament.ReminderDue),
			Text: "Check-in for **Friday Cup** closes in 15 minutes. Press **Check in**, or your seat is given away.", plan: concerned, write: reminder},
		{Name: "dropped", When: "check-in closes and somebody of the entry is missing", Who: "everybody of the entry", To: toPerson, Private: true, Kinds: kinds(tournament.DroppedEntry),
			Text: "Check-in for **Friday Cup** has closed and you had not checked in, so your seat was given away. If you are here, tell the staff now.", plan: members, write: dropped},
		{Name: "removed", When: "staff remove an entry", Who: "everybody of the entry", To: toPerson, Private: true, Kinds: kinds(tournament.RemovedEntry),
			Text: "The staff took you out of **Friday Cup**: no show in round 1.", plan: members, write: removed},
		{Name: "disqualified", When: "staff disqualify an entry", Who: "everybody of the entry", To: toPerson, Private: true, Kinds: kinds(tournament.StruckEntry),
			Text: "The staff disqualified you from **Friday Cup**: unfair play.", plan: members, write: removed},
		{Name: "replaced", When: "staff put somebody in the place of another", Who: "both", To: toPerson, Kinds: kinds(tournament.ReplacedMember),
			Text: "The staff let Luna#GAL play in your place in **Friday Cup**.", plan: planReplaced, write: replaced},
		{Name: "registered", When: "staff register somebody", Who: "the person", To: toPerson, Kinds: kinds(tournament.Registered, tournament.Waitlisted, tournament.Joined),
			Text: "The staff registered you for **Friday Cup** as Luna#GAL: seat 12 of 32.", unless: themselves, plan: byOthers, write: registered},
		{Name: "withdrawn", When: "staff withdraw somebody", Who: "the person", To: toPerson, Private: true, Kinds: kinds(tournament.WithdrawnEntry, tournament.MemberLeft),
			Text: "The staff withdrew you from **Friday Cup**.", unless: themselves, plan: byOthers, write: withdrawn},
	}
}

func staff() []Row {
	return []Row{{Name: "notice", When: "something needs staff: a lost permission, a deleted channel or role, a player who left the server", Who: "the staff channel, if one is chosen", To: toStaff,
		Kinds: []string{league.NoticeRaised}, Text: "⚠ Ivy has left the Discord server but is still in Friday Cup. Remove the entry, or leave it if they play without Discord."}}
}

// once plans one message for the tournament.
func once(p planning) []note { return []note{of(p)} }

func of(p planning) note {
	return note{Tournament: p.board.Tournament.ID, League: p.board.League.ID, Entry: p.of.Entry, Round: p.of.Round, Lobby: p.of.Lobby, Of: p.of}
}

// members plans one message for everybody of the entry who has a Discord account.
func members(p planning) []note {
	r, ok := p.board.Row(p.of.Entry)
	if !ok {
		return nil
	}
	var out []note
	for _, m := range r.People {
		if m.Discord != "" {
			n := of(p)
			n.Person, n.User = m.Person, m.Discord
			out = append(out, n)
		}
	}
	return out
}

// concerned plans one message for the person whom the event is about.
func concerned(p planning) []note {
	var out []note
	for _, n := range members(p) {
		if n.Person == p.of.Person {
			out = append(out, n)
		}
	}
	return out
}

// themselves reports whether people did it to themselves, as most do.
func themselves(event feed.Event, h tournament.Happening) bool {
	return h.Person == 0 || event.Actor == h.Person
}

// byOthers is concerned, for somebody who need not be in the entry any more.
func byOthers(p planning) []note { return person(p, p.of.Person) }

// person plans one message for somebody who need not be in the entry any more.
func person(p planning, id int64) []note {
	user := p.users[id]
	if user == "" {
		return nil
	}
	n := of(p)
	n.Person, n.User = id, user
	return []note{n}
}

func planNotice(event feed.Event) ([]note, error) {
	n := note{League: event.League}
	if err := json.Unmarshal(event.Data, &n.Said); err != nil {
		return nil, feed.Permanent(fmt.Errorf("event %d: %w", event.Seq, err))
	}
	return []note{n}, nil
}

// Direct reports whether it goes to people rather than into a channel.
func (r Row) Direct() bool { return r.To == toPerson }
