package league_test

import (
	"testing"

	"matchday/app/tournament"
)

// What "Undo: …" offers names the lobby or the player, also for a correction.
func TestTheLastStepSaysWhatItWasAndOfWhom(t *testing.T) {
	t.Parallel()
	h := open(t)
	b, _ := h.playing(4, 4)
	id := b.Tournament.ID
	want := func(title string, b *tournament.Board, err error) {
		t.Helper()
		h.must(err)
		last, ok, err := h.LastStep(h.ctx, h.admin, id)
		h.must(err)
		if !ok || last.Title != title {
			t.Errorf("the last step is %q, want %q", last.Title, title)
		}
	}
	result := func(order ...int) (*tournament.Board, error) {
		r, _ := h.board(id).Current()
		l := r.Lobbies[0]
		res := tournament.Result{Lobby: l.ID, Version: l.Version}
		for _, n := range order {
			res.Order = append(res.Order, l.Seats[n].Entry)
		}
		return h.RecordResult(h.ctx, h.admin, id, res)
	}
	want("started round 1", b, nil)
	b, err := result(0, 1, 2, 3)
	want("recorded the result of round 1, lobby A", b, err)
	b, err = result(1, 0, 2, 3)
	want("corrected the result of round 1, lobby A", b, err)
	row := b.Seated[0]
	b, err = h.Disqualify(h.ctx, h.admin, id, row.Entry.ID, "unfair play")
	want("disqualified "+row.Name, b, err)
	last, _, err := h.LastStep(h.ctx, h.admin, id)
	h.must(err)
	undone, err := h.Undo(h.ctx, h.admin, id, last.ID)
	want("corrected the result of round 1, lobby A", nil, err)
	if undone.Title != "disqualified "+row.Name {
		t.Errorf("took back %q", undone.Title)
	}
}
