package web_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"matchday/app/league"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/sandbox/sheets/sheetstest"
	"matchday/app/sheets"
	"matchday/app/tournament"
	"matchday/app/web"

	sandbox "matchday/app/sandbox/sheets"
)

// theSheet is the id of the spreadsheet of these tests, and pasted how its address is copied from a browser.
const (
	theSheet = "1sheet-of-the-web-tests"
	pasted   = "https://docs.google.com/spreadsheets/d/" + theSheet + "/edit#gid=0"
)

// office is a house with a Google, in which there is one spreadsheet, and an open tournament.
type office struct {
	*house
	google  *sheets.Service
	sandbox *sheetstest.Sandbox
	book    *edits.Book
	cup     int64
}

func openOffice(t *testing.T, change ...func(*web.Options)) *office {
	t.Helper()
	o := &office{sandbox: sheetstest.Start(t, sandbox.Options{PerUser: -1, PerProject: -1})}
	o.house = open(t, append([]func(*web.Options){func(w *web.Options) {
		var err error
		o.book = w.Book
		o.google, err = sheets.New(t.Context(), sheets.Options{Endpoint: o.sandbox.URL + "/", Poll: time.Hour, Book: w.Book, Log: w.Log})
		if err != nil {
			t.Fatal(err)
		}
		w.Google = o.google
	}}, change...)...)
	o.cup = o.create(nil).Tournament.ID
	return o
}

// at is the address of a part of the Sheet's page.
func (o *office) at(part string) string {
	if part != "" {
		part = "/" + part
	}
	return fmt.Sprintf("/admin/t/%d/sheet%s", o.cup, part)
}

// gal adds the Sheet that the league had before: a title, headers in the second row, notes of staff beside the data.
func (o *office) gal() {
	o.t.Helper()
	b := grid.NewBook(theSheet, "Spring sign-ups")
	rows := [][]string{{"Holidaze"}, {"", "Discord:", "Pronouns:", "Player's Riot ID", "Registered:", "Checked In:", "Fee", "Username:"}}
	for n, pronouns := range []string{"She/Her", "They/Them", "", "Any"} {
		rows = append(rows, []string{"", somebody[n].Name, pronouns, somebody[n].Game, "TRUE", "FALSE", "paid", ""})
	}
	_, err := b.Fill("GAL Database", 40, 9, rows)
	o.must(err)
	_, err = b.AddTab(b.Next(), "Notes", 10, 4)
	o.must(err)
	o.sandbox.Add(b)
}

// empty adds a Sheet in which nothing stands.
func (o *office) empty() {
	o.sandbox.Add(grid.NewBook(theSheet, "Spring sign-ups"))
}

// laidOut connects an empty Sheet as "Make me a Sheet" does, with n players in it.
func (o *office) laidOut(n int) {
	o.t.Helper()
	o.empty()
	for i := 1; i <= n; i++ {
		o.register(o.cup, i)
	}
	o.signedIn(o.owner).post(o.at(""), "sheet", pasted, "do", "make").wants(o.t, http.StatusOK, "The Sheet is laid out and kept in step from now on.")
	o.sync()
	o.sync()
}

func (o *office) sync() {
	o.t.Helper()
	o.must(o.google.Sync(o.ctx, o.cup))
}

// types types into a cell of the Players tab in the row of somebody.
func (o *office) types(who string, col int, text string) {
	o.t.Helper()
	o.must(o.sandbox.Person(theSheet, func(b *grid.Book) error {
		tab := b.Titled("Players")
		tab.Type(rowOf(tab, who), col, text)
		return nil
	}))
}

func rowOf(tab *grid.Tab, who string) int {
	for r := range tab.RowCount() {
		if tab.Result(r, 0).Show() == who {
			return r
		}
	}
	return -1
}

func (o *office) mirror() (edits.Mirror, bool) {
	o.t.Helper()
	m, ok, err := o.book.Mirror(o.ctx, o.cup)
	o.must(err)
	return m, ok
}

func (o *office) version() string {
	m, _ := o.mirror()
	return fmt.Sprint(m.Version)
}

