package league

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"matchday/app/league/find"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// Notice is something that needs a person.
type Notice = store.Notice

// NoticeRaised and NoticeSettled are the kinds of the events that say that the list of notices changed.
const (
	NoticeRaised  = "notice.raised"
	NoticeSettled = "notice.settled"
)

// Report keeps a notice until Settle is called with its key. Reporting the same text again changes nothing.
func (l *League) Report(ctx context.Context, n Notice) error {
	n.Since = l.Now()
	return l.update(ctx, func(tx store.Tx) error { return raise(tx, n) })
}

// Settle removes a notice that no longer holds; one that is not there is no error.
func (l *League) Settle(ctx context.Context, league int64, key string) error {
	return l.update(ctx, func(tx store.Tx) error { return settle(tx, league, key, l.Now()) })
}

func settle(tx store.Tx, league int64, key string, at time.Time) error {
	was, err := tx.DropNotice(league, key)
	if err != nil || !was {
		return err
	}
	_, err = sayOne(tx, person.Clock(league), league, Topic(league), NoticeSettled, at, map[string]string{"key": key})
	return err
}

// Unheard tells staff that something about a tournament could not be said because it has no channel in Discord. However
// much is not said, it is one notice. It goes away when a channel is chosen or the tournament is over.
func (l *League) Unheard(ctx context.Context, id int64) error {
	return l.update(ctx, func(tx store.Tx) error {
		t, err := tx.Tournament(id)
		if err != nil || t.Stage.Over() {
			return err
		}
		v, err := tx.Venue(id)
		if err != nil || v.Channel != "" {
			return err
		}
		return raise(tx, Notice{League: t.League, Tournament: id, Key: unheardKey(id), Since: l.Now(),
			Text: t.Name + " has no channel in Discord: nothing about it is posted, and whoever takes no direct messages is not told at all. Choose a channel with /tournament panel."})
	})
}

// answered lists what may answer a notice that the league raised itself.
func answered() []tournament.Kind {
	return []tournament.Kind{tournament.WithdrawnEntry, tournament.MemberLeft, tournament.RemovedEntry, tournament.StruckEntry, tournament.DroppedEntry,
		tournament.ReplacedMember, tournament.CheckInOpened, tournament.CheckInClosed, tournament.RoundStarted, tournament.RoundsImported, tournament.Ended, tournament.CalledOff}
}

// settleAnswered takes back what was just done: that somebody left the server, once they are not in any more, and what
// the schedule could not do, once staff went on.
func settleAnswered(tx store.Tx, t tournament.Tournament, said []tournament.Happening, at time.Time) error {
	if !slices.ContainsFunc(said, func(h tournament.Happening) bool { return slices.Contains(answered(), h.Kind) }) {
		return nil
	}
	all, err := tx.NoticesOf(t.League)
	if err != nil {
		return fmt.Errorf("notices: %w", err)
	}
	for _, n := range all {
		if n.Tournament != t.ID {
			continue
		}
		holds, err := stillHolds(tx, t, n.Key)
		if err != nil {
			return err
		}
		if holds {
			continue
		}
		if err := settle(tx, t.League, n.Key, at); err != nil {
			return err
		}
	}
	return nil
}

// stillHolds judges the notices that the league raises itself; those of others hold until they settle them.
func stillHolds(tx store.Tx, t tournament.Tournament, key string) (bool, error) {
	missed := key == missedKey(t.ID, string(tournament.StepCloseCheckIn))
	who, departed := strings.CutPrefix(key, departedKey(t.ID, ""))
	switch {
	case key == unheardKey(t.ID):
		return !t.Stage.Over(), nil
	case (missed || departed) && t.Stage.Over():
		return false, nil
	case missed:
		return t.Stage == tournament.Preparing && t.CheckIn != tournament.Shut, nil
	case !departed:
		return true, nil
	}
	id, err := strconv.ParseInt(who, 10, 64)
	if err != nil {
		return true, nil //nolint:nilerr // no key of ours
	}
	e, err := find.Optional(tx.ActiveEntryOf(t.ID, id))
	return e != nil, err
}

func departedKey(tournament int64, who string) string {
	return fmt.Sprintf("departed/%d/%s", tournament, who)
}

func unheardKey(tournament int64) string { return fmt.Sprintf("unheard/%d", tournament) }

func missedKey(tournament int64, step string) string {
	return fmt.Sprintf("missed/%d/%s", tournament, step)
}

// Dismiss lets staff take a notice off the list.
func (l *League) Dismiss(ctx context.Context, who person.Actor, key string) error {
	if err := who.May(person.SendReminders); err != nil {
		return err
	}
	return l.Settle(ctx, who.League, key)
}

// Notices returns what needs somebody in the actor's league, latest first.
func (l *League) Notices(ctx context.Context, who person.Actor) ([]Notice, error) {
	if err := who.May(person.SeeStaff); err != nil {
		return nil, err
	}
	var list []Notice
	err := l.view(ctx, func(tx store.Tx) (err error) {
		list, err = tx.NoticesOf(who.League)
		return err
	})
	return list, err
}

// raise keeps a notice and says so on the league's topic, unless the same one stands already.
func raise(tx store.Tx, n Notice) error {
	all, err := tx.NoticesOf(n.League)
	if err != nil {
		return fmt.Errorf("notices: %w", err)
	}
	for _, have := range all {
		if have.Key == n.Key && have.Text == n.Text {
			return nil
		}
	}
	if err := tx.PutNotice(n); err != nil {
		return fmt.Errorf("keep notice: %w", err)
	}
	_, err = sayOne(tx, person.Clock(n.League), n.League, Topic(n.League), NoticeRaised, n.Since, map[string]string{"key": n.Key, "text": n.Text})
	return err
}
