package league_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
	"matchday/store/sqlite/sqlitetest"
)

// evening is when the tests begin: a Saturday, 5 PM in Berlin.
var evening = time.Date(2026, 11, 28, 16, 0, 0, 0, time.UTC)

// house is a league on a database of its own, with a clock that tests set.
type house struct {
	*league.League
	t      *testing.T
	store  store.Store
	ctx    context.Context
	of     person.League
	admin  person.Actor
	mu     sync.Mutex
	now    time.Time
	marked int64 // newest event when the test last looked
}

// open makes a house on a fresh SQLite file.
func open(t *testing.T) *house {
	t.Helper()
	return openOn(t, sqlitetest.Open(t))
}

func openOn(t *testing.T, s store.Store) *house {
	t.Helper()
	h := &house{t: t, store: s, ctx: t.Context(), now: evening}
	h.League = league.New(s, league.Options{Now: h.clock})
	h.of = h.newLeague("Galiseum", "100000000000000001")
	h.admin = h.arrive("900000000000000001", "Robin", true)
	return h
}

func (h *house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *house) advance(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func (h *house) newLeague(name, server string) person.League {
	h.t.Helper()
	of, err := h.BindServer(h.ctx, server, name)
	h.must(err)
	return of
}

func (h *house) arrive(discord, name string, admin bool) person.Actor {
	h.t.Helper()
	who, err := h.Arrive(h.ctx, league.Visitor{Server: h.of.Server, Discord: discord, Name: name, Admin: admin})
	h.must(err)
	return who
}

// player returns the n-th player as an actor.
func (h *house) player(n int) person.Actor {
	h.t.Helper()
	return h.arrive(fmt.Sprintf("2000000000000%05d", n), fmt.Sprintf("player%d", n), false)
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// create makes a tournament with registration open; change may alter the plan.
func (h *house) create(change func(*tournament.Plan)) *tournament.Board {
	h.t.Helper()
	p := tournament.Plan{Name: "Holidaze Cup", Zone: "Europe/Berlin", Rules: tournament.DefaultRules()}
	if change != nil {
		change(&p)
	}
	b, err := h.CreateTournament(h.ctx, h.admin, p)
	h.must(err)
	return h.step(b, tournament.StepOpenRegistration)
}

func (h *house) step(b *tournament.Board, s tournament.Step) *tournament.Board {
	h.t.Helper()
	b, err := h.Advance(h.ctx, h.admin, b.Tournament.ID, 0, s)
	if err != nil {
		h.t.Fatalf("%s: %v", s, err)
	}
	return b
}

func (h *house) register(id int64, n int) tournament.Entry {
	h.t.Helper()
	e, err := h.Register(h.ctx, h.player(n), id, application(n))
	if err != nil {
		h.t.Fatalf("register %d: %v", n, err)
	}
	return e
}

func application(n int) tournament.Application {
	return tournament.Application{InGame: fmt.Sprintf("Player %d#NA1", n), Pronouns: "they/them"}
}

func (h *house) board(id int64) *tournament.Board {
	h.t.Helper()
	b, err := h.Board(h.ctx, id)
	h.must(err)
	return b
}

// said returns the kinds of the events since the last call, in order, with what they are about.
func (h *house) said() []string {
	h.t.Helper()
	var out []string
	h.must(h.store.View(h.ctx, func(_ context.Context, tx store.Tx) error {
		events, err := tx.EventsAfter(h.marked, 10000)
		for _, e := range events {
			var data tournament.Happening
			if err := json.Unmarshal(e.Data, &data); err != nil {
				return err
			}
			line := e.Kind
			if data.Who != "" {
				line += " " + data.Who
			} else if data.Name != "" {
				line += " " + data.Name
			}
			out = append(out, line)
			h.marked = e.Seq
		}
		return err
	}))
	return out
}

func (h *house) wantSaid(want ...string) {
	h.t.Helper()
	if got := h.said(); !slices.Equal(got, want) {
		h.t.Errorf("said\n  %q\nwant\n  %q", got, want)
	}
}

func (h *house) wantFault(err error, code fault.Code) {
	h.t.Helper()
	if !fault.Is(err, code) {
		h.t.Errorf("got %v, want a fault %q", err, code)
	}
}

func names(rows []tournament.Row) []string {
	var list []string
	for _, r := range rows {
		list = append(list, r.Name)
	}
	return list
}