// clash makes both sides change the pronouns of somebody.
func (o *office) clash(n int) {
	o.t.Helper()
	a := application(n)
	a.Pronouns = "fae/faer"
	_, err := o.Register(o.ctx, o.player(n), o.cup, a)
	o.must(err)
	o.types(somebody[n-1].Name, 1, "xe/xem")
}

var (
	inputs  = regexp.MustCompile(`<input([^>]*)>`)
	selects = regexp.MustCompile(`(?s)<select([^>]*)>(.*?)</select>`)
	chosen  = regexp.MustCompile(`<option value="([^"]*)" selected`)
	named   = regexp.MustCompile(` name="([^"]*)"`)
	valued  = regexp.MustCompile(` value="([^"]*)"`)
)

// typed is what the form of a page holds, as name and value in turn; changes are set in it.
func typed(a answer, id string, changes ...string) []string {
	_, form, _ := strings.Cut(a.Text, `id="`+id+`"`)
	form, _, _ = strings.Cut(form, "</form>")
	values := map[string]string{}
	pick := func(r *regexp.Regexp, s string) string {
		if m := r.FindStringSubmatch(s); m != nil {
			return html.UnescapeString(m[1])
		}
		return ""
	}
	for _, m := range inputs.FindAllStringSubmatch(form, -1) {
		if !strings.Contains(m[1], `type="checkbox"`) || strings.Contains(m[1], " checked") {
			values[pick(named, m[1])] = pick(valued, m[1])
		}
	}
	for _, m := range selects.FindAllStringSubmatch(form, -1) {
		values[pick(named, m[1])] = pick(chosen, m[2])
	}
	for i := 0; i+1 < len(changes); i += 2 {
		values[changes[i]] = changes[i+1]
	}
	var list []string
	for name, value := range values {
		list = append(list, name, value)
	}
	return list
}

func TestASheetIsMappedPreviewedAndConnectedWithoutScripts(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.gal()
	for n := 1; n <= 3; n++ {
		o.register(o.cup, n)
	}
	b := o.signedIn(o.owner)
	b.get(fmt.Sprintf("/admin/t/%d", o.cup)).wants(t, http.StatusOK, `href="`+o.at("")+`"`)
	b.get(o.at("")).wants(t, http.StatusOK, "1. Let Matchday in", "nothing has to be shared", "Make me a Sheet")
	b.post(o.at(""), "sheet", pasted, "do", "test").wants(t, http.StatusOK, "Matchday may read this Sheet and write into it.", `value="`+pasted+`"`)

	page := b.post(o.at(""), "sheet", pasted, "do", "use")
	page.wants(t, http.StatusOK, "What the Sheet holds", "GAL Database", "Headers in row", `value="2"`, "4 rows", "Recognised: 4 players", "moonpetal", "Other tabs", "“Notes” holds")
	gal := tabsOf(page)[0]
	if _, ok := o.mirror(); ok {
		t.Fatal("a Sheet that was only looked at is connected")
	}
	page = b.post(o.at("map"), typed(page, "map", "do", "preview", "field-"+gal+"-3", "ingame", "field-"+gal+"-7", "", "way-"+gal+"-2", "theirs")...)
	page.wants(t, http.StatusOK, "What would happen", "3 rows found", "1 new row", "You are asked about each.", "ivy_", "Connect")
	if _, ok := o.mirror(); ok {
		t.Fatal("a preview connected the Sheet")
	}
	back := b.post(o.at("map"), typed(page, "go", "do", "again")...)
	back.wants(t, http.StatusOK, "What the Sheet holds")
	if got := typed(back, "map"); !holds(got, "way-"+gal+"-2", "theirs") || !holds(got, "field-"+gal+"-3", "ingame") {
		t.Errorf("going back forgot what was chosen: %q", got)
	}
	b.post(o.at("map"), typed(page, "go", "do", "connect")...).wants(t, http.StatusOK, "The Sheet is connected and kept in step from now on.", "Spring sign-ups")

	m, ok := o.mirror()
	tab, _ := m.Plan.Tab(mirror.Players)
	if !ok || m.Spreadsheet != theSheet || m.Title != "Spring sign-ups" || tab.Header != 1 || m.Plan.Enter {
		t.Fatalf("connected %v: %+v", ok, m)
	}
	if i := tab.Column(mirror.InGame); i < 0 || tab.Columns[i].At != 3 {
		t.Errorf("the in-game name is not column D: %+v", tab.Columns)
	}
	if i := tab.Column(mirror.Pronouns); i < 0 || tab.Columns[i].Way != mirror.Theirs {
		t.Errorf("pronouns are not theirs: %+v", tab.Columns)
	}
	o.sync()
	b.get(o.at("")).wants(t, http.StatusOK, "Somebody new", "Enter", "Leave it", "1 question")
}

