package discord_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
)

// stage is a scene with a raw bot and a panel of buttons.
func stage(t *testing.T, o discord.Options) (*scene, *line) {
	t.Helper()
	s := newScene(t, o)
	l := s.dial("v=10&encoding=json")
	l.identify(s, 1)
	l.until("GUILD_CREATE")
	s.post(s.channel, obj{"content": "panel", "components": arr{
		row(button("go", "Go"), obj{"type": 2, "style": 2, "custom_id": "off", "label": "Off", "disabled": true}, obj{"type": 2, "style": 5, "url": "https://e.org", "label": "Link"}),
		row(obj{"type": 3, "custom_id": "pick", "placeholder": "Pick", "max_values": 2, "options": arr{obj{"label": "One", "value": "1"}, obj{"label": "Two", "value": "2"}}}),
		row(obj{"type": 6, "custom_id": "role", "placeholder": "Role"}),
	}})
	return s, l
}

func form(parts ...any) obj {
	return obj{"custom_id": "f", "title": "Form", "components": parts}
}

func input(more obj) obj {
	c := obj{"type": 4, "custom_id": "i", "style": 1}
	for k, v := range more {
		c[k] = v
	}
	return c
}

func labelled(c obj) obj { return obj{"type": 18, "label": "Name", "component": c} }

func TestFirstAnswersAreRefused(t *testing.T) {
	t.Parallel()
	many := many(6, func(i int) any {
		return obj{"type": 18, "label": "x", "component": input(obj{"custom_id": fmt.Sprint(i)})}
	})
	menu := obj{"type": 3, "custom_id": "m", "disabled": true, "options": arr{obj{"label": "a", "value": "a"}}}
	for _, c := range []struct {
		rule  string
		kind  int
		data  any
		code  int
		inner string
	}{
		{"unknown kind", 12, nil, 50035, "type BASE_TYPE_CHOICES"},
		{"choices only complete", 8, obj{"choices": arr{}}, 50035, "type INTERACTION_RESPONSE_TYPE_INVALID"},
		{"content of 2000", 4, obj{"content": long(2001)}, 50035, "data.content BASE_TYPE_MAX_LENGTH"},
		{"not empty", 4, obj{}, shape.EmptyMessage, ""},
		{"an update is checked", 7, obj{"components": arr{row()}}, 50035, "data.components.0.components BASE_TYPE_BAD_LENGTH"},
		{"modal title of 45", 9, obj{"custom_id": "f", "title": long(46), "components": arr{labelled(input(nil))}}, 50035, "data.title BASE_TYPE_BAD_LENGTH"},
		{"modal needs a custom id", 9, obj{"title": "x", "components": arr{labelled(input(nil))}}, 50035, "data.custom_id BASE_TYPE_REQUIRED"},
		{"modal of five parts", 9, form(many...), 50035, "data.components BASE_TYPE_BAD_LENGTH"},
		{"modal of one part", 9, form(), 50035, "data.components BASE_TYPE_BAD_LENGTH"},
		{"no buttons in a modal", 9, form(row(button("a", "x"))), 50035, "data.components.0.components.0.type UNION_TYPE_CHOICES"},
		{"one input in a row", 9, form(row(input(obj{"label": "a"}), input(obj{"label": "b", "custom_id": "j"}))), 50035, "data.components.0.components BASE_TYPE_BAD_LENGTH"},
		{"an input in a row needs a label", 9, form(row(input(nil))), 50035, "data.components.0.components.0.label BASE_TYPE_REQUIRED"},
		{"a label of 45", 9, form(obj{"type": 18, "label": long(46), "component": input(nil)}), 50035, "data.components.0.label BASE_TYPE_BAD_LENGTH"},
		{"a label's description of 100", 9, form(obj{"type": 18, "label": "x", "description": long(101), "component": input(nil)}), 50035, "data.components.0.description BASE_TYPE_MAX_LENGTH"},
		{"a label needs its part", 9, form(obj{"type": 18, "label": "x"}), 50035, "data.components.0.component BASE_TYPE_REQUIRED"},
		{"a label holds what can be filled in", 9, form(labelled(text("x"))), 50035, "data.components.0.component.type UNION_TYPE_CHOICES"},
		{"no second label", 9, form(labelled(input(obj{"label": "x"}))), 50035, "data.components.0.component.label TEXT_INPUT_COMPONENT_LABEL_NOT_ALLOWED"},
		{"no disabled menu", 9, form(labelled(menu)), 50035, "data.components.0.component.disabled SELECT_COMPONENT_DISABLED_NOT_ALLOWED"},
		{"an input needs a style", 9, form(labelled(obj{"type": 4, "custom_id": "i"})), 50035, "data.components.0.component.style BASE_TYPE_REQUIRED"},
		{"an input needs a custom id", 9, form(labelled(input(obj{"custom_id": ""}))), 50035, "data.components.0.component.custom_id BASE_TYPE_REQUIRED"},
		{"a placeholder of 100", 9, form(labelled(input(obj{"placeholder": long(101)}))), 50035, "data.components.0.component.placeholder BASE_TYPE_MAX_LENGTH"},
		{"a least length of 4000", 9, form(labelled(input(obj{"min_length": 4001}))), 50035, "data.components.0.component.min_length NUMBER_TYPE_MAX"},
		{"a length of 4000", 9, form(labelled(input(obj{"max_length": 4001}))), 50035, "data.components.0.component.max_length NUMBER_TYPE_MAX"},
		{"least below most", 9, form(labelled(input(obj{"max_length": 5, "min_length": 6}))), 50035, "data.components.0.component.min_length NUMBER_TYPE_MAX"},
		{"a value as long as allowed", 9, form(labelled(input(obj{"max_length": 5, "value": "123456"}))), 50035, "data.components.0.component.value BASE_TYPE_MAX_LENGTH"},
		{"custom ids are unique", 9, form(labelled(input(nil)), labelled(input(nil))), 50035, "data.components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED"},
	} {
		t.Run(strings.ReplaceAll(c.rule, " ", "_"), func(t *testing.T) {
			t.Parallel()
			s, l := stage(t, discord.Options{})
			i := l.press(s, "Go")
			status, m := i.answer(c.kind, c.data)
			if status != 400 || m["code"] != float64(c.code) || c.inner != "" && !slices.Contains(innerCodes(m["errors"], ""), c.inner) {
				t.Errorf("answered %d %v, want %s", status, m, c.inner)
			}
			i.ok(4, obj{"content": "after all"})
			if a := i.seen(); a.Text != "after all" {
				t.Errorf("ben saw %+v", a)
			}
		})
	}
}

