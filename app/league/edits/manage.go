package edits

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/app/secret"
	"matchday/app/tournament"
	"matchday/store"
)

// Setup is what it takes to connect a Sheet.
type Setup struct {
	Tournament  int64
	Spreadsheet string
	Title       string
	Plan        mirror.Plan
}

// SpreadsheetID reads the id of a Sheet from what somebody pasted: its address or the id itself.
func SpreadsheetID(text string) (string, error) {
	s := strings.TrimSpace(text)
	if _, after, ok := strings.Cut(s, "/spreadsheets/"); ok {
		_, after, _ = strings.Cut(after, "d/") // an account may stand before it: u/1/d/
		s, _, _ = strings.Cut(after, "/")
		s, _, _ = strings.Cut(s, "?")
		s, _, _ = strings.Cut(s, "#")
	}
	if len(s) < 15 || len(s) > 100 || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		return "", fault.Field("sheet", "That is no address of a Google Sheet. Copy it from the browser: https://docs.google.com/spreadsheets/d/…")
	}
	return s, nil
}

// Connect begins to keep a tournament in step with a Sheet, in the actor's name. One that it had before is forgotten.
func (b *Book) Connect(ctx context.Context, who person.Actor, s Setup) error {
	if err := who.May(person.PlanEvents); err != nil {
		return err
	}
	id, err := SpreadsheetID(s.Spreadsheet)
	if err != nil {
		return err
	}
	if err := s.Plan.Check(); err != nil {
		return err
	}
	hook, _ := secret.Token()
	err = b.update(ctx, func(tx store.Tx) error {
		t, err := own(tx, who, s.Tournament)
		if err != nil {
			return err
		}
		if err := release(tx, id, t); err != nil {
			return err
		}
		if err := tx.DropMirror(t.ID); err != nil {
			return fmt.Errorf("drop mirror: %w", err)
		}
		now := b.league.Now()
		m := Mirror{Tournament: t.ID, Spreadsheet: id, Title: s.Title, State: On, Plan: unkeyed(s.Plan), Person: who.Person, Name: who.Name, Hook: hook, Version: 1, Created: now}
		if err := tx.PutMirror(m); err != nil {
			return fmt.Errorf("keep mirror: %w", err)
		}
		return say(tx, who, t.League, Topic(t.ID), Connected, now, Happened{Now: s.Title})
	})
	if err == nil {
		err = b.settle(ctx, who.League, s.Tournament)
	}
	return err
}

// release takes a Sheet from tournaments that are over, and refuses one that another tournament works with.
func release(tx store.Tx, spreadsheet string, t tournament.Tournament) error {
	others, err := tx.MirrorsOn(spreadsheet)
	if err != nil {
		return fmt.Errorf("mirrors on a spreadsheet: %w", err)
	}
	for _, o := range others {
		if o.Tournament == t.ID {
			continue
		}
		other, err := tx.Tournament(o.Tournament)
		if err != nil {
			return fmt.Errorf("tournament %d: %w", o.Tournament, err)
		}
		if !other.Stage.Over() {
			name := other.Name
			if other.League != t.League {
				name = "a tournament of another league"
			}
			return &fault.Fault{Code: fault.Taken, Field: "sheet", Sentence: "This Sheet is kept in step with " + name + " already. Disconnect it there, or make a copy."}
		}
		if err := tx.DropMirror(o.Tournament); err != nil {
			return fmt.Errorf("drop mirror: %w", err)
		}
	}
	return nil
}

// unkeyed returns a plan whose columns of keys are looked for, and made when they are not there.
func unkeyed(p mirror.Plan) mirror.Plan {
	tabs := make([]mirror.Tab, len(p.Tabs))
	copy(tabs, p.Tabs)
	for i := range tabs {
		tabs[i].Key = -1
	}
	p.Tabs = tabs
	return p
}

// Change gives a mirror another plan and lets it go on. What is remembered of a column stays as long as its header does.
func (b *Book) Change(ctx context.Context, who person.Actor, id, version int64, p mirror.Plan) error {
	if err := p.Check(); err != nil {
		return err
	}
	return b.turn(ctx, who, id, version, Changed, func(tx store.Tx, m *Mirror) error {
		for _, t := range p.Tabs {
			if err := forget(tx, m.Tournament, m.Plan, t); err != nil {
				return err
			}
		}
		p.Shadow = m.Plan.Shadow
		m.Plan, m.State, m.Reason = unkeyed(p), On, ""
		return nil
	})
}

// forget drops what is remembered of columns that mean another column of the Sheet from now on.
func forget(tx store.Tx, id int64, was mirror.Plan, now mirror.Tab) error {
	old, had := was.Tab(now.Kind)
	if !had {
		return nil
	}
	var fields []mirror.Field
	for _, c := range now.Columns {
		i := old.Column(c.Field)
		if i < 0 || old.Sheet != now.Sheet || mirror.Normal(old.Columns[i].Header) != mirror.Normal(c.Header) {
			fields = append(fields, c.Field)
		}
	}
	if len(fields) == 0 {
		return nil
	}
	rows, err := tx.MirrorRowsOf(id, now.Kind)
	if err != nil {
		return fmt.Errorf("rows of mirror %d: %w", id, err)
	}
	for _, row := range rows {
		for _, f := range fields {
			delete(row.Cells, f)
		}
		if err := tx.PutMirrorRow(id, now.Kind, row); err != nil {
			return fmt.Errorf("keep row: %w", err)
		}
	}
	return nil
}

// Pause stops a mirror until Resume. Registration and check-in do not notice.
func (b *Book) Pause(ctx context.Context, who person.Actor, id, version int64) error {
	return b.turn(ctx, who, id, version, PausedEvent, func(_ store.Tx, m *Mirror) error {
		m.State, m.Reason = Paused, ""
		return nil
	})
}