func holds(list []string, name, value string) bool {
	for i := 0; i+1 < len(list); i += 2 {
		if list[i] == name {
			return list[i+1] == value
		}
	}
	return false
}

// tabsOf are Google's numbers of the tabs that a page maps, in its order.
func tabsOf(a answer) (list []string) {
	for _, m := range regexp.MustCompile(`name="kind-(\d+)"`).FindAllStringSubmatch(a.Text, -1) {
		list = append(list, m[1])
	}
	return list
}

func TestWhatCannotBeMappedIsToldBesideItsFieldAndChangesNothing(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.gal()
	b := o.signedIn(o.owner)
	page := b.get(o.at("map") + "?sheet=" + theSheet)
	first, notes := tabsOf(page)[0], tabsOf(page)[1]
	for _, c := range []struct {
		name   string
		change []string
		says   string // the sentence
		beside string // id of the field's sentence
		keeps  string // what still stands in a field
	}{
		{"a field twice", []string{"field-" + first + "-2", "discord"}, "Column B holds Discord already.", "map-field-" + first + "-2-fault", ""},
		{"no such field", []string{"field-" + first + "-2", "shoes"}, "Choose one of the offered.", "map-field-" + first + "-2-fault", ""},
		{"a field of another tab", []string{"field-" + first + "-2", "round1"}, "Choose one of the offered.", "map-field-" + first + "-2-fault", ""},
		{"a direction that is not", []string{"way-" + first + "-2", "sideways"}, "Pronouns cannot be kept this way.", "map-way-" + first + "-2-fault", ""},
		{"a direction that does not fit", []string{"way-" + first + "-1", "both"}, "Discord cannot be kept this way.", "map-way-" + first + "-1-fault", ""},
		{"nobody to tell rows apart", []string{"field-" + first + "-1", "", "field-" + first + "-3", "", "field-" + first + "-7", ""}, "rows could not be told apart", "map-kind-" + first + "-fault", ""},
		{"no tab of players", []string{"kind-" + first, ""}, "Choose the tab of the players.", "map-kind-" + first + "-fault", ""},
		{"no such kind", []string{"kind-" + first, "dogs"}, "Choose one of the offered.", "map-kind-" + first + "-fault", ""},
		{"a row that is no number", []string{"row-" + first, "second"}, "Type the number of the row", "map-row-" + first + "-fault", `value="second"`},
		{"row 0", []string{"row-" + first, "0"}, "Type the number of the row", "map-row-" + first + "-fault", ""},
		{"a row far away", []string{"row-" + first, "99999999999999999999"}, "Type the number of the row", "map-row-" + first + "-fault", `value="99999999999999999999"`},
		{"a link without a host", []string{"link", "javascript:alert(1)//{name}"}, "must begin with https://", "map-link-fault", `value="javascript:alert(1)//{name}"`},
		{"a link without a name", []string{"link", "https://lolchess.gg/profile"}, "needs {name}", "map-link-fault", ""},
		{"two tabs of one kind", []string{"kind-" + notes, "players", "was-" + notes, "players:1"}, "holds this already", "map-kind-" + notes + "-fault", ""},
	} {
		got := b.post(o.at("map"), typed(page, "map", append(c.change, "do", "connect")...)...)
		got.wants(t, http.StatusUnprocessableEntity, html.EscapeString(c.says), `id="`+c.beside+`"`, c.keeps)
		if _, ok := o.mirror(); ok {
			t.Fatalf("%s: connected", c.name)
		}
	}
	for _, c := range []struct{ sheet, says string }{
		{"", "no address of a Google Sheet"}, {"https://example.org/spreadsheets", "no address of a Google Sheet"}, {strings.Repeat("x", 400), "no address of a Google Sheet"},
		{"<b>bold</b>", "no address of a Google Sheet"}, {"1nobody-has-made-this-one", "Google knows no such Sheet"},
	} {
		for _, do := range []string{"use", "make", "test"} {
			b.post(o.at(""), "sheet", c.sheet, "do", do).wants(t, http.StatusUnprocessableEntity, c.says, `id="sheet-sheet-fault"`, `value="`+html.EscapeString(c.sheet)+`"`)
		}
	}
	if calls := o.sandbox.Calls(); len(calls) == 0 {
		t.Error("Google was never asked")
	}
	if _, ok := o.mirror(); ok {
		t.Error("connected")
	}
}

