package discord_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
)

func TestWhoIsPinged(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	open := s.role(shape.Role{Name: "Open", Mentionable: true})
	s.must(s.GiveRole(s.guild, s.ben, open))
	s.must(s.GiveRole(s.guild, s.cara, s.player))
	hidden := s.room("hidden", shape.Overwrite{ID: s.ben, Type: shape.ForMember, Deny: shape.ViewChannel})
	everybody := fmt.Sprintf("<@%s> <@!%s> <@&%s> <@&%s> @everyone", s.ben, s.cara, open, s.player)
	none, users := obj{"parse": arr{}}, obj{"parse": arr{"users"}}
	for name, c := range map[string]struct {
		channel string
		body    obj
		want    []string
	}{
		"nobody named":              {s.channel, obj{"content": "hello ben"}, nil},
		"everybody named":           {s.channel, obj{"content": everybody}, []string{s.ben, s.cara}},
		"nobody allowed":            {s.channel, obj{"content": everybody, "allowed_mentions": none}, nil},
		"users allowed":             {s.channel, obj{"content": "<@" + s.cara + "> <@&" + open + ">", "allowed_mentions": users}, []string{s.cara}},
		"one user allowed":          {s.channel, obj{"content": everybody, "allowed_mentions": obj{"parse": arr{}, "users": arr{s.ben}}}, []string{s.ben}},
		"one role allowed":          {s.channel, obj{"content": everybody, "allowed_mentions": obj{"roles": arr{open}}}, []string{s.ben}},
		"a role that nobody may":    {s.channel, obj{"content": "<@&" + s.player + ">"}, nil},
		"allowed but not named":     {s.channel, obj{"content": "x", "allowed_mentions": obj{"users": arr{s.ben}}}, nil},
		"named in an embed":         {s.channel, obj{"embeds": arr{obj{"description": everybody}}}, nil},
		"named in a card":           {s.channel, v2(text("<@" + s.ben + ">")), []string{s.ben}},
		"silently":                  {s.channel, obj{"content": everybody, "flags": shape.SuppressNotifications}, nil},
		"who does not see the room": {hidden, obj{"content": everybody}, []string{s.cara}},
	} {
		s.pass(5 * time.Second)
		got := s.Message(s.post(c.channel, c.body)).Pinged
		if diff := cmp.Diff(sorted(slices.Clone(c.want)), sorted(slices.Clone(got))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	id := s.post(s.channel, obj{"content": "quiet"})
	s.call("PATCH", "/channels/"+s.channel+"/messages/"+id, obj{"content": everybody})
	if got := s.Message(id).Pinged; got != nil {
		t.Errorf("an edit told %v", got)
	}
	said, err := s.Say(s.ben, "cup", "hello")
	s.must(err)
	s.pass(5 * time.Second)
	reply := s.post(s.channel, obj{"content": "hi", "message_reference": obj{"message_id": said}})
	if got := s.Message(reply).Pinged; !slices.Equal(got, []string{s.ben}) {
		t.Errorf("a reply told %v", got)
	}
}

func TestANonceIsSaidOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	same := obj{"content": "x", "nonce": "delivery-7", "enforce_nonce": true}
	one := s.post(s.channel, same)
	if two := s.post(s.channel, same); one != two || len(s.Messages(s.channel)) != 1 {
		t.Errorf("the same nonce made %s and %s", one, two)
	}
	s.pass(4 * time.Minute)
	if again := s.post(s.channel, same); one != again {
		t.Error("a nonce was forgotten within minutes")
	}
	if other := s.post(s.channel, obj{"content": "x", "nonce": "delivery-7"}); other == one {
		t.Error("a nonce was looked at although that was not asked for")
	}
	s.pass(6 * time.Minute)
	if late := s.post(s.channel, same); late == one {
		t.Error("a nonce was remembered for ever")
	}
	s.post(s.channel, obj{"content": "x", "nonce": 5, "enforce_nonce": true})
	if s.post(s.channel, obj{"content": "x", "nonce": 5, "enforce_nonce": true}); len(s.Messages(s.channel)) != 4 {
		t.Errorf("there are %d messages", len(s.Messages(s.channel)))
	}
}

func TestPins(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	var ids []string
	for range 51 {
		s.pass(5 * time.Second)
		ids = append(ids, s.post(s.channel, obj{"content": "x"}))
	}
	for i, id := range ids {
		s.pass(5 * time.Second)
		path := []string{"/pins/", "/messages/pins/"}[i%2]
		status, m, _ := s.call("PUT", "/channels/"+s.channel+path+id, nil)
		if i < 50 && status != 204 || i == 50 && (status != 400 || m["code"] != float64(shape.MaxPins)) {
			t.Fatalf("pin %d answered %d %v", i+1, status, m)
		}
	}
	all := s.Messages(s.channel)
	if last := all[len(all)-1]; last.Notice != "pin" || last.ReplyTo != ids[49] {
		t.Errorf("the last message is %+v", last)
	}
	_, body, _ := s.raw("GET", "/channels/"+s.channel+"/pins", nil)
	var list []shape.Message
	s.must(json.Unmarshal(body, &list))
	if len(list) != 50 || list[0].ID != ids[49] {
		t.Errorf("%d pins, the first is %s", len(list), list[0].ID)
	}
	if _, m, _ := s.call("GET", "/channels/"+s.channel+"/messages/pins", nil); len(m["items"].([]any)) != 50 {
		t.Errorf("pins are %v", m)
	}
	s.call("DELETE", "/channels/"+s.channel+"/pins/"+ids[0], nil)
	if s.Message(ids[0]).Pinned {
		t.Error("a message is still pinned")
	}
	s.must(s.ChangeRole(s.guild, s.botRole, func(r *shape.Role) { r.Permissions &^= shape.PinMessages; r.Permissions |= shape.ManageMessages }))
	if status, m, _ := s.call("PUT", "/channels/"+s.channel+"/pins/"+ids[0], nil); status != 403 || m["code"] != float64(shape.MissingPermissions) {
		t.Errorf("pinning without Pin Messages answered %d %v", status, m)
	}
	other := s.room("other")
	s.must(s.ChangeRole(s.guild, s.botRole, func(r *shape.Role) { r.Permissions |= shape.PinMessages }))
	if status, m, _ := s.call("PUT", "/channels/"+other+"/pins/"+ids[0], nil); status != 400 || m["code"] != float64(shape.NotHere) {
		t.Errorf("pinning elsewhere answered %d %v", status, m)
	}
}

func TestPagesOfMessages(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{ContentIntent: true})
	var ids []string
	for i := range 9 {
		id, err := s.Say(s.ben, "cup", fmt.Sprint(i))
		s.must(err)
		ids = append(ids, id)
	}
	for query, want := range map[string]string{
		"":                                      "876543210",
		"?limit=2":                              "87",
		"?before=" + ids[4]:                     "3210",
		"?limit=2&before=" + ids[4]:             "32",
		"?after=" + ids[4]:                      "8765",
		"?limit=2&after=" + ids[4]:              "65",
		"?limit=3&around=" + ids[4]:             "543",
		"?limit=100&before=" + "5":              "",
		"?after=" + "99999999999999999999"[:19]: "",
	} {
		s.pass(5 * time.Second)
		_, body, _ := s.raw("GET", "/channels/"+s.channel+"/messages"+query, nil)
		var list []shape.Message
		s.must(json.Unmarshal(body, &list))
		got := ""
		for _, m := range list {
			got += m.Content
		}
		if got != want {
			t.Errorf("%s gave %q, want %q", query, got, want)
		}
	}
	s.must(s.ChangeRole(s.guild, s.botRole, func(r *shape.Role) { r.Permissions |= shape.ManageMessages }))
	if status, m, _ := s.call("POST", "/channels/"+s.channel+"/messages/bulk-delete", obj{"messages": ids[:8]}); status != 204 || len(s.Messages(s.channel)) != 1 {
		t.Errorf("deleting many answered %d %v", status, m)
	}
	if status, _, _ := s.call("DELETE", "/channels/"+s.channel+"/messages/"+ids[8], nil); status != 204 || len(s.Messages(s.channel)) != 0 {
		t.Errorf("deleting answered %d", status)
	}
}

