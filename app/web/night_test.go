package web_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"matchday/app/person"
	"matchday/app/tournament"
)

// form finds the first form on a page that posts to an address, and returns its hidden fields and what is typed in it.
func (a answer) form(t testing.TB, action string) url.Values {
	t.Helper()
	for _, m := range regexp.MustCompile(`(?s)<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>`).FindAllStringSubmatch(a.Text, -1) {
		if strings.HasSuffix(m[1], action) {
			values := url.Values{}
			for _, in := range regexp.MustCompile(`<input[^>]*>`).FindAllString(m[2], -1) {
				name, value := attribute(in, "name"), attribute(in, "value")
				if name != "" && !strings.Contains(in, `type="checkbox"`) {
					values.Add(name, value)
				}
			}
			for _, sel := range regexp.MustCompile(`(?s)<select([^>]*)>(.*?)</select>`).FindAllStringSubmatch(m[2], -1) {
				option := regexp.MustCompile(`<option[^>]*\bselected\b[^>]*>`).FindString(sel[2])
				values.Add(attribute(sel[1], "name"), attribute(option, "value"))
			}
			for _, area := range regexp.MustCompile(`(?s)<textarea([^>]*)>(.*?)</textarea>`).FindAllStringSubmatch(m[2], -1) {
				values.Add(attribute(area[1], "name"), area[2])
			}
			return values
		}
	}
	t.Fatalf("%s has no form to %s", a.Request.URL, action)
	return nil
}

func attribute(tag, name string) string {
	m := regexp.MustCompile(`\b` + name + `="([^"]*)"`).FindStringSubmatch(tag)
	if m == nil {
		return ""
	}
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(m[1])
}

// fill posts a form of a page with some fields changed.
func (b *browser) fill(a answer, path, action string, fields ...string) answer {
	b.h.t.Helper()
	values := a.form(b.h.t, action)
	for i := 0; i+1 < len(fields); i += 2 {
		values.Set(fields[i], fields[i+1])
	}
	var flat []string
	for name, list := range values {
		for _, value := range list {
			flat = append(flat, name, value)
		}
	}
	return b.post(path+action, flat...)
}

// press takes the step that the page offers, as somebody without a script does.
func (b *browser) press(path string, step tournament.Step) answer {
	b.h.t.Helper()
	a := b.get(path)
	m := regexp.MustCompile(`name="version" value="(\d+)"><input type="hidden" name="step" value="` + string(step) + `"`).FindStringSubmatch(a.Text)
	if m == nil {
		b.h.t.Fatalf("%s does not offer %s:\n%s", path, step, cut(a.Text))
	}
	return b.post(path+"/step", "step", string(step), "version", m[1])
}