func TestATabIsReadAgainFromAnotherRowOrAsAnotherKind(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.gal()
	b := o.signedIn(o.owner)
	page := b.get(o.at("map") + "?sheet=" + theSheet)
	tab := tabsOf(page)[0]
	page = b.post(o.at("map"), typed(page, "map", "row-"+tab, "3", "do", "preview")...)
	page.wants(t, http.StatusOK, "The tab was read again.", "Sugar Comet#NA1")
	page = b.post(o.at("map"), typed(page, "map", "row-"+tab, "002", "do", "again")...)
	page.wants(t, http.StatusOK, "The tab was read again.", "Discord:")
	b.post(o.at("map"), typed(page, "map", "do", "preview")...).wants(t, http.StatusOK, "What would happen")
	page = b.post(o.at("map"), typed(page, "map", "kind-"+tab, "standings", "do", "again")...)
	page.wants(t, http.StatusOK, "The tab was read again.", "Rank")
	if _, ok := o.mirror(); ok {
		t.Error("connected")
	}
}

func TestASheetThatChangedSinceThePreviewIsShownOnceMore(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.gal()
	b := o.signedIn(o.owner)
	page := b.get(o.at("map") + "?sheet=" + theSheet)
	page = b.post(o.at("map"), typed(page, "map", "do", "preview")...)
	o.must(o.sandbox.Person(theSheet, func(s *grid.Book) error { s.Tabs[0].Type(1, 2, "Pronouns (new)"); return nil }))
	page = b.post(o.at("map"), typed(page, "go", "do", "connect")...)
	page.wants(t, http.StatusOK, "The Sheet has changed since you looked at it.")
	if _, ok := o.mirror(); ok {
		t.Fatal("connected by what nobody had seen")
	}
	b.post(o.at("map"), typed(page, "go", "do", "connect")...).wants(t, http.StatusOK, "The Sheet is connected")
}

func TestWhatGoogleRefusesIsToldWithWhatToDo(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.empty()
	b := o.signedIn(o.owner)
	o.sandbox.Share(theSheet, sandbox.Stranger)
	b.post(o.at(""), "sheet", pasted, "do", "test").wants(t, http.StatusUnprocessableEntity, "does not let Matchday into the Sheet", `value="`+pasted+`"`)
	o.sandbox.Share(theSheet, sandbox.Viewer)
	b.post(o.at(""), "sheet", pasted, "do", "make").wants(t, http.StatusUnprocessableEntity, "does not let Matchday into the Sheet")
	o.sandbox.Share(theSheet, sandbox.Editor)
	b.post(o.at(""), "sheet", pasted, "do", "make").wants(t, http.StatusOK, "The Sheet is laid out")
	b.post(o.at(""), "sheet", pasted, "do", "make").wants(t, http.StatusOK, "has a Sheet already")
	other := o.create(func(p *tournament.Plan) { p.Name = "Spring Cup" }).Tournament.ID
	b.post(fmt.Sprintf("/admin/t/%d/sheet", other), "sheet", pasted, "do", "make").wants(t, http.StatusUnprocessableEntity, "This Sheet is kept in step with Holidaze Cup already.")
}

