package sheet

import (
	"context"

	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/person"
	"matchday/app/web/visit"
)

// turn carries out a step that is decided from what the page showed.
func (p *Pages) turn(v *visit.Visit, back, sentence string, step func(ctx context.Context, who person.Actor, id, version int64) error) error {
	version, err := v.Version()
	if err == nil {
		err = step(v.Ctx, v.Wish(), id(v), version)
	}
	if err != nil {
		return v.Refuse(err, at(v, back))
	}
	return v.Done(sentence, at(v, back))
}

func (p *Pages) pause(v *visit.Visit) error {
	return p.turn(v, "", "The Sheet is paused.", p.book.Pause)
}

func (p *Pages) resume(v *visit.Visit) error {
	return p.turn(v, "", "The Sheet goes on.", p.book.Resume)
}

func (p *Pages) disconnect(v *visit.Visit) error {
	return p.turn(v, "", "The Sheet is disconnected. It stays as it is.", p.book.Disconnect)
}

func (p *Pages) rehook(v *visit.Visit) error {
	return p.turn(v, "script", "The secret is new. Paste the script again.", p.book.Rehook)
}

// sync has the Sheet looked at now.
func (p *Pages) sync(v *visit.Visit) error {
	google, err := p.reach()
	if err == nil {
		err = v.Who().May(person.ActForOthers)
	}
	var m edits.Mirror
	if err == nil {
		m, err = p.mirror(v)
	}
	if err == nil && m.State == edits.Paused {
		err = fault.New(fault.Closed, "The Sheet is paused. Resume it first.")
	}
	if err == nil {
		err = google.Wake(v.Ctx, m.Tournament)
	}
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	return v.Pressed("The Sheet is being read.", at(v, ""))
}

// mirror returns the mirror that a page is about.
func (p *Pages) mirror(v *visit.Visit) (edits.Mirror, error) {
	b, err := p.desk.League.BoardFor(v.Ctx, v.Who(), id(v))
	if err != nil {
		return edits.Mirror{}, err
	}
	m, ok, err := p.book.Mirror(v.Ctx, id(v))
	if err == nil && !ok {
		err = fault.New(fault.Missing, "%s has no Sheet. Connect one first.", b.Tournament.Name)
	}
	return m, err
}
