package board

import (
	"strings"
	"time"

	"matchday/views/ui"
)

// Notice is something that needs a person.
type Notice struct {
	Key        string // by which it is dismissed
	Tournament int64  // 0 when it concerns the whole league
	Text       string
	Since      time.Time
}

// Follow is one line of what follows the league: the panel in Discord, the overlays, what is still to be sent.
type Follow struct {
	Label string // "Discord panel"
	Href  string // where more is said; empty for nowhere
	State string // "current", "8 ms", "3 to send"
	Tone  ui.Tone
	Words string // what is wrong and what to do; empty when nothing is
}

func (n Notice) href() string {
	if n.Tournament == 0 {
		return ""
	}
	if strings.HasPrefix(n.Key, "mirror/") {
		return StaffAddress(n.Tournament, ViewSheet)
	}
	return StaffAddress(n.Tournament, "")
}

func needs(n int) string {
	if n == 1 {
		return "Needs a person"
	}
	return itoa(n) + " things need a person"
}
