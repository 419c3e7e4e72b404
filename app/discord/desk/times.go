package desk

import (
	"context"
	"strconv"
	"strings"
	"time"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/tournament"
	"matchday/app/tournament/moment"
)

// none is what is typed to take a time away.
const none = "none"

// timesFrom reads the times among the options or fields over the present ones, for a plan; given is whether any was
// named. Times that are not in order are refused at once, before anybody confirms them.
func timesFrom(a *ask.Ask, p tournament.Plan, w tournament.Times, now time.Time) (times tournament.Times, given bool, err error) {
	var faults fault.List
	zone := tournament.Tournament{Zone: p.Zone}.Location()
	for _, f := range timeFields(&w) {
		text := strings.TrimSpace(a.Text(f.name))
		if text == "" {
			continue
		}
		given = true
		if strings.EqualFold(text, none) {
			*f.at = time.Time{}
			continue
		}
		shown, _, _ := strings.Cut(text, " (") // a suggestion that came back as it was shown
		at, err := moment.ParseAny(shown, now, zone)
		if err != nil {
			faults.Add(fault.Field(f.name, "%s: %s", f.words, fault.Of(err)))
			continue
		}
		*f.at = at
	}
	if p.Times = w; len(faults) == 0 {
		_, err := p.Check()
		faults.Add(err)
	}
	return w, given, faults.Err()
}

// suggestTime shows while a time is typed how it is read.
func (d desk) suggestTime(ctx context.Context, a *ask.Ask) ([]ask.Choice, error) {
	of, err := d.league.LeagueByID(ctx, a.Who.League)
	if err != nil {
		return nil, err
	}
	zone := of.Location()
	if a.Name == "tournament edit" {
		b, err := ask.Pick(ctx, d.league, a)
		if err != nil {
			return nil, err
		}
		zone = b.Tournament.Location()
	}
	if named := a.Text("zone"); named != "" {
		zone = tournament.Tournament{Zone: named}.Location()
	}
	typed := a.Typed()
	if typed == "" || strings.EqualFold(typed, none) {
		return []ask.Choice{{Name: "none: by hand", Value: none}}, nil
	}
	now := d.league.Now()
	at, err := moment.ParseAny(typed, now, zone)
	if err != nil {
		return nil, nil //nolint:nilerr // the sentence comes when the command is sent
	}
	return []ask.Choice{{Name: moment.Say(at, now, zone) + " (" + moment.Relative(at, now) + ", " + zone.String() + ")", Value: at.In(zone).Format(wholeTime)}}, nil
}

// wholeTime is how a time is written that is to be read again, whenever that is.
const wholeTime = "2006-01-02 15:04"

func timesForm(b *tournament.Board) *say.Modal {
	t := b.Tournament
	var parts []say.Component
	for i, f := range timeFields(&t.Times) {
		now, hint := "", ""
		if !f.at.IsZero() {
			now = f.at.In(t.Location()).Format(wholeTime)
		}
		if i == 0 {
			hint = "As Saturday 6pm, in " + t.Zone + ". Empty: by hand"
		}
		parts = append(parts, say.Input(f.name, f.words, hint, now, false, 60))
	}
	return say.Form(say.ID("plan-times", t.ID, t.Version), "Times of "+t.Name, parts...)
}

// timesSent shows how the typed times are read. A field that was emptied takes its time away.
func (d desk) timesSent(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	args, err := a.Args(2)
	if err != nil {
		return ask.Answer{}, err
	}
	b, err := d.league.BoardFor(ctx, a.Who, args[0])
	if err != nil {
		return ask.Answer{}, err
	}
	times, _, err := timesFrom(a, b.Tournament.Plan(), tournament.Times{}, d.league.Now())
	if err != nil {
		return d.after(ctx, a, args[0], err, "", d.planScreen)
	}
	return ask.Change(Reading(b, times, d.league.Now(), "")), nil
}

// Reading renders how typed times were understood, to be confirmed. The button carries them.
func Reading(b *tournament.Board, w tournament.Times, now time.Time, note string) say.Message {
	t := b.Tournament
	args := []any{t.ID, t.Version}
	text := "I read the times as (each reader sees their own zone; typed in " + say.Esc(t.Zone) + "):"
	var past []string
	present := timeFields(&t.Times)
	for i, f := range timeFields(&w) {
		args = append(args, packed(*f.at))
		if !f.at.IsZero() && f.at.Before(now) && !f.at.Equal(*present[i].at) {
			past = append(past, f.words)
		}
	}
	text += "\n" + strings.Join(timeLines(w), "\n")
	if len(past) > 0 {
		text += "\n⚠ Already past, so it does not happen by itself: " + strings.Join(past, ", ") + "."
	}
	return say.Show(titled(b, note, "times"), say.Text(text), say.Row(
		say.Button(say.Main, "Yes, use these times", say.ID("plan-set", args...)),
		say.Button(say.Plain, "Change times…", say.ID("plan-times", t.ID, t.Version)),
		say.Button(say.Plain, "Leave them as they are", say.ID("plan", t.ID))))
}

// packed writes a time, to the minute, as a word for a custom id.
func packed(at time.Time) string {
	if at.IsZero() {
		return "0"
	}
	return strconv.FormatInt(at.Unix()/60, 36)
}

func unpacked(word string) (time.Time, bool) {
	if word == "0" {
		return time.Time{}, true
	}
	n, err := strconv.ParseInt(word, 36, 64)
	if err != nil || n <= 0 || n > 1<<40 || strconv.FormatInt(n, 36) != word {
		return time.Time{}, false
	}
	return time.Unix(n*60, 0).UTC(), true
}

// setTimes sets the times that were confirmed.
func (d desk) setTimes(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	args, err := a.Args(2)
	if err != nil {
		return ask.Answer{}, err
	}
	b, err := d.league.BoardFor(ctx, a.Who, args[0])
	if err != nil {
		return ask.Answer{}, err
	}
	p := b.Tournament.Plan()
	for i, f := range timeFields(&p.Times) {
		at, ok := unpacked(a.Path.Word(2 + i))
		if !ok {
			return ask.Answer{}, ask.Old()
		}
		*f.at = at
	}
	_, err = d.league.EditTournament(ctx, a.Who, args[0], args[1], p)
	return d.after(ctx, a, args[0], err, "The times are set.", d.planScreen)
}
