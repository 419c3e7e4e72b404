package autoplay

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"matchday/app/sandbox/discord"
)

// screen is a private message of the bot on which staff go on pressing.
type screen struct {
	n    *night
	user string
	seen *discord.Seen
}

// desk opens the staff panel.
func (n *night) desk(ctx context.Context) (*screen, error) {
	return n.onPanel(ctx, n.Staff, "Admin")
}

// press presses a button whose label is, or begins with, the text.
func (s *screen) press(ctx context.Context, label string) error {
	if found, ok := s.button(label); ok {
		label = found
	}
	answer, err := s.n.Discord.Press(ctx, s.user, s.seen.ID, label)
	return s.turn(label, answer, err)
}

// choose takes one option of a menu by their texts.
func (s *screen) choose(ctx context.Context, menu, option string) error {
	answer, err := s.n.Discord.Select(ctx, s.user, s.seen.ID, menu, option)
	return s.turn(menu+": "+option, answer, err)
}

func (s *screen) turn(what string, a discord.Answer, err error) error {
	if err := trouble(a, err); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	switch {
	case a.Reply != nil:
		s.seen = a.Reply
	case a.Updated != nil:
		s.seen = a.Updated
	}
	return nil
}

func (s *screen) button(label string) (string, bool) {
	for _, b := range s.seen.Buttons {
		if !b.Disabled && strings.HasPrefix(b.Label, label) {
			return b.Label, true
		}
	}
	return "", false
}

// step takes a step of the night on the staff panel, and says yes when it asks. A step that is not offered was taken
// by somebody else and is left.
func (n *night) step(ctx context.Context, label string) error {
	s, err := n.desk(ctx)
	if err != nil {
		return err
	}
	if _, offered := s.button(label); !offered {
		return nil
	}
	if err := s.press(ctx, label); err != nil {
		return err
	}
	if _, asks := s.button("Yes"); asks {
		return s.press(ctx, "Yes")
	}
	return nil
}

// checkIn opens check-in; most come, somebody is reminded, and those who do not come lose their seat.
func (n *night) checkIn(ctx context.Context) error {
	n.Say("Check-in: registration closes, and people confirm that they are here")
	if err := errors.Join(n.step(ctx, "Close registration"), n.step(ctx, "Open check-in")); err != nil {
		return err
	}
	people := n.shuffled()
	absent := people[:3]
	for _, p := range people[3:] {
		if err := n.present(ctx, p); err != nil {
			return err
		}
		if err := n.rest(ctx, 700*time.Millisecond); err != nil {
			return err
		}
	}
	n.Say("Those who are missing are reminded")
	if err := n.step(ctx, "Remind"); err != nil {
		return err
	}
	if err := n.rest(ctx, 6*time.Second); err != nil {
		return err
	}
	if err := n.present(ctx, absent[0]); err != nil {
		return err
	}
	n.Say("Check-in closes: whoever is missing loses the seat, and the waitlist moves up")
	return errors.Join(n.step(ctx, "Close check-in"), n.rest(ctx, 5*time.Second))
}

// present lets somebody press Check in. Who has no entry is told so, which is part of a night as well.
func (n *night) present(ctx context.Context, p Player) error {
	_, err := n.onPanel(ctx, p.User, "Check in")
	return err
}

// rounds draws, plays and records one round after the other and makes the standings final.
func (n *night) rounds(ctx context.Context) error {
	for round := 1; ; round++ {
		s, err := n.desk(ctx)
		if err != nil {
			return err
		}
		draw, more := s.button("Draw round")
		_, drawn := s.button("Start round")
		_, playing := s.button("Lobbies and results")
		if _, done := s.button("Finish the tournament"); done || !more && !drawn && !playing {
			break
		}
		if more {
			n.Say(draw)
			if err := errors.Join(n.step(ctx, "Draw round"), n.rest(ctx, 4*time.Second)); err != nil {
				return err
			}
		}
		if err := errors.Join(n.step(ctx, "Start round"), n.rest(ctx, 8*time.Second), n.results(ctx)); err != nil {
			return err
		}
		if err := n.rest(ctx, 6*time.Second); err != nil {
			return err
		}
	}
	n.Say("The standings are final")
	return n.step(ctx, "Finish")
}

// results taps the results of every lobby that has none, in an order that chance decides.
func (n *night) results(ctx context.Context) error {
	for {
		s, err := n.desk(ctx)
		if err != nil {
			return err
		}
		if err := s.press(ctx, "Lobbies and results"); err != nil {
			return err
		}
		lobby := missing(s.seen.Menus)
		if lobby == "" {
			return nil
		}
		n.Say(lobby + " is done, and its result is recorded")
		if err := s.record(ctx, lobby); err != nil {
			return err
		}
		if err := n.rest(ctx, 4*time.Second); err != nil {
			return err
		}
	}
}

// missing returns the first lobby of the menu of results that has none yet.
func missing(menus []discord.Menu) string {
	for _, m := range menus {
		if !strings.HasPrefix(m.Placeholder, "Record") {
			continue
		}
		for _, o := range m.Options {
			if !strings.Contains(o.Label, "recorded") {
				return o.Label
			}
		}
	}
	return ""
}

// record taps the names of a lobby until the screen offers to record them.
func (s *screen) record(ctx context.Context, lobby string) error {
	if err := s.choose(ctx, "Record or correct a result", lobby); err != nil {
		return err
	}
	for range 40 {
		if _, ready := s.button("Record"); ready {
			return s.press(ctx, "Record")
		}
		names := s.names()
		if len(names) == 0 {
			return fmt.Errorf("nobody left to tap: %s", s.seen.Text)
		}
		if err := s.press(ctx, names[s.n.dice.IntN(min(3, len(names)))]); err != nil {
			return err
		}
		if err := s.n.rest(ctx, 250*time.Millisecond); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s cannot be recorded: %s", lobby, s.seen.Text)
}

// names returns the buttons of the tapping screen that are players.
func (s *screen) names() []string {
	var names []string
	for _, b := range s.seen.Buttons {
		if !b.Disabled && !slices.Contains([]string{"Undo tap", "Type it…", "Lobbies", "Start over", "Back", "Refresh"}, b.Label) {
			names = append(names, b.Label)
		}
	}
	return names
}

func enabled(m *discord.Seen, label string) bool {
	return slices.ContainsFunc(m.Buttons, func(b discord.Button) bool { return b.Label == label && !b.Disabled })
}
