package sandbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"go.uber.org/goleak"

	"matchday/app/sandbox"
	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// scene is a sandbox with a server, three people, and a bot of the real client that answers as botsAnswer does.
type scene struct {
	*discord.Discord
	t                     *testing.T
	bot                   *discordgo.Session
	url                   string
	guild, cup, dms       string
	ann, ben, cara, panel string // ann owns the server; panel is the message that ben and cara press
}

type obj = map[string]any

// newScene starts a sandbox; change may add to its options.
func newScene(t *testing.T, change ...func(*scene, *sandbox.Options)) *scene {
	t.Helper()
	return newSceneIn(t, 30*time.Second, change...) // a busy machine is no reason to fail
}

// newSceneIn starts a sandbox whose people wait so long for an answer.
func newSceneIn(t *testing.T, answerIn time.Duration, change ...func(*scene, *sandbox.Options)) *scene {
	t.Helper()
	d := discord.New(discord.Options{AnswerIn: answerIn})
	s := &scene{Discord: d, t: t}
	s.ann, s.ben, s.cara = d.AddPerson("ann", "Ann"), d.AddPerson("ben", "Ben"), d.AddPerson("cara", "")
	s.guild = d.AddGuild("Test League", s.ann)
	s.must(d.AddMember(s.guild, s.ben))
	s.must(d.AddMember(s.guild, s.cara))
	s.must(d.InviteBot(s.guild, shape.ViewChannel|shape.SendMessages|shape.ReadHistory))
	var err error
	s.cup, err = d.AddChannel(s.guild, "cup")
	s.must(err)
	_, err = d.AddChannel(s.guild, "staff", shape.Overwrite{ID: s.guild, Deny: shape.ViewChannel})
	s.must(err)
	o := sandbox.Options{Discord: d, Me: s.ben}
	for _, fn := range change {
		fn(s, &o)
	}
	box := sandbox.New(o)
	srv := httptest.NewServer(box.Handler())
	s.url = srv.URL
	t.Cleanup(func() {
		box.Close()
		d.Close()
		srv.Close()
		for _, what := range d.Misunderstood() {
			t.Errorf("the sandbox did not understand %q", what)
		}
	})
	s.connect()
	return s
}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *scene) ctx() context.Context {
	ctx, stop := context.WithTimeout(context.Background(), 60*time.Second)
	s.t.Cleanup(stop)
	return ctx
}

// rewrite leads the requests of discordgo to the sandbox.
type rewrite struct {
	base *url.URL
	next http.RoundTripper
}

func (r rewrite) RoundTrip(req *http.Request) (*http.Response, error) {
	next := req.Clone(req.Context())
	next.URL.Scheme, next.URL.Host, next.Host = r.base.Scheme, r.base.Host, r.base.Host
	next.URL.Path = "/discord" + req.URL.Path
	return r.next.RoundTrip(next)
}

// connect opens the bot's session, registers its commands and lets it post the panel.
func (s *scene) connect() {
	s.t.Helper()
	base, err := url.Parse(s.url)
	s.must(err)
	dg, err := discordgo.New("Bot " + s.Token())
	s.must(err)
	transport := &http.Transport{}
	s.t.Cleanup(transport.CloseIdleConnections)
	dg.Client = &http.Client{Transport: rewrite{base, transport}}
	s.bot = dg
	dg.Identify.Intents = discordgo.IntentsGuilds
	dg.AddHandler(func(dg *discordgo.Session, i *discordgo.InteractionCreate) {
		if r := botsAnswer(i.Interaction); r != nil {
			_ = dg.InteractionRespond(i.Interaction, r) // the test may be over
		}
	})
	s.must(dg.Open())
	s.t.Cleanup(func() {
		dg.ShouldReconnectOnError = false
		_ = dg.Close()
	})
	option := func(kind discordgo.ApplicationCommandOptionType, name string) *discordgo.ApplicationCommandOption {
		return &discordgo.ApplicationCommandOption{Type: kind, Name: name, Description: "Which one", Required: true, Autocomplete: kind == discordgo.ApplicationCommandOptionString}
	}
	_, err = dg.ApplicationCommandBulkOverwrite(s.AppID(), "", []*discordgo.ApplicationCommand{
		{Name: "standings", Description: "See who leads", Options: []*discordgo.ApplicationCommandOption{option(discordgo.ApplicationCommandOptionString, "tournament")}},
		{Name: "remove", Description: "Take somebody out", Options: []*discordgo.ApplicationCommandOption{option(discordgo.ApplicationCommandOptionUser, "player")}},
	})
	s.must(err)
	m, err := dg.ChannelMessageSendComplex(s.cup, panel("Nobody is in."))
	s.must(err)
	s.panel = m.ID
	dm, err := dg.UserChannelCreate(s.ben)
	s.must(err)
	s.dms = dm.ID
	_, err = dg.ChannelMessageSend(dm.ID, "Check-in opens at 6 in https://discord.com/channels/"+s.guild+"/"+s.cup+" <t:1795892400:R>")
	s.must(err)
}

