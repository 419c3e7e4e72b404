package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"

	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/mirror/oldgal"
	"matchday/app/person"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
)

// bringing is a tab of results that is looked at to be imported.
type bringing struct {
	reading board.Sheet
	sheet   edits.Spreadsheet
	tab     edits.SheetTab
	page    page.SheetImport
}

// bringing reads a tab of the connected Sheet, or of the one whose id is told, and judges what it would bring.
func (p *Pages) bringing(v *visit.Visit, told func(string) string) (*bringing, error) {
	if err := v.Who().May(person.PlanEvents); err != nil {
		return nil, err
	}
	b := &bringing{}
	var err error
	if b.reading, err = p.read(v.Ctx, v.Who(), id(v)); err != nil {
		return nil, err
	}
	google, err := p.reach()
	if err != nil {
		return nil, err
	}
	sheet := told("sheet")
	if b.reading.Connected {
		m, _, err := p.book.Mirror(v.Ctx, id(v))
		if err != nil {
			return nil, err
		}
		sheet = m.Spreadsheet
	}
	if sheet, err = edits.SpreadsheetID(sheet); err != nil {
		return nil, err
	}
	tab, err := strconv.ParseInt(told("tab"), 10, 64)
	if err != nil {
		return nil, fault.New(fault.Missing, "Choose a tab among the columns of the Sheet.")
	}
	if b.sheet, err = google.Tab(v.Ctx, sheet, tab); err != nil {
		return nil, err
	}
	b.tab = b.sheet.Tabs[0]
	b.judge(told("numbers"))
	return b, nil
}

// judge fills the page with what the tab would bring.
func (b *bringing) judge(numbers string) {
	as := oldgal.Numbers(numbers)
	if !slices.Contains([]oldgal.Numbers{oldgal.ArePlaces, oldgal.ArePoints}, as) {
		as = oldgal.Guess
	}
	old := oldgal.Read(b.tab.Reading, b.tab.Title)
	b.page = page.SheetImport{Spreadsheet: b.sheet.ID, Sheet: b.sheet.Title, Tab: strconv.FormatInt(b.tab.ID, 10), Title: b.tab.Title, Numbers: as}
	if !old.Results() {
		b.page.Refused = "“" + b.tab.Title + "” is not laid out as lobbies in blocks or as pairs of columns, so no results can be read from it."
		return
	}
	b.page.Recognised = old.Sentence()
	b.page.Night = oldgal.Judge(old, b.reading.Board, as)
	b.page.Plan = imprint(b.page.Night, b.tab)
}

// ready are the rounds that would be imported.
func (b *bringing) ready() []oldgal.Round { return b.page.Night.Rounds[:b.page.Night.Ready()] }

// imprint tells what a tab would bring from what it would have brought when somebody looked at it.
func imprint(n oldgal.Night, tab edits.SheetTab) string {
	text, err := json.Marshal(n.Rounds[:n.Ready()])
	if err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(strconv.FormatInt(tab.ID, 10) + string(text)))
	return hex.EncodeToString(sum[:8])
}

// importPage shows what a tab of results would bring, and why not where it cannot.
func (p *Pages) importPage(v *visit.Visit) error {
	b, err := p.bringing(v, v.Query)
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	return p.showImport(v, b)
}

func (p *Pages) showImport(v *visit.Visit, b *bringing) error {
	if t, kept := tabOf(b.reading.Plan, b.tab.ID); kept {
		b.page.Refused = "“" + t.Title + "” is kept in step as " + board.KindTitle(t.Kind) + ", so places typed there are taken by themselves. Nothing has to be imported."
		if t.Kind != mirror.Lobbies {
			b.page.Refused = "“" + t.Title + "” is kept in step as " + board.KindTitle(t.Kind) + ". Take it out of the mapping before you import from it."
		}
	}
	if rounds := b.ready(); len(rounds) > 0 && b.page.Refused == "" {
		err := p.book.MayBring(v.Ctx, v.Who(), id(v), rounds)
		if err != nil && fault.Of(err).Code == fault.Internal {
			return err
		}
		if err != nil {
			b.page.Refused = fault.Sentence(err)
		}
	}
	b.page.Nonce = visit.Nonce()
	return v.Page(page.ImportSheet(v.Shell("Rounds of a Sheet", "Tournaments"), b.reading, b.page))
}

// bring imports what the page showed. A tab that has changed since is shown again instead.
func (p *Pages) bring(v *visit.Visit) error {
	b, err := p.bringing(v, v.Typed)
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	rounds := b.ready()
	_, kept := tabOf(b.reading.Plan, b.tab.ID)
	if kept || len(rounds) == 0 || b.page.Plan != v.Typed("plan") {
		b.page.Moved = b.page.Plan != v.Typed("plan")
		return p.showImport(v, b)
	}
	if err := p.book.Bring(v.Ctx, v.Wish(), id(v), "the tab “"+b.tab.Title+"”", rounds); err != nil {
		return v.Refuse(err, importAt(v, b.page))
	}
	return v.Done(page.Imported(rounds), board.StaffAddress(id(v), board.ViewLobbies))
}

// importAt is the address under which an import is looked at.
func importAt(v *visit.Visit, m page.SheetImport) string {
	q := url.Values{"sheet": {m.Spreadsheet}, "tab": {m.Tab}}
	if m.Numbers != oldgal.Guess {
		q.Set("numbers", string(m.Numbers))
	}
	return at(v, "import?"+q.Encode())
}
