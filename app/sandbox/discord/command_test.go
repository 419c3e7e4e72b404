package discord_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
)

func command(more obj) obj {
	c := obj{"name": "go", "description": "x"}
	for k, v := range more {
		c[k] = v
	}
	return c
}

func options(list ...any) obj { return command(obj{"options": list}) }

func option(kind int, name string, more obj) obj {
	o := obj{"type": kind, "name": name, "description": "x"}
	for k, v := range more {
		o[k] = v
	}
	return o
}

func TestCommandsAreRefused(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	choice := func(i int) any { return obj{"name": fmt.Sprint(i), "value": fmt.Sprint(i)} }
	for _, c := range []struct {
		rule  string
		body  obj
		inner string
	}{
		{"a name", command(obj{"name": ""}), "name BASE_TYPE_REQUIRED"},
		{"a name of 32", command(obj{"name": strings.Repeat("a", 33)}), "name BASE_TYPE_BAD_LENGTH"},
		{"no spaces in a name", command(obj{"name": "a b"}), "name APPLICATION_COMMAND_INVALID_NAME"},
		{"no capitals in a name", command(obj{"name": "Go"}), "name APPLICATION_COMMAND_INVALID_NAME"},
		{"a translated name", command(obj{"name_localizations": obj{"de": "Los Los"}}), "name_localizations.de APPLICATION_COMMAND_INVALID_NAME"},
		{"a description", command(obj{"description": ""}), "description BASE_TYPE_REQUIRED"},
		{"a description of 100", command(obj{"description": long(101)}), "description BASE_TYPE_BAD_LENGTH"},
		{"a known type", command(obj{"type": 9}), "type BASE_TYPE_CHOICES"},
		{"no description in a menu of users", command(obj{"type": 2}), "description BASE_TYPE_MAX_LENGTH"},
		{"25 options", options(many(26, func(i int) any { return option(3, fmt.Sprint("o", i), nil) })...), "options BASE_TYPE_MAX_LENGTH"},
		{"an option's name", options(option(3, "A", nil)), "options.0.name APPLICATION_COMMAND_INVALID_NAME"},
		{"an option's description", options(option(3, "a", obj{"description": ""})), "options.0.description BASE_TYPE_REQUIRED"},
		{"an option's type", options(option(12, "a", nil)), "options.0.type BASE_TYPE_CHOICES"},
		{"option names are unique", options(option(3, "a", nil), option(3, "a", nil)), "options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"},
		{"required first", options(option(3, "a", nil), option(3, "b", obj{"required": true})), "options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
		{"commands below or options", options(option(1, "a", nil), option(3, "b", nil)), "options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"no group in a group", options(option(2, "a", obj{"options": arr{option(2, "b", nil)}})), "options.0.options.0.type APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"no command below a command below", options(option(1, "a", obj{"options": arr{option(1, "b", nil)}})), "options.0.options.0.type APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"no empty group", options(option(2, "a", nil)), "options.0.options BASE_TYPE_BAD_LENGTH"},
		{"25 choices", options(option(3, "a", obj{"choices": many(26, choice)})), "options.0.choices BASE_TYPE_MAX_LENGTH"},
		{"choice names of 100", options(option(3, "a", obj{"choices": arr{obj{"name": long(101), "value": "x"}}})), "options.0.choices.0.name BASE_TYPE_BAD_LENGTH"},
		{"choice values of 100", options(option(3, "a", obj{"choices": arr{obj{"name": "a", "value": long(101)}}})), "options.0.choices.0.value BASE_TYPE_MAX_LENGTH"},
		{"choice values of the type", options(option(4, "a", obj{"choices": arr{obj{"name": "a", "value": "x"}}})), "options.0.choices.0.value NUMBER_TYPE_COERCE"},
		{"choice names are unique", options(option(3, "a", obj{"choices": arr{choice(1), choice(1)}})), "options.0.choices.1.name APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS"},
		{"choices or completion", options(option(3, "a", obj{"autocomplete": true, "choices": arr{choice(1)}})), "options.0.choices APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE"},
		{"no completion of people", options(option(6, "a", obj{"autocomplete": true})), "options.0.autocomplete APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_NOT_ALLOWED"},
		{"no choices of people", options(option(6, "a", obj{"choices": arr{choice(1)}})), "options.0.choices APPLICATION_COMMAND_OPTIONS_CHOICES_NOT_ALLOWED"},
		{"no least value of a text", options(option(3, "a", obj{"min_value": 1})), "options.0.min_value APPLICATION_COMMAND_OPTION_MIN_MAX_INVALID"},
		{"no length of a number", options(option(4, "a", obj{"max_length": 1})), "options.0.min_length APPLICATION_COMMAND_OPTION_MIN_MAX_INVALID"},
		{"a length of 6000", options(option(3, "a", obj{"max_length": 6001})), "options.0.max_length NUMBER_TYPE_MAX"},
		{"8000 characters in all", options(many(25, func(i int) any {
			return option(3, fmt.Sprint("o", i), obj{"choices": many(2, func(k int) any { return obj{"name": fmt.Sprint(k) + long(90), "value": long(100)} })})
		})...), "APPLICATION_COMMAND_TOO_LARGE"},
	} {
		s.pass(time.Minute)
		status, m, _ := s.call("POST", "/applications/"+s.AppID()+"/commands", c.body)
		if status != 400 || m["code"] != float64(50035) || !slices.Contains(innerCodes(m["errors"], ""), c.inner) {
			t.Errorf("%s: answered %d %q, want %s", c.rule, status, innerCodes(m["errors"], ""), c.inner)
		}
	}
	if got := s.Commands(""); len(got) != 0 {
		t.Errorf("refused commands were kept: %v", got)
	}
}

func TestThereAreOnlySoManyCommands(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	put := func(where string, n int, prefix string) (int, float64) {
		s.pass(time.Minute)
		status, body, _ := s.raw("PUT", "/applications/"+s.AppID()+where, many(n, func(i int) any { return command(obj{"name": fmt.Sprint(prefix, i)}) }))
		var m map[string]any
		_ = json.Unmarshal(body, &m) // a list when all went well
		code, _ := m["code"].(float64)
		return status, code
	}
	if status, code := put("/commands", 101, "a"); status != 400 || code != shape.MaxCommands {
		t.Errorf("101 commands answered %d %v", status, code)
	}
	twice := arr{command(nil), command(nil)}
	if status, m, _ := s.call("PUT", "/applications/"+s.AppID()+"/commands", twice); status != 400 || !slices.Contains(innerCodes(m["errors"], ""), "1.name APPLICATION_COMMANDS_DUPLICATE_NAME") {
		t.Errorf("the same command twice answered %d %v", status, m)
	}
	for i, prefix := range []string{"a", "b", "a"} {
		if status, _ := put("/commands", 100, prefix); i < 2 && status != 200 {
			t.Fatalf("set %d answered %d", i, status)
		} else if i == 2 && status == 200 {
			t.Error("more than 200 commands were created in one day")
		}
	}
	ids := map[string]bool{}
	for _, c := range s.Commands("") {
		ids[c.ID] = true
	}
	if status, _ := put("/commands", 100, "b"); status != 200 {
		t.Error("commands that are there already counted as created")
	}
	for _, c := range s.Commands("") {
		if !ids[c.ID] {
			t.Fatal("a command that stayed has another id")
		}
	}
	if status, m, _ := s.call("POST", "/applications/"+s.AppID()+"/commands", command(nil)); status != 400 || m["code"] != float64(shape.MaxCommands) {
		t.Errorf("the 101st command answered %d %v", status, m)
	}
	s.pass(24 * time.Hour)
	if status, _ := put("/guilds/"+s.guild+"/commands", 100, "a"); status != 200 {
		t.Error("a new day does not begin anew")
	}
}

// TestACommandIsChangedInPlace creates, changes and deletes a command as some libraries do, one by one.
func TestACommandIsChangedInPlace(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	base := "/applications/" + s.AppID() + "/guilds/" + s.guild + "/commands"
	status, made, _ := s.call("POST", base, options(option(3, "a", nil)))
	if status != 201 {
		t.Fatalf("making answered %d %v", status, made)
	}
	id := made["id"].(string)
	if status, again, _ := s.call("POST", base, command(obj{"description": "y"})); status != 200 || again["id"] != id || again["description"] != "y" {
		t.Errorf("making it again answered %d %v", status, again)
	}
	s.call("PATCH", base+"/"+id, options(option(3, "b", nil)))
	if status, m, _ := s.call("PATCH", base+"/"+id, obj{"description": "z"}); status != 200 || m["description"] != "z" || m["options"].([]any)[0].(map[string]any)["name"] != "b" {
		t.Errorf("changing answered %d %v", status, m)
	}
	if _, m, _ := s.call("GET", base+"/"+id, nil); m["description"] != "z" || m["type"] != 1.0 || m["guild_id"] != s.guild {
		t.Errorf("it is %v", m)
	}
	if status, _, _ := s.call("DELETE", base+"/"+id, nil); status != 204 || len(s.Commands(s.guild)) != 0 {
		t.Errorf("deleting answered %d", status)
	}
}

func TestCommandLines(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	staff := shape.ManageGuild
	s.call("PUT", "/applications/"+s.AppID()+"/commands", arr{
		options(option(3, "name", obj{"required": true, "min_length": 2, "max_length": 20}), option(4, "cap", obj{"min_value": 2, "max_value": 64}), option(10, "fee", nil), option(5, "open", nil),
			option(6, "who", nil), option(7, "where", nil), option(8, "role", nil), option(9, "any", nil), option(3, "kind", obj{"choices": arr{obj{"name": "Alone", "value": "solo"}, obj{"name": "In teams", "value": "team"}}})),
		command(obj{"name": "staff", "default_member_permissions": fmt.Sprint(uint64(staff))}),
		command(obj{"name": "deep", "options": arr{option(2, "a", obj{"options": arr{option(1, "b", obj{"options": arr{option(3, "c", nil)}})}})}}),
		command(obj{"name": "alone", "contexts": arr{1}}),
	})
	for line, want := range map[string]string{
		"/nope": "There is no command /nope", "/go": "needs name", "/go name:a": "too short", "/go name:" + long(21): "too long", "/go cup": "name:value",
		"/go name:ab cap:x": "cap is a number", "/go name:ab cap:2.5": "cap is a number", "/go name:ab cap:65": "out of bounds", "/go name:ab open:maybe": "true or false",
		"/go name:ab who:zed": "no users called", "/go name:ab where:zed": "no channels called", "/go name:ab role:zed": "no roles called", "/go name:ab kind:x": "“Alone”, “In teams”",
		"/staff": "There is no command /staff", "/deep": "“a”", "/deep a": "“b”", "/alone": "no command /alone",
	} {
		if _, err := s.Command(s.ctx(), s.ben, "cup", line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", line, err, want)
		}
	}
	hear := func(line string) string {
		i := l.ask(s, func() (discord.Answer, error) { return s.Command(s.ctx(), s.ann, "cup", line) })
		i.ok(4, obj{"content": "ok", "flags": 64})
		i.seen()
		b, err := json.Marshal(i.Data["options"])
		s.must(err)
		return string(b)
	}
	want := `[{"name":"name","type":3,"value":"Holidaze Cup: one"},{"name":"cap","type":4,"value":32},{"name":"fee","type":10,"value":2.5},{"name":"open","type":5,"value":true},` +
		`{"name":"who","type":6,"value":"` + s.ben + `"},{"name":"where","type":7,"value":"` + s.channel + `"},{"name":"role","type":8,"value":"` + s.player + `"},{"name":"any","type":9,"value":"` + s.cara + `"},{"name":"kind","type":3,"value":"team"}]`
	if got := hear("/go name:Holidaze Cup: one cap:32 fee:2.5 open:yes who:@Ben where:#cup role:@Player any:cara kind:in teams"); got != want {
		t.Errorf("the bot heard\n%s, want\n%s", got, want)
	}
	if got := hear("/deep a b c:x"); got != `[{"name":"a","options":[{"name":"b","options":[{"name":"c","type":3,"value":"x"}],"type":1}],"type":2}]` {
		t.Errorf("the bot heard %s", got)
	}
	if got := hear("/staff"); got != "null" {
		t.Errorf("the bot heard %s", got)
	}
}