func TestThereIsOneFirstAnswer(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	i := l.press(s, "Go")
	if status, m := i.hook("PATCH", "/messages/@original", obj{"content": "x"}); status != 404 || m["code"] != float64(shape.UnknownWebhook) {
		t.Errorf("an edit before the answer: %d %v", status, m)
	}
	i.ok(4, obj{"content": "one"})
	if status, m := i.answer(4, obj{"content": "two"}); status != 400 || m["code"] != float64(shape.Acknowledged) {
		t.Errorf("a second answer: %d %v", status, m)
	}
	if status, m, _ := s.call("POST", "/interactions/"+i.ID+"/wrong/callback", obj{"type": 4}); status != 404 || m["code"] != float64(shape.UnknownInteraction) {
		t.Errorf("a wrong token: %d %v", status, m)
	}
}

func TestNobodyAnswersInTime(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{AnswerIn: 30 * time.Millisecond})
	i := l.press(s, "Go")
	if a := i.seen(); !a.Failed || a.Text != "The application did not respond" {
		t.Errorf("ben saw %+v", a)
	}
	if status, m := i.answer(4, obj{"content": "late"}); status != 404 || m["code"] != float64(shape.UnknownInteraction) {
		t.Errorf("a late answer: %d %v", status, m)
	}
}

func TestTheTokenDies(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	i := l.press(s, "Go").ok(4, obj{"content": "one"})
	s.pass(15*time.Minute - time.Second)
	if status, m := i.hook("PATCH", "/messages/@original", obj{"content": "two"}); status != 200 {
		t.Errorf("an edit in time: %d %v", status, m)
	}
	s.pass(2 * time.Second)
	for method, path := range map[string]string{"PATCH": "/messages/@original", "POST": "", "DELETE": "/messages/@original"} {
		if status, m := i.hook(method, path, obj{"content": "x"}); status != 401 || m["code"] != float64(shape.BadWebhookToken) {
			t.Errorf("%s with a dead token: %d %v", method, status, m)
		}
	}
}

