// Package autoplay lets invented people play a league night in the sandbox's Discord: they read what is on their screen,
// press what they find there and type what they are asked for, so that every step goes through the gateway and the bot.
package autoplay

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"matchday/app/sandbox/discord"
)

// Player is one of the invented people and what they type into the form.
type Player struct {
	User     string // Discord user id
	InGame   string
	Pronouns string
	AltNames string
}

// Options say who plays where, and how fast.
type Options struct {
	Discord *discord.Discord
	Channel string // where the panel stands
	Staff   string // user id of who runs the night
	Players []Player
	Speed   float64      // 1 takes about four minutes, 2 half of that, 0 waits for nobody
	Say     func(string) // told what happens, a line each
	Seed    uint64       // of what the people decide
}

// night is one night that is being played.
type night struct {
	Options
	dice  *rand.Rand
	panel string // message id
}

// Play plays the night that is open in the channel from registration to the final standings. Whatever somebody else has
// pressed meanwhile is taken as it is found. An error tells which step did not work.
func Play(ctx context.Context, o Options) error {
	n := &night{Options: o, dice: rand.New(rand.NewPCG(o.Seed, 7))}
	panel, err := n.Discord.WaitMessage(ctx, n.Channel, IsPanel)
	if err != nil {
		return fmt.Errorf("the panel: %w", err)
	}
	n.panel = panel.ID
	for _, part := range []struct {
		name string
		play func(context.Context) error
	}{
		{"registration", n.registration}, {"check-in", n.checkIn}, {"rounds", n.rounds},
	} {
		if err := part.play(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

// IsPanel reports whether a message is the pinned panel of a tournament.
func IsPanel(m *discord.Seen) bool {
	return slices.ContainsFunc(m.Buttons, func(b discord.Button) bool { return b.Label == "Register" })
}

// registration is the rush: most come at once, a few later; two change their minds.
func (n *night) registration(ctx context.Context) error {
	n.Say("Registration: everybody presses Register")
	for i, p := range n.shuffled() {
		if err := n.register(ctx, p); err != nil {
			return err
		}
		pause := 2 * time.Second
		if i > 8 {
			pause = 800 * time.Millisecond
		}
		if err := n.rest(ctx, pause); err != nil {
			return err
		}
	}
	leavers := n.shuffled()[:2]
	for _, p := range leavers {
		n.Say("Somebody withdraws, and the waitlist moves up")
		if err := n.withdraw(ctx, p.User); err != nil {
			return err
		}
		if err := n.rest(ctx, 3*time.Second); err != nil {
			return err
		}
	}
	return n.rest(ctx, 3*time.Second)
}

func (n *night) register(ctx context.Context, p Player) error {
	answer, err := n.Discord.Press(ctx, p.User, n.panel, "Register")
	if err != nil {
		return err
	}
	if answer.Form == nil {
		return fmt.Errorf("no form opened: %s", answer.Text)
	}
	fields := map[string]string{}
	for _, f := range answer.Form.Fields {
		switch {
		case strings.Contains(f.Label, "Other names"):
			fields[f.Label] = p.AltNames
		case strings.Contains(f.Label, "Name in the game"):
			fields[f.Label] = p.InGame
		case strings.Contains(f.Label, "Pronouns"):
			fields[f.Label] = p.Pronouns
		}
	}
	answer, err = n.Discord.Submit(ctx, p.User, answer.Form.ID, fields)
	return trouble(answer, err)
}

// onPanel presses a button of the panel, once the panel offers it.
func (n *night) onPanel(ctx context.Context, user, label string) (*screen, error) {
	_, err := n.Discord.WaitMessage(ctx, n.Channel, func(m *discord.Seen) bool { return m.ID == n.panel && enabled(m, label) })
	if err != nil {
		return nil, fmt.Errorf("the panel does not offer %s: %w", label, err)
	}
	s := &screen{n: n, user: user, seen: &discord.Seen{ID: n.panel}}
	return s, s.press(ctx, label)
}

// withdraw takes somebody out, who is asked whether they are sure.
func (n *night) withdraw(ctx context.Context, user string) error {
	s, err := n.onPanel(ctx, user, "Withdraw")
	if err != nil {
		return err
	}
	if yes, asks := s.button("Yes"); asks {
		return s.press(ctx, yes)
	}
	return nil
}

// trouble returns the error of a deed, also when nobody answered it.
func trouble(a discord.Answer, err error) error {
	if err == nil && (a.Failed || a.Thinking) {
		err = fmt.Errorf("no answer: %s", a.Text)
	}
	return err
}

func (n *night) shuffled() []Player {
	out := append([]Player(nil), n.Players...)
	n.dice.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// rest waits as long as people take, at the speed asked for.
func (n *night) rest(ctx context.Context, d time.Duration) error {
	if n.Speed == 0 {
		return ctx.Err()
	}
	d = time.Duration(float64(d) * (0.5 + n.dice.Float64()) / n.Speed)
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