func TestWithoutGoogleThePageSaysWhatToSet(t *testing.T) {
	t.Parallel()
	h := open(t)
	cup := h.create(nil).Tournament.ID
	b := h.signedIn(h.owner)
	at := fmt.Sprintf("/admin/t/%d/sheet", cup)
	b.get(at).wants(t, http.StatusOK, "Google Sheets is not set up", "sheets.credentials_file", "docs/sheets.md")
	b.post(at, "sheet", pasted, "do", "use").wants(t, http.StatusServiceUnavailable, "sheets.credentials_file is empty")
	b.get(at+"/dry-run").wants(t, http.StatusServiceUnavailable, "sheets.credentials_file is empty")
	book := edits.New(h.League, h.store)
	plan, err := book.Template(h.ctx, h.admin, cup)
	h.must(err)
	for i := range plan.Tabs {
		plan.Tabs[i].Sheet = int64(i + 1)
	}
	h.must(book.Connect(h.ctx, h.admin, edits.Setup{Tournament: cup, Spreadsheet: theSheet, Title: "Of better days", Plan: plan}))
	b.get(at).wants(t, http.StatusOK, "Of better days", "Out of reach", "Google Sheets is not set up here", "Disconnect…")
	b.post(at+"/sync").wants(t, http.StatusServiceUnavailable, "sheets.credentials_file is empty")
	b.post(at+"/disconnect", "version", "1").wants(t, http.StatusOK, "The Sheet is disconnected.")
}

func TestQuestionsAreDecidedOneByOneAndAllAtOnce(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.laidOut(5)
	for n := 1; n <= 3; n++ {
		o.clash(n)
	}
	o.must(o.sandbox.Person(theSheet, func(b *grid.Book) error {
		tab := b.Titled("Players")
		tab.DeleteRows(rowOf(tab, somebody[4].Name), 1)
		return nil
	}))
	b := o.signedIn(o.owner)
	b.get(o.at("dry-run")).wants(t, http.StatusOK, "3 questions about cells", "1 row is gone", "Fae/Faer", "xe/xem", "starwarden")
	o.sync()
	page := b.get(o.at(""))
	page.wants(t, http.StatusOK, "4 questions", "Both sides changed it", "The row is gone", "Keep ours for all…", "Fae/Faer", "xe/xem", "Players B", "Put the row back", "Take out…", "Take starwarden out?")
	b.get("/admin").wants(t, http.StatusOK, "Sheet of Holidaze Cup", "4 questions")
	open, err := o.book.Overview(o.ctx, o.admin, o.cup)
	o.must(err)
	of := map[string]string{}
	for _, c := range open.Open {
		of[c.About] = fmt.Sprint(c.ID)
	}
	b.post(o.at("decide"), "conflict", of["moonpetal"], "how", "theirs").wants(t, http.StatusOK, "It is decided.", "took theirs", "3 questions")
	b.post(o.at("decide"), "conflict", of["moonpetal"], "how", "ours").wants(t, http.StatusOK, "decided already")
	b.post(o.at("decide"), "conflict", of["vex.luna"], "how", "withdraw").wants(t, http.StatusUnprocessableEntity, "Choose one of the offered answers.")
	b.post(o.at("decide"), "conflict", "999", "how", "ours").wants(t, http.StatusNotFound, "does not exist any more")
	b.post(o.at("decide-all"), "kind", "cell", "how", "enter").wants(t, http.StatusUnprocessableEntity, "Choose one of the offered answers.")
	b.post(o.at("decide-all"), "kind", "cell", "how", "ours").wants(t, http.StatusOK, "2 questions are decided.", "kept ours")
	b.post(o.at("decide"), "conflict", of["starwarden"], "how", "withdraw").wants(t, http.StatusOK, "Nothing to decide", "taken out")
	o.sync()
	pronouns := map[string]string{}
	for _, r := range o.board(o.cup).Seated {
		pronouns[r.People[0].Name] = r.People[0].Pronouns
	}
	if len(pronouns) != 4 || pronouns["moonpetal"] != "Xe/Xem" || pronouns["vex.luna"] != "Fae/Faer" {
		t.Errorf("after the decisions: %v", pronouns)
	}
	if got := o.sandbox.Look(theSheet).Titled("Players"); got.Result(rowOf(got, "vex.luna"), 1).Show() != "Fae/Faer" {
		t.Error("the Sheet does not have what was decided")
	}
	if page := b.get("/admin"); strings.Contains(page.Text, "Sheet of Holidaze Cup") {
		t.Error("a Sheet that needs nobody stands on the first page")
	}
}

