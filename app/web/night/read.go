package night

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"matchday/app/graphic"
	"matchday/app/league"
	"matchday/app/overlay"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/views/board"
	"matchday/views/page"
	"matchday/views/ui"
)

// lately is how many happenings stand beside a night; remembered is how many are looked through for reminders.
const (
	lately     = 8
	remembered = 200
)

// Read reads what staff are shown of a tournament of their league. An empty view is the one that the night is at.
func (n *Night) Read(ctx context.Context, who person.Actor, id int64, view string, round int) (board.Night, error) {
	b, err := n.league.BoardFor(ctx, who, id)
	if err != nil {
		return board.Night{}, err
	}
	if view == "" {
		view = board.ViewNow(b)
	}
	r := board.Night{Board: b, Roles: who.Roles, View: view, Round: round}
	for _, read := range []func(context.Context, person.Actor, *board.Night) error{n.readClosing, n.readLast, n.readLately, n.readOverlay, n.readQuestions} {
		if err := read(ctx, who, &r); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (n *Night) readClosing(ctx context.Context, who person.Actor, r *board.Night) error {
	if !r.May(person.OpenDoors) || r.Tournament.CheckIn != tournament.Open || r.Tournament.Stage != tournament.Preparing {
		return nil
	}
	closing, err := n.league.PreviewCloseCheckIn(ctx, who, r.Tournament.ID)
	if err == nil {
		r.Closing = &closing
	}
	return nil // without it the question is asked in general words
}

func (n *Night) readLast(ctx context.Context, who person.Actor, r *board.Night) error {
	if !r.May(person.UndoSteps) {
		return nil
	}
	last, ok, err := n.league.LastStep(ctx, who, r.Tournament.ID)
	if ok {
		r.Last = &board.Last{ID: last.ID, Title: last.Title, Name: last.Name, At: last.At}
	}
	return err
}

// readLately reads what has just happened, and while check-in is open who was reminded when.
func (n *Night) readLately(ctx context.Context, who person.Actor, r *board.Night) error {
	limit := lately
	if r.Tournament.CheckIn == tournament.Open {
		limit = remembered
	}
	list, err := n.league.History(ctx, who, r.Tournament.ID, 0, limit)
	if err != nil {
		return err
	}
	r.Reminded = map[int64]time.Time{}
	for _, h := range list {
		if _, known := r.Reminded[h.What.Person]; h.What.Kind == tournament.ReminderDue && !known {
			r.Reminded[h.What.Person] = h.At
		}
	}
	r.Lately = moments(list[:min(lately, len(list))])
	return nil
}

func moments(list []league.Happened) []board.Moment {
	out := make([]board.Moment, len(list))
	for i, h := range list {
		out[i] = board.Moment{Seq: h.Seq, At: h.At, Actor: h.Actor, Origin: h.Origin, What: h.What}
	}
	return out
}

func (n *Night) readOverlay(ctx context.Context, who person.Actor, r *board.Night) error {
	if !r.May(person.RunOverlays) {
		return nil
	}
	list, err := n.studio.Graphics(ctx, who, r.Tournament.ID)
	want := graphic.Standings
	if r.Phase == tournament.PhaseCheckIn {
		want = graphic.CheckIn
	}
	for _, g := range list {
		if g.Kind == want {
			r.Overlay = overlayPath(g)
		}
	}
	return err
}

func (n *Night) readQuestions(ctx context.Context, who person.Actor, r *board.Night) (err error) {
	r.Questions, err = n.book.Questions(ctx, who, r.Tournament.ID)
	return err
}

func overlayPath(g graphic.Graphic) string { return "/overlay/" + g.Key }

// scene names what a page is kept true by: one for all staff with the same roles.
func scene(r board.Night) string {
	return fmt.Sprintf("night/%d/%s/%d/%d", r.Tournament.ID, r.View, r.Round, r.Roles)
}

// Draw draws the scene "<tournament>/<view>/<round>/<roles>".
func (n *Night) Draw(ctx context.Context, rest string) (overlay.Frame, error) {
	parts := strings.Split(rest, "/")
	if len(parts) != 4 {
		return overlay.Frame{}, fmt.Errorf("no such scene: night/%s", rest)
	}
	var number [4]int64
	for _, i := range []int{0, 2, 3} {
		var err error
		if number[i], err = strconv.ParseInt(parts[i], 10, 64); err != nil {
			return overlay.Frame{}, fmt.Errorf("no such scene: night/%s: %w", rest, err)
		}
	}
	b, err := n.league.Board(ctx, number[0])
	if err != nil {
		return overlay.Frame{}, err
	}
	who := person.Actor{League: b.Tournament.League, Roles: person.Roles(number[3]), Origin: person.FromWeb}
	r, err := n.Read(ctx, who, number[0], parts[1], int(number[2]))
	if err != nil {
		return overlay.Frame{}, err
	}
	var body bytes.Buffer
	if err := ui.Frame(page.NightParts(r)...).Render(ctx, &body); err != nil {
		return overlay.Frame{}, err
	}
	return overlay.Frame{Position: overlay.Position{Store: r.Store, Seq: b.Seq}, Body: body.Bytes()}, nil
}
