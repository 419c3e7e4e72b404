package edits

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"matchday/app/mirror"
	"matchday/app/tournament"
	"matchday/store"
)

// told keeps what a row says as text.
func told(cells map[mirror.Field]string) string {
	text, _ := json.Marshal(cells) // of strings: it never fails
	return string(text)
}

// Told reads what a row said from a conflict about it.
func Told(c Conflict) map[mirror.Field]string {
	cells := map[mirror.Field]string{}
	if c.Kind != CellClash && c.Theirs != "" {
		_ = json.Unmarshal([]byte(c.Theirs), &cells) // what is no row has no cells
	}
	return cells
}

// reconcile brings the questions about rows of a tab in line with what the Sheet says now: new ones are asked, those that
// settled themselves are closed, and the rows of people who have left are forgotten when they are gone.
func (b *Book) reconcile(ctx context.Context, m Mirror, t Tab, out mirror.Outcome, entered map[int]bool, w *Work) error {
	if !t.Keyed() {
		return nil
	}
	board, err := b.league.Board(ctx, m.Tournament)
	if err != nil {
		return err
	}
	wanted, left := questions(t.Tab, out, entered, board)
	var open, dismissed []Conflict
	err = b.view(ctx, func(tx store.Tx) (err error) {
		if open, err = tx.ConflictsOf(m.Tournament); err != nil {
			return err
		}
		dismissed, err = tx.ConflictsDecided(m.Tournament, 200)
		return err
	})
	if err != nil {
		return fmt.Errorf("conflicts: %w", err)
	}
	open = slices.DeleteFunc(open, func(c Conflict) bool { return c.Kind == CellClash || c.Tab != t.Kind })
	dismissed = slices.DeleteFunc(dismissed, func(c Conflict) bool { return c.Decision != Dismiss || c.Tab != t.Kind })
	wanted = slices.DeleteFunc(wanted, func(c Conflict) bool {
		return slices.ContainsFunc(dismissed, func(d Conflict) bool { return d.Kind == c.Kind && d.Key == c.Key && d.Theirs == c.Theirs })
	})
	add, change, shut := tell(open, wanted)
	if len(add)+len(change)+len(shut)+len(left) == 0 {
		return nil
	}
	now := b.league.Now()
	err = b.update(ctx, func(tx store.Tx) error { return keepQuestions(tx, m, t, add, change, shut, left, now) })
	if err == nil {
		w.Conflicts += len(add)
	}
	return err
}

// questions returns what there is to ask about rows, and the keys of rows that are gone with their people.
func questions(t mirror.Tab, out mirror.Outcome, entered map[int]bool, board *tournament.Board) (asked []Conflict, left []string) {
	about := func(key string) string {
		who, entry := mirror.Owner(board.Tournament.ID, key)
		if who != 0 {
			return nameOn(board, who)
		}
		r, _ := board.Row(entry)
		return r.Name
	}
	ask := func(kind ConflictKind, s mirror.Stranger) {
		asked = append(asked, Conflict{Tournament: board.Tournament.ID, Kind: kind, Tab: t.Kind, Key: s.Key, Row: s.Row, About: about(s.Key), Theirs: told(s.Told)})
	}
	for _, s := range out.Doubts {
		ask(RowDoubt, s)
	}
	for _, s := range out.Copies {
		ask(RowCopy, s)
	}
	for _, s := range out.New {
		if !entered[s.Row] && t.Kind == mirror.Players {
			ask(RowNew, mirror.Stranger{Row: s.Row, Told: s.Told})
		}
	}
	stays := map[string]bool{}
	for _, o := range t.Ours(board, "") {
		stays[o.Key] = o.Stays
	}
	for _, key := range out.Gone {
		if stays[key] {
			ask(RowGone, mirror.Stranger{Key: key})
		} else {
			left = append(left, key)
		}
	}
	return asked, left
}

func nameOn(b *tournament.Board, who int64) string {
	for _, p := range b.Mine(who).Row.People {
		if p.Person == who {
			return p.Name
		}
	}
	return ""
}

// tell parts the questions that are open from those that should be: to be added, to be changed because the row moved or
// says something else, to be closed.
func tell(open, wanted []Conflict) (add, change, shut []Conflict) {
	left := slices.Clone(open)
	for _, c := range wanted {
		i := slices.IndexFunc(left, func(o Conflict) bool {
			return o.Kind == c.Kind && o.Key == c.Key && (o.Key != "" && c.Kind != RowCopy || o.Theirs == c.Theirs || o.Row == c.Row)
		})
		if i < 0 {
			add = append(add, c)
			continue
		}
		o := left[i]
		left = slices.Delete(left, i, i+1)
		if o.Row != c.Row || o.Theirs != c.Theirs || o.About != c.About {
			o.Row, o.Theirs, o.About = c.Row, c.Theirs, c.About
			change = append(change, o)
		}
	}
	return add, change, left
}

func keepQuestions(tx store.Tx, m Mirror, t Tab, add, change, shut []Conflict, left []string, now time.Time) error {
	for _, c := range add {
		c.Found = now
		if err := raise(tx, m, c); err != nil {
			return err
		}
	}
	for _, c := range change {
		if err := tx.PutConflict(c); err != nil {
			return fmt.Errorf("keep conflict: %w", err)
		}
	}
	of, err := tx.Tournament(m.Tournament)
	if err != nil {
		return fmt.Errorf("tournament: %w", err)
	}
	for _, c := range shut {
		c.Decided, c.Decision, c.DecidedBy = now, "settled itself", ""
		if err := tx.PutConflict(c); err != nil {
			return fmt.Errorf("close conflict: %w", err)
		}
		if err := say(tx, sheet(m, of, ""), of.League, SheetTopic(m.Tournament), Settled, now, Happened{About: c.About, Key: c.Key}); err != nil {
			return err
		}
	}
	for _, key := range left {
		if err := tx.DropMirrorRow(m.Tournament, t.Kind, key); err != nil {
			return fmt.Errorf("forget row: %w", err)
		}
	}
	return nil
}

// Words writes what a row says for people: the cells that say something, in the order of the tab.
func Words(t mirror.Tab, cells map[mirror.Field]string) string {
	var parts []string
	for _, c := range t.Columns {
		switch v := strings.TrimSpace(cells[c.Field]); {
		case v == "" || v == mirror.No && c.Field.Checkbox():
		case c.Field.Checkbox() && v == mirror.Yes:
			parts = append(parts, strings.ToLower(c.Field.Title()))
		default:
			parts = append(parts, v)
		}
	}
	return strings.Join(parts, " · ")
}
