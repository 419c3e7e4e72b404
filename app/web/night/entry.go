package night

import (
	"github.com/a-h/templ"

	"matchday/app/fault"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
)

// entryPage is one entry with everything that staff can do to it.
func (n *Night) entryPage(v *visit.Visit) error {
	entry, err := n.entry(v, v.ID("entry"), "", page.Typed{})
	if err != nil {
		return err
	}
	return v.Page(entry)
}

// entry draws an entry's page; which names the form that is shown again.
func (n *Night) entry(v *visit.Visit, entry int64, which string, again page.Typed) (templ.Component, error) {
	b, err := n.league.BoardFor(v.Ctx, v.Who(), id(v))
	if err != nil {
		return nil, err
	}
	row, ok := b.Row(entry)
	if !ok {
		return nil, fault.New(fault.Missing, "There is no such entry in %s. Look at the list again.", b.Tournament.Name)
	}
	names, err := n.playerNames(v)
	if err != nil {
		return nil, err
	}
	r := board.Night{Board: b, Roles: v.Actor.Roles}
	return page.Entry(v.Shell(row.Name, "Tournaments"), r, page.EntryReading{Row: row, Players: names, Which: which, Again: again, Nonce: visit.Nonce()}), nil
}

// entryAgain shows an entry's page with a form that was refused. What cannot be done any more has no form there to tell
// it beside.
func (n *Night) entryAgain(v *visit.Visit, entry int64, which string, err error) error {
	switch fault.Of(err).Code {
	case fault.Missing, fault.Denied, fault.Closed:
		return v.Refuse(err, atEntry(v, entry))
	}
	shown, ferr := n.entry(v, entry, which, page.Typed{Err: err, Values: v.Form()})
	if ferr != nil {
		return ferr
	}
	return v.Again(err, shown)
}
