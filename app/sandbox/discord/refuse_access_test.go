package discord_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
)

func TestWhoMayWhatIsRefused(t *testing.T) {
	t.Parallel()
	in := func(format string) func(*scene) string {
		return func(s *scene) string {
			r := strings.NewReplacer("{guild}", s.guild, "{channel}", s.channel, "{ben}", s.ben, "{ann}", s.ann, "{player}", s.player,
				"{high}", s.high, "{bot}", s.AppID(), "{botrole}", s.botRole)
			return r.Replace(format)
		}
	}
	hidden := func(s *scene) string {
		return "/channels/" + s.room("x", shape.Overwrite{ID: s.guild, Deny: shape.ViewChannel}, shape.Overwrite{ID: s.botRole, Deny: shape.ViewChannel}) + "/messages"
	}
	mute := func(s *scene) string {
		return "/channels/" + s.room("x", shape.Overwrite{ID: s.guild, Deny: shape.SendMessages}, shape.Overwrite{ID: s.botRole, Deny: shape.SendMessages}) + "/messages"
	}
	hi := obj{"content": "hi"}
	all := []refusal{
		{rule: "unknown channel", path: in("/channels/5/messages"), body: hi, status: 404, code: shape.UnknownChannel},
		{rule: "a channel that the bot does not see", path: hidden, body: hi, status: 403, code: shape.MissingAccess},
		{rule: "a channel that the bot cannot write in", path: mute, body: hi, status: 403, code: shape.MissingPermissions},
		{rule: "a channel id is a number", path: in("/channels/cup/messages"), body: hi, inner: "channel_id NUMBER_TYPE_COERCE"},
		{rule: "unknown message", method: "PATCH", path: in("/channels/{channel}/messages/5"), body: hi, status: 404, code: shape.UnknownMessage},
		{rule: "unknown message to delete", method: "DELETE", path: in("/channels/{channel}/messages/5"), status: 404, code: shape.UnknownMessage},
		{rule: "unknown message to pin", method: "PUT", path: in("/channels/{channel}/pins/5"), status: 404, code: shape.UnknownMessage},
		{rule: "a page of up to 100", method: "GET", path: in("/channels/{channel}/messages?limit=101"), inner: "limit NUMBER_TYPE_MAX"},
		{rule: "two to a hundred to delete", path: in("/channels/{channel}/messages/bulk-delete"), body: obj{"messages": arr{"5"}}, status: 403, code: shape.MissingPermissions},
		{rule: "unknown emoji", method: "PUT", path: func(s *scene) string {
			id, _ := s.Say(s.ben, "cup", "hello")
			return "/channels/" + s.channel + "/messages/" + id + "/reactions/x/@me"
		}, code: shape.UnknownEmoji},
		{rule: "unknown server", method: "GET", path: in("/guilds/5"), status: 404, code: shape.UnknownGuild},
		{rule: "a server without the bot", method: "GET", path: func(s *scene) string { return "/guilds/" + s.AddGuild("Other", s.ann) }, status: 403, code: shape.MissingAccess},
		{rule: "unknown member", method: "GET", path: func(s *scene) string { return "/guilds/" + s.guild + "/members/" + s.AddPerson("zed", "") }, status: 404, code: shape.UnknownMember},
		{rule: "unknown user", method: "GET", path: in("/guilds/{guild}/members/5"), status: 404, code: shape.UnknownUser},
		{rule: "unknown user by id", method: "GET", path: in("/users/5"), status: 404, code: shape.UnknownUser},
		{rule: "unknown role", method: "PUT", path: in("/guilds/{guild}/members/{ben}/roles/5"), status: 404, code: shape.UnknownRole},
		{rule: "a role above the bot", method: "PUT", path: in("/guilds/{guild}/members/{ben}/roles/{high}"), status: 403, code: shape.MissingPermissions},
		{rule: "a role above the bot cannot be taken", method: "DELETE", path: in("/guilds/{guild}/members/{ben}/roles/{high}"), status: 403, code: shape.MissingPermissions},
		{rule: "a managed role", method: "PUT", path: in("/guilds/{guild}/members/{ben}/roles/{botrole}"), status: 403, code: shape.MissingPermissions},
		{rule: "everyone is no role to give", method: "PUT", path: in("/guilds/{guild}/members/{ben}/roles/{guild}"), code: shape.BadRole},
		{rule: "a role that gives more than the bot has", path: in("/guilds/{guild}/roles"), body: obj{"name": "x", "permissions": "8"}, status: 403, code: shape.MissingPermissions},
		{rule: "a role name of 100", path: in("/guilds/{guild}/roles"), body: obj{"name": long(101)}, inner: "name BASE_TYPE_MAX_LENGTH"},
		{rule: "a role above the bot cannot be changed", method: "PATCH", path: in("/guilds/{guild}/roles/{high}"), body: obj{"name": "x"}, status: 403, code: shape.MissingPermissions},
		{rule: "a role above the bot cannot be deleted", method: "DELETE", path: in("/guilds/{guild}/roles/{high}"), status: 403, code: shape.MissingPermissions},
		{rule: "nicknames need a permission", method: "PATCH", path: in("/guilds/{guild}/members/{ben}"), body: obj{"nick": "x"}, status: 403, code: shape.MissingPermissions},
		{rule: "roles are judged one by one", method: "PATCH", path: in("/guilds/{guild}/members/{ben}"), body: obj{"roles": arr{"{}"}}, status: 404, code: shape.UnknownRole},
		{rule: "kicking needs a permission", method: "DELETE", path: in("/guilds/{guild}/members/{ben}"), status: 403, code: shape.MissingPermissions},
		{rule: "channels need a permission", path: in("/guilds/{guild}/channels"), body: obj{"name": "x"}, status: 403, code: shape.MissingPermissions},
		{rule: "overwrites only of what the bot has", method: "PUT", path: in("/channels/{channel}/permissions/{player}"), body: obj{"type": 0, "allow": "8"}, status: 403, code: shape.MissingPermissions},
		{rule: "an overwrite that is not there", method: "DELETE", path: in("/channels/{channel}/permissions/{player}"), status: 404, code: shape.UnknownOverwrite},
		{rule: "no direct messages with nobody", path: in("/users/@me/channels"), body: obj{"recipient_id": "5"}, code: shape.BadRecipient},
		{rule: "no direct messages with itself", path: func(s *scene) string { return "/users/@me/channels" }, body: obj{"recipient_id": ""}, code: shape.BadRecipient},
		{rule: "another application's commands", method: "GET", path: in("/applications/5/commands"), status: 403, code: shape.MissingAccess},
		{rule: "commands where the bot is not", method: "GET", path: in("/applications/{bot}/guilds/5/commands"), status: 403, code: shape.MissingAccess},
		{rule: "unknown command", method: "DELETE", path: in("/applications/{bot}/commands/5"), status: 404, code: shape.UnknownCommand},
	}
	checkAll(t, all)
}

