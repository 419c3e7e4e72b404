package tournament_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
)

type (
	night = tournament.Night
	said  = []tournament.Happening
	rule  = func(night, time.Time) (night, said, error)
)

// evening is when the nights of these tests begin.
var evening = time.Date(2026, 11, 21, 18, 0, 0, 0, time.UTC)

// hall does to a night what package league does around the rules: it gives ids, counts the version, and keeps the steps
// of staff as the store does, by way of JSON. After every rule it looks whether the rule kept its promises.
type hall struct {
	t     rapid.TB
	n     night
	now   time.Time
	last  int64
	steps []tournament.Change
	said  said // by the last rule that was carried out
	past  []memory
}

// memory is a night as it was, to find out whether a later rule writes into it.
type memory struct {
	n    night
	text string
}

// open returns a night of solo players in lobbies of two with four seats, registration open.
func open(t rapid.TB, change ...func(*tournament.Rules)) *hall {
	rules := tournament.DefaultRules()
	rules.Cap, rules.LobbySize, rules.Rounds, rules.Cut = 4, 2, 2, 0
	for _, c := range change {
		c(&rules)
	}
	plan := tournament.Plan{Name: "Holidaze Cup", Zone: "UTC", Rules: rules}
	plan, err := plan.Check()
	if err != nil {
		t.Fatalf("plan: %v", err)
	}
	h := &hall{t: t, now: evening, n: night{Tournament: tournament.New(1, plan, evening)}}
	h.n.Tournament.ID = 7
	h.must(h.step(doors(night.OpenRegistration)))
	return h
}

func teams(of int) func(*tournament.Rules) {
	return func(r *tournament.Rules) { r.TeamSize = of }
}

func seats(n int) func(*tournament.Rules) {
	return func(r *tournament.Rules) { r.Cap = n }
}

func lobbiesOf(n int) func(*tournament.Rules) {
	return func(r *tournament.Rules) { r.LobbySize, r.Points = n, tournament.DefaultPoints(n) }
}

func doors(rule func(night) (night, said, error)) rule {
	return func(n night, _ time.Time) (night, said, error) { return rule(n) }
}

// step carries out a step of staff, which can be taken back.
func (h *hall) step(r rule) error {
	h.t.Helper()
	change, err := h.carryOut(r, true)
	if err == nil && len(h.said) > 0 {
		h.steps = append(h.steps, change)
		h.undoLeadsBack(change)
	}
	return err
}

// self carries out what a player does.
func (h *hall) self(r rule) error {
	h.t.Helper()
	_, err := h.carryOut(r, false)
	return err
}

func (h *hall) carryOut(r rule, staff bool) (tournament.Change, error) {
	h.t.Helper()
	before, text := h.n, asText(h.t, h.n)
	h.now = h.now.Add(time.Second)
	next, told, err := r(h.n, h.now)
	if now := asText(h.t, before); now != text {
		h.t.Fatalf("a rule changed the night it was given:\n%s\n%s", text, now)
	}
	if err != nil {
		h.checkFault(err)
		return tournament.Change{}, err
	}
	change := tournament.Between(before, next)
	h.said = told
	if (len(told) == 0) != change.Empty() {
		h.t.Fatalf("said %v for the change %s", told, asText(h.t, change))
	}
	if change.Empty() {
		return change, nil
	}
	if staff {
		next.Tournament.Version = before.Tournament.Version + 1
		change = tournament.Between(before, next)
	}
	for _, im := range change.Lobbies {
		if im.After != nil && im.After.ID == 0 {
			h.last++
			im.After.ID = h.last
		}
	}
	h.remember(before)
	h.n = next
	h.checkSettled()
	return throughJSON(h.t, change), nil
}