func TestAWholeNightWithoutScripts(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.signedIn(h.owner)
	a := b.get("/admin/tournaments/new")
	a = b.fill(a, "", "/admin/tournaments/new", "name", "Holidaze Cup", "cap", "8", "lobby_size", "4", "rounds", "2", "points", "", "cut", "4", "starts", "2026-11-28 19:00")
	a.wants(t, 200, "Holidaze Cup is planned", "Saturday, Nov 28, 7:00 PM EST · solo · 8 seats · lobbies of 4 · 2 rounds", "Nobody is registered yet")
	path := a.Request.URL.Path
	id := h.tonight()

	b.press(path, tournament.StepOpenRegistration).wants(t, 200, "Registration is open.")
	for n := 1; n <= 8; n++ {
		h.register(id, n)
	}
	b.fill(b.get(path+"/add"), path, "/add", "person", "Grandma", "guest", "on", "ingame", "Nana#OLD", "pronouns", "she/her").wants(t, 200, "Nana#OLD is on the waitlist")
	a = b.get(path)
	a.wants(t, 200, "moonpetal", "She/Her", "Sugar Comet#NA1", "Seat 1", "Grandma", "Next in line", `>0</span>`)
	b.press(path, tournament.StepCloseRegistration).wants(t, 200, "Registration has closed.")
	b.press(path, tournament.StepOpenCheckIn).wants(t, 200, "Check-in is open.", "Not yet")
	for n := 1; n <= 7; n++ {
		h.checkIn1(id, n)
	}
	grandma := h.board(id).Waitlist[0].Entry.ID
	b.post(path+"/check-in", "entry", itoa(grandma)).wants(t, 200, "Grandma is checked in.", "Waitlist 1, here")
	a = b.get(path)
	a.wants(t, 200, "7 players stay. 1 is not here and loses the seat. 1 from the waitlist is here and moves up.", "Dropped: </b> <bdi>harp7", "Move up: </b> <bdi>Grandma")
	b.press(path, tournament.StepCloseCheckIn).wants(t, 200, "Check-in is closed. 8 players are in", "Dropped")

	for round := 1; round <= 2; round++ {
		b.press(path, tournament.StepDraw).wants(t, 200, fmt.Sprintf("Round %d is drawn", round), "Only staff see")
		r, _ := h.board(id).Current()
		one, other := r.Lobbies[0].Seats[0].Row, r.Lobbies[1].Seats[3].Row
		a = b.get(path + "/lobbies")
		a = b.post(path+"/swap", "version", a.form(t, "/swap").Get("version"), "pick", itoa(one.Entry.ID), "pick", itoa(other.Entry.ID))
		a.wants(t, 200, one.Name+" and "+other.Name+" have changed places.")
		b.press(path, tournament.StepStartRound).wants(t, 200, fmt.Sprintf("Round %d has started", round))
		r, _ = h.board(id).Current()
		for i, l := range r.Lobbies {
			order := []string{"1 2 3 4", "4, 3, 2", "2 1 / 3 4", "4 3 2 1"}[(i+round)%4]
			b.post(path+"/result", "lobby", itoa(l.ID), "version", itoa(l.Version), "order", order).wants(t, 200, "Lobby "+l.Name+" is recorded, ", "Recorded")
		}
	}
	b.get(path+"/standings").wants(t, 200, "Order: total points, then first places", "after round 2")
	b.press(path, tournament.StepFinish).wants(t, 200, "The tournament is finished.", "final", "won by")
	b.get(path+"/history").wants(t, 200, "The tournament is over", "by Robin, web")
	h.visitor().get(strings.Replace(path, "/admin", "", 1)).wants(t, 200, "Finished · won by", "rank-place")
	if got := h.board(id); got.Phase != tournament.PhaseFinished || len(got.Standings) != 8 {
		t.Errorf("phase %s, %d standings", got.Phase, len(got.Standings))
	}
}

// tonight is the id of the one tournament that there is.
func (h *house) tonight() int64 {
	h.t.Helper()
	boards, err := h.Tonight(h.ctx, h.of.ID)
	h.must(err)
	return boards[len(boards)-1].Tournament.ID
}

func (h *house) checkIn1(id int64, n int) {
	h.t.Helper()
	_, err := h.CheckIn(h.ctx, h.player(n), id)
	h.must(err)
}

// playing is a tournament of two lobbies of four whose first round is being played.
func (h *house) playing() (id int64, path string) {
	h.t.Helper()
	b := h.create(func(p *tournament.Plan) {
		p.Rules.Cap, p.Rules.LobbySize, p.Rules.Points = 8, 4, tournament.DefaultPoints(4)
	})
	for n := 1; n <= 8; n++ {
		h.register(b.Tournament.ID, n)
	}
	for _, s := range []tournament.Step{tournament.StepCloseRegistration, tournament.StepDraw, tournament.StepStartRound} {
		b = h.step(b, s)
	}
	return b.Tournament.ID, "/admin/t/" + itoa(b.Tournament.ID)
}

func TestACorrectionShowsItsRippleFirst(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, path := h.playing()
	h.record(h.board(id))
	b := h.signedIn(h.owner)
	r, _ := h.board(id).Current()
	l := r.Lobbies[0]
	winner, last := l.Seats[0].Row.Name, l.Seats[3].Row.Name
	lobby := path + "/lobby/" + itoa(l.ID)
	a := b.get(lobby)
	a.wants(t, 200, "Correct lobby A", "See what changes")
	turned := strings.Fields(regexp.MustCompile(`(?s)<textarea[^>]*>(.*?)</textarea>`).FindStringSubmatch(a.Text)[1])
	turned[0], turned[3] = turned[3], turned[0]
	before := h.head(id)
	a = b.fill(a, path, "/result", "order", strings.Join(turned, " "))
	a.wants(t, 200, "Correct lobby A?", "What changes in the standings", winner, last, "Correct it")
	if h.head(id) != before {
		t.Fatal("looking has changed something")
	}
	a = b.fill(a, path, "/result")
	a.wants(t, 200, "Lobby A is corrected.")
	if got, _ := h.board(id).Current(); got.Lobbies[0].Seats[0].Row.Name != last {
		t.Errorf("won by %s, want %s", got.Lobbies[0].Seats[0].Row.Name, last)
	}
	b.fill(b.get(lobby), path, "/result").wants(t, 200, "That is the result that is recorded already")
	b.post(path+"/result", "lobby", itoa(l.ID), "version", itoa(l.Version), "order", strings.Join(turned, " "), "sure", "yes").wants(t, 200, "Somebody has recorded lobby A of round 1 in the meantime")
}

