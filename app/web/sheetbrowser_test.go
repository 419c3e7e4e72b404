package web_test

import (
	"fmt"
	"strings"
	"testing"

	"matchday/app/league/edits"
	"matchday/app/sandbox/sheets/grid"
	"matchday/views/browsertest"
)

// everyLook is a screen and a phone, by day and by night.
func everyLook() []browsertest.Look {
	return []browsertest.Look{{Theme: "light"}, {Theme: "dark"}, {Width: 390, Height: 844, Theme: "light", Touch: true}, {Width: 390, Height: 844, Theme: "dark", Touch: true}}
}

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
	if got := p.Text("#asked-cell .sides"); !strings.Contains(got, "Fae/Faer") || !strings.Contains(got, "xe/xem") {
		t.Errorf("the question says %q", got)
	}
	p.Click("#asked-cell .question form:last-of-type button")
	p.Gone("#asked-cell")
	p.Until(`document.querySelector('#decided')?.textContent.includes('took theirs')`)
	p.Click("#asked-new .question form button")
	p.Gone("#asked-new")
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

func TestThePagesOfASheetAreSoundInARealBrowser(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	o := openOffice(t)
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
	other := o.create(nil).Tournament.ID
	second := grid.NewBook("1another-sheet-of-the-web-tests", "Autumn")
	_, err := second.Fill("GAL Database", 20, 8, [][]string{{"Holidaze"}, {"", "Discord:", "Pronouns:", "Username:", "Checked In:"}, {"", "moonpetal", "She/Her", "Sugar Comet#NA1", "FALSE"}})
	o.must(err)
	o.sandbox.Add(second)
	none := fmt.Sprintf("/admin/t/%d/sheet", other)
	for _, look := range everyLook() {
		p := b.Page(look)
		o.cookie(p, "matchday", o.owner)
		for name, path := range map[string]string{
			"sheet": o.at(""), "sheet-dry-run": o.at("dry-run"), "sheet-script": o.at("script"), "sheet-none": none,
			"sheet-map": none + "/map?sheet=1another-sheet-of-the-web-tests", "sheet-tonight": "/admin",
		} {
			p.Go(o.url + path)
			p.Sound(name)
			if look.Touch {
				for _, small := range p.SmallTargets() {
					t.Errorf("%s: too small for a finger: %s", name, small)
				}
			}
			if name == "sheet-map" {
				p.Click("button[value=preview]")
				p.Seen("#go")
				p.Sound("sheet-preview")
			}
		}
	}
}

func (o *office) openQuestions() []edits.Conflict {
	o.t.Helper()
	all, err := o.book.Overview(o.ctx, o.admin, o.cup)
	o.must(err)
	return all.Open
}
