package sandbox_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"matchday/app/sandbox"
)

func TestAPressAnswersWithWhatThePersonSees(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	a := s.done("press", obj{"user": "Ben", "message": s.panel, "label": "Register"})
	modal, _ := a["modal"].(obj)
	if modal == nil || modal["title"] != "Register" || a["text"] != "Register" {
		t.Fatalf("Register answered %v, wanted a modal", a)
	}
	_, st := s.get("state?user=" + s.ben)
	if open, _ := st["modal"].(obj); open["id"] != modal["id"] {
		t.Errorf("the modal %v is open, the answer named %v", open["id"], modal["id"])
	}

	a = s.done("submit", obj{"user": "Ben", "modal": modal["id"], "fields": obj{"Name in the game": "Ivy#0777"}})
	if a["text"] != "You're in as **Ivy#0777**." || a["ephemeral"] != true || len(a["components"].([]any)) != 1 {
		t.Errorf("the form answered %v", a)
	}
	reply := a["reply"].(obj)
	if status, _ := s.post("press", obj{"user": "cara", "message": reply["id"], "label": "Change"}); status != http.StatusBadRequest {
		t.Errorf("Cara pressed a button of an answer that Ben alone sees: %d", status)
	}

	a = s.done("press", obj{"user": "cara", "label": "check in"})
	if !strings.Contains(a["text"].(string), "One is in.") || a["ephemeral"] != false || a["reply"] != nil || a["updated"].(obj)["id"] != s.panel {
		t.Errorf("Check in answered %v, wanted the changed panel", a)
	}
	if got := s.Message(s.panel).Edits; got != 1 {
		t.Errorf("the panel was changed %d times", got)
	}
}

func TestAPressThatNobodyAnswersFails(t *testing.T) {
	t.Parallel()
	s := newSceneIn(t, 50*time.Millisecond)
	if a := s.done("press", obj{"user": "ben", "label": "Hang up"}); a["failed"] != true || a["text"] != "The application did not respond" || a["reply"] != nil {
		t.Errorf("silence answered %v", a)
	}
}

func TestMenusCommandsAndCompletions(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, c := range []struct {
		deed string
		body obj
		want string
	}{
		{"select", obj{"user": "ben", "message": s.panel, "menu": "Region", "values": []string{"Korea"}}, "region: kr"},
		{"select", obj{"user": "ben", "message": s.panel, "menu": "who", "values": []string{"Cara"}}, "who: " + s.cara},
		{"command", obj{"user": "ben", "line": "/standings tournament:holidaze cup"}, "/standings of 7"},
		{"command", obj{"user": "ben", "channel": "#cup", "line": "/remove player:@Cara"}, "/remove of " + s.cara},
	} {
		if a := s.done(c.deed, c.body); a["text"] != c.want {
			t.Errorf("%s %v answered %q, wanted %q", c.deed, c.body, a["text"], c.want)
		}
	}
	a := s.done("autocomplete", obj{"user": "ben", "line": "/standings tournament:ho", "focused": "tournament"})
	if choice := a["choices"].([]any)[0].(obj); choice["name"] != "Holidaze Cup" || choice["value"] != "7" {
		t.Errorf("the completion is %v", choice)
	}
}

func TestStateIsEverythingOrWhatOnePersonSees(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.done("press", obj{"user": "cara", "label": "Register"})
	s.done("submit", obj{"user": "cara", "fields": obj{"ign": "Cara#1"}})
	names := func(path string) (channels string, messages int, direct int) {
		_, st := s.get(path)
		for _, c := range st["channels"].([]any) {
			channels += c.(obj)["name"].(string) + " "
			messages += len(c.(obj)["messages"].([]any))
		}
		return strings.TrimSpace(channels), messages, len(st["direct"].([]any))
	}
	for _, c := range []struct {
		path, channels   string
		messages, direct int
	}{{"state", "cup staff", 2, 1}, {"state?user=ben", "cup", 1, 1}, {"state?user=cara", "cup", 2, 0}, {"state?user=ann", "cup staff", 1, 0}} {
		if channels, messages, direct := names(c.path); channels != c.channels || messages != c.messages || direct != c.direct {
			t.Errorf("%s shows %q, %d messages, %d direct; wanted %q, %d, %d", c.path, channels, messages, direct, c.channels, c.messages, c.direct)
		}
	}
	_, st := s.get("state")
	if people := st["people"].([]any); len(people) != 3 {
		t.Errorf("there are %d people", len(people))
	}
	if st["requests"].(obj)["POST /channels/{channel}/messages"] != 2.0 {
		t.Errorf("requests are %v", st["requests"])
	}
	for _, c := range st["channels"].([]any) {
		for _, m := range c.(obj)["messages"].([]any) {
			if m.(obj)["id"] == s.panel && len(m.(obj)["components"].([]any)) != 1 {
				t.Errorf("the panel has the components %v", m.(obj)["components"])
			}
		}
	}
}

