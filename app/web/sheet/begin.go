package sheet

import (
	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/person"
	"matchday/app/web/visit"
	"matchday/views/page"
)

// asks is the form that asks for a Sheet.
func (p *Pages) asks(v *visit.Visit) page.SheetBegin {
	b := page.SheetBegin{Manage: person.PlanEvents.Allowed(v.Actor.Roles), Nonce: visit.Nonce()}
	if p.google != nil {
		b.Account = p.google.Account()
	}
	return b
}

// begin takes the address of a Sheet: to test it, to map its columns, or to have it laid out.
func (p *Pages) begin(v *visit.Visit) error {
	google, err := p.free(v)
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	sheet, err := edits.SpreadsheetID(v.Typed("sheet"))
	if err == nil {
		err = google.Test(v.Ctx, sheet)
	}
	if err == nil && v.Typed("do") == "make" {
		err = p.make(v, google, sheet)
	}
	switch {
	case err != nil:
		return p.beginAgain(v, err, "")
	case v.Typed("do") == "make":
		return v.Done("The Sheet is laid out and kept in step from now on.", at(v, ""))
	case v.Typed("do") == "test":
		return p.beginAgain(v, nil, "Matchday may read this Sheet and write into it.")
	}
	return v.Go(at(v, "map?sheet="+sheet))
}

// free returns what reaches Google when these staff may connect a Sheet and the tournament has none.
func (p *Pages) free(v *visit.Visit) (Google, error) {
	if err := v.Who().May(person.PlanEvents); err != nil {
		return nil, err
	}
	b, err := p.desk.League.BoardFor(v.Ctx, v.Who(), id(v))
	if err != nil {
		return nil, err
	}
	if _, taken, err := p.book.Mirror(v.Ctx, id(v)); err != nil {
		return nil, err
	} else if taken {
		return nil, fault.New(fault.Stale, "%s has a Sheet already. Disconnect it before you connect another.", b.Tournament.Name)
	}
	return p.reach()
}

// make lays out an empty Sheet and connects it.
func (p *Pages) make(v *visit.Visit, google Google, sheet string) error {
	plan, err := p.book.Template(v.Ctx, v.Who(), id(v))
	if err != nil {
		return err
	}
	found, err := google.Open(v.Ctx, sheet)
	if err != nil {
		return err
	}
	if plan, err = google.LayOut(v.Ctx, sheet, plan); err != nil {
		return err
	}
	return p.book.Connect(v.Ctx, v.Wish(), edits.Setup{Tournament: id(v), Spreadsheet: sheet, Title: found.Title, Plan: plan})
}

// beginAgain shows the form with what was typed, and what is wrong with it or a sentence that nothing is.
func (p *Pages) beginAgain(v *visit.Visit, err error, tested string) error {
	s, rerr := p.read(v.Ctx, v.Who(), id(v))
	if rerr != nil {
		return rerr
	}
	if err != nil && fault.Of(err).Code == fault.Internal {
		return err
	}
	b := p.asks(v)
	b.Tested, b.Again = tested, page.Typed{Values: v.Form()}
	if err == nil {
		return v.Page(page.ConnectSheet(p.shell(v, s), s, b))
	}
	f := fault.Of(err)
	b.Again.Err = (&fault.Fault{Code: f.Code, Field: "sheet", Sentence: fault.Sentence(err)}).Because(err)
	return v.Again(b.Again.Err, page.ConnectSheet(p.shell(v, s), s, b))
}
