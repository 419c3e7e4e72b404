package tournament

import (
	"slices"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/tournament/rows"
)

// Change is what a step changed, row by row: what to save, what to keep in history and what to put back. A row that a
// step added has no image before it, a row that it took away has none after it.
type Change struct {
	Tournament *Images[Tournament] `json:",omitempty"`
	Entries    []Images[Entry]     `json:",omitempty"`
	Rounds     []Images[Round]     `json:",omitempty"`
	Lobbies    []Images[Lobby]     `json:",omitempty"`
	Seated     int                 `json:",omitempty"` // entries that held a seat after the step
}

// Images is one row before and after a step.
type Images[T any] = rows.Images[T]

// Empty reports whether the step changed nothing.
func (c Change) Empty() bool {
	return c.Tournament == nil && len(c.Entries) == 0 && len(c.Rounds) == 0 && len(c.Lobbies) == 0
}

// Between returns what leads from one night to another of the same tournament. Rows that are not saved yet (ID 0) count
// as added, in the order in which they stand in after.
func Between(before, after Night) Change {
	var c Change
	if !before.Tournament.equal(after.Tournament) {
		c.Tournament = &Images[Tournament]{Before: &before.Tournament, After: &after.Tournament}
	}
	c.Entries = rows.Between(before.Entries, after.Entries, entryKey, Entry.equal)
	c.Rounds = rows.Between(before.Rounds, after.Rounds, roundKey, Round.equal)
	c.Lobbies = rows.Between(before.Lobbies, after.Lobbies, lobbyKey, Lobby.equal)
	c.Seated = len(after.InState(Seated))
	return c
}

func entryKey(e Entry) int64 { return e.ID }
func roundKey(r Round) int64 { return int64(r.Number) }
func lobbyKey(l Lobby) int64 { return l.ID }

// Then returns the change that c and d make together when d follows c: rows that both touch keep their oldest and their
// newest image.
func (c Change) Then(d Change) Change {
	switch {
	case c.Tournament == nil:
		c.Tournament = d.Tournament
	case d.Tournament != nil:
		c.Tournament = &Images[Tournament]{Before: c.Tournament.Before, After: d.Tournament.After}
	}
	c.Entries = rows.Join(c.Entries, d.Entries, entryKey)
	c.Rounds = rows.Join(c.Rounds, d.Rounds, roundKey)
	c.Lobbies = rows.Join(c.Lobbies, d.Lobbies, lobbyKey)
	c.Seated = d.Seated
	return c
}

// Undo puts back what a step changed, provided that everything it changed is still as it left it; whatever happened
// elsewhere since stays. An entry that the step added counts as removed. Versions go on counting up, so that nothing
// drawn from an older state is accepted. It never needs more seats than the step left unless they are free: seats given
// away since stay with those who have them. A seat that becomes free is given away by Promote, as after any step.
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
	next.mendDraw()
	seated, now := len(next.InState(Seated)), len(n.InState(Seated))
	if most := next.Tournament.Rules.Cap; seated > most && seated > now && now > c.Seated {
		return n, fault.New(fault.Taken, "Taking that back needs %s, and there are %d. Make room first.", Count(seated, "seat", "seats"), most)
	}
	if err := next.sound(); err != nil {
		return n, err
	}
	return next, nil
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
		e := im.Row()
		i := n.entry(e.ID)
		if i < 0 || im.After == nil || !n.Entries[i].equal(*im.After) {
			return changedSince(e.Name)
		}
		if im.Before != nil {
			n.Entries[i] = im.Before.clone()
			continue
		}
		n.leave(i, Removed, at)
	}
	return nil
}

func (c Change) undoRounds(n *Night) error {
	for _, im := range c.Rounds {
		number := im.Row().Number
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
		l := im.Row()
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

// mendDraw makes the lobbies of a drawn round fit those who hold a seat now: who has left since makes room, and who has
// moved up takes it.
func (n *Night) mendDraw() {
	r, ok := n.CurrentRound()
	if !ok || r.State != Drawn {
		return
	}
	for i := range n.Lobbies {
		l := &n.Lobbies[i]
		seats := len(l.Seats)
		l.Seats = slices.DeleteFunc(l.Seats, func(s Seat) bool { return l.Round == r.Number && n.stateOf(s.Entry) != Seated })
		if len(l.Seats) < seats {
			l.Version++
		}
	}
	for _, e := range n.InState(Seated) {
		if lobby, _ := n.seatIn(r.Number, e.ID); lobby < 0 {
			n.fillHole(e.ID)
		}
	}
}

// sound refuses a night that the rules would never have let come about: two active entries that share what is unique, or
// an entry with a seat and without a lobby.
func (n Night) sound() error {
	if r, ok := n.CurrentRound(); ok && r.State != RoundDone {
		for _, e := range n.InState(Seated) {
			if lobby, _ := n.seatIn(r.Number, e.ID); lobby < 0 {
				return fault.New(fault.Closed, "Taking that back would leave %s without a lobby in round %d. Draw that round anew instead.", e.Name, r.Number)
			}
		}
	}
	return n.distinct()
}

func (l Lobby) sameSeats(o Lobby) bool {
	o.Version = l.Version
	return l.equal(o)
}

func changedSince(what string) error {
	return fault.New(fault.Stale, "That step cannot be taken back: %s has changed since. Change it by hand instead.", what)
}
