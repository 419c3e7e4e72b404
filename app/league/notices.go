package league

import (
	"context"
	"fmt"

	"matchday/app/person"
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
	return l.update(ctx, func(tx store.Tx) error {
		was, err := tx.DropNotice(league, key)
		if err != nil || !was {
			return err
		}
		_, err = sayOne(tx, person.Clock(league), league, Topic(league), NoticeSettled, l.Now(), map[string]string{"key": key})
		return err
	})
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