func TestASheetIsPausedResumedMappedAnewAndDisconnected(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.laidOut(3)
	b := o.signedIn(o.owner)
	first := o.version()
	b.post(o.at("pause"), "version", first).wants(t, http.StatusOK, "The Sheet is paused.", "Nothing is read or written until somebody resumes it.")
	b.get("/admin").wants(t, http.StatusOK, "Sheet of Holidaze Cup", "paused")
	b.post(o.at("sync")).wants(t, http.StatusConflict, "The Sheet is paused. Resume it first.")
	b.post(o.at("resume"), "version", first).wants(t, http.StatusOK, "Somebody changed the Sheet&#39;s settings in the meantime.")
	b.post(o.at("resume"), "version", "nonsense").wants(t, http.StatusUnprocessableEntity, "This form is damaged")
	if m, _ := o.mirror(); m.State != edits.Paused {
		t.Fatal("a stale page resumed it")
	}
	b.post(o.at("resume"), "version", o.version()).wants(t, http.StatusOK, "The Sheet goes on.")
	b.post(o.at("sync")).wants(t, http.StatusOK, "The Sheet is being read.", "Another process of Matchday keeps this Sheet")
	if o.store.Head(edits.WakeTopic(o.cup)) == 0 {
		t.Error("the process that keeps the Sheet was told nothing")
	}

	o.must(o.sandbox.Person(theSheet, func(s *grid.Book) error { s.Titled("Players").MoveColumn(1, 3); return nil }))
	o.sync()
	b.get(o.at("")).wants(t, http.StatusOK, "The Sheet is paused", "moved from B to", "Look at the mapping")
	page := b.get(o.at("map"))
	page.wants(t, http.StatusOK, "Change the mapping", "Pronouns")
	page = b.post(o.at("map"), typed(page, "map", "do", "preview", "enter", "on", "link", "https://lolchess.gg/profile/na/{name}-{tag}")...)
	page.wants(t, http.StatusOK, "Use this mapping", "3 rows found")
	b.post(o.at("map"), typed(page, "go", "do", "connect", "version", "1")...).wants(t, http.StatusOK, "Somebody changed the Sheet&#39;s settings")
	b.post(o.at("map"), typed(page, "go", "do", "connect")...).wants(t, http.StatusOK, "The Sheet goes on by the new mapping.")
	m, _ := o.mirror()
	tab, _ := m.Plan.Tab(mirror.Players)
	if i := tab.Column(mirror.Pronouns); m.State != edits.On || !m.Plan.Enter || m.Plan.Link == "" || tab.Columns[i].At == 1 {
		t.Errorf("mapped anew: %+v", m)
	}
	o.sync()
	b.post(o.at("disconnect"), "version", o.version()).wants(t, http.StatusOK, "The Sheet is disconnected.", "Make me a Sheet")
	if _, ok := o.mirror(); ok {
		t.Error("it is still connected")
	}
}

