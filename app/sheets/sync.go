package sheets

import (
	"context"
	"errors"
	"slices"
	"time"

	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/mirror"
)

// errAstray tells that somebody edited what was being written. That was put back; the next look does the rest.
var errAstray = errors.New("the Sheet was edited in the moment in which it was written")

// Sync brings the Sheet of a tournament and the league in step: one call that reads, and one that writes if there is
// something to write. It does nothing for a tournament without a Sheet or with a paused one. A mirror that cannot go on
// before staff have done something is paused, which is no error; an error is something that may pass by itself.
func (s *Service) Sync(ctx context.Context, tournament int64) error {
	d := s.desk(tournament)
	if err := d.hold(ctx); err != nil {
		return err
	}
	defer d.release()
	m, ok, err := s.o.Book.Mirror(ctx, tournament)
	if err != nil || !ok || m.State != edits.On {
		d.stopped()
		return err
	}
	e := &errand{trip: &trip{Service: s}, desk: d, m: m, began: time.Now()}
	e.run = edits.Run{Tournament: tournament, At: time.Now()}
	return e.settle(ctx, e.work(ctx))
}

// errand is one Sync.
type errand struct {
	*trip
	desk  *desk
	m     edits.Mirror
	run   edits.Run
	began time.Time
	held  bool // a call that writes is kept ready
}

// work reads, decides and writes.
func (e *errand) work(ctx context.Context) error {
	if err := e.ready(ctx); err != nil {
		return err
	}
	defer e.spare()
	e.desk.begin()
	tabs, plan, err := e.sheetTabs(ctx, e.m.Spreadsheet, e.m.Plan)
	if err != nil {
		return err
	}
	found, err := e.recover(ctx, tabs)
	if err != nil {
		return err
	}
	work, err := e.o.Book.Work(ctx, e.m, tabs)
	if err != nil {
		return err
	}
	e.run.Edits, e.run.Refused, e.run.Conflicts = work.Edits, work.Refused, work.Conflicts+found
	e.desk.read(time.Now(), work.Cells())
	if len(work.Batches) > 0 {
		if plan, err = e.deliver(ctx, tabs, plan, work.Batches); err != nil {
			return err
		}
	}
	if !same(plan, e.m.Plan) {
		e.m.Plan = plan
		if err := e.o.Book.Refit(ctx, e.m); err != nil {
			return err
		}
	}
	if err := e.o.Book.Pulled(ctx, e.m); err != nil {
		return err
	}
	if e.desk.stands(work.Mark, time.Now()) {
		return e.o.Book.Calm(ctx, e.m)
	}
	return nil
}

// recover looks at the shadow when a write was begun of which nobody knows whether it arrived: in this process, or in one
// that ended.
func (e *errand) recover(ctx context.Context, tabs []edits.Tab) (found int, err error) {
	if e.desk.hears(true) || e.m.Plan.Shadow.Sheet == 0 {
		return 0, nil
	}
	unheard, err := e.o.Book.Unheard(ctx, e.m)
	if err == nil && unheard {
		var all []mirror.Reading
		all, err = e.fetch(ctx, e.m.Spreadsheet, []string{quote(mirror.ShadowTitle)})
		if f := (*trouble)(nil); errors.As(err, &f) && f.tabs {
			return 0, nil // it is not there any more
		}
		if err == nil {
			found, err = e.o.Book.Recover(ctx, e.m, tabs, all[0].Cells)
		}
	}
	if err != nil {
		e.desk.hears(false)
	}
	return found, err
}

// ready takes a call that writes before the Sheet is read, so that nothing lies between reading and writing. It takes the
// one that reads with sheetTabs.
func (e *errand) ready(ctx context.Context) error {
	if err := e.clear(); err != nil {
		return err
	}
	if err := e.writes.take(ctx); err != nil {
		return err
	}
	e.held = true
	return nil
}

// spare gives the call that writes back when it was not needed.
func (e *errand) spare() {
	if e.held {
		e.held = false
		e.writes.back()
	}
}

