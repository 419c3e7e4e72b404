package web_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/mirror/header"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/tournament"
	"matchday/views/browsertest"
)

// TestStaffConnectASheetInARealBrowser goes the whole way: wizard, a mistake, preview, connect, a question that comes while
// the page is open, its decision, and the dry run.
func TestStaffConnectASheetInARealBrowser(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	o := openOffice(t)
	o.gal()
	for n := 1; n <= 3; n++ {
		o.register(o.cup, n)
	}
	p := b.Page(browsertest.Look{})
	o.cookie(p, "matchday", o.owner)
	p.Go(o.url + o.at(""))
	p.Type("#sheet-sheet", pasted)
	p.Click("button[value=use]")
	p.Seen("#map")
	var tab string
	p.Eval(`document.querySelector('[name^="kind-"]').name.slice(5)`, &tab)
	field := func(col int) string { return fmt.Sprintf(`document.querySelector('[name="field-%s-%d"]')`, tab, col) }
	p.Eval(field(3)+`.value = 'ingame'`, nil)
	p.Click("button[value=preview]")
	p.Seen(".fault")
	if got := p.Text(fmt.Sprintf("#map-field-%s-7-fault", tab)); !strings.Contains(got, "Column D holds In-game name already.") {
		t.Errorf("beside the column stands %q", got)
	}
	p.Complaints() // of the browser, that the answer was 422
	p.Eval(field(7)+`.value = ''`, nil)
	p.Click("button[value=preview]")
	p.Seen("#go")
	p.Click("button[value=connect]")
	p.Seen("#sheet-card")
	if m, ok := o.mirror(); !ok || m.Spreadsheet != theSheet {
		t.Fatalf("connected %v: %+v", ok, m)
	}

	o.sync()
	p.Seen("#asked-new") // the page is told by its socket
	a := application(1)
	a.Pronouns = "fae/faer"
	_, err := o.Register(o.ctx, o.player(1), o.cup, a)
	o.must(err)
	o.must(o.sandbox.Person(theSheet, func(s *grid.Book) error { s.Titled("GAL Database").Type(2, 2, "xe/xem"); return nil }))
	o.sync()
	p.Seen("#asked-cell")
	beside := b.Page(browsertest.Look{})
	o.cookie(beside, "matchday", o.owner)
	beside.Go(fmt.Sprintf("%s/admin/t/%d/history", o.url, o.cup))
	beside.Until(`document.querySelector('.tab-count.waits')?.textContent === '2 questions to decide'`)
	if got := p.Text("#asked-cell .sides"); !strings.Contains(got, "Fae/Faer") || !strings.Contains(got, "xe/xem") {
		t.Errorf("the question says %q", got)
	}
	p.Click("#asked-cell .question form:last-of-type button")
	p.Gone("#asked-cell")
	p.Until(`document.querySelector('#decided')?.textContent.includes('took theirs')`)
	p.Click("#asked-new .question form button")
	p.Gone("#asked-new")
	beside.Until(`!document.querySelector('.tab-count.waits')`) // by itself
	if got := o.board(o.cup); len(got.Seated) != 4 || got.Seated[0].People[0].Pronouns != "Xe/Xem" {
		t.Errorf("after the decisions: %d seated, pronouns %q", len(got.Seated), got.Seated[0].People[0].Pronouns)
	}
	o.sync()
	p.Until(`document.querySelector('#sheet-asked .number-value')?.textContent === '0'`)
	o.must(o.sandbox.Person(theSheet, func(s *grid.Book) error { s.Titled("GAL Database").Type(3, 3, "Luna#NEW"); return nil }))
	p.Click(`a[href$="/dry-run"]`)
	p.Until(`document.querySelector('#outcome-players')?.textContent.includes('Luna#NEW')`)
	for _, line := range p.Complaints() {
		t.Error(line)
	}
}

