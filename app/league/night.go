package league

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/graphic"
	"matchday/app/league/find"
	"matchday/app/person"
	"matchday/app/secret"
	"matchday/app/tournament"
	"matchday/store"
)

// CreateTournament makes a tournament from a plan, with the graphics that every tournament has, and arms its schedule.
func (l *League) CreateTournament(ctx context.Context, who person.Actor, p tournament.Plan) (*tournament.Board, error) {
	if err := who.May(person.PlanEvents); err != nil {
		return nil, err
	}
	p, err := p.Check()
	if err != nil {
		return nil, err
	}
	var id int64
	err = l.update(ctx, func(tx store.Tx) error {
		if c, err := find.Optional(tx.Cause(who.Cause)); c != nil && who.Cause != "" || err != nil {
			return repeatedCreate(tx, c, &id, err)
		}
		at := l.Now()
		t, err := tx.AddTournament(tournament.New(who.League, p, at))
		if err != nil {
			return fmt.Errorf("add tournament: %w", err)
		}
		for _, kind := range graphic.Kinds() {
			key, _ := secret.Token()
			if _, err := tx.AddGraphic(graphic.Graphic{League: who.League, Tournament: t.ID, Kind: kind, Key: key, Created: at}); err != nil {
				return fmt.Errorf("add graphic: %w", err)
			}
		}
		if err := l.syncTimers(tx, tournament.Tournament{}, t, at); err != nil {
			return err
		}
		seq, err := say(tx, who, t, at, []tournament.Happening{{Kind: tournament.Created, Name: t.Name, Count: int(t.ID)}})
		id = t.ID
		if err != nil {
			return err
		}
		return remember(tx, who, seq, at)
	})
	if err != nil {
		return nil, err
	}
	l.wakeClock()
	return l.Board(ctx, id)
}

// repeatedCreate finds the tournament that the first delivery of the wish made.
func repeatedCreate(tx store.Tx, c *store.Cause, id *int64, err error) error {
	if err != nil {
		return err
	}
	events, err := tx.EventsAfter(c.Seq-1, 1)
	if err != nil || len(events) == 0 {
		return fmt.Errorf("event of a repeated wish: %w", err)
	}
	_, err = fmt.Sscanf(strings.TrimPrefix(events[0].Topic, "tournament/"), "%d", id)
	return err
}

// EditTournament changes the plan of a tournament that is not over.
func (l *League) EditTournament(ctx context.Context, who person.Actor, id, version int64, p tournament.Plan) (*tournament.Board, error) {
	if err := who.May(person.PlanEvents); err != nil {
		return nil, err
	}
	p, err := p.Check()
	if err != nil {
		return nil, err
	}
	return l.do(ctx, step{who: who, act: person.PlanEvents, id: id, version: version,
		rule: func(n tournament.Night, _ time.Time) (tournament.Night, []tournament.Happening, error) {
			return n.Edit(p)
		}})
}

// Advance carries out one of the steps that a board offers. version is the tournament's version that the step was drawn
// from; 0 accepts any. Draws take the seating from the plan; DrawRound chooses another.
func (l *League) Advance(ctx context.Context, who person.Actor, id, version int64, what tournament.Step) (*tournament.Board, error) {
	type night = tournament.Night
	type said = []tournament.Happening
	s := step{who: who, id: id, version: version}
	switch what {
	case tournament.StepOpenRegistration:
		s.act, s.rule = person.OpenDoors, func(n night, _ time.Time) (night, said, error) { return n.OpenRegistration() }
	case tournament.StepCloseRegistration:
		s.act, s.rule = person.OpenDoors, func(n night, _ time.Time) (night, said, error) { return n.CloseRegistration() }
	case tournament.StepOpenCheckIn:
		s.act, s.rule = person.OpenDoors, func(n night, _ time.Time) (night, said, error) { return n.OpenCheckIn() }
	case tournament.StepCloseCheckIn:
		s.act, s.rule = person.OpenDoors, night.CloseCheckIn
	case tournament.StepDraw, tournament.StepRedraw:
		return l.DrawRound(ctx, who, id, version, "")
	case tournament.StepDiscard:
		s.act, s.rule = person.SeatLobbies, func(n night, _ time.Time) (night, said, error) { return n.Discard() }
	case tournament.StepStartRound:
		s.act, s.rule = person.RunRounds, night.StartRound
	case tournament.StepFinish:
		s.act, s.rule = person.RunRounds, night.Finish
	case tournament.StepCancel:
		s.act, s.rule = person.PlanEvents, night.Cancel
	case tournament.StepRemind:
		return l.Remind(ctx, who, id)
	default:
		return nil, fault.Field("step", "%q is not something that can be done to a tournament.", string(what))
	}
	return l.do(ctx, s)
}

// DrawRound draws the lobbies of the next round, or those of the drawn one again. An empty seating takes the plan's.
func (l *League) DrawRound(ctx context.Context, who person.Actor, id, version int64, how tournament.Seating) (*tournament.Board, error) {
	seed := dice()
	return l.do(ctx, step{who: who, act: person.SeatLobbies, id: id, version: version,
		rule: func(n tournament.Night, _ time.Time) (tournament.Night, []tournament.Happening, error) {
			seating := how
			if seating == "" {
				seating = n.NextSeating()
			}
			return n.Draw(seating, seed)
		}})
}

