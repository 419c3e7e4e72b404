package discord_test

import (
	"testing"

	sandbox "matchday/app/sandbox/discord"
)

// field returns what a form shows in a field before anything is typed.
func (n *night) field(a sandbox.Answer, label string) sandbox.Field {
	n.t.Helper()
	if a.Form == nil {
		n.t.Fatalf("no form has opened, but %q", a.Text)
	}
	for _, f := range a.Form.Fields {
		if f.Label == label {
			return f
		}
	}
	n.t.Fatalf("the form has no field %q", label)
	return sandbox.Field{}
}

// TestARefusedRegistrationLosesNothing: the refusal keeps what was typed, opens the form again with it, and becomes the
// answer, also when it is refused twice.
func TestARefusedRegistrationLosesNothing(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: sandbox.Options{MembersIntent: true}, players: 2})
	n.create("seats:4")
	n.register(0)
	n.press(n.players[1], n.pinned()[0].ID, "Register")
	typed := map[string]string{"Name in the game": "Game1#NA1", "Pronouns": "they/*them*", "Other names you play under": "old_one, -new"}
	refused := n.submit(n.players[1], typed)
	n.says(refused, "Game1#NA1", "they/*them*")
	if !refused.Ephemeral {
		t.Error("others see what was typed")
	}
	for range 2 {
		again := n.press(n.players[1], refused.Reply.ID, "Try again")
		for label, want := range typed {
			if got := n.field(again, label).Value; got != want {
				t.Errorf("%s is %q, want %q", label, got, want)
			}
		}
		a := n.submit(n.players[1], map[string]string{})
		if a.Updated == nil || a.Updated.ID != refused.Reply.ID {
			t.Errorf("the second refusal is not where the first one was: %+v", a)
		}
	}
	n.press(n.players[1], refused.Reply.ID, "Try again")
	a := n.submit(n.players[1], map[string]string{"Name in the game": "Mine#1"})
	n.says(a, "You're in: ", "seat 2 of 4")
	if a.Updated == nil || a.Updated.ID != refused.Reply.ID {
		t.Error("the refusal still stands beside the answer")
	}
}

// TestARefusedFormOfStaffLosesNothing: also whom staff have chosen, beside the desk; and a form that cannot be opened any
// more shows what was typed without a button.
func TestARefusedFormOfStaffLosesNothing(t *testing.T) {
	t.Parallel()
	n := newNight(t, options{sandbox: sandbox.Options{MembersIntent: true}, players: 3})
	id := n.create("seats:4 rounds:1 lobby_size:2 points:2 1")
	n.register(0)
	desk := n.desk()
	n.press(n.admin, desk, "Add somebody…")
	refused := n.submit(n.admin, map[string]string{"Who": n.players[1], "Name in the game": "Game1#NA1", "If somebody else plays under that name": "no"})
	n.says(refused, "Game1#NA1")
	again := n.press(n.admin, refused.Reply.ID, "Try again")
	if who := n.field(again, "Who"); len(who.Chosen) != 1 || who.Chosen[0] != n.players[1] {
		t.Errorf("the form shows %v as chosen", who.Chosen)
	}
	n.says(n.submit(n.admin, map[string]string{"If somebody else plays under that name": "yes"}), "Registered.")
	n.row(id, "Player 2")

	n.press(n.admin, n.card("Player 1").Reply.ID, "Seed…")
	refused = n.submit(n.admin, map[string]string{"Seed": "none"})
	n.says(refused, "A seed is a whole number", "none")
	n.says(n.submitAgain(n.admin, refused, "Seed", "3"), "The seed is set.")

	n.do(n.admin, "/tournament close what:registration")
	n.do(n.admin, "/tournament draw")
	n.do(n.admin, "/tournament start")
	n.do(n.admin, "/result lobby:A")
	n.press(n.admin, "", "Type it…")
	refused = n.submit(n.admin, map[string]string{"By place, the winner first": "1 nobody"})
	n.says(refused, "1 nobody")
	n.do(n.admin, "/result lobby:A order:1 2")
	a := n.press(n.admin, refused.Reply.ID, "Try again")
	n.says(a, "changed in the meantime")
}

// submitAgain presses Try again and sends the form with one field typed anew.
func (n *night) submitAgain(user string, refused sandbox.Answer, label, text string) sandbox.Answer {
	n.t.Helper()
	n.press(user, refused.Reply.ID, "Try again")
	return n.submit(user, map[string]string{label: text})
}