func (o *office) openQuestions() []edits.Conflict {
	o.t.Helper()
	all, err := o.book.Overview(o.ctx, o.admin, o.cup)
	o.must(err)
	return all.Open
}

// everySheet brings the tournament's Sheet to a state with questions of every kind and makes others whose Sheet is paused, by
// hand and by Matchday, or not connected yet. It returns the addresses of the pages by a name for their pictures.
func (o *office) everySheet() map[string]string {
	o.t.Helper()
	o.laidOut(8)
	for n := 1; n <= 3; n++ {
		o.clash(n)
	}
	o.must(o.sandbox.Person(theSheet, func(s *grid.Book) error {
		tab := s.Titled("Players")
		tab.DeleteRows(rowOf(tab, somebody[4].Name), 1)
		for col, text := range map[int]string{0: "newbie", 1: "they/them", 2: "Fresh Face#NA1", 4: "TRUE"} {
			tab.Type(12, col, text)
		}
		return nil
	}))
	o.sync()
	o.must(o.book.Decide(o.ctx, o.admin, o.cup, o.openQuestions()[0].ID, edits.KeepOurs))
	o.keeps()
	o.types(somebody[2].Name, 3, "the rabbit, 달토끼") // for the dry run
	at := func(id int64) string { return fmt.Sprintf("/admin/t/%d/sheet", id) }
	none, second := o.other("Autumn", "1another-sheet-of-the-web-tests")
	byHand, third := o.other("Winter", "1a-third-sheet-of-the-web-tests")
	stopped, fourth := o.other("Summer", "1a-fourth-sheet-of-the-web-tests")
	for id, book := range map[int64]string{byHand: third, stopped: fourth} {
		s, err := o.google.Open(o.ctx, book)
		o.must(err)
		p := header.Propose(s.Tabs[0].Reading, s.Tabs[0].Title)
		o.must(o.book.Connect(o.ctx, o.admin, edits.Setup{Tournament: id, Spreadsheet: book, Title: s.Title, Plan: mirror.Plan{Tabs: []mirror.Tab{p.Tab(s.Tabs[0].ID, s.Tabs[0].Title)}}}))
	}
	o.must(o.book.Pause(o.ctx, o.admin, byHand, 0))
	o.must(o.sandbox.Person(fourth, func(s *grid.Book) error { s.Tabs[0].Type(1, 3, "Riot:"); return nil }))
	o.must(o.google.Sync(o.ctx, stopped))
	return map[string]string{
		"sheet": o.at(""), "sheet-dry-run": o.at("dry-run"), "sheet-script": o.at("script"), "sheet-none": at(none), "sheet-map": at(none) + "/map?sheet=" + second,
		"sheet-paused": at(byHand), "sheet-stopped": at(stopped), "sheet-tournament": fmt.Sprintf("/admin/t/%d", o.cup), "sheet-tonight": "/admin",
	}
}

// keeps has this process keep the Sheets from now on. What is there was read when it returns; the next reading is in an hour.
func (o *office) keeps() {
	o.t.Helper()
	ctx, stop := context.WithCancel(o.ctx)
	ended := make(chan struct{})
	go func() { defer close(ended); _ = o.google.Run(ctx) }()
	o.t.Cleanup(func() { stop(); <-ended })
	for !o.google.Health(o.cup).Running {
		runtime.Gosched()
	}
	o.sync()
}

// other makes one more tournament and a Sheet for it, which is not connected.
func (o *office) other(title, id string) (cup int64, book string) {
	o.t.Helper()
	b := grid.NewBook(id, title)
	_, err := b.Fill("GAL Database", 20, 8, [][]string{{"Holidaze"}, {"", "Discord:", "Pronouns:", "Username:", "Checked In:", "Fee"}, {"", "moonpetal", "She/Her", "Sugar Comet#NA1", "FALSE", "paid"}})
	o.must(err)
	o.sandbox.Add(b)
	return o.create(func(p *tournament.Plan) { p.Name = title + " Cup" }).Tournament.ID, id
}