func TestWhoMayDoWhatAboutASheet(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.laidOut(2)
	o.clash(1)
	o.sync()
	const lead, night, staff = person.Admin, person.Admin | person.Helper, person.Admin | person.Helper | person.Producer | person.Viewer
	for _, role := range []person.Roles{person.Admin, person.Helper, person.Producer, person.Viewer, person.Player} {
		b := o.as(role)
		for _, c := range []struct {
			method, path string
			may          person.Roles
			fields       []string
		}{
			{"GET", "", staff, nil}, {"GET", "dry-run", staff, nil}, {"GET", "script", lead, nil}, {"GET", "map", lead, nil},
			{"POST", "", lead, []string{"sheet", pasted, "do", "use"}}, {"POST", "map", lead, []string{"version", o.version()}},
			{"POST", "pause", lead, []string{"version", "999"}}, {"POST", "resume", lead, []string{"version", "999"}},
			{"POST", "rehook", lead, []string{"version", "999"}}, {"POST", "disconnect", lead, []string{"version", "999"}},
			{"POST", "sync", night, nil}, {"POST", "decide", night, []string{"conflict", "999", "how", "ours"}},
			{"POST", "decide-all", night, []string{"kind", "new", "how", "enter"}},
		} {
			var got answer
			if c.method == "GET" {
				got = b.get(o.at(c.path))
			} else {
				got = b.post(o.at(c.path), c.fields...)
			}
			if denied := got.StatusCode == http.StatusForbidden; denied == c.may.Has(role) {
				t.Errorf("%s %s as %v: %d", c.method, c.path, role, got.StatusCode)
			}
		}
	}
	page := o.as(person.Helper).get(o.at(""))
	page.wants(t, http.StatusOK, "Keep ours", "Sync now")
	for _, never := range []string{"Disconnect", "Pause", "Script to paste", "Change mapping"} {
		if strings.Contains(page.Text, never) {
			t.Errorf("a helper is offered %q", never)
		}
	}
	page = o.as(person.Viewer).get(o.at(""))
	page.wants(t, http.StatusOK, "Fae/Faer")
	for _, never := range []string{"Keep ours", "Sync now"} {
		if strings.Contains(page.Text, never) {
			t.Errorf("a viewer is offered %q", never)
		}
	}
	elsewhere, err := o.BindServer(o.ctx, "100000000000000077", "Another league")
	o.must(err)
	stranger, err := o.Arrive(o.ctx, league.Visitor{Server: elsewhere.Server, Discord: "900000000000000077", Name: "Alex", Admin: true})
	o.must(err)
	token, err := o.SignInLink(o.ctx, stranger.Person)
	o.must(err)
	session, err := o.SignInByLink(o.ctx, token, "test")
	o.must(err)
	if got := o.signedIn(session).get(o.at("")); got.StatusCode == http.StatusOK && strings.Contains(got.Text, "Fae/Faer") {
		t.Error("staff of another league see the Sheet")
	}
	if got := o.visitor().get(o.at("")); strings.Contains(got.Text, "Fae/Faer") {
		t.Error("anybody sees the Sheet")
	}
}

func TestWhoeverLooksAtATournamentSeesThatItsSheetAsks(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.laidOut(4)
	b := o.signedIn(o.owner)
	for _, at := range []string{"", "/lobbies", "/history", "/sheet"} {
		if got := b.get(fmt.Sprintf("/admin/t/%d%s", o.cup, at)); strings.Contains(got.Text, "tab-count waits") {
			t.Errorf("%s counts questions and there are none", at)
		}
	}
	for n := 1; n <= 3; n++ {
		o.clash(n)
	}
	o.sync()
	for _, at := range []string{"", "/lobbies", "/history", "/sheet"} {
		b.get(fmt.Sprintf("/admin/t/%d%s", o.cup, at)).wants(t, http.StatusOK, `<span class="tab-count waits">3<span class="unseen"> questions to decide</span>`)
	}
	b.get("/admin/tournaments").wants(t, http.StatusOK, "Sheet: 3 questions", `href="`+o.at("")+`"`)
	if _, err := o.book.DecideAll(o.ctx, o.admin, o.cup, edits.CellClash, edits.KeepOurs); err != nil {
		t.Fatal(err)
	}
	if got := b.get("/admin/tournaments"); strings.Contains(got.Text, "Sheet:") {
		t.Error("the list speaks of questions that were decided")
	}
}
