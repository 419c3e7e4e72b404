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
	if err := e.recover(ctx, tabs, plan); err != nil {
		return err
	}
	work, err := e.o.Book.Work(ctx, e.m, tabs)
	if err != nil {
		return err
	}
	e.run.Edits, e.run.Refused, e.run.Conflicts = work.Edits, work.Refused, work.Conflicts
	e.desk.read(time.Now(), work.Cells())
	if !work.Push.Empty() {
		if plan, err = e.deliver(ctx, tabs, plan, work.Push); err != nil {
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

// recover looks at the shadow when a write was begun of which nobody knows whether it arrived: the answer was lost, or the
// process ended. What it wrote over is put back, and then the Sheet has to be looked at anew.
func (e *errand) recover(ctx context.Context, tabs []edits.Tab, plan mirror.Plan) error {
	push, err := e.o.Book.Unsettled(ctx, e.m)
	if err != nil || push.Empty() {
		return err
	}
	var copies [][]any
	all, err := e.fetch(ctx, e.m.Spreadsheet, []string{quote(mirror.ShadowTitle)})
	if f := (*trouble)(nil); err != nil && (!errors.As(err, &f) || !f.tabs) {
		return err
	}
	if err == nil {
		copies = all[0].Cells
	}
	var receipt edits.Receipt
	if len(copies) > 0 && len(copies[0]) > 0 && copies[0][0] == push.ID {
		receipt, err = e.o.Book.Settle(ctx, e.m, push, copies[1:], tabs)
	} else {
		receipt, err = e.o.Book.Lapsed(ctx, e.m, push, tabs)
	}
	e.run.Conflicts += receipt.Conflicts
	if err != nil || receipt.Next.Empty() {
		return err
	}
	_, err = e.deliver(ctx, tabs, plan, receipt.Next)
	return err
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

// deliver writes a push in one call and looks whether somebody was faster anywhere. What they typed is put back with
// further calls until nobody was; then the Sheet has to be looked at anew.
func (e *errand) deliver(ctx context.Context, tabs []edits.Tab, plan mirror.Plan, push mirror.Push) (mirror.Plan, error) {
	if plan.Shadow.Sheet == 0 {
		var err error
		if plan.Shadow, err = e.shadow(ctx, e.m.Spreadsheet); err != nil {
			return plan, err
		}
	}
	astray := push.Mends
	for len(push.Batches) > 0 {
		d := draftOf(tabs, push, e.m.Plan.Link != "", plan.Shadow)
		copies, err := e.put(ctx, d)
		if f := (*trouble)(nil); errors.As(err, &f) && f.tabs {
			e.m.Plan.Shadow = mirror.Shadow{} // it or a tab was renamed, shrank or went since it was read: the next look finds it
			return plan, errors.Join(errAstray, e.o.Book.Refit(ctx, e.m))
		}
		if err != nil {
			return plan, err
		}
		plan = grown(plan, tabs, push, d.shadow)
		receipt, err := e.o.Book.Settle(ctx, e.m, push, copies, nil)
		if err != nil {
			return plan, err
		}
		e.run.Cells, e.run.NewRows = e.run.Cells+receipt.Cells, e.run.NewRows+receipt.NewRows
		push = receipt.Next
		astray = astray || !push.Empty()
	}
	if !astray {
		return plan, nil
	}
	e.m.Plan = plan
	return plan, errors.Join(errAstray, e.o.Book.Refit(ctx, e.m))
}

// put sends a draft, with the call that was kept ready if it is still there.
func (e *errand) put(ctx context.Context, d draft) (copies [][]any, err error) {
	do := e.write
	if e.held {
		e.held, do = false, e.paid
	}
	err = do(ctx, func(ctx context.Context) (err error) {
		copies, err = e.send(ctx, e.m.Spreadsheet, d)
		return err
	})
	return copies, err
}

// grown is a plan after a push: with the shadow and the columns of keys that were made with it.
func grown(plan mirror.Plan, tabs []edits.Tab, push mirror.Push, shadow mirror.Shadow) mirror.Plan {
	plan.Shadow = shadow
	for _, b := range push.Batches {
		i := tabOf(tabs, b.Tab.Kind)
		t := &tabs[i]
		t.Reading.Rows += b.Grow
		if t.Keyed() {
			t.Reading.Cols = max(t.Reading.Cols, t.Key+1)
			plan.Tabs[i].Key = t.Key
		}
	}
	return plan
}

func tabOf(tabs []edits.Tab, k mirror.Kind) int {
	return slices.IndexFunc(tabs, func(t edits.Tab) bool { return t.Kind == k })
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
		e.stir(e.m.Tournament)
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
