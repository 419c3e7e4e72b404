package discord_test

import (
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
)

// TestAWholeConversation lets the real client do what a bot does in one evening.
func TestAWholeConversation(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{MembersIntent: true})
	dg := s.bot(discordgo.IntentsGuilds | discordgo.IntentsGuildMembers | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages)
	failures := make(chan error, 64)
	note := func(err error) {
		if err != nil {
			failures <- err
		}
	}
	dg.AddHandler(func(dg *discordgo.Session, i *discordgo.InteractionCreate) {
		note(respond(dg, i.Interaction, s.channel))
	})
	s.open(dg)
	registerCommands(t, s, dg)
	ctx := s.ctx()

	a, err := s.Command(ctx, s.ann, "cup", "/tournament create name:Holidaze Cup cap:32 who:ben")
	s.must(err)
	if a.Text != "Made Holidaze Cup for 32, seen by @Ben" || a.Ephemeral {
		t.Fatalf("the command was answered %+v", a)
	}
	choices, err := s.Autocomplete(ctx, s.ann, "", "/tournament show name:Hol", "name")
	s.must(err)
	if len(choices) != 1 || choices[0] != (discord.Choice{Name: "Holidaze Cup", Value: "7"}) {
		t.Fatalf("the completion offered %v", choices)
	}
	if a, err = s.Command(ctx, s.ann, "", "/tournament show name:Holidaze Cup"); err != nil || a.Text != "Number 7" {
		t.Fatalf("a shown name was sent as %q (%v)", a.Text, err)
	}
	panel, err := dg.ChannelMessageSendComplex(s.channel, &discordgo.MessageSend{Flags: discordgo.MessageFlagsIsComponentsV2, Components: panelParts()})
	s.must(err)
	s.must(dg.ChannelMessagePin(s.channel, panel.ID))

	if a, err = s.Press(ctx, s.ben, panel.ID, "Register"); err != nil || a.Form == nil || a.Form.Title != "Register" || len(a.Form.Fields) != 3 {
		t.Fatalf("the button opened %+v (%v)", a.Form, err)
	}
	if _, err = s.Submit(ctx, s.ben, "", map[string]string{"In-game name": ""}); err == nil || !strings.Contains(err.Error(), "In-game name is required") {
		t.Fatalf("a form without what it requires: %v", err)
	}
	a, err = s.Submit(ctx, s.ben, "Register", map[string]string{"In-game name": "Ivy#0777", "Pronouns": "Any", "Region": "Europe"})
	s.must(err)
	if !a.Ephemeral || a.Text != "You're in as Ivy#0777 (eu)" || a.Reply.Only != s.ben {
		t.Fatalf("the form was answered %+v", a)
	}
	if seen := s.See(s.cara, a.Reply.ID); seen != nil {
		t.Fatal("somebody else sees an ephemeral answer")
	}
	if a, err = s.Press(ctx, s.ben, "", "Check in"); err != nil || a.Updated == nil || !strings.Contains(a.Text, "1 checked in") {
		t.Fatalf("the panel was not updated: %+v (%v)", a, err)
	}
	if a, err = s.Select(ctx, s.ann, "", "Whom?", "Cara"); err != nil || a.Text != "You chose cara" {
		t.Fatalf("the menu was answered %+v (%v)", a, err)
	}
	dm, err := s.WaitDirect(ctx, s.ben, func(m *discord.Seen) bool { return m.Text == "Welcome, @Ben" })
	s.must(err)
	if len(dm.Pinged) != 1 || dm.Pinged[0] != s.ben {
		t.Fatalf("a direct message told %v", dm.Pinged)
	}
	s.must(dg.GuildMemberRoleAdd(s.guild, s.ben, s.player))
	m, err := dg.GuildMember(s.guild, s.ben)
	s.must(err)
	if len(m.Roles) != 1 || m.Roles[0] != s.player {
		t.Fatalf("ben has the roles %v", m.Roles)
	}
	close(failures)
	for err := range failures {
		t.Error(err)
	}
}

func registerCommands(t *testing.T, s *scene, dg *discordgo.Session) {
	t.Helper()
	most := 64.0
	tournament := &discordgo.ApplicationCommand{Name: "tournament", Description: "Tournaments", Options: []*discordgo.ApplicationCommandOption{
		{Type: discordgo.ApplicationCommandOptionSubCommand, Name: "create", Description: "Make one", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "name", Description: "What it is called", Required: true, MaxLength: 60},
			{Type: discordgo.ApplicationCommandOptionInteger, Name: "cap", Description: "Seats", MaxValue: most},
			{Type: discordgo.ApplicationCommandOptionUser, Name: "who", Description: "For whom"},
		}},
		{Type: discordgo.ApplicationCommandOptionSubCommand, Name: "show", Description: "Show one", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "name", Description: "Which", Required: true, Autocomplete: true},
		}},
	}}
	kept, err := dg.ApplicationCommandBulkOverwrite(s.AppID(), "", []*discordgo.ApplicationCommand{tournament})
	s.must(err)
	again, err := dg.ApplicationCommands(s.AppID(), "")
	s.must(err)
	if len(kept) != 1 || len(again) != 1 || kept[0].ID != again[0].ID || again[0].Options[0].Options[1].MaxValue != most {
		t.Fatalf("commands came back as %+v", again)
	}
}

