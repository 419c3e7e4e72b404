package web_test

import (
	"fmt"
	"testing"

	"matchday/app/tournament"
	"matchday/views/browsertest"
)

// A helper takes a tournament from its creation to its last standings with the mouse; axe looks at every page on the way.
func TestFromRegistrationToStandingsInTheBrowser(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := browsertest.Start(t).Page(browsertest.Look{})
	h.cookie(p, "matchday", h.owner)
	id := planned(h, p)
	registering(h, p, id)
	checkingInByHand(h, p, id)
	sameOrder := []int{1, 2, 3, 4}
	playRound(p, 1, sameOrder)
	correcting(p)
	press(p, "#night-head .primary")
	says(p, ".round", "Round 2 is drawn")
	playRound(p, 2, sameOrder)
	p.Click(`.tabs a[href$="/standings"]`)
	says(p, "#standings", "after round 2")
	connected(p)
	p.Click("#step-finish > summary")
	p.Click("dialog form .actions button:not([type=button])")
	says(p, "#notices", "The tournament is finished.")
	says(p, "#steps", "won by")
	p.Sound("flow-finished")
	b := h.board(id)
	if b.Phase != tournament.PhaseFinished || len(b.Standings) != 4 {
		t.Fatalf("phase %s with %d in the standings", b.Phase, len(b.Standings))
	}
	// Round 1 was corrected: who was recorded second won it.
	if first := b.Rounds[0].Lobbies[0].Seats[0]; first.Place != 1 || first.Points != 4 {
		t.Errorf("the winner of round 1 has place %d and %d points", first.Place, first.Points)
	}
}

// press presses something once the page follows by itself again.
func press(p *browsertest.Page, selector string) {
	connected(p)
	p.Click(selector)
}

func planned(h *house, p *browsertest.Page) int64 {
	p.Go(h.url + "/admin/tournaments/new")
	says(p, "h1", "New tournament")
	p.Sound("flow-new")
	for field, text := range map[string]string{"name": "Holidaze Cup", "starts": "Saturday 9pm", "cap": "4", "lobby-size": "4", "rounds": "2", "points": "4 3 2 1", "cut": "2"} {
		p.Type("#plan-"+field, text)
	}
	says(p, "#plan", "Saturday, Nov 28, 9:00 PM EST") // how the time is understood
	p.Click("#plan .actions .primary")
	says(p, "#notices", "Holidaze Cup is planned")
	press(p, "#night-head .primary")
	says(p, "#notices", "Registration is open.")
	return h.tonight()
}

func registering(h *house, p *browsertest.Page, id int64) {
	connected(p)
	for n := 1; n <= 4; n++ { // who registers appears by themselves
		h.register(id, n)
	}
	says(p, "#players", "ivy_")
	says(p, "#n-in", "4")
	p.Click(`#night-main a[href$="/add"]`)
	says(p, "h1", "Add somebody")
	p.Type("#add-person", "Walk-in Wren")
	p.Type("#add-ingame", "Wren#NA1")
	p.Click("#add-guest")
	p.Sound("flow-add")
	p.Click("#add .actions .primary")
	says(p, "#notices", "is on the waitlist.")
	says(p, "#players", "Next in line")
	connected(p)
	p.Click("#night-more > summary")
	p.Click(`#night-more form:has([value=open_check_in]) button`)
	says(p, "#notices", "Check-in is open.")
}

func checkingInByHand(h *house, p *browsertest.Page, id int64) {
	connected(p)
	h.checkIn1(id, 1)
	says(p, "#n-in", "1")
	p.Click("#" + entryID(h, id, "vex.luna") + " .col-action form button")
	says(p, "#toasts, #notices, #said", "vex.luna is checked in.")
	says(p, "#"+entryID(h, id, "vex.luna"), "Checked in")
	h.checkIn1(id, 3)
	says(p, "#n-in", "3")
	p.Type("#filter", "wren")
	p.Gone("#" + entryID(h, id, "moonpetal"))
	p.Click("#" + entryID(h, id, "Walk-in Wren") + " .col-action form button")
	says(p, "#toasts, #notices, #said", "Wren is checked in.")
	p.Type("#filter", " ")
	p.Sound("flow-check-in")

	// Closing asks first, with names.
	press(p, "#step-close_check_in > summary")
	says(p, "dialog", "3 players stay. 1 is not here and loses the seat. 1 from the waitlist is here and moves up.")
	says(p, "dialog", "Dropped: ivy_")
	p.Sound("flow-close")
	p.Click("dialog form .actions button:not([type=button])")
	says(p, "#notices", "Check-in is closed.")
	press(p, "#night-head .primary")
	says(p, "#notices", "Registration is closed.")
	press(p, "#night-head .primary")
	says(p, ".round", "Round 1 is drawn")
	if b := h.board(id); b.Counts.Seated != 4 || b.Tournament.Registration == tournament.Open {
		h.t.Errorf("%+v", b.Counts)
	}
}

// playRound starts the round that is drawn and taps its result.
func playRound(p *browsertest.Page, number int, order []int) {
	press(p, "#night-head .primary")
	says(p, ".round", fmt.Sprintf("Round %d is being played", number))
	connected(p)
	for place, seat := range order {
		p.Click(fmt.Sprintf(`[data-seat="%d"]`, seat))
		p.Until(fmt.Sprintf(`document.querySelector('[data-seat="%d"] [data-came]').textContent === '%d'`, seat, place+1))
	}
	says(p, ".result .reading", "1 ")
	p.Sound(fmt.Sprintf("flow-round-%d", number))
	p.Click(".result .actions .button")
	says(p, "#toasts, #notices, #said", "Lobby A is recorded")
	says(p, ".lobbies", "Recorded")
}

// correcting swaps the first two of a recorded lobby, and is shown first what that changes.
func correcting(p *browsertest.Page) {
	p.Click(`.lobbies a[href*="/lobby/"]`)
	says(p, "h1", "Correct lobby A")
	p.Sound("flow-correct")
	p.Type("#correct textarea", "2 1 3 4")
	says(p, ".result .reading", "1 ")
	p.Click(".result .actions .button")
	says(p, "h1", "Correct lobby A?")
	says(p, "#moves", "2 lines")
	p.Sound("flow-ripple")
	p.Click("form.actions .primary")
	says(p, "#notices", "Lobby A is corrected.")
}