func TestWhoIsNobodyIsRefused(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	s.known = true
	path := "/channels/" + s.channel
	for name, c := range map[string]struct {
		path   string
		header []string
		status int
		code   int
	}{
		"no token":           {path, []string{"Authorization", ""}, 401, 0},
		"another token":      {path, []string{"Authorization", "Bot x"}, 401, 0},
		"no word Bot":        {path, []string{"Authorization", s.Token()}, 401, 0},
		"no bot":             {path, []string{"User-Agent", "Go-http-client/1.1"}, 403, shape.NoUserAgent},
		"unknown route":      {"/guilds/" + s.guild + "/scheduled-events", nil, 404, 0},
		"unknown method":     {"/gateway/bot/x", nil, 404, 0},
		"an unknown webhook": {"/webhooks/5/x/messages/@original", nil, 404, shape.UnknownWebhook},
		"a dead webhook":     {"/webhooks/" + s.AppID() + "/x/messages/@original", nil, 401, shape.BadWebhookToken},
	} {
		status, m, _ := s.call("GET", c.path, nil, c.header...)
		if status != c.status || m["code"] != float64(c.code) {
			t.Errorf("%s: answered %d %v", name, status, m)
		}
	}
	if status, m, _ := s.call("GET", "/../v6/gateway", nil); status != 400 || m["code"] != float64(shape.BadVersion) {
		t.Errorf("version 6 answered %d %v", status, m)
	}
	if got := s.Invalid(); got != 5 {
		t.Errorf("%d requests are counted as invalid", got)
	}
	want := []string{"GET /gateway/bot/x", "GET /guilds/" + s.guild + "/scheduled-events", "GET /v6/gateway: the sandbox speaks v9 and v10"}
	if diff := cmp.Diff(want, sorted(s.Misunderstood())); diff != "" {
		t.Errorf("misunderstood (-want +got):\n%s", diff)
	}
}

