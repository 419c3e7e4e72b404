package web_test

import (
	"testing"

	"matchday/app/sandbox/sheets/grid"
	"matchday/views/browsertest"
)

// TestStaffImportRoundsInARealBrowser goes from the columns over what is wrong and its correction to the press.
func TestStaffImportRoundsInARealBrowser(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	o := openOffice(t)
	o.entered(8)
	tab := o.night(8, func(rows [][]string) { rows[2][3], rows[9][1] = "3", "Zoë Angström#EUW" })
	for _, look := range []browsertest.Look{{Theme: "light"}, {Width: 390, Height: 844, Theme: "dark", Touch: true}, {Theme: "dark"}, {Width: 390, Height: 844, Theme: "light", Touch: true}} {
		p := b.Page(look)
		o.cookie(p, "matchday", o.owner)
		for name, path := range map[string]string{"sheet-results": o.at("map?sheet=" + theSheet), "sheet-import": o.importAt(tab), "sheet-import-points": o.importAt(tab) + "&numbers=points", "sheet-import-none": o.importAt("1002")} {
			p.Go(o.url + path)
			p.Sound(name)
			if look.Touch {
				for _, small := range p.SmallTargets() {
					t.Errorf("%s: too small for a finger: %s", name, small)
				}
			}
		}
	}
	p := b.Page(browsertest.Look{})
	o.cookie(p, "matchday", o.owner)
	p.Go(o.url + o.at("map?sheet="+theSheet))
	p.Click(`a[href*="/sheet/import"]`)
	p.Seen("#import-names")
	p.Gone("#bring")
	o.must(o.sandbox.Person(theSheet, func(b *grid.Book) error {
		b.Titled("Lobbies").Type(2, 3, "4")
		b.Titled("Lobbies").Type(9, 1, "Zoë Ångström#EUW")
		return nil
	}))
	p.Click(`.header a.button`)
	p.Seen("#bring")
	p.Sound("sheet-import-ready")
	p.Click("#bring button")
	p.Until(`location.pathname.endsWith('/lobbies') && document.querySelector('#notices')?.textContent.includes('Rounds 1 to 3 are imported.')`)
	p.Sound("sheet-imported")
	if got := o.board(o.cup); len(got.Rounds) != 3 {
		t.Errorf("%d rounds", len(got.Rounds))
	}
	for _, line := range p.Complaints() {
		t.Error(line)
	}
}