// head is the newest event of a tournament: a wish that was refused must not move it.
func (h *house) head(id int64) int64 { return h.store.Head(tournament.Topic(id)) }

func TestTheLastStepIsNamedAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, path := h.playing()
	b := h.signedIn(h.owner)
	a := b.get(path)
	a.wants(t, 200, "Undo: started round 1…", "Robin did this at 6:47 PM")
	form := a.form(t, "/undo")
	b.post(path+"/undo", "last", form.Get("last")).wants(t, 200, "Taken back: Robin started round 1.", "Start round 1")
	b.post(path+"/undo", "last", form.Get("last")).wants(t, 200, "Another step was taken or taken back in the meantime")
	if r, _ := h.board(id).Current(); r.State != tournament.Drawn {
		t.Errorf("round is %s", r.State)
	}
}

func TestAStaleStepIsAnsweredWithTheFreshPage(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	path := "/admin/t/" + itoa(b.Tournament.ID)
	helper := h.as(person.Helper)
	old := b.Tournament.Version
	h.step(b, tournament.StepCloseRegistration)
	before := h.head(b.Tournament.ID)
	a := helper.post(path+"/step", "step", "open_check_in", "version", itoa(old))
	a.wants(t, 200, "Holidaze Cup has moved on since this was shown", "Reopen registration")
	helper.post(path+"/step", "step", "open_check_in").wants(t, 422, "This form is damaged")
	helper.post(path+"/step", "step", "open_check_in", "version", "0").wants(t, 200, "This page is too old")
	if h.head(b.Tournament.ID) != before {
		t.Error("something was changed")
	}
}

func TestTheSameFormCountsOnceAndAnotherOneAnew(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	path := "/admin/t/" + itoa(b.Tournament.ID)
	staff := h.signedIn(h.owner)
	form := staff.get(path+"/add").form(t, "/add")
	send := func(name string) answer {
		return staff.post(path+"/add", "nonce", form.Get("nonce"), "person", name, "guest", "on", "ingame", name+"#1")
	}
	send("Ada").wants(t, 200, "Ada#1 has a seat")
	send("Ada").wants(t, 200)
	if got := len(h.board(b.Tournament.ID).Seated); got != 1 {
		t.Fatalf("%d entries after the same form twice", got)
	}
	send("Bea").wants(t, 200, "Bea#1 has a seat") // back in the browser, another name
	if got := len(h.board(b.Tournament.ID).Seated); got != 2 {
		t.Errorf("%d entries", got)
	}
}

func TestThePlanSurvivesStepsThatDoNotTouchIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	id, path := b.Tournament.ID, "/admin/t/"+itoa(b.Tournament.ID)
	staff := h.signedIn(h.owner)
	form := staff.get(path + "/plan")
	h.step(b, tournament.StepCloseRegistration) // somebody else, while the form is open
	staff.fill(form, path, "/plan", "name", "Winter Cup").wants(t, 200, "The plan is saved.", "Winter Cup")
	// The plan itself was changed meanwhile: the form is back with what was typed, and a second press decides.
	form = staff.get(path + "/plan")
	p := h.board(id).Tournament.Plan()
	p.Rules.Cap = 24
	_, err := h.EditTournament(h.ctx, h.admin, id, 0, p)
	h.must(err)
	a := staff.fill(form, path, "/plan", "name", "Autumn Cup")
	a.wants(t, 422, "Winter Cup has moved on since this was shown", `value="Autumn Cup"`, `value="32"`)
	staff.fill(a, path, "/plan").wants(t, 200, "The plan is saved.", "Autumn Cup")
}

