package notify

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"matchday/app/discord/guild"
	"matchday/app/discord/say"
	"matchday/app/discord/wire"
	"matchday/app/league"
	"matchday/app/tournament"
)

func button(style say.Style, label, name string, id int64) say.Component {
	return say.Row(say.Button(style, label, say.ID(name, id)))
}

func registrationOpened(w writing) (say.Message, string) {
	t := w.board.Tournament
	if t.Registration != tournament.Open || t.Stage != tournament.Preparing {
		return say.Message{}, "registration is closed again"
	}
	text := "Registration for " + say.Bold(t.Name) + " is open" + until(t.Times.RegistrationCloses.IsZero(), say.Short(t.Times.RegistrationCloses)) + ". " + seatsLeft(w.board.Counts)
	if !t.Times.Starts.IsZero() {
		text += " It starts " + say.When(t.Times.Starts) + "."
	}
	return say.Note(ping(w)+text, button(say.Main, "Register", "register", t.ID)).TellingRole(w.venue.Ping), ""
}

func seatsLeft(c tournament.Counts) string {
	if c.Free() == 0 {
		return "All seats are taken; new entries wait in line."
	}
	return tournament.Count(c.Free(), "seat is", "seats are") + " free, first come, first served."
}

func until(never bool, when string) string {
	if never {
		return ""
	}
	return " until " + when
}

func ping(w writing) string {
	if w.venue.Ping == "" {
		return ""
	}
	return say.Role(w.venue.Ping) + " "
}

func checkInOpened(w writing) (say.Message, string) {
	t := w.board.Tournament
	if t.CheckIn != tournament.Open || t.Stage != tournament.Preparing {
		return say.Message{}, "check-in is closed again"
	}
	text := "Check-in for " + say.Bold(t.Name) + " is open" + until(t.Times.CheckInCloses.IsZero(), say.Short(t.Times.CheckInCloses)) + ". Press **Check in**, or your seat is given away."
	if w.board.Counts.Waiting > 0 {
		text += " On the waitlist? Check in as well: free seats go to those in line who are here."
	}
	return say.Note(ping(w)+text, button(say.Good, "Check in", "checkin", t.ID)).TellingRole(w.venue.Ping), ""
}

func promoted(w writing) (say.Message, string) {
	t := w.board.Tournament
	r, ok := w.board.Row(w.note.Entry)
	if !ok || r.Entry.State != tournament.Seated {
		return say.Message{}, "the entry does not hold a seat any more"
	}
	text := fmt.Sprintf("You have a seat in %s now: **seat %d of %d**.", say.Bold(t.Name), r.Position, t.Rules.Cap)
	if t.Rules.TeamSize > 1 {
		text = fmt.Sprintf("Your team %s has a seat in %s now: **seat %d of %d**.", say.Bold(r.Name), say.Bold(t.Name), r.Position, t.Rules.Cap)
	}
	m, _ := r.Entry.Member(w.note.Person)
	if t.CheckIn == tournament.Open && m.CheckIn.IsZero() {
		return say.Note(text+" Check in"+before(t.Times.CheckInCloses)+", or it is given away again.", button(say.Good, "Check in", "checkin", t.ID)), ""
	}
	if t.CheckIn == tournament.Pending {
		text += " " + say.CheckIn(t)
	}
	return say.Note(text, toChannelOf(w)...), ""
}

// toChannelOf is a row that leads to the tournament's channel, nothing when it has none.
func toChannelOf(w writing) []say.Component {
	if w.venue.Channel == "" {
		return nil
	}
	return []say.Component{say.Row(say.Link("Open the channel", "https://discord.com/channels/"+w.board.League.Server+"/"+w.venue.Channel))}
}

func reminder(w writing) (say.Message, string) {
	t := w.board.Tournament
	r, ok := w.board.Row(w.note.Entry)
	m, in := r.Entry.Member(w.note.Person)
	switch {
	case t.CheckIn != tournament.Open || t.Stage != tournament.Preparing:
		return say.Message{}, "check-in is closed"
	case !ok || !in || r.Entry.State != tournament.Seated:
		return say.Message{}, "the person does not hold a seat any more"
	case !m.CheckIn.IsZero():
		return say.Message{}, "the person has checked in"
	}
	text := "Check-in for " + say.Bold(t.Name)
	if t.Times.CheckInCloses.After(w.now) {
		text += " closes " + say.FromNow(t.Times.CheckInCloses) + "."
	} else {
		text += " is open and closes soon."
	}
	return say.Note(text+" Press **Check in**, or your seat is given away.", button(say.Good, "Check in", "checkin", t.ID)), ""
}

func dropped(w writing) (say.Message, string) {
	r, ok := w.board.Row(w.note.Entry)
	if !ok || r.Entry.State != tournament.Dropped {
		return say.Message{}, "the entry is not dropped any more"
	}
	text := "Check-in for " + say.Bold(w.board.Tournament.Name) + " has closed"
	if m, _ := r.Entry.Member(w.note.Person); m.CheckIn.IsZero() {
		text += " and you had not checked in, so your seat was given away."
	} else {
		text += " and somebody of " + say.Bold(r.Name) + " had not checked in, so your seat was given away."
	}
	return say.Note(text+" If you are here, tell the staff now.", toChannelOf(w)...), ""
}

func removed(w writing) (say.Message, string) {
	r, ok := w.board.Row(w.note.Entry)
	text := "The staff took you out of "
	if ok && r.Entry.State == tournament.Disqualified {
		text = "The staff disqualified you from "
	} else if !ok || r.Entry.State != tournament.Removed {
		return say.Message{}, "the entry is in again"
	}
	text += say.Bold(w.board.Tournament.Name)
	if r.Entry.Note != "" {
		text += ": " + say.Esc(strings.TrimRight(r.Entry.Note, "."))
	}
	return say.Note(text+". If you think that is a mistake, ask them.", toChannelOf(w)...), ""
}