// remember keeps the last few nights to see whether they stay as they were.
func (h *hall) remember(n night) {
	h.past = append(h.past, memory{n, asText(h.t, n)})
	if len(h.past) > 2 {
		h.past = h.past[1:]
	}
	for _, m := range h.past {
		if now := asText(h.t, m.n); now != m.text {
			h.t.Fatalf("a rule wrote into an earlier night:\n%s\n%s", m.text, now)
		}
	}
}

// register does what league does with an application: clean, read the field, decide, keep, and for staff promote.
func (h *hall) register(a tournament.Application) error {
	h.t.Helper()
	rule := func(n night, at time.Time) (night, said, error) {
		a, err := n.Tournament.Clean(a)
		if err != nil {
			return n, nil, err
		}
		var left said
		f := fieldOf(n, a)
		if f.Mine != nil && n.Tournament.Rules.TeamSize > 1 && !f.KeepsEntry(a) {
			if n, left, err = n.Withdraw(f.Mine.ID, a.Person, at); err != nil {
				return n, nil, err
			}
			f = fieldOf(n, a)
		}
		e, told, err := n.Tournament.Register(a, f, at)
		if err != nil || len(told) == 0 {
			return n, nil, err
		}
		next := n
		next.Entries = slices.Clone(n.Entries)
		if e.ID == 0 {
			h.last++
			e.ID = h.last
			told[0].Entry = e.ID
			next.Entries = append(next.Entries, e)
		} else {
			i := slices.IndexFunc(next.Entries, func(o tournament.Entry) bool { return o.ID == e.ID })
			next.Entries[i] = e
		}
		var promoted said
		if e.State == tournament.Waiting && a.Staff {
			next, promoted = next.Promote()
		}
		return next, slices.Concat(left, told, promoted), nil
	}
	if a.Staff {
		return h.step(rule)
	}
	return h.self(rule)
}

func fieldOf(n night, a tournament.Application) tournament.Field {
	f := tournament.Field{Seated: len(n.InState(tournament.Seated))}
	for i, e := range n.Entries {
		if !e.State.Active() {
			continue
		}
		for _, m := range e.Members {
			if m.Person == a.Person {
				f.Mine = &n.Entries[i]
			} else if person.Fold(m.InGame) == person.Fold(a.InGame) {
				f.InUse = true
			}
		}
		if n.Tournament.Rules.TeamSize > 1 && person.Fold(e.Name) == person.Fold(a.Team) {
			f.Team = &n.Entries[i]
		}
	}
	return f
}

// fill registers players from 1 to n; in teams, neighbours share one.
func (h *hall) fill(n int) *hall {
	h.t.Helper()
	for who := 1; who <= n; who++ {
		h.must(h.register(h.app(who)))
	}
	return h
}

func (h *hall) app(who int) tournament.Application {
	size := h.n.Tournament.Rules.TeamSize
	return tournament.Application{Person: int64(who), InGame: fmt.Sprintf("P%d", who), Team: fmt.Sprintf("Team %d", (who-1)/size+1)}
}

func (h *hall) checkIn(people ...int) *hall {
	h.t.Helper()
	for _, who := range people {
		h.must(h.self(func(n night, at time.Time) (night, said, error) { return present(n, int64(who), at) }))
	}
	return h
}

func present(n night, who int64, at time.Time) (night, said, error) {
	return withEntry(n, who, func(e tournament.Entry) (tournament.Entry, said, error) {
		return n.Tournament.CheckInMember(e, who, at)
	})
}

func absent(n night, who int64) (night, said, error) {
	return withEntry(n, who, func(e tournament.Entry) (tournament.Entry, said, error) { return n.Tournament.CheckOutMember(e, who) })
}

// withEntry lets a rule change the active entry of a person, an empty one when there is none.
func withEntry(n night, who int64, change func(tournament.Entry) (tournament.Entry, said, error)) (night, said, error) {
	i := slices.IndexFunc(n.Entries, func(e tournament.Entry) bool {
		_, in := e.Member(who)
		return in && e.State.Active()
	})
	var mine tournament.Entry
	if i >= 0 {
		mine = n.Entries[i]
	}
	e, told, err := change(mine)
	if err != nil || len(told) == 0 {
		return n, nil, err
	}
	n.Entries = slices.Clone(n.Entries)
	n.Entries[i] = e
	return n, told, nil
}