func TestEntriesAreRepairedFromTheirPage(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(func(p *tournament.Plan) { p.Rules.Cap = 4 })
	id, path := b.Tournament.ID, "/admin/t/"+itoa(b.Tournament.ID)
	for n := 1; n <= 6; n++ {
		h.register(id, n)
	}
	staff := h.signedIn(h.owner)
	row := func(name string) (entry int64, page string) {
		for _, list := range [][]tournament.Row{h.board(id).Seated, h.board(id).Waitlist, h.board(id).Left} {
			for _, r := range list {
				if r.Name == name {
					return r.Entry.ID, path + "/entry/" + itoa(r.Entry.ID)
				}
			}
		}
		t.Fatalf("no %s", name)
		return 0, ""
	}
	entry, page := row("moonpetal")
	staff.fill(staff.get(page), path, "/details", "ingame", "Comet#EUW", "pronouns", "they/them").wants(t, 200, "The details are saved.", "Comet#EUW")
	staff.fill(staff.get(page), path, "/seed", "seed", "3").wants(t, 200, "moonpetal is seed 3.", "seed 3")
	staff.fill(staff.get(page), path, "/seed", "seed", "three").wants(t, 422, "A seed is a number", `value="three"`)
	staff.fill(staff.get(page), path, "/replace", "person", "ivy_", "ingame", "Ivy#0777").wants(t, 422, "ivy_")
	staff.fill(staff.get(page), path, "/replace", "person", "900000000000000077", "ingame", "Newcomer#EUW").wants(t, 200, "plays on with the newcomer", "Newcomer")
	staff.post(path+"/remove", "entry", itoa(entry), "reason", "did not answer").wants(t, 200, "is removed.")
	if b := h.board(id); len(b.Seated) != 4 || len(b.Waitlist) != 1 {
		t.Errorf("%d seated, %d waiting after a removal", len(b.Seated), len(b.Waitlist))
	}
	entry, _ = row("vex.luna")
	staff.post(path+"/disqualify", "entry", itoa(entry), "reason", "").wants(t, 200, "vex.luna is disqualified.")
	entry, _ = row("달빛토끼")
	staff.post(path+"/withdraw", "entry", itoa(entry)).wants(t, 422, "Choose who withdraws.")
	_, page = row("달빛토끼")
	staff.fill(staff.get(page), path, "/withdraw").wants(t, 200, "달빛토끼 has withdrawn.")
	entry, page = row("ivy_")
	staff.post(path+"/keep", "entry", itoa(entry)).wants(t, 200, "ivy_ keeps the seat")
	staff.get(page).wants(t, 200, "kept when check-in closes")
	staff.post(path+"/release", "entry", itoa(entry)).wants(t, 200, "ivy_ is dropped when check-in closes without them")
}

func TestTeamsAreCheckedInPersonByPerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(func(p *tournament.Plan) {
		p.Rules.TeamSize, p.Rules.Cap, p.Rules.LobbySize, p.Rules.Points = 2, 4, 4, tournament.DefaultPoints(4)
	})
	id, path := b.Tournament.ID, "/admin/t/"+itoa(b.Tournament.ID)
	for n, team := range map[int]string{1: "the boys", 2: "the boys", 3: "the toys"} {
		a := application(n)
		a.Team = team
		_, err := h.Register(h.ctx, h.player(n), id, a)
		h.must(err)
	}
	h.step(h.step(b, tournament.StepCloseRegistration), tournament.StepOpenCheckIn)
	staff := h.signedIn(h.owner)
	var boys tournament.Row
	for _, r := range h.board(id).Seated {
		if r.Name == "the boys" {
			boys = r
		}
	}
	staff.get(path).wants(t, 200, "the boys", "Not yet", "Needs 1")
	one := boys.People[0]
	staff.post(path+"/check-in", "entry", itoa(boys.Entry.ID), "member", itoa(one.Person)).wants(t, 200, one.Name+" is checked in.")
	staff.get(path+"/entry/"+itoa(boys.Entry.ID)).wants(t, 200, "Checked in", "Not checked in")
	staff.post(path+"/check-in", "entry", itoa(boys.Entry.ID)).wants(t, 200, "the boys is checked in.")
	staff.fill(staff.get(path+"/add"), path, "/add", "person", "Pal", "guest", "on", "ingame", "Pal#1", "team", "the toys").wants(t, 200, "has a seat")
}