func TestTalkReadAndDismiss(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	unread := func() any {
		_, st := s.get("state?user=ben")
		return st["direct"].([]any)[0].(obj)["unread"]
	}
	if got := unread(); got != 1.0 {
		t.Errorf("%v direct messages are unread, wanted 1", got)
	}
	s.done("read", obj{"user": "ben", "channel": s.dms})
	if got := unread(); got != 0.0 {
		t.Errorf("%v direct messages are unread after reading", got)
	}
	said := s.done("say", obj{"user": "ben", "channel": "cup", "text": "anyone up for scrims?"})["message"].(string)
	if m := s.Message(said); m.Text != "anyone up for scrims?" || m.AuthorID != s.ben {
		t.Errorf("Ben said %+v", m)
	}
	if status, a := s.post("dismiss", obj{"user": "ben", "message": said}); status != http.StatusBadRequest || a["field"] != "message" {
		t.Errorf("a message that all see was dismissed: %d %v", status, a)
	}
	s.done("press", obj{"user": "ben", "label": "Register"})
	a := s.done("submit", obj{"user": "ben", "fields": obj{"ign": "Ben#1"}})
	own := a["reply"].(obj)["id"].(string)
	if status, _ := s.post("dismiss", obj{"user": "cara", "message": own}); status != http.StatusBadRequest || s.Message(own) == nil {
		t.Errorf("Cara dismissed what Ben alone sees: %d", status)
	}
	s.done("dismiss", obj{"user": "ben", "message": own})
	if s.Message(own) != nil {
		t.Error("the dismissed answer is still there")
	}
	s.done("press", obj{"user": "ben", "label": "Register"})
	s.done("dismiss", obj{"user": "ben"})
	if s.FormOf(s.ben) != nil {
		t.Error("the dismissed form is still open")
	}
}

func TestTickAdvancesTheClockOfTheDemo(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 28, 18, 40, 0, 0, time.UTC)
	s := newScene(t, func(_ *scene, o *sandbox.Options) {
		o.Clock = func() time.Time { return now }
		o.Advance = func(_ context.Context, by time.Duration) error {
			if by == time.Hour {
				return errors.New("disk on fire in /secret/place")
			}
			now = now.Add(by)
			return nil
		}
	})
	for _, advance := range []any{"5m", 300} {
		s.done("tick", obj{"advance": advance})
	}
	if a := s.done("tick", obj{"advance": "0.5s"}); a["now"] != "2026-11-28T18:50:00.5Z" {
		t.Errorf("it is %v", a["now"])
	}
	if status, a := s.post("tick", obj{"advance": "1h"}); status != http.StatusInternalServerError || strings.Contains(a["error"].(string), "secret") {
		t.Errorf("an inner error answered %d %v", status, a)
	}
}

func TestFaultsBeginEndAndAreShown(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.done("fault", obj{"service": "discord", "kind": "429", "for": "1m"})
	shown := func() obj {
		_, st := s.get("state")
		return st["faults"].(obj)["discord"].(obj)
	}
	if left, _ := shown()["429"].(float64); left <= 0 || left > 60 {
		t.Errorf("the faults are %v", shown())
	}
	s.done("fault", obj{"service": "discord", "kind": "none"})
	if len(shown()) != 0 {
		t.Errorf("the faults are %v after healing", shown())
	}
}