// Resume lets a paused mirror go on. A column of keys that is gone is made again.
func (b *Book) Resume(ctx context.Context, who person.Actor, id, version int64) error {
	return b.turn(ctx, who, id, version, Resumed, func(_ store.Tx, m *Mirror) error {
		m.State, m.Reason, m.Plan = On, "", unkeyed(m.Plan)
		return nil
	})
}

// Disconnect forgets the Sheet of a tournament. The Sheet itself stays as it is, open conflicts are closed.
func (b *Book) Disconnect(ctx context.Context, who person.Actor, id, version int64) error {
	return b.turn(ctx, who, id, version, Disconnected, func(tx store.Tx, m *Mirror) error {
		open, err := tx.ConflictsOf(id)
		if err != nil {
			return fmt.Errorf("conflicts: %w", err)
		}
		for _, c := range open {
			c.Decided, c.Decision, c.DecidedBy = b.league.Now(), "disconnected", who.Name
			if err := tx.PutConflict(c); err != nil {
				return fmt.Errorf("close conflict: %w", err)
			}
		}
		m.Tournament = 0
		return tx.DropMirror(id)
	})
}

// turn changes a mirror by staff: version is the one that the change was decided from, 0 accepts any.
func (b *Book) turn(ctx context.Context, who person.Actor, id, version int64, kind string, change func(store.Tx, *Mirror) error) error {
	if err := who.May(person.PlanEvents); err != nil {
		return err
	}
	err := b.update(ctx, func(tx store.Tx) error {
		m, t, err := mirrorOf(tx, who, id)
		if err != nil {
			return err
		}
		if version != 0 && version != m.Version {
			return fault.New(fault.Stale, "Somebody changed the Sheet's settings in the meantime. Look at them again; nothing was changed.")
		}
		if err := change(tx, &m); err != nil {
			return err
		}
		if m.Tournament != 0 {
			m.Version++
			if err := tx.PutMirror(m); err != nil {
				return fmt.Errorf("keep mirror: %w", err)
			}
		}
		return say(tx, who, t.League, Topic(id), kind, b.league.Now(), Happened{Now: m.Title})
	})
	if err != nil {
		return err
	}
	return b.settle(ctx, who.League, id)
}

func noticeKey(id int64) string { return Topic(id) }

// settle takes the notice about a mirror off the list.
func (b *Book) settle(ctx context.Context, of, id int64) error {
	return b.league.Settle(ctx, of, noticeKey(id))
}

// Halt pauses a mirror because it cannot go on, and tells staff why. It does nothing when staff have changed it since m
// was read.
func (b *Book) Halt(ctx context.Context, m Mirror, reason string) error {
	var t tournament.Tournament
	halted := false
	err := b.update(ctx, func(tx store.Tx) error {
		now, err := tx.Mirror(m.Tournament)
		if errors.Is(err, store.ErrNotFound) || err == nil && (now.Version != m.Version || now.State != On) {
			halted = false
			return nil
		}
		if err != nil {
			return fmt.Errorf("mirror: %w", err)
		}
		if t, err = tx.Tournament(m.Tournament); err != nil {
			return fmt.Errorf("tournament: %w", err)
		}
		now.State, now.Reason = Paused, reason
		now.Version++
		halted = true
		if err := tx.PutMirror(now); err != nil {
			return fmt.Errorf("keep mirror: %w", err)
		}
		return say(tx, person.Clock(t.League), t.League, Topic(m.Tournament), PausedEvent, b.league.Now(), Happened{Why: reason})
	})
	if err != nil || !halted {
		return err
	}
	return b.league.Report(ctx, league.Notice{League: t.League, Key: noticeKey(m.Tournament), Tournament: m.Tournament, Text: "The Sheet of " + t.Name + " is paused. " + reason})
}

// Worry tells staff that a mirror is not in step for a reason that may pass. Calm takes it back.
func (b *Book) Worry(ctx context.Context, m Mirror, sentence string) error {
	board, err := b.league.Board(ctx, m.Tournament)
	if err != nil {
		return err
	}
	t := board.Tournament
	return b.league.Report(ctx, league.Notice{League: t.League, Key: noticeKey(t.ID), Tournament: t.ID, Text: "The Sheet of " + t.Name + " is behind. " + sentence})
}

// Calm takes what Worry told off the list.
func (b *Book) Calm(ctx context.Context, m Mirror) error {
	board, err := b.league.Board(ctx, m.Tournament)
	if err != nil {
		return err
	}
	return b.settle(ctx, board.Tournament.League, m.Tournament)
}

// Refit keeps what was learned of the Sheet without anybody's deciding it: a tab with another title, headers in another
// row, the column of keys that was made. It does nothing when staff have changed the mirror since m was read.
func (b *Book) Refit(ctx context.Context, m Mirror) error {
	return b.bookkeep(ctx, m, func(now *Mirror) { now.Plan, now.Title = m.Plan, m.Title })
}

// Pulled keeps when a Sheet was read, to the minute.
func (b *Book) Pulled(ctx context.Context, m Mirror) error {
	at := b.league.Now()
	if at.Sub(m.Pulled) < time.Minute {
		return nil
	}
	return b.bookkeep(ctx, m, func(now *Mirror) { now.Pulled = at })
}

func (b *Book) bookkeep(ctx context.Context, m Mirror, change func(*Mirror)) error {
	return b.update(ctx, func(tx store.Tx) error {
		now, err := tx.Mirror(m.Tournament)
		if errors.Is(err, store.ErrNotFound) || err == nil && now.Version != m.Version {
			return nil
		}
		if err != nil {
			return fmt.Errorf("mirror: %w", err)
		}
		change(&now)
		return tx.PutMirror(now)
	})
}