// TestOthersWordsNeedTheIntent reads by REST what a person has written.
func TestOthersWordsNeedTheIntent(t *testing.T) {
	t.Parallel()
	for _, on := range []bool{false, true} {
		s := newScene(t, discord.Options{ContentIntent: on})
		id, err := s.Say(s.ben, "cup", "secret")
		s.must(err)
		to, err := s.Say(s.ben, "cup", "<@"+s.AppID()+"> hello")
		s.must(err)
		_, m, _ := s.call("GET", "/channels/"+s.channel+"/messages/"+id, nil)
		if got := m["content"] == "secret"; got != on {
			t.Errorf("with the intent %v the bot reads %v", on, m["content"])
		}
		if _, m, _ = s.call("GET", "/channels/"+s.channel+"/messages/"+to, nil); m["content"] == "" {
			t.Error("the bot does not read what mentions it")
		}
	}
}

// TestOldMessagesAreRarelyEdited changes a message that is more than an hour old.
func TestOldMessagesAreRarelyEdited(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	id := s.post(s.channel, obj{"content": "x"})
	path := "/channels/" + s.channel + "/messages/" + id
	s.pass(61 * time.Minute)
	for i := range 31 {
		s.pass(5 * time.Second)
		status, m, h := s.call("PATCH", path, obj{"content": fmt.Sprint(i)})
		if i < 30 && status != 200 || i == 30 && (status != 429 || m["code"] != float64(shape.MaxOldEdits) || m["retry_after"].(float64) < 60 || h.Get("Retry-After") == "") {
			t.Fatalf("edit %d answered %d %v", i+1, status, m)
		}
	}
	if got := s.Message(id).Edits; got != 30 || len(s.EditTimes(id)) != 30 {
		t.Errorf("%d edits are counted", got)
	}
	s.pass(time.Hour)
	if status, m, _ := s.call("PATCH", path, obj{"content": "again"}); status != 200 {
		t.Errorf("an hour later: %d %v", status, m)
	}
}

