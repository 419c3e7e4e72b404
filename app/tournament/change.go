package tournament

import (
	"slices"
	"strings"
	"time"

	"matchday/app/fault"
)

// Change is what a step changed, row by row: what to save, what to keep in history and what to put back. A row that a
// step added has no image before it, a row that it took away has none after it.
type Change struct {
	Tournament *Images[Tournament] `json:",omitempty"`
	Entries    []Images[Entry]     `json:",omitempty"`
	Rounds     []Images[Round]     `json:",omitempty"`
	Lobbies    []Images[Lobby]     `json:",omitempty"`
}

// Images is one row before and after a step.
type Images[T any] struct {
	Before *T `json:",omitempty"`
	After  *T `json:",omitempty"`
}

// Empty reports whether the step changed nothing.
func (c Change) Empty() bool {
	return c.Tournament == nil && len(c.Entries) == 0 && len(c.Rounds) == 0 && len(c.Lobbies) == 0
}

// Between returns what leads from one night to another of the same tournament. Rows that are not saved yet (ID 0) count
// as added, in the order in which they stand in after.
func Between(before, after Night) Change {
	var c Change
	if !before.Tournament.equal(after.Tournament) {
		c.Tournament = &Images[Tournament]{&before.Tournament, &after.Tournament}
	}
	c.Entries = images(before.Entries, after.Entries, func(e Entry) int64 { return e.ID }, Entry.equal)
	c.Rounds = images(before.Rounds, after.Rounds, func(r Round) int64 { return int64(r.Number) }, Round.equal)
	c.Lobbies = images(before.Lobbies, after.Lobbies, func(l Lobby) int64 { return l.ID }, Lobby.equal)
	return c
}

// images pairs rows by key. A key of 0 belongs to a row that has not been saved.
func images[T any](before, after []T, key func(T) int64, equal func(T, T) bool) []Images[T] {
	var out []Images[T]
	old := make(map[int64]*T, len(before))
	for i := range before {
		old[key(before[i])] = &before[i]
	}
	for i := range after {
		k := key(after[i])
		was, ok := old[k]
		switch {
		case k == 0 || !ok:
			out = append(out, Images[T]{After: &after[i]})
		case !equal(*was, after[i]):
			out = append(out, Images[T]{Before: was, After: &after[i]})
		}
		delete(old, k)
	}
	for i := range before {
		if _, gone := old[key(before[i])]; gone {
			out = append(out, Images[T]{Before: &before[i]})
		}
	}
	return out
}

// Undo puts back what a step changed, provided that everything it changed is still as it left it; whatever happened
// elsewhere since stays. An entry that the step added counts as removed. Versions go on counting up, so that nothing
// drawn from an older state is accepted.
func (c Change) Undo(n Night, at time.Time) (Night, error) {
	next := n.clone()
	for _, undo := range []func(*Night) error{c.undoTournament, c.undoRounds, c.undoLobbies} {
		if err := undo(&next); err != nil {
			return n, err
		}
	}
	if err := c.undoEntries(&next, at); err != nil {
		return n, err
	}
	return next, next.sound(n)
}

func (c Change) undoTournament(n *Night) error {
	im := c.Tournament
	if im == nil {
		return nil
	}
	after := *im.After
	after.Version = n.Tournament.Version
	if !n.Tournament.equal(after) {
		return changedSince("the tournament itself")
	}
	n.Tournament = im.Before.clone()
	n.Tournament.Version = after.Version
	return nil
}

func (c Change) undoEntries(n *Night, at time.Time) error {
	for _, im := range c.Entries {
		e := orElse(im.After, im.Before)
		i := n.entry(e.ID)
		if i < 0 || im.After == nil || !n.Entries[i].equal(*im.After) {
			return changedSince(e.Name)
		}
		if im.Before != nil {
			n.Entries[i] = im.Before.clone()
			continue
		}
		n.Entries[i].State, n.Entries[i].Left = Removed, at
	}
	return nil
}

func (c Change) undoRounds(n *Night) error {
	for _, im := range c.Rounds {
		number := orElse(im.After, im.Before).Number
		i := n.round(number)
		if (im.After == nil) != (i < 0) || im.After != nil && !n.Rounds[i].equal(*im.After) {
			return changedSince("round " + itoa(number))
		}
		switch {
		case im.Before == nil:
			n.Rounds = slices.Delete(n.Rounds, i, i+1)
		case i < 0:
			n.Rounds = append(n.Rounds, *im.Before)
		default:
			n.Rounds[i] = *im.Before
		}
	}
	slices.SortFunc(n.Rounds, func(a, b Round) int { return a.Number - b.Number })
	return nil
}

func (c Change) undoLobbies(n *Night) error {
	for _, im := range c.Lobbies {
		l := orElse(im.After, im.Before)
		i := n.lobby(l.ID)
		if (im.After == nil) != (i < 0) || im.After != nil && !n.Lobbies[i].sameSeats(*im.After) {
			return changedSince("lobby " + l.Name + " of round " + itoa(l.Round))
		}
		switch {
		case im.Before == nil:
			n.Lobbies = slices.Delete(n.Lobbies, i, i+1)
		case i < 0:
			back := im.Before.clone()
			back.Version++
			n.Lobbies = append(n.Lobbies, back)
		default:
			version := n.Lobbies[i].Version
			n.Lobbies[i] = im.Before.clone()
			n.Lobbies[i].Version = version + 1
		}
	}
	slices.SortStableFunc(n.Lobbies, func(a, b Lobby) int {
		if a.Round != b.Round {
			return a.Round - b.Round
		}
		if len(a.Name) != len(b.Name) {
			return len(a.Name) - len(b.Name)
		}
		return strings.Compare(a.Name, b.Name)
	})
	return nil
}

// sound refuses a night that the rules would never have let come about: more seats than before and than the cap, or a
// person in two active entries.
func (n Night) sound(before Night) error {
	if seated := len(n.InState(Seated)); seated > n.Tournament.Rules.Cap && seated > len(before.InState(Seated)) {
		return fault.New(fault.Taken, "Taking that back needs %s, and there are %d. Make room first.", count(seated, "seat", "seats"), n.Tournament.Rules.Cap)
	}
	in := map[int64]string{}
	for _, e := range n.Entries {
		for _, m := range e.Members {
			if !e.State.Active() {
				continue
			}
			if other, twice := in[m.Person]; twice {
				return fault.New(fault.Taken, "%s has since taken part as %s, so that cannot be taken back.", m.InGame, other)
			}
			in[m.Person] = e.Name
		}
	}
	return nil
}

func (l Lobby) sameSeats(o Lobby) bool {
	o.Version = l.Version
	return l.equal(o)
}

func orElse[T any](a, b *T) T {
	if a != nil {
		return *a
	}
	return *b
}

func changedSince(what string) error {
	return fault.New(fault.Stale, "That step cannot be taken back: %s has changed since. Change it by hand instead.", what)
}
