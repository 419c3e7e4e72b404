package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"matchday/app/discord/ask"
	"matchday/app/person"
	"matchday/app/tournament"
)

// again delivers the interaction that serve would, with an id of its own choice.
func (b *bench) again(id string, kind int, member string, data map[string]any) (answer, Seen) {
	b.t.Helper()
	raw, err := json.Marshal(map[string]any{"id": id, "token": "t" + id, "type": kind, "guild_id": serverA, "channel_id": "500000000000000001", "app_permissions": "0", "version": 1,
		"member": json.RawMessage(member), "data": data, "message": map[string]any{"id": "1", "flags": 64}})
	b.must(err)
	var i discordgo.Interaction
	b.must(json.Unmarshal(raw, &i))
	b.bot.router.Serve(context.Background(), &i, time.Now())
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.answers["t"+id], b.seen
}

// TestASecondDeliveryOfAnInteraction delivers each kind of wish twice under one id, as a resumed gateway does: the second
// is answered with what is so, is no refusal, and changes nothing.
func TestASecondDeliveryOfAnInteraction(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	staff := person.Actor{Name: "mod", League: b.mine.League.ID, Roles: person.Admin, Origin: person.FromWeb}
	fresh, err := b.league.CreateTournament(t.Context(), staff, tournament.Plan{Name: "Second Cup", Zone: "UTC", Rules: b.mine.Tournament.Rules})
	b.must(err)
	id := fresh.Tournament.ID
	step := func(what tournament.Step) map[string]any {
		board, err := b.league.Board(t.Context(), id)
		b.must(err)
		return map[string]any{"custom_id": fmt.Sprintf("step/%d/%d/%s", id, board.Tournament.Version, what), "component_type": 2}
	}
	press := func(name string, rest ...any) map[string]any {
		return map[string]any{"custom_id": strings.TrimRight(fmt.Sprintf("%s/%d/%s", name, id, fmt.Sprint(rest...)), "/"), "component_type": 2}
	}
	form := func(custom string, fields map[string]string) map[string]any {
		var parts []any
		for name, value := range fields {
			parts = append(parts, map[string]any{"type": 18, "component": map[string]any{"type": 4, "custom_id": name, "value": value}})
		}
		return map[string]any{"custom_id": custom, "components": parts}
	}
	player := who("400000000000000701", 0)
	b.serve(2, player, map[string]any{"id": "1", "name": "me", "type": 1})
	b.serve(2, mod(), map[string]any{"id": "1", "name": "me", "type": 1})
	for n, wish := range []struct {
		what   string
		kind   int
		member string
		data   func() map[string]any
	}{
		{"open registration", 3, mod(), func() map[string]any { return step(tournament.StepOpenRegistration) }},
		{"register", 5, player, func() map[string]any {
			return form(fmt.Sprintf("register/%d", id), map[string]string{"ingame": "Twice#1", "pronouns": "any"})
		}},
		{"open check-in", 3, mod(), func() map[string]any { return step(tournament.StepOpenCheckIn) }},
		{"check in", 3, player, func() map[string]any { return press("checkin") }},
		{"check out", 3, player, func() map[string]any { return press("checkout") }},
		{"change details", 5, player, func() map[string]any {
			return form(fmt.Sprintf("register/%d", id), map[string]string{"ingame": "Thrice#1", "pronouns": "any"})
		}},
		{"withdraw", 3, player, func() map[string]any { return press("withdraw-yes") }},
		{"undo", 3, mod(), func() map[string]any {
			last, ok, err := b.league.LastStep(t.Context(), staff, id)
			b.must(err)
			if !ok {
				t.Fatal("there is nothing to take back")
			}
			return press("undo-yes", last.ID)
		}},
		{"cancel", 3, mod(), func() map[string]any {
			data := step(tournament.StepCancel)
			data["custom_id"] = strings.Replace(data["custom_id"].(string), "step/", "step-yes/", 1)
			return data
		}},
	} {
		made := strconv.FormatInt((time.Now().UnixMilli()-1420070400000)<<22|int64(n), 10)
		data, before := wish.data(), b.head()
		first, s := b.again(made, wish.kind, wish.member, data)
		if s.Outcome != "ok" || b.head() == before {
			t.Fatalf("%s: %s: %s", wish.what, s.Outcome, spoken(first))
		}
		before = b.head()
		second, s := b.again(made, wish.kind, wish.member, data)
		if s.Outcome != "ok" || spoken(second) == "" {
			t.Errorf("%s, delivered again: %s: %s", wish.what, s.Outcome, spoken(second))
		}
		if b.head() != before {
			t.Errorf("%s, delivered again, was done again", wish.what)
		}
	}
}

// TestNamesAreSuggestedWhereverTheyAreAsked begins to type every option that asks for a name.
func TestNamesAreSuggestedWhereverTheyAreAsked(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	names := map[string]string{"tournament": "Cup", "a": "Play", "b": "Play", "lobby": "A", "zone": "Berlin", "order": "Pl"}
	tried := 0
	for _, c := range b.bot.Commands() {
		walk(c.Name, c.Options, func(path []string, options []ask.Option) {
			for _, o := range options {
				typed, asks := names[o.Name]
				if o.Name == "who" && o.Type == ask.Text {
					typed, asks = "Player", true
				}
				if !asks || o.Type != ask.Text {
					continue
				}
				if !o.Autocomplete {
					t.Errorf("/%s suggests nothing for %s", strings.Join(path, " "), o.Name)
					continue
				}
				given := map[string]any{o.Name: typed}
				if o.Name == "order" {
					given["lobby"] = "A"
				}
				data := focused(b.command(path, options, given), o.Name)
				a, _ := b.serve(4, mod(), data)
				var choices []ask.Choice
				if err := json.Unmarshal(a.Data.Choices, &choices); err != nil || len(choices) == 0 || len(choices) > 25 {
					t.Errorf("/%s %s:%s suggests %d, %v", strings.Join(path, " "), o.Name, typed, len(choices), err)
				}
				tried++
			}
		})
	}
	if tried < 20 {
		t.Errorf("only %d options were tried", tried)
	}
}