// deliver writes batches in one call and looks whether somebody was faster anywhere.
func (e *errand) deliver(ctx context.Context, tabs []edits.Tab, plan mirror.Plan, batches []mirror.Batch) (mirror.Plan, error) {
	if plan.Shadow.Sheet == 0 {
		var err error
		if plan.Shadow, err = e.shadow(ctx, e.m.Spreadsheet); err != nil {
			return plan, err
		}
	}
	d := draftOf(tabs, batches, e.m.Plan.Link != "", plan.Shadow)
	var shadow [][]any
	e.held = false
	e.desk.hears(false)
	err := e.paid(ctx, func(ctx context.Context) (err error) {
		shadow, err = e.send(ctx, e.m.Spreadsheet, d)
		return err
	})
	if f := (*trouble)(nil); errors.As(err, &f) && f.tabs {
		e.m.Plan.Shadow = mirror.Shadow{} // it or a tab was renamed, shrank or went since it was read: the next look finds it
		return plan, errors.Join(errAstray, e.o.Book.Refit(ctx, e.m))
	}
	if err != nil {
		return plan, err
	}
	plan.Shadow = d.shadow
	for i, t := range plan.Tabs {
		if t.Keyed() && t.Key < 0 && d.copies[t.Kind] != nil {
			plan.Tabs[i].Key = tabs[i].Key
		}
	}
	var landed []mirror.Batch
	var repair draft
	for _, b := range batches {
		reading := tabs[tabOf(tabs, b.Tab.Kind)].Reading
		good, cells, keys := b.Check(reading, d.before(b.Tab.Kind, reading, shadow))
		landed = append(landed, good)
		repair.cells(b.Tab, cells, false)
		repair.keys(b.Tab, keys)
		e.run.Cells += len(good.Cells)
		e.run.NewRows += good.Added()
	}
	if err := e.o.Book.Landed(ctx, e.m, landed); err != nil {
		return plan, err
	}
	if len(repair.requests) > 0 {
		return plan, e.mend(ctx, plan, repair)
	}
	e.desk.hears(true)
	return plan, nil
}

func tabOf(tabs []edits.Tab, k mirror.Kind) int {
	return slices.IndexFunc(tabs, func(t edits.Tab) bool { return t.Kind == k })
}

// mend puts back what a write did to cells in which somebody was faster.
func (e *errand) mend(ctx context.Context, plan mirror.Plan, repair draft) error {
	err := e.write(ctx, func(ctx context.Context) error {
		_, err := e.send(ctx, e.m.Spreadsheet, repair)
		return err
	})
	if err != nil {
		return err
	}
	e.m.Plan = plan
	e.desk.hears(true)
	return errors.Join(errAstray, e.o.Book.Refit(ctx, e.m))
}

// same reports whether two plans find the same columns in the same places.
func same(a, b mirror.Plan) bool {
	for i, t := range a.Tabs {
		if o := b.Tabs[i]; t.Title != o.Title || t.Header != o.Header || t.Key != o.Key {
			return false
		}
	}
	return a.Shadow == b.Shadow
}

// settle keeps what came of an errand and says what is to be done about its error.
func (e *errand) settle(ctx context.Context, err error) error {
	e.run.Took, e.run.Calls = time.Since(e.began).Round(time.Millisecond), e.calls
	var r *resting
	switch {
	case err == nil:
		if e.run.Edits+e.run.Refused+e.run.Conflicts+e.run.Cells+e.run.NewRows == 0 {
			return nil
		}
		return e.o.Book.Ran(ctx, e.run)
	case ctx.Err() != nil:
		return err
	case errors.As(err, &r):
		return err
	case errors.Is(err, errAstray):
		e.Wake(e.m.Tournament)
		if e.run.Edits+e.run.Refused+e.run.Conflicts+e.run.Cells+e.run.NewRows == 0 {
			return err
		}
		return errors.Join(err, e.o.Book.Ran(ctx, e.run))
	}
	var t *trouble
	if f := fault.Of(err); errors.As(err, &t) && t.halt || !errors.As(err, &t) && f.Code == fault.Stale {
		return e.halt(ctx, f)
	}
	return e.failed(ctx, err, t)
}

// halt pauses the mirror until staff have done what its sentence says.
func (e *errand) halt(ctx context.Context, f *fault.Fault) error {
	e.o.Log.Warn("a Sheet is paused", "tournament", e.m.Tournament, "why", f.Error())
	e.desk.stopped()
	e.run.Failure = f.Sentence
	return errors.Join(e.o.Book.Halt(ctx, e.m, f.Sentence), e.o.Book.Ran(ctx, e.run))
}

// failed notes something that may pass.
func (e *errand) failed(ctx context.Context, err error, t *trouble) error {
	after := time.Duration(0)
	if t != nil {
		after = t.after
	}
	why := fault.Sentence(err)
	run, notice, wait := e.desk.failed(why, after)
	if run {
		e.run.Failure = why
		err = errors.Join(err, e.o.Book.Ran(ctx, e.run))
	}
	if notice {
		err = errors.Join(err, e.o.Book.Worry(ctx, e.m, why))
	}
	return &later{err, wait}
}

// later is an error after which a mirror is left alone for a while.
type later struct {
	error
	wait time.Duration
}

// Unwrap returns the error itself.
func (l *later) Unwrap() error { return l.error }