func planReplaced(p planning) []note {
	out := person(p, p.of.Person)
	return append(out, person(p, p.of.OtherPerson)...)
}

func replaced(w writing) (say.Message, string) {
	r, ok := w.board.Row(w.note.Entry)
	if _, in := r.Entry.Member(w.note.Of.Person); !ok || !in {
		return say.Message{}, "the entry has changed since"
	}
	name := say.Bold(w.board.Tournament.Name)
	if w.note.Person == w.note.Of.OtherPerson {
		return say.Note("The staff let "+say.Esc(w.note.Of.Now)+" play in your place in "+name+".", toChannelOf(w)...), ""
	}
	text := "The staff put you into " + name + " as " + say.Esc(w.note.Of.Now) + ", in the place of " + say.Esc(w.note.Of.Was) + "."
	if mine := w.board.Mine(w.note.Person); mine.HasLobby && w.board.Tournament.Stage == tournament.Playing {
		text += fmt.Sprintf(" You play in lobby %s of round %d.", say.Esc(mine.Lobby.Name), mine.Lobby.Round)
	}
	return say.Note(text, toChannelOf(w)...), ""
}

func registered(w writing) (say.Message, string) {
	t, mine := w.board.Tournament, w.board.Mine(w.note.Person)
	if !mine.In {
		return say.Message{}, "the person is not in any more"
	}
	m, _ := mine.Row.Entry.Member(w.note.Person)
	text := "The staff registered you for " + say.Bold(t.Name) + " as " + say.Esc(m.InGame)
	if mine.Row.Entry.State == tournament.Waiting {
		text += ": you are " + tournament.Ordinal(mine.Row.Position) + " in line."
	} else {
		text += fmt.Sprintf(": seat %d of %d.", mine.Row.Position, t.Rules.Cap)
	}
	if t.CheckIn == tournament.Open && m.CheckIn.IsZero() {
		return say.Note(text+" Check-in is open: press **Check in**, or your seat is given away.", button(say.Good, "Check in", "checkin", t.ID)), ""
	}
	return say.Note(text, toChannelOf(w)...), ""
}

func withdrawn(w writing) (say.Message, string) {
	if w.board.Mine(w.note.Person).In {
		return say.Message{}, "the person is in again"
	}
	return say.Note("The staff withdrew you from "+say.Bold(w.board.Tournament.Name)+". If you think that is a mistake, ask them.", toChannelOf(w)...), ""
}

func planTakenBack(p planning) []note {
	if takenBackWords(p.of.Step) == "" {
		return nil
	}
	return once(p)
}

// takenBackWords says what players must know of a step that was taken back, nothing for most.
func takenBackWords(step tournament.Kind) string {
	switch step {
	case tournament.RoundStarted:
		return "The staff took the start of the round back. Wait for the new lobbies."
	case tournament.CalledOff:
		return "It takes place after all: the staff took the cancelling back."
	case tournament.Ended:
		return "The staff took the end back: the standings are not final yet."
	}
	return ""
}

func takenBack(w writing) (say.Message, string) {
	return say.Note(say.Bold(w.board.Tournament.Name) + " · " + takenBackWords(w.note.Of.Step)), ""
}

// planMoved plans that the panel in the old channel goes.
func planMoved(p planning) []note {
	var moved league.VenueMoved
	if json.Unmarshal(p.event.Data, &moved) != nil || moved.Was == "" || moved.Panel == "" {
		return nil
	}
	n := of(p)
	n.Said = map[string]string{"channel": moved.Was, "message": moved.Panel}
	return []note{n}
}

// removePanel removes a panel from a channel that is no longer the tournament's. One that cannot be reached stays.
func removePanel(ctx context.Context, e *Effect, n note) error {
	err := e.client.Delete(ctx, n.Said["channel"], n.Said["message"])
	if wire.Refused(err) || wire.Gone(err) {
		return nil
	}
	return err
}

// deliverNotice tells staff what needs them, in their channel.
func (e *Effect) deliverNotice(ctx context.Context, n note, nonce string) (string, error) {
	of, err := e.league.LeagueByID(ctx, n.League)
	if err != nil {
		return "", err
	}
	if of.Staff == "" || of.Server == "" {
		return "", skip("no staff channel is chosen")
	}
	sent, err := e.client.Send(ctx, of.Staff, say.Note("⚠ "+say.Esc(n.Said["text"])).Once(nonce))
	name, there := e.servers.Channel(of.Server, of.Staff)
	if wire.Refused(err) && there && n.Said["key"] != StaffKey && slices.Contains(e.servers.Here(), of.Server) {
		told := e.league.Report(ctx, league.Notice{League: of.ID, Key: StaffKey, Text: CannotTell(name, e.servers.Missing(of.Server, of.Staff, guild.ForPosts))})
		if told != nil {
			return "", told
		}
	}
	return sent, wire.Again(err)
}

// StaffKey is the key of the notice that staff cannot be told in their channel.
const StaffKey = "staff/posts"

// CannotTell says why staff are not told in their channel; missing are the permissions that the bot lacks there, if that
// is known.
func CannotTell(channel string, missing []string) string {
	why := "Discord does not let the bot write there"
	if len(missing) > 0 {
		why = "the bot lacks " + strings.Join(missing, " and ") + " there"
	}
	return "Staff are not told in " + channel + " what needs them: " + why + ". Allow it to the bot's role, or choose another channel with /league staff-channel."
}

func before(closes time.Time) string {
	if closes.IsZero() {
		return " now"
	}
	return " before " + say.Clock(closes)
}
