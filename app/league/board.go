package league

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"

	"matchday/app/league/find"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// Topic names a league in the event log.
func Topic(id int64) string { return "league/" + strconv.FormatInt(id, 10) }

// boardSlot is the newest reading of one tournament. Its lock makes a crowd wait for one reading instead of making many;
// who needs none waits for nobody.
type boardSlot struct {
	topic string // of the tournament
	mu    sync.Mutex
	board atomic.Pointer[tournament.Board]
}

// Board returns the reading of a tournament, of whatever league. It is never older than a write that has been answered
// in this process, costs no SQL while nothing changes, and is shared: do not change it. A Missing fault tells that there
// is no such tournament.
func (l *League) Board(ctx context.Context, id int64) (*tournament.Board, error) {
	slot := l.slot(id)
	if b := slot.board.Load(); l.current(b, slot.topic) {
		return b, nil
	}
	slot.mu.Lock()
	defer slot.mu.Unlock()
	if b := slot.board.Load(); l.current(b, slot.topic) {
		return b, nil
	}
	var b *tournament.Board
	err := l.view(ctx, func(tx store.Tx) error {
		var err error
		b, err = l.read(tx, id)
		return err
	})
	if err != nil {
		l.forget(id)
		return nil, err
	}
	slot.board.Store(b)
	return b, nil
}

// current reports whether a reading contains everything that has been answered.
func (l *League) current(b *tournament.Board, topic string) bool {
	return b != nil && b.Seq >= l.store.Head(topic) && b.Store == l.store.ID()
}

// Glance is BoardFor without its promise: the reading that is at hand, which may miss the latest writes. In a rush it
// costs nothing where a reading for each of hundreds of presses would cost milliseconds.
func (l *League) Glance(ctx context.Context, who person.Actor, id int64) (*tournament.Board, error) {
	if b := l.slot(id).board.Load(); b != nil && b.Store == l.store.ID() && b.Tournament.League == who.League {
		return b, nil
	}
	return l.BoardFor(ctx, who, id)
}

// BoardFor returns the reading of a tournament of the actor's league.
func (l *League) BoardFor(ctx context.Context, who person.Actor, id int64) (*tournament.Board, error) {
	b, err := l.Board(ctx, id)
	if err == nil && b.Tournament.League != who.League {
		return nil, find.Missing(store.ErrNotFound, "That tournament does not exist in this league. Look at the list of tournaments again.")
	}
	return b, err
}

// Tonight returns the readings of the league's tournaments that are not over, by id.
func (l *League) Tonight(ctx context.Context, league int64) ([]*tournament.Board, error) {
	all, err := l.Tournaments(ctx, league)
	if err != nil {
		return nil, err
	}
	var boards []*tournament.Board
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Stage.Over() {
			continue
		}
		b, err := l.Board(ctx, all[i].ID)
		if err != nil {
			return nil, err
		}
		boards = append(boards, b)
	}
	return boards, nil
}

// Tournaments returns the league's tournaments, latest first.
func (l *League) Tournaments(ctx context.Context, league int64) ([]tournament.Tournament, error) {
	var all []tournament.Tournament
	err := l.view(ctx, func(tx store.Tx) error {
		var err error
		all, err = tx.TournamentsOf(league)
		return err
	})
	return all, err
}

// read makes the board inside one View. The topic's newest number is read first, so that the board claims no more than
// it contains.
func (l *League) read(tx store.Tx, id int64) (*tournament.Board, error) {
	seq, err := tx.HeadOf(tournament.Topic(id))
	if err != nil {
		return nil, fmt.Errorf("head of tournament %d: %w", id, err)
	}
	t, err := tx.Tournament(id)
	if err != nil {
		return nil, find.Missing(err, "There is no such tournament.")
	}
	n, err := l.night(tx, person.Actor{League: t.League}, id)
	if err != nil {
		return nil, err
	}
	people, err := tx.PeopleOf(id)
	if err != nil {
		return nil, fmt.Errorf("people of tournament %d: %w", id, err)
	}
	of, err := tx.League(t.League)
	if err != nil {
		return nil, fmt.Errorf("league %d: %w", t.League, err)
	}
	names := make(map[int64]person.Person, len(people))
	for _, p := range people {
		names[p.ID] = p
	}
	b := n.Read(of, names)
	b.Store, b.Seq = l.store.ID(), seq
	return b, nil
}

func (l *League) slot(id int64) *boardSlot {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.boards[id]
	if s == nil {
		s = &boardSlot{topic: tournament.Topic(id)}
		l.boards[id] = s
	}
	return s
}

// forget drops the slot of a tournament that could not be read, so that asking for random ids fills no memory.
func (l *League) forget(id int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.boards, id)
}