func panelParts() []discordgo.MessageComponent {
	return []discordgo.MessageComponent{discordgo.Container{Components: []discordgo.MessageComponent{
		discordgo.TextDisplay{Content: "## Holidaze Cup"},
		discordgo.Separator{},
		discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "Register", CustomID: "register", Emoji: &discordgo.ComponentEmoji{Name: "🎫"}},
			discordgo.Button{Label: "Check in", CustomID: "checkin", Style: discordgo.SuccessButton},
		}},
		discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.SelectMenu{MenuType: discordgo.UserSelectMenu, CustomID: "whom", Placeholder: "Whom?"}}},
	}}}
}

// respond is a small bot.
func respond(dg *discordgo.Session, i *discordgo.Interaction, channel string) error {
	say := func(text string, flags discordgo.MessageFlags) error {
		return dg.InteractionRespond(i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: text, Flags: flags}})
	}
	switch i.Type {
	case discordgo.InteractionApplicationCommandAutocomplete:
		return dg.InteractionRespond(i, &discordgo.InteractionResponse{Type: discordgo.InteractionApplicationCommandAutocompleteResult,
			Data: &discordgo.InteractionResponseData{Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: "Holidaze Cup", Value: "7"}}}})
	case discordgo.InteractionApplicationCommand:
		sub := i.ApplicationCommandData().Options[0]
		if sub.Name == "show" {
			return say("Number "+sub.Options[0].StringValue(), 0)
		}
		who := i.ApplicationCommandData().Resolved.Users[sub.Options[2].Value.(string)]
		return say("Made "+sub.Options[0].StringValue()+" for 32, seen by <@"+who.ID+">", 0)
	case discordgo.InteractionModalSubmit:
		return submitted(dg, i)
	}
	switch i.MessageComponentData().CustomID {
	case "register":
		return dg.InteractionRespond(i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseModal, Data: &discordgo.InteractionResponseData{
			CustomID: "form", Title: "Register", Components: []discordgo.MessageComponent{
				discordgo.Label{Label: "In-game name", Component: discordgo.TextInput{CustomID: "ign", Style: discordgo.TextInputShort, MaxLength: 50}},
				discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{CustomID: "pronouns", Label: "Pronouns", Style: discordgo.TextInputShort}}},
				discordgo.Label{Label: "Region", Component: discordgo.SelectMenu{CustomID: "region", Options: []discordgo.SelectMenuOption{{Label: "Europe", Value: "eu"}, {Label: "Korea", Value: "kr"}}}},
			}}})
	case "checkin":
		parts := panelParts()
		c := parts[0].(discordgo.Container)
		c.Components[0] = discordgo.TextDisplay{Content: "## Holidaze Cup\n1 checked in"}
		return dg.InteractionRespond(i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseUpdateMessage,
			Data: &discordgo.InteractionResponseData{Components: []discordgo.MessageComponent{c}, Flags: discordgo.MessageFlagsIsComponentsV2}})
	}
	d := i.MessageComponentData()
	return say("You chose "+d.Resolved.Users[d.Values[0]].Username, discordgo.MessageFlagsEphemeral)
}

// submitted puts the answer off, edits it, and sends a direct message.
func submitted(dg *discordgo.Session, i *discordgo.Interaction) error {
	d := i.ModalSubmitData()
	ign := d.Components[0].(*discordgo.Label).Component.(*discordgo.TextInput).Value
	region := d.Components[2].(*discordgo.Label).Component.(*discordgo.SelectMenu).Values[0]
	err := dg.InteractionRespond(i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource,
		Data: &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral}})
	if err != nil {
		return err
	}
	dm, err := dg.UserChannelCreate(i.Member.User.ID)
	if err != nil {
		return err
	}
	if _, err := dg.ChannelMessageSend(dm.ID, "Welcome, <@"+i.Member.User.ID+">"); err != nil {
		return err
	}
	text := "You're in as " + ign + " (" + region + ")"
	_, err = dg.InteractionResponseEdit(i, &discordgo.WebhookEdit{Content: &text})
	return err
}

// TestAMemberSeesOnlyWhatTheyMay looks at a channel that is closed to everybody but one role.
func TestAMemberSeesOnlyWhatTheyMay(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	closed := s.room("staff", shape.Overwrite{ID: s.guild, Type: shape.ForRole, Deny: shape.ViewChannel}, shape.Overwrite{ID: s.player, Type: shape.ForRole, Allow: shape.ViewChannel})
	if _, err := s.Say(s.ben, closed, "hello"); err == nil {
		t.Fatal("somebody without the role wrote in a closed channel")
	}
	s.must(s.GiveRole(s.guild, s.ben, s.player))
	if _, err := s.Say(s.ben, "#staff", "hello"); err != nil {
		t.Fatal(err)
	}
	if views := s.Views(s.cara, 5); len(views) != 1 || views[0].Channel.Name != "cup" {
		t.Fatalf("cara sees %+v", views)
	}
}