// seated makes a night of n players who are in their lobbies, drawn by seed 1 and not started.
func (h *hall) seated(n int) *hall {
	h.t.Helper()
	h.fill(n).to(night.CloseRegistration)
	return h.draw(tournament.Random)
}

func (h *hall) to(rules ...func(night) (night, said, error)) *hall {
	h.t.Helper()
	for _, r := range rules {
		h.must(h.step(doors(r)))
	}
	return h
}

func (h *hall) draw(how tournament.Seating) *hall {
	h.t.Helper()
	h.must(h.step(func(n night, _ time.Time) (night, said, error) { return n.Draw(how, 1) }))
	return h
}

func (h *hall) start() *hall {
	h.t.Helper()
	h.must(h.step(night.StartRound))
	return h
}

// play records every missing result of the round in seating order.
func (h *hall) play() *hall {
	h.t.Helper()
	for _, l := range h.n.LobbiesOf(h.n.Tournament.Round) {
		if !l.Done() {
			h.must(h.record(inOrder(l)))
		}
	}
	return h
}

func inOrder(l tournament.Lobby) tournament.Result {
	res := tournament.Result{Lobby: l.ID, Version: l.Version}
	for _, s := range l.Seats {
		switch s.Outcome {
		case tournament.Played:
			res.Order = append(res.Order, s.Entry)
		case tournament.Absent:
			res.Absent = append(res.Absent, s.Entry)
		}
	}
	return res
}

func (h *hall) record(res tournament.Result) error {
	h.t.Helper()
	return h.step(func(n night, at time.Time) (night, said, error) { return n.Record(res, 99, at) })
}

// undo takes the last step back as league does.
func (h *hall) undo() error {
	h.t.Helper()
	last := h.steps[len(h.steps)-1]
	_, err := h.carryOut(func(n night, at time.Time) (night, said, error) {
		next, err := last.Undo(n, at)
		if err != nil {
			return n, nil, err
		}
		next, promoted := next.Promote()
		return next, append(said{{Kind: tournament.StepUndone}}, promoted...), nil
	}, true)
	if err == nil {
		h.steps = h.steps[:len(h.steps)-1]
	}
	return err
}

// entry returns the newest entry of a player.
func (h *hall) entry(who int) tournament.Entry {
	h.t.Helper()
	for _, e := range slices.Backward(h.n.Entries) {
		if _, in := e.Member(int64(who)); in {
			return e
		}
	}
	h.t.Fatalf("player %d has no entry", who)
	return tournament.Entry{}
}

// line writes the active entries as "P1 P2+ | P3": seats, a bar, the waitlist; a plus stands behind who is ready.
func (h *hall) line() string {
	var parts []string
	for _, state := range []tournament.State{tournament.Seated, tournament.Waiting} {
		var names []string
		for _, e := range h.n.InState(state) {
			if e.Ready(h.n.Tournament.Rules.TeamSize) {
				e.Name += "+"
			}
			names = append(names, e.Name)
		}
		parts = append(parts, strings.Join(names, " "))
	}
	return strings.Join(parts, " | ")
}

// lobbies writes the lobbies of the present round as "A:P1,P2 B:P3,P4".
func (h *hall) lobbies() string {
	var parts []string
	for _, l := range h.n.LobbiesOf(h.n.Tournament.Round) {
		var names []string
		for _, s := range l.Seats {
			e, _ := h.n.Entry(s.Entry)
			names = append(names, e.Name)
		}
		parts = append(parts, l.Name+":"+strings.Join(names, ","))
	}
	return strings.Join(parts, " ")
}

