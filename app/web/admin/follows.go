package admin

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/feed"
	"matchday/app/league/edits"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/onair"
	"matchday/views/board"
	"matchday/views/ui"
)

// follows says of everything that follows the league how it fares, and which Sheets need somebody.
func (a *Admin) follows(ctx context.Context, who person.Actor) ([]board.Follow, error) {
	var list []board.Follow
	if a.discord != nil {
		if d := a.discord(); d.On {
			f := board.Follow{Label: "Discord", State: "connected", Tone: ui.Good}
			if !d.Connected {
				f.State, f.Tone, f.Words = "not connected", ui.Wait, d.Words
			}
			list = append(list, f)
		} else {
			list = append(list, board.Follow{Label: "Discord", State: "no bot", Tone: ui.Quiet})
		}
	}
	list = append(list, a.overlays())
	if a.status != nil {
		for _, s := range a.status() {
			if s.Follower != "overlay" && s.Follower != "sheet-wakes" {
				list = append(list, follow(s))
			}
		}
	}
	needy, err := a.book.Needy(ctx, who)
	for _, n := range needy {
		list = append(list, sheet(n))
	}
	return list, err
}

// sheet is the line of a Sheet that is paused or about which there is something to decide.
func sheet(n edits.Need) board.Follow {
	f := board.Follow{Label: "Sheet of " + n.Name, Href: board.StaffAddress(n.Tournament, board.ViewSheet), Tone: ui.Hot}
	switch {
	case n.Open > 0 && n.Paused:
		f.State = "paused, " + tournament.Count(n.Open, "question", "questions")
	case n.Open > 0:
		f.State = tournament.Count(n.Open, "question", "questions")
	default:
		f.State, f.Tone = "paused", ui.Wait
	}
	return f
}

// overlays is the line of the screens: how many there are, and how long the last picture took.
func (a *Admin) overlays() board.Follow {
	screens, tries := 0, 0
	for _, n := range onair.Screens(a.hub) {
		screens += n
	}
	var took time.Duration
	var latest time.Time
	for _, s := range a.hub.Scenes() {
		if !strings.HasPrefix(s.Scene, "overlay/") {
			continue
		}
		tries = max(tries, s.Tries)
		if s.Viewers > 0 && s.Drawn.After(latest) {
			latest, took = s.Drawn, s.Took
		}
	}
	f := board.Follow{Label: "Overlays, " + tournament.Count(screens, "screen", "screens"), State: "current", Tone: ui.Good}
	switch {
	case tries > 0:
		f.State, f.Tone, f.Words = "trying again", ui.Wait, "A picture could not be drawn. Screens keep their last one."
	case screens == 0:
		f.State, f.Tone = "nobody looks", ui.Quiet
	case took > 0:
		f.State = fmt.Sprintf("%d ms", max(1, took.Milliseconds()))
	}
	return f
}

// label names a follower; one that is not known here is shown under its own name.
func label(follower string) string {
	words := map[string]string{
		"events": "Event log", "discord-panel": "Discord panel", "discord-roles": "Discord roles", "discord-posts": "Posts in Discord",
		"discord-messages": "Direct messages", "discord-notices": "Notices about Discord", "sheets": "Google Sheet",
	}
	if w, ok := words[follower]; ok {
		return w
	}
	return follower
}

// follow is how one follower fares.
func follow(s feed.Status) board.Follow {
	f := board.Follow{Label: label(s.Follower), State: "current", Tone: ui.Good}
	switch {
	case s.Stuck():
		f.State, f.Tone, f.Words = "stuck", ui.Bad, "It has something to do and gets nowhere. Restarting Matchday helps; tell us what the log says."
	case s.Failing():
		f.State, f.Tone, f.Words = "trying again", ui.Wait, why(s)
	case !s.Running && s.Follower != "events":
		f.State, f.Tone = "elsewhere", ui.Quiet
	case s.Lag > 10*time.Second:
		f.State, f.Tone = short(s.Lag)+" behind", ui.Wait
	case s.Waiting > 0:
		f.State = tournament.Count(s.Waiting, "to send", "to send")
	}
	return f
}

// why is what people may read of a failure.
func why(s feed.Status) string {
	if s.Err != nil && fault.Of(s.Err).Code != fault.Internal {
		return fault.Sentence(s.Err)
	}
	for _, t := range s.Topics {
		if t.Err != nil && fault.Of(t.Err).Code != fault.Internal {
			return fault.Sentence(t.Err)
		}
	}
	return ""
}

func short(d time.Duration) string {
	if d < 2*time.Minute {
		return strconv.Itoa(int(d/time.Second)) + " s"
	}
	return strconv.Itoa(int(d/time.Minute)) + " min"
}