// SwapSeats lets two entries of the current round change places.
func (l *League) SwapSeats(ctx context.Context, who person.Actor, id, version, a, b int64) (*tournament.Board, error) {
	return l.do(ctx, step{who: who, act: person.SeatLobbies, id: id, version: version,
		rule: func(n tournament.Night, _ time.Time) (tournament.Night, []tournament.Happening, error) {
			return n.Swap(a, b)
		}})
}

// RecordResult writes how a lobby ended, or corrects it. The lobby's version decides whether it is still the one that
// the result was typed for.
func (l *League) RecordResult(ctx context.Context, who person.Actor, id int64, res tournament.Result) (*tournament.Board, error) {
	return l.do(ctx, recordResult(who, id, res))
}

func recordResult(who person.Actor, id int64, res tournament.Result) step {
	return step{who: who, act: person.RecordResults, id: id,
		rule: func(n tournament.Night, at time.Time) (tournament.Night, []tournament.Happening, error) {
			return n.Record(res, who.Person, at)
		}}
}

// PreviewResult returns what a result would change, without changing anything.
func (l *League) PreviewResult(ctx context.Context, who person.Actor, id int64, res tournament.Result) (tournament.Ripple, error) {
	var ripple tournament.Ripple
	err := l.look(ctx, who, person.RecordResults, id, func(n tournament.Night) (err error) {
		ripple, err = n.PreviewRecord(res)
		return err
	})
	return ripple, err
}

// PreviewCloseCheckIn returns who would stay, be dropped and move up if check-in closed now.
func (l *League) PreviewCloseCheckIn(ctx context.Context, who person.Actor, id int64) (tournament.CheckInPreview, error) {
	var preview tournament.CheckInPreview
	err := l.look(ctx, who, person.OpenDoors, id, func(n tournament.Night) (err error) {
		preview, err = n.PreviewClose(l.Now())
		return err
	})
	return preview, err
}

func (l *League) look(ctx context.Context, who person.Actor, act person.Act, id int64, fn func(tournament.Night) error) error {
	if err := who.May(act); err != nil {
		return err
	}
	return l.view(ctx, func(tx store.Tx) error {
		n, err := l.night(tx, who, id)
		if err != nil {
			return err
		}
		return fn(n)
	})
}

// LastStep returns the step that Undo would take back; ok is false when there is none.
func (l *League) LastStep(ctx context.Context, who person.Actor, id int64) (last store.Step, ok bool, err error) {
	if err := who.May(person.SeeStaff); err != nil {
		return last, false, err
	}
	err = l.view(ctx, func(tx store.Tx) error {
		if _, err := l.tournament(tx, who, id); err != nil {
			return err
		}
		found, err := find.Optional(tx.LastStep(id))
		if found != nil {
			last, ok = *found, true
		}
		return err
	})
	return last, ok, err
}

// Undo takes back the last step of staff and returns it; it must be the one given, so that two people who press at once
// do not take back two. The second delivery of the wish returns an empty step. What has been told outside cannot be
// unsaid; boards, panels and overlays follow.
func (l *League) Undo(ctx context.Context, who person.Actor, id, stepID int64) (last store.Step, err error) {
	var did tournament.Kind
	_, err = l.do(ctx, step{who: who, act: person.UndoSteps, id: id, final: true,
		before: func(tx store.Tx, _ tournament.Night) error {
			var err error
			if last, err = tx.LastStep(id); err != nil {
				return find.Missing(err, "There is no step to take back.")
			}
			if last.ID != stepID {
				return fault.New(fault.Stale, "Another step was taken or taken back in the meantime. Look at the history and decide again.")
			}
			first, err := tx.EventsAfter(last.Seq-1, 1)
			if err == nil && len(first) > 0 {
				did = tournament.Kind(first[0].Kind)
			}
			return errors.Join(err, tx.UndoStep(last.ID))
		},
		rule: func(n tournament.Night, at time.Time) (tournament.Night, []tournament.Happening, error) {
			next, err := last.Change.Undo(n, at)
			next, promoted := next.Promote()
			undone := tournament.Happening{Kind: tournament.StepUndone, Step: did, Now: last.Title, Was: last.Name}
			return next, append([]tournament.Happening{undone}, promoted...), err
		}})
	return last, err
}

// Remind asks everybody who holds a seat and has not checked in to do so. It is refused within five minutes of the last
// time.
func (l *League) Remind(ctx context.Context, who person.Actor, id int64) (*tournament.Board, error) {
	return l.do(ctx, step{who: who, act: person.SendReminders, id: id,
		before: func(tx store.Tx, n tournament.Night) error { return remindedLately(tx, n.Tournament, l.Now()) },
		rule: func(n tournament.Night, _ time.Time) (tournament.Night, []tournament.Happening, error) {
			h, err := n.Remind()
			return n, h, err
		}})
}

const remindEvery = 5 * time.Minute

func remindedLately(tx store.Tx, t tournament.Tournament, now time.Time) error {
	events, err := tx.EventsOf(tournament.Topic(t.ID), 0, 200)
	if err != nil {
		return fmt.Errorf("events of tournament %d: %w", t.ID, err)
	}
	i := slices.IndexFunc(events, func(e store.Event) bool { return e.Kind == string(tournament.ReminderDue) })
	if i >= 0 && now.Sub(events[i].At) < remindEvery {
		return fault.New(fault.Busy, "Everybody was reminded %s. Wait five minutes before you do it again.",
			fault.Moment{At: events[i].At, Text: "at " + events[i].At.In(t.Location()).Format("3:04 PM")})
	}
	return nil
}
