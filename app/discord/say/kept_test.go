package say_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"matchday/app/discord/discordtest"
	"matchday/app/discord/say"
)

func TestUnescGivesBackWhatWasEscaped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune("\\*_~|`[]()<>#-+.:/@ a1\n")), rapid.Rune())).Draw(t, "s")
		s = strings.ReplaceAll(s, "@\u200b", "@")
		if got := say.Unesc(say.Esc(s)); got != s {
			t.Fatalf("%q came back as %q", s, got)
		}
	})
}

func refusable() *say.Modal {
	return say.Form("x/1", "Register",
		say.Input("ingame", "Name *in* the game", "", "as it was", true, 50),
		say.Input("alt", "Other names", "", "old, names", false, 200),
		say.Paragraph("order", "By place", "", "", true, 600),
		say.Choose("join", "Join a team", "", false, say.Option{Label: "The #1 [team]", Value: "7"}, say.Option{Label: "Other", Value: "8", Default: true}),
		say.Who("who", "Who", ""))
}

// What a refused form shows of itself fills the next one in the same way, an emptied field and a chosen person included.
func TestARefusedFormIsFilledFromItsOwnMessage(t *testing.T) {
	typed := map[string][]string{"ingame": {"> -Moon_*#NA1 @everyone"}, "alt": {""}, "order": {"1. ivy\r\n\n- luna / moon"}, "join": {"7"}, "who": {"400000000000000777"}}
	kept := refusable().Kept(typed)
	discordtest.Valid(t, say.Show(say.Text("No."), kept, say.Row(say.Button(say.Main, "Try again", "again/x/1"))))
	var texts []string
	for _, c := range kept {
		texts = append(texts, strings.TrimSpace(c.Content))
	}
	next := refusable()
	next.Refill(append([]string{"That name is taken. Choose another.", "**Nobody asked**\n> x"}, texts...))
	field := func(i int) *say.Component { return next.Components[i].Component }
	for i, want := range map[int]string{0: "> -Moon_*#NA1 @everyone", 1: "", 2: "1. ivy\n\n- luna / moon"} {
		if got := field(i).Value; got != want {
			t.Errorf("field %d is %q, want %q", i, got, want)
		}
	}
	if o := field(3).Options; !o[0].Default || o[1].Default {
		t.Errorf("the menu shows %+v", o)
	}
	if d := field(4).Defaults; len(d) != 1 || d[0] != (say.Default{ID: "400000000000000777", Type: "user"}) {
		t.Errorf("the person is %+v", d)
	}
	discordtest.Valid(t, next)

	plain := refusable()
	plain.Refill([]string{"No."})
	if plain.Components[0].Component.Value != "as it was" || !plain.Components[3].Component.Options[1].Default {
		t.Error("a form of which nothing is kept has changed")
	}
}

// Whatever comes, the message stays within what Discord takes.
func TestWhatIsKeptFitsIntoAMessage(t *testing.T) {
	long := strings.Repeat("*", 4000)
	all := map[string][]string{"ingame": {long}, "alt": {long}, "order": {long}, "who": {"../x"}, "join": {"none of these"}}
	discordtest.Valid(t, say.Show(say.Text(strings.Repeat("x", 900)), refusable().Kept(all), say.Typed([]string{long, long, "short"})))
}