// told writes what the last rule said as "entry.withdrawn P1, entry.promoted P5".
func (h *hall) told() string {
	var parts []string
	for _, s := range h.said {
		parts = append(parts, strings.TrimSpace(string(s.Kind)+" "+s.Name))
	}
	return strings.Join(parts, ", ")
}

func (h *hall) want(what, got, want string) {
	h.t.Helper()
	if got != want {
		h.t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func (h *hall) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatalf("refused: %v", err)
	}
}

// checkFault wants every refusal to be a sentence that a person may read.
func (h *hall) checkFault(err error) {
	h.t.Helper()
	for _, f := range fault.All(err) {
		if f.Code == fault.Internal || strings.Contains(f.Sentence, "%!") || !strings.HasSuffix(f.Sentence, ".") {
			h.t.Fatalf("not a sentence for people: %q (%s)", f.Sentence, f.Code)
		}
	}
}

// checkSettled wants no free seat beside somebody whose turn it is.
func (h *hall) checkSettled() {
	h.t.Helper()
	if _, promoted := h.n.Promote(); len(promoted) > 0 {
		h.t.Fatalf("after %s there is a free seat and %s whose turn it is: %s", h.told(), promoted[0].Name, h.line())
	}
}

// undoLeadsBack wants a step that was just taken to be one that can be taken back to what was before.
func (h *hall) undoLeadsBack(change tournament.Change) {
	h.t.Helper()
	back, err := change.Undo(h.n, h.now)
	if err != nil {
		h.t.Fatalf("undoing %s at once: %v", h.told(), err)
	}
	before := h.past[len(h.past)-1].n
	if was, now := bare(h.t, before, before.Entries), bare(h.t, back, before.Entries); was != now {
		h.t.Fatalf("undoing %s:\n%s\nwant\n%s", h.told(), now, was)
	}
	versionsGrow(h.t, h.n, back)
}

// bare writes a night without versions and with the known entries only; others must have been removed.
func bare(t rapid.TB, n night, known []tournament.Entry) string {
	t.Helper()
	n.Tournament.Version = 0
	var entries []tournament.Entry
	for _, e := range n.Entries {
		if slices.ContainsFunc(known, func(k tournament.Entry) bool { return k.ID == e.ID }) {
			entries = append(entries, e)
		} else if e.State != tournament.Removed {
			t.Fatalf("entry %s is left over as %s", e.Name, e.State)
		}
	}
	var lobbies []tournament.Lobby
	for _, l := range n.Lobbies {
		l.Version = 0
		lobbies = append(lobbies, l)
	}
	n.Entries, n.Lobbies, n.Rounds = entries, lobbies, append([]tournament.Round(nil), n.Rounds...)
	return strings.ReplaceAll(asText(t, n), `"Seats":[]`, `"Seats":null`)
}

// versionsGrow wants no version to go down, and that of each lobby that changed to go up.
func versionsGrow(t rapid.TB, before, after night) {
	t.Helper()
	if after.Tournament.Version < before.Tournament.Version {
		t.Fatalf("the tournament's version went from %d to %d", before.Tournament.Version, after.Tournament.Version)
	}
	for _, was := range before.Lobbies {
		now, ok := after.Lobby(was.ID)
		if ok && (now.Version < was.Version || now.Version == was.Version && asText(t, now) != asText(t, was)) {
			t.Fatalf("lobby %s changed from version %d to %d", was.Name, was.Version, now.Version)
		}
	}
}

func asText(t rapid.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return string(text)
}

func throughJSON(t rapid.TB, c tournament.Change) tournament.Change {
	t.Helper()
	var out tournament.Change
	if err := json.Unmarshal([]byte(asText(t, c)), &out); err != nil {
		t.Fatalf("%v", err)
	}
	return out
}

// refused wants an error whose sentence is want.
func refused(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil {
		t.Fatalf("not refused, want %q", want)
	}
	if got := fault.Sentence(err); got != want {
		t.Errorf("refused with\n  %q, want\n  %q", got, want)
	}
}
