package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/a-h/templ"

	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
	"matchday/views/ui"
)

// draft is a mapping that is being made.
type draft struct {
	reading board.Sheet
	google  Google
	mirror  edits.Mirror // the zero one when none is connected
	sheet   edits.Spreadsheet
	page    page.SheetMap
	plan    mirror.Plan
	err     error // what is wrong with what was typed
}

// draft opens the Sheet that is being mapped: the connected one, or the one whose id is told.
func (p *Pages) draft(v *visit.Visit, told string) (*draft, error) {
	if err := v.Who().May(person.PlanEvents); err != nil {
		return nil, err
	}
	d := &draft{}
	var err error
	if d.reading, err = p.read(v.Ctx, v.Who(), id(v)); err != nil {
		return nil, err
	}
	if d.google, err = p.reach(); err != nil {
		return nil, err
	}
	if d.reading.Connected {
		if d.mirror, _, err = p.book.Mirror(v.Ctx, id(v)); err != nil {
			return nil, err
		}
		told = d.mirror.Spreadsheet
	}
	if told, err = edits.SpreadsheetID(told); err != nil {
		return nil, err
	}
	if d.sheet, err = d.google.Open(v.Ctx, told); err != nil {
		return nil, err
	}
	d.page = page.SheetMap{Spreadsheet: told, Title: d.sheet.Title, Change: d.reading.Connected, Version: d.mirror.Version}
	return d, nil
}

// mapPage shows what each column seems to hold, or does.
func (p *Pages) mapPage(v *visit.Visit) error {
	d, err := p.draft(v, v.Query("sheet"))
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	d.propose()
	return v.Page(d.form(v))
}

// mapping takes a mapping: reads its tabs again, shows what would happen, or goes on by it.
func (p *Pages) mapping(v *visit.Visit) error {
	version, err := v.Optional("version")
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	d, err := p.draft(v, v.Typed("sheet"))
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	if version != d.mirror.Version {
		return v.Refuse(fault.New(fault.Stale, "Somebody changed the Sheet's settings in the meantime. Look at them again; nothing was changed."), at(v, ""))
	}
	d.take(v.Form())
	switch {
	case d.page.Read || v.Typed("do") == "again":
		return v.Page(d.form(v))
	case d.err != nil:
		return d.again(v, d.err)
	case v.Typed("do") == "connect" && digest(d.plan) == v.Typed("plan"):
		return p.connect(v, d)
	}
	return p.preview(v, d)
}

// preview shows what the first exchange would do.
func (p *Pages) preview(v *visit.Visit, d *draft) error {
	list, err := p.outcomes(v, d.google, d.page.Spreadsheet, d.plan)
	if err != nil {
		return d.again(v, err)
	}
	return v.Page(page.PreviewSheet(v.Shell("What would happen", "Tournaments"), d.reading, page.PreviewReading{
		Map: d.page, Outcomes: list, Plan: digest(d.plan), Moved: v.Typed("do") == "connect", Hidden: carried(v),
	}))
}

// connect begins to keep the Sheet in step, or goes on by the new mapping.
func (p *Pages) connect(v *visit.Visit, d *draft) error {
	if d.page.Change {
		if err := p.book.Change(v.Ctx, v.Wish(), id(v), d.mirror.Version, d.plan); err != nil {
			return d.again(v, err)
		}
		return v.Done("The Sheet goes on by the new mapping.", at(v, ""))
	}
	err := p.book.Connect(v.Ctx, v.Wish(), edits.Setup{Tournament: id(v), Spreadsheet: d.page.Spreadsheet, Title: d.sheet.Title, Plan: d.plan})
	if err != nil {
		return d.again(v, err)
	}
	return v.Done("The Sheet is connected and kept in step from now on.", at(v, ""))
}

func (d *draft) form(v *visit.Visit) templ.Component {
	return page.MapSheet(v.Shell("Columns of the Sheet", "Tournaments"), d.reading, d.page)
}

// again shows the mapping with what was typed and what is wrong with it.
func (d *draft) again(v *visit.Visit, err error) error {
	d.page.Again.Err = err
	return v.Again(err, d.form(v))
}

// carried is everything that was typed, for a form that shows none of it.
func carried(v *visit.Visit) []ui.Hidden {
	var list []ui.Hidden
	for name, values := range v.Form() {
		if name == "do" || name == "plan" || name == ui.NonceField {
			continue
		}
		for _, value := range values {
			list = append(list, ui.Hidden{Name: name, Value: value})
		}
	}
	return append(list, visit.Nonce())
}

// digest tells two mappings apart.
func digest(p mirror.Plan) string {
	text, err := json.Marshal(p)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