func TestAModalCannotAnswerAModal(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	open := l.press(s, "Go").ok(9, form(labelled(input(obj{"value": "given", "min_length": 3, "max_length": 9}))))
	a := open.seen()
	if a.Form == nil || a.Form.Fields[0].Label != "Name" || a.Form.Fields[0].Value != "given" {
		t.Fatalf("ben saw %+v", a)
	}
	for value, want := range map[string]string{"": "required", "ab": "at least 3", "abcdefghij": "at most 9", "a\nbc": "one line"} {
		if _, err := s.Submit(s.ctx(), s.ben, "", map[string]string{"Name": value}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q was submitted: %v", value, err)
		}
	}
	if _, err := s.Submit(s.ctx(), s.cara, a.Form.ID, nil); err == nil {
		t.Error("a form was submitted by somebody before whom it is not open")
	}
	if _, err := s.Submit(s.ctx(), s.ben, "", map[string]string{"Nome": "x"}); err == nil || !strings.Contains(err.Error(), "“Name”") {
		t.Errorf("an unknown field: %v", err)
	}
	i := l.ask(s, func() (discord.Answer, error) { return s.Submit(s.ctx(), s.ben, "Form", nil) })
	if i.Type != 5 || i.Message == nil || i.Data["components"].([]any)[0].(map[string]any)["component"].(map[string]any)["value"] != "given" {
		t.Errorf("the bot heard %+v", i)
	}
	if status, m := i.answer(9, form(labelled(input(nil)))); status != 400 {
		t.Errorf("a modal was answered by a modal: %d %v", status, m)
	}
	i.ok(7, obj{"content": "thanks", "components": arr{}})
	if a := i.seen(); a.Updated == nil || a.Text != "thanks" {
		t.Errorf("ben saw %+v", a)
	}
	if _, err := s.Submit(s.ctx(), s.ben, "", nil); err == nil {
		t.Error("a form was submitted twice")
	}
}

func TestOnlyWhatWasPressedIsUpdated(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	s.call("PUT", "/applications/"+s.AppID()+"/commands", arr{obj{"name": "hi", "description": "x", "options": arr{obj{"type": 3, "name": "who", "description": "x", "autocomplete": true}}}})
	i := l.ask(s, func() (discord.Answer, error) { return s.Command(s.ctx(), s.ben, "cup", "/hi") })
	for _, kind := range []int{6, 7, 8} {
		if status, m := i.answer(kind, obj{"content": "x"}); status != 400 {
			t.Errorf("a command was answered by %d: %d %v", kind, status, m)
		}
	}
	i.ok(9, form(labelled(input(nil))))
	j := l.ask(s, func() (discord.Answer, error) { return s.Submit(s.ctx(), s.ben, "", map[string]string{"Name": "x"}) })
	if status, m := j.answer(7, obj{"content": "x"}); status != 400 {
		t.Errorf("the form of a command updated something: %d %v", status, m)
	}
	k := l.ask(s, func() (discord.Answer, error) {
		_, err := s.Autocomplete(s.ctx(), s.ben, "cup", "/hi who:x", "who")
		return discord.Answer{}, err
	})
	for _, c := range []struct {
		kind int
		data obj
	}{{4, obj{"content": "x"}}, {9, form(labelled(input(nil)))}, {8, obj{"choices": many(26, func(i int) any { return obj{"name": fmt.Sprint(i), "value": "x"} })}},
		{8, obj{"choices": arr{obj{"name": long(101), "value": "x"}}}}, {8, obj{"choices": arr{obj{"name": "", "value": "x"}}}}, {8, obj{"choices": arr{obj{"name": "x", "value": 5}}}}} {
		if status, m := k.answer(c.kind, c.data); status != 400 {
			t.Errorf("a completion was answered by %v: %d %v", c, status, m)
		}
	}
	k.ok(8, obj{"choices": arr{}})
}

