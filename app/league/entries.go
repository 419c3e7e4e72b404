package league

import (
	"context"
	"time"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// maxNote is the longest reason that is kept with an entry, in runes.
const maxNote = 200

// Remove takes an entry out. Before the start its seat goes to the next in line; after it the points stay.
func (l *League) Remove(ctx context.Context, who person.Actor, id, entry int64, reason string) (*tournament.Board, error) {
	return l.do(ctx, expel(who, id, entry, reason, tournament.Night.Remove))
}

// Disqualify takes an entry out and strikes its points.
func (l *League) Disqualify(ctx context.Context, who person.Actor, id, entry int64, reason string) (*tournament.Board, error) {
	return l.do(ctx, expel(who, id, entry, reason, tournament.Night.Disqualify))
}

func expel(who person.Actor, id, entry int64, reason string, how func(tournament.Night, int64, string, time.Time) (tournament.Night, []tournament.Happening, error)) step {
	reason, wrong := person.Text("reason", "The reason", reason, 0, maxNote)
	return step{who: who, act: person.RemoveEntries, id: id,
		before: func(store.Tx, tournament.Night) error { return wrong },
		rule: func(n tournament.Night, at time.Time) (tournament.Night, []tournament.Happening, error) {
			return how(n, entry, reason, at)
		}}
}

// Promote gives a waiting or dropped entry a seat, out of turn if need be.
func (l *League) Promote(ctx context.Context, who person.Actor, id, entry int64) (*tournament.Board, error) {
	return l.do(ctx, promote(who, id, entry))
}

func promote(who person.Actor, id, entry int64) step {
	return step{who: who, act: person.ActForOthers, id: id,
		rule: func(n tournament.Night, at time.Time) (tournament.Night, []tournament.Happening, error) {
			return n.Seat(entry, at)
		}}
}

// Keep tells whether an entry stays when check-in closes although somebody is missing.
func (l *League) Keep(ctx context.Context, who person.Actor, id, entry int64, keep bool) (*tournament.Board, error) {
	return l.do(ctx, step{who: who, act: person.ActForOthers, id: id,
		rule: func(n tournament.Night, _ time.Time) (tournament.Night, []tournament.Happening, error) {
			return n.Keep(entry, keep)
		}})
}

// Seed sets how strong an entry is for a draw by seed; 0 takes the seed away.
func (l *League) Seed(ctx context.Context, who person.Actor, id, entry int64, seed int) (*tournament.Board, error) {
	return l.do(ctx, seedEntry(who, id, entry, seed))
}

func seedEntry(who person.Actor, id, entry int64, seed int) step {
	return step{who: who, act: person.SeatLobbies, id: id,
		rule: func(n tournament.Night, _ time.Time) (tournament.Night, []tournament.Happening, error) {
			return n.SeedEntry(entry, seed)
		}}
}

// Replace puts the person of an application in the place of a member; the entry keeps its seat, lobby and points. A guest
// becomes known with it, or not at all.
func (l *League) Replace(ctx context.Context, who person.Actor, id, entry, member int64, by tournament.Application) (*tournament.Board, error) {
	by.Staff = true
	var clean tournament.Application
	return l.do(ctx, step{who: who, act: person.ActForOthers, id: id,
		before: func(tx store.Tx, n tournament.Night) error {
			if by.Person == 0 && by.Guest == "" {
				return fault.Field("person", "Choose who takes the place.")
			}
			newcomer, err := l.meetGuest(tx, by)
			if err != nil {
				return err
			}
			if err := known(tx, newcomer.Person); err != nil {
				return err
			}
			e, _ := n.Entry(entry)
			newcomer.Team = e.Name
			if clean, err = n.Tournament.Clean(newcomer); err != nil {
				return err
			}
			return inGameFree(tx, n.Tournament, clean, member)
		},
		rule: func(n tournament.Night, at time.Time) (tournament.Night, []tournament.Happening, error) {
			return n.Replace(entry, member, clean, at)
		}})
}

// inGameFree refuses an in-game name that somebody else than the two concerned plays under, unless staff share it.
func inGameFree(tx store.Tx, t tournament.Tournament, a tournament.Application, but int64) error {
	users, err := tx.InGameOf(t.ID, a.InGame)
	if err != nil {
		return err
	}
	for _, user := range users {
		if user != a.Person && user != but && !a.Shared {
			return &fault.Fault{Code: fault.Taken, Field: "ingame", Sentence: "Somebody else plays as " + a.InGame + ". Check the spelling, or allow the shared name."}
		}
	}
	return nil
}