// TestACardKeepsNothingOfTheOldMessage makes a card of a message whose text or embeds nobody cleared.
func TestACardKeepsNothingOfTheOldMessage(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	for left, old := range map[string]obj{"content": {"content": "x"}, "embeds": {"embeds": arr{obj{"title": "y"}}}} {
		id := s.post(s.channel, old)
		status, m, _ := s.call("PATCH", "/channels/"+s.channel+"/messages/"+id, obj{"flags": shape.ComponentsV2, "components": arr{text("card")}})
		if got := innerCodes(m["errors"], ""); status != 400 || !slices.Contains(got, left+" MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2") {
			t.Errorf("%s was left: answered %d %v", left, status, m)
		}
	}
}

// TestPagesHaveLimits asks for pages that are none.
func TestPagesHaveLimits(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	for limit, want := range map[string]string{"0": "limit NUMBER_TYPE_MIN", "101": "limit NUMBER_TYPE_MAX", "many": "limit NUMBER_TYPE_COERCE"} {
		status, m, _ := s.call("GET", "/channels/"+s.channel+"/messages?limit="+limit, nil)
		if got := innerCodes(m["errors"], ""); status != 400 || !slices.Contains(got, want) {
			t.Errorf("limit %s: answered %d %v", limit, status, m)
		}
	}
}

// TestAnOldMessageBecomesACard clears content and sets components v2 in one edit.
func TestAnOldMessageBecomesACard(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	id := s.post(s.channel, obj{"content": "x", "embeds": arr{obj{"title": "y"}}})
	status, m, _ := s.call("PATCH", "/channels/"+s.channel+"/messages/"+id, obj{"content": nil, "embeds": arr{}, "flags": shape.ComponentsV2, "components": arr{text("card")}})
	if status != 200 || m["content"] != "" || int(m["flags"].(float64)) != shape.ComponentsV2 {
		t.Fatalf("answered %d %v", status, m)
	}
	if c := m["components"].([]any)[0].(map[string]any); c["id"] != 1.0 {
		t.Errorf("the component has no id: %v", c)
	}
	if status, m, _ := s.call("PATCH", "/channels/"+s.channel+"/messages/"+id, obj{"components": arr{text("changed")}}); status != 200 || int(m["flags"].(float64)) != shape.ComponentsV2 {
		t.Errorf("a later edit answered %d %v", status, m)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{KeepPerRoom: 20})
	first := s.post(s.channel, obj{"content": "panel"})
	s.call("PUT", "/channels/"+s.channel+"/pins/"+first, nil)
	for i := range 50 {
		_, err := s.Say(s.ben, "cup", fmt.Sprint(i))
		s.must(err)
	}
	all := s.Messages(s.channel)
	if len(all) != 20 || all[0].ID != first || all[19].Text != "49" {
		t.Errorf("%d messages are kept, from %q to %q", len(all), all[0].Text, all[len(all)-1].Text)
	}
}