func TestEphemeralIsChosenOnce(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	private := l.press(s, "Go").ok(5, obj{"flags": 64})
	if status, m := private.hook("PATCH", "/messages/@original", obj{"content": "here", "flags": 0}); status != 200 || int(m["flags"].(float64))&shape.Ephemeral == 0 {
		t.Errorf("a private answer became public: %d %v", status, m)
	}
	if a := private.seen(); !a.Ephemeral || a.Text != "here" {
		t.Errorf("ben saw %+v", a)
	}
	if status, _, _ := s.call("GET", "/channels/"+s.channel+"/messages/"+private.seenID(), nil); status != 404 {
		t.Errorf("a private answer is read like a message: %d", status)
	}
	public := l.press(s, "Go").ok(5, nil)
	if status, m := public.hook("POST", "", obj{"content": "there", "flags": 64}); status != 200 || int(m["flags"].(float64))&shape.Ephemeral != 0 {
		t.Errorf("a public deferral became private: %d %v", status, m)
	}
	if a := public.seen(); a.Ephemeral || a.Text != "there" || len(a.More) != 0 {
		t.Errorf("ben saw %+v", a)
	}
	if status, m := public.hook("POST", "", obj{"content": "psst", "flags": 64}); status != 200 || int(m["flags"].(float64))&shape.Ephemeral == 0 {
		t.Errorf("a further answer was not private: %d %v", status, m)
	}
	own := public.own("GET", "/messages/@original")
	if own["content"] != "there" {
		t.Errorf("@original is %v", own)
	}
	if status, _ := public.hook("DELETE", "/messages/@original", nil); status != 204 {
		t.Errorf("deleting answered %d", status)
	}
	if status, m := public.hook("GET", "/messages/@original", nil); status != 404 || m["code"] != float64(shape.UnknownMessage) {
		t.Errorf("a deleted answer: %d %v", status, m)
	}
}

func (i *asked) own(method, path string) map[string]any {
	_, m := i.hook(method, path, nil)
	return m
}

func (i *asked) seenID() string {
	id, _ := i.own("GET", "/messages/@original")["id"].(string)
	return id
}

func TestADeferredUpdateIsFollowed(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	i := l.press(s, "Go").ok(6, nil)
	if status, m := i.hook("PATCH", "/messages/@original", obj{"content": "changed"}); status != 200 {
		t.Fatalf("%d %v", status, m)
	}
	if a := i.seen(); a.Updated == nil || a.Text != "changed" || a.Thinking {
		t.Errorf("ben saw %+v", a)
	}
	s, l = stage(t, discord.Options{FollowFor: 20 * time.Millisecond})
	if a := l.press(s, "Go").ok(6, nil).seen(); !a.Thinking || a.Updated != nil {
		t.Errorf("of an update that never came ben saw %+v", a)
	}
	if a := l.press(s, "Go").ok(5, nil).seen(); !a.Thinking || a.Text != "Matchday is thinking..." {
		t.Errorf("of an answer that never came ben saw %+v", a)
	}
	j := l.press(s, "Go")
	status, m, _ := s.call("POST", "/interactions/"+j.ID+"/"+j.Token+"/callback?with_response=true", obj{"type": 4, "data": obj{"content": "x", "flags": 64}})
	if status != 200 || m["resource"].(map[string]any)["message"].(map[string]any)["content"] != "x" || m["interaction"].(map[string]any)["response_message_ephemeral"] != true {
		t.Errorf("with_response answered %d %v", status, m)
	}
}

func TestOnlyWhatIsThereIsPressed(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	for label, want := range map[string]string{"Off": "greyed out", "Link": "opens https://e.org", "Nope": "Nothing that person sees"} {
		if _, err := s.Press(s.ctx(), s.ben, "", label); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", label, err)
		}
	}
	i := l.press(s, "Go").ok(4, obj{"content": "psst", "flags": 64, "components": arr{row(button("inner", "Inner"))}})
	only := i.seen().Reply.ID
	if _, err := s.Press(s.ctx(), s.cara, only, "Inner"); err == nil {
		t.Error("cara pressed what only ben sees")
	}
	l.press(s, "Inner").ok(7, obj{"content": "done", "components": arr{}})
	for _, values := range [][]string{{}, {"3"}, {"1", "2", "1"}} {
		if _, err := s.Select(s.ctx(), s.ben, "", "Pick", values...); err == nil {
			t.Errorf("%v was chosen", values)
		}
	}
	j := l.ask(s, func() (discord.Answer, error) { return s.Select(s.ctx(), s.ben, "", "Pick", "Two", "1") })
	if fmt.Sprint(j.Data["values"]) != "[2 1]" || j.Data["component_type"] != 3.0 {
		t.Errorf("the bot heard %v", j.Data)
	}
	j.ok(6, nil)
	k := l.ask(s, func() (discord.Answer, error) { return s.Select(s.ctx(), s.ben, "", "Role", "Player") })
	if k.Data["resolved"].(map[string]any)["roles"].(map[string]any)[s.player].(map[string]any)["name"] != "Player" {
		t.Errorf("the bot heard %v", k.Data)
	}
	k.ok(6, nil)
	s.must(s.DeleteMessage(s.Messages(s.channel)[0].ID))
	if _, err := s.Press(s.ctx(), s.ben, "", "Go"); err == nil {
		t.Error("a button of a deleted message was pressed")
	}
}