// TestWhatIsNotKnownIsNoted asks for things that Discord knows and the sandbox does not.
func TestWhatIsNotKnownIsNoted(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	s.known = true
	for i, body := range []obj{{"content": "x", "poll": obj{"question": obj{"text": "?"}}}, {"content": "x", "sticker_ids": arr{"5"}}, {"content": "x", "attachments": arr{obj{"id": 0}}}} {
		if status, m, _ := s.call("POST", "/channels/"+s.channel+"/messages", body); status != 400 {
			t.Errorf("body %d was taken: %v", i, m)
		}
	}
	s.post(s.channel, obj{"content": "x", "tts": false, "embeds": nil, "sticker_ids": nil, "wings": 2, "components": arr{row(obj{"type": 2, "style": 1, "custom_id": "a", "label": "x", "shade": 1})}})
	if status, _, _ := s.call("POST", "/channels/"+s.channel+"/messages", "a=b", "Content-Type", "application/x-www-form-urlencoded"); status != 400 {
		t.Errorf("a form was answered %d", status)
	}
	s.call("GET", "/channels/"+s.channel+"?colour=red", nil)
	const route = "POST /channels/{channel}/messages"
	want := []string{"GET /channels/{channel}?colour", route + " field attachments", route + " field components.0.components.0.shade",
		route + " field poll", route + " field sticker_ids", route + " field wings", route + " with the content type application/x-www-form-urlencoded"}
	if diff := cmp.Diff(want, sorted(s.Misunderstood())); diff != "" {
		t.Errorf("misunderstood (-want +got):\n%s", diff)
	}
}

func TestDirectMessagesAreRefused(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	open := func(user string) string {
		status, m, _ := s.call("POST", "/users/@me/channels", obj{"recipient_id": user})
		if status != 200 {
			t.Fatalf("opening answered %d %v", status, m)
		}
		return m["id"].(string)
	}
	dm := open(s.ben)
	s.post(dm, obj{"content": "hello"})
	s.must(s.CloseDMs(s.ben, true))
	if status, m, _ := s.call("POST", "/channels/"+dm+"/messages", obj{"content": "x"}); status != 403 || m["code"] != float64(shape.CannotDirect) {
		t.Errorf("closed direct messages answered %d %v", status, m)
	}
	stranger := open(s.AddPerson("zed", ""))
	if status, m, _ := s.call("POST", "/channels/"+stranger+"/messages", obj{"content": "x"}); status != 403 || m["code"] != float64(shape.NoMutualGuild) {
		t.Errorf("a stranger's direct messages answered %d %v", status, m)
	}
	if got := s.Direct(s.ben); len(got) != 1 || got[0].Text != "hello" {
		t.Errorf("ben has %v", got)
	}
}

func TestMembersNeedTheIntent(t *testing.T) {
	t.Parallel()
	for _, on := range []bool{false, true} {
		s := newScene(t, discord.Options{MembersIntent: on})
		want := http.StatusForbidden
		if on {
			want = http.StatusOK
		}
		if status, body, _ := s.raw("GET", "/guilds/"+s.guild+"/members?limit=10", nil); status != want {
			t.Errorf("members with the intent %v answered %d %s", on, status, body)
		}
	}
}

func TestEditsAreRefused(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	own, card := s.post(s.channel, obj{"content": "one"}), s.post(s.channel, v2(text("card")))
	other, err := s.Say(s.ben, "cup", "mine")
	s.must(err)
	s.call("PUT", "/channels/"+s.channel+"/messages/pins/"+own, nil)
	all := s.Messages(s.channel)
	notice := all[len(all)-1].ID
	for _, c := range []struct {
		rule, id string
		body     obj
		status   int
		code     int
		inner    string
	}{
		{"another's message", other, obj{"content": "x"}, 403, shape.NotAuthor, ""},
		{"Discord's own message", notice, obj{"content": "x"}, 403, shape.SystemMessage, ""},
		{"empty", own, obj{"content": ""}, 400, shape.EmptyMessage, ""},
		{"the flag stays", card, obj{"flags": 0, "components": arr{text("x")}}, 400, shape.InvalidForm, "flags MESSAGE_FLAGS_COMPONENTS_V2_NOT_REMOVABLE"},
		{"a card takes no content", card, obj{"content": "x"}, 400, shape.InvalidForm, "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
		{"old content has to go", own, v2(text("x")), 400, shape.InvalidForm, "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			s := &scene{Discord: s.Discord, t: t, url: s.url}
			status, m, h := s.call("PATCH", "/channels/"+all[0].Channel+"/messages/"+c.id, c.body)
			if status == http.StatusTooManyRequests {
				t.Fatalf("limited: %v", h)
			}
			if status != c.status || m["code"] != float64(c.code) {
				t.Errorf("answered %d %v", status, m)
			}
			if got := fmt.Sprint(innerCodes(m["errors"], "")); c.inner != "" && !strings.Contains(got, c.inner) {
				t.Errorf("the errors are %s", got)
			}
		})
		if c.rule == "empty" {
			s.pass(5 * time.Second) // five edits of a channel fill five seconds
		}
	}
	if s.Message(own).Text != "one" || s.Message(card).Text != "card" {
		t.Error("a refused edit has changed something")
	}
}