func panel(text string) *discordgo.MessageSend {
	return &discordgo.MessageSend{Flags: discordgo.MessageFlagsIsComponentsV2, Components: card(text)}
}

func card(text string) []discordgo.MessageComponent {
	accent := 0xFF5A1F
	one := 1
	return []discordgo.MessageComponent{discordgo.Container{AccentColor: &accent, Components: []discordgo.MessageComponent{
		discordgo.TextDisplay{Content: "## Holidaze Cup\n" + text + "\nStarts <t:1795892400:F>."},
		discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "Register", CustomID: "register", Style: discordgo.PrimaryButton}, discordgo.Button{Label: "Check in", CustomID: "checkin", Style: discordgo.SuccessButton},
			discordgo.Button{Label: "Hang up", CustomID: "silence", Style: discordgo.SecondaryButton}, discordgo.Button{Label: "Board", URL: "https://example.org", Style: discordgo.LinkButton}}},
		discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.SelectMenu{CustomID: "region", Placeholder: "Region", MinValues: &one, MaxValues: 1,
			Options: []discordgo.SelectMenuOption{{Label: "Europe", Value: "eu"}, {Label: "Korea", Value: "kr"}}}}},
		discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.SelectMenu{MenuType: discordgo.UserSelectMenu, CustomID: "who", Placeholder: "Act for somebody"}}},
	}}}
}

// botsAnswer is a small bot: a form, an answer that one person sees, a changed message, completions, and silence.
func botsAnswer(i *discordgo.Interaction) *discordgo.InteractionResponse {
	say := func(text string, flags discordgo.MessageFlags) *discordgo.InteractionResponse {
		return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: &discordgo.InteractionResponseData{Content: text, Flags: flags}}
	}
	switch i.Type {
	case discordgo.InteractionApplicationCommandAutocomplete:
		return &discordgo.InteractionResponse{Type: discordgo.InteractionApplicationCommandAutocompleteResult,
			Data: &discordgo.InteractionResponseData{Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: "Holidaze Cup", Value: "7"}}}}
	case discordgo.InteractionApplicationCommand:
		data := i.ApplicationCommandData()
		return say("/"+data.Name+" of "+data.Options[0].Value.(string), 0)
	case discordgo.InteractionModalSubmit:
		in := i.ModalSubmitData().Components[0].(*discordgo.Label).Component.(*discordgo.TextInput)
		r := say("You're in as **"+in.Value+"**.", discordgo.MessageFlagsEphemeral)
		r.Data.Components = []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.Button{Label: "Change", CustomID: "register", Style: discordgo.SecondaryButton}}}}
		return r
	}
	switch data := i.MessageComponentData(); data.CustomID {
	case "register":
		return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseModal, Data: &discordgo.InteractionResponseData{CustomID: "form", Title: "Register", Components: []discordgo.MessageComponent{
			discordgo.Label{Label: "Name in the game", Component: discordgo.TextInput{CustomID: "ign", Style: discordgo.TextInputShort, MaxLength: 50}}}}}
	case "checkin":
		return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseUpdateMessage, Data: &discordgo.InteractionResponseData{Components: card("One is in.")}}
	case "silence":
		return nil
	default:
		return say(data.CustomID+": "+strings.Join(data.Values, ", "), discordgo.MessageFlagsEphemeral)
	}
}

// client keeps no connections, so that none is left at the end of the tests.
var client = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

// post does a deed as a script does and returns the status and the answer.
func (s *scene) post(deed string, body any) (int, obj) {
	s.t.Helper()
	text, ok := body.(string)
	if !ok {
		b, err := json.Marshal(body)
		s.must(err)
		text = string(b)
	}
	req, err := http.NewRequestWithContext(s.ctx(), http.MethodPost, s.url+"/sandbox/api/"+deed, bytes.NewBufferString(text))
	s.must(err)
	req.Header.Set("Content-Type", "application/json")
	return s.do(req)
}

// done is a post that must succeed.
func (s *scene) done(deed string, body any) obj {
	s.t.Helper()
	status, answer := s.post(deed, body)
	if status != http.StatusOK {
		s.t.Fatalf("%s answered %d: %v", deed, status, answer["error"])
	}
	return answer
}

func (s *scene) get(path string) (int, obj) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.ctx(), http.MethodGet, s.url+"/sandbox/api/"+path, nil)
	s.must(err)
	return s.do(req)
}

func (s *scene) do(req *http.Request) (int, obj) {
	s.t.Helper()
	res, err := client.Do(req)
	s.must(err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	s.must(err)
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		s.t.Fatalf("%s answered %d %q", req.URL.Path, res.StatusCode, text)
	}
	m, _ := v.(obj)
	return res.StatusCode, m
}
