package overlay_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"matchday/app/overlay"
)

func TestASceneIsDrawnOnceForAllItsViewers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, overlay.Options{})
		viewers := make([]*overlay.Viewer, 200)
		for i := range viewers {
			viewers[i] = st.hub.Watch("a", "a", overlay.Position{}, "")
		}
		synctest.Wait()
		for _, v := range viewers {
			v.Take()
		}
		before := st.studio.drawn.Load()
		seq := say(t, st.store, "a")
		synctest.Wait()
		if n := st.studio.drawn.Load() - before; n != 1 {
			t.Errorf("%d drawings for one change, want 1", n)
		}
		prepared := 0
		var first *byte
		for _, v := range viewers {
			f, ok := v.Take()
			if !ok || f.Seq != seq || string(f.Body) != fmt.Sprint("a at ", seq) {
				t.Fatalf("a viewer got %q at %d, %v", f.Body, f.Seq, ok)
			}
			if first == nil {
				first = &f.Body[0]
			}
			if first != &f.Body[0] {
				t.Fatal("viewers got different copies")
			}
			got := f.Once(func(f overlay.Frame) any { prepared++; return "prepared " + string(f.Body) })
			if got != fmt.Sprint("prepared a at ", seq) {
				t.Fatalf("prepared is %v", got)
			}
			if _, ok := v.Take(); ok {
				t.Fatal("a viewer got the same frame twice")
			}
		}
		if prepared != 1 {
			t.Errorf("prepared %d times, want once", prepared)
		}
	})
}

func TestOnlyWhatIsWatchedIsDrawn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, overlay.Options{Keep: time.Minute})
		drawings := func(want int64, why string) {
			t.Helper()
			synctest.Wait()
			if n := st.studio.drawn.Load(); n != want {
				t.Errorf("%s: %d drawings, want %d", why, n, want)
			}
		}
		say(t, st.store, "a", "b")
		drawings(0, "nobody watches")
		v := st.hub.Watch("a", "a", overlay.Position{}, "")
		drawings(1, "the first viewer")
		w := st.hub.Watch("a", "a", overlay.Position{}, "")
		drawings(1, "a second viewer")
		if f, ok := w.Take(); !ok || f.Seq != 1 {
			t.Errorf("the second viewer got %v, %v", f.Seq, ok)
		}
		say(t, st.store, "b")
		drawings(1, "another topic changed")
		v.Close()
		w.Close()
		w.Close()
		again := st.hub.Watch("a", "a", overlay.Position{}, "")
		drawings(1, "the frame was kept")
		again.Close()
		last := say(t, st.store, "a")
		drawings(1, "nobody watches any more")
		v = st.hub.Watch("a", "a", overlay.Position{}, "")
		if f, _ := at(t, v, 0); f.Seq != last {
			t.Errorf("a viewer got a frame at %d, want %d", f.Seq, last)
		}
		drawings(2, "the kept frame was behind")
		v.Close()
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if n := len(st.hub.Scenes()); n != 0 {
			t.Errorf("%d scenes are kept though nobody watched for a while", n)
		}
		// Refreshed while nobody watches: what is kept may look different now, though its number is the same.
		v = st.hub.Watch("a", "a", overlay.Position{}, "")
		drawings(3, "after it was dropped")
		v.Close()
		if err := st.hub.Redraw(context.Background(), "a"); err != nil {
			t.Fatal(err)
		}
		st.hub.Watch("a", "a", overlay.Position{}, "")
		drawings(4, "after a refresh")
	})
}

func TestWhatAViewerHasAlready(t *testing.T) {
	for _, tc := range []struct {
		name string
		have func(now overlay.Position) overlay.Position
		now  bool // gets the present frame
		next bool // gets the next one
	}{
		{"nothing", func(overlay.Position) overlay.Position { return overlay.Position{} }, true, true},
		{"the same", func(p overlay.Position) overlay.Position { return p }, false, true},
		{"older", func(p overlay.Position) overlay.Position { p.Seq--; return p }, true, true},
		{"newer, from another process", func(p overlay.Position) overlay.Position { p.Seq += 10; return p }, false, false},
		{"newer, of another database", func(p overlay.Position) overlay.Position { return overlay.Position{Store: "other", Seq: p.Seq + 10} }, true, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				st := newStage(t, overlay.Options{})
				seq := say(t, st.store, "a", "a")
				v := st.hub.Watch("a", "a", tc.have(overlay.Position{Store: st.store.ID(), Seq: seq}), "")
				synctest.Wait()
				if _, ok := v.Take(); ok != tc.now {
					t.Errorf("got the present frame: %v, want %v", ok, tc.now)
				}
				say(t, st.store, "a")
				synctest.Wait()
				if _, ok := v.Take(); ok != tc.next {
					t.Errorf("got the next frame: %v, want %v", ok, tc.next)
				}
			})
		})
	}
}

func TestAFrameThatLooksTheSameIsNotSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, overlay.Options{})
		st.studio.body = func(_ string, head int64) []byte { return fmt.Append(nil, head > 2) }
		say(t, st.store, "a")
		v := st.hub.Watch("a", "a", overlay.Position{}, "")
		synctest.Wait()
		f, _ := v.Take()
		f.Once(func(overlay.Frame) any { return "prepared" })
		say(t, st.store, "a")
		synctest.Wait()
		if f, ok := v.Take(); ok {
			t.Errorf("got %q again", f.Body)
		}
		w := st.hub.Watch("a", "a", overlay.Position{}, "")
		if f, ok := w.Take(); !ok || f.Seq != 2 || f.Once(func(overlay.Frame) any { return "again" }) != "prepared" {
			t.Errorf("a second viewer got the frame at %d, want it to be known for 2", f.Seq)
		}
		say(t, st.store, "a")
		synctest.Wait()
		if f, ok := v.Take(); !ok || string(f.Body) != "true" {
			t.Errorf("got %q, %v, want true", f.Body, ok)
		}
	})
}

func TestAFailedDrawingKeepsTheLastGoodFrame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, overlay.Options{})
		first := say(t, st.store, "a")
		v := st.hub.Watch("a", "a", overlay.Position{}, "")
		never := st.hub.Watch("b", "b", overlay.Position{}, "")
		synctest.Wait()
		v.Take()
		never.Take()
		st.studio.fail(errDark)
		second := say(t, st.store, "a")
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if _, ok := v.Take(); ok {
			t.Error("a viewer got a frame of a drawing that failed")
		}
		late := st.hub.Watch("a", "a", overlay.Position{}, "")
		synctest.Wait()
		if f, ok := late.Take(); !ok || f.Seq != first {
			t.Errorf("who comes while drawing fails gets %d, %v, want the last good frame", f.Seq, ok)
		}
		none := st.hub.Watch("c", "c", overlay.Position{}, "")
		synctest.Wait()
		if _, ok := none.Take(); ok {
			t.Error("there is a frame that was never drawn")
		}
		a := st.hub.Scenes()[0]
		if !errors.Is(a.Err, errDark) || a.Tries < 3 || a.Tries > 8 || a.Position.Seq != first || a.Viewers != 2 {
			t.Errorf("the scene's status is %+v", a)
		}
		st.studio.fail(nil)
		time.Sleep(15 * time.Second)
		synctest.Wait()
		for _, v := range []*overlay.Viewer{v, late} {
			if f, ok := v.Take(); !ok || f.Seq != second {
				t.Errorf("after it works again a viewer got %d, %v, want %d", f.Seq, ok, second)
			}
		}
		if a := st.hub.Scenes()[0]; a.Err != nil || a.Tries != 0 || a.Position.Seq != second {
			t.Errorf("the scene's status is %+v", a)
		}
	})
}

func TestAPanicWhileDrawingIsAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, overlay.Options{})
		var calm atomic.Bool
		st.studio.before = func(string) {
			if !calm.Load() {
				panic("a mistake of ours")
			}
		}
		v := st.hub.Watch("a", "a", overlay.Position{}, "")
		synctest.Wait()
		if s := st.hub.Scenes()[0]; s.Err == nil {
			t.Error("it is not told")
		}
		calm.Store(true)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if _, ok := v.Take(); !ok {
			t.Error("it is not drawn again")
		}
	})
}

func TestASlowSceneDelaysNoOther(t *testing.T) {
	t.Parallel()
	st := newStage(t, overlay.Options{Parallel: 2})
	goOn := make(chan bool)
	slow := st.hub.Watch("slow", "a", overlay.Position{}, "")
	quick := st.hub.Watch("a", "a", overlay.Position{}, "")
	at(t, slow, 0)
	at(t, quick, 0)
	st.studio.set(func() {
		st.studio.before = func(scene string) {
			if scene == "slow" {
				<-goOn
			}
		}
	})
	for range 5 {
		at(t, quick, say(t, st.store, "a"))
	}
	close(goOn)
}

func TestASlowViewerDelaysNobodyAndSeesTheNewestFrame(t *testing.T) {
	t.Parallel()
	st := newStage(t, overlay.Options{})
	slow := st.hub.Watch("a", "a", overlay.Position{}, "slow")
	var wg sync.WaitGroup
	quick := make([]*overlay.Viewer, 50)
	for i := range quick {
		quick[i] = st.hub.Watch("a", "a", overlay.Position{}, "quick")
	}
	const last = 100
	for _, v := range quick {
		wg.Go(func() { at(t, v, last) })
	}
	for range last {
		say(t, st.store, "a")
	}
	wg.Wait() // all others have everything, and the slow one never took a frame
	for _, v := range st.hub.Viewers() {
		if slow := v.Remote == "slow"; v.Late != slow || (v.Frames == 0) != slow {
			t.Errorf("viewer %+v", v)
		}
	}
	f, ok := slow.Take()
	if !ok || f.Seq != last {
		t.Errorf("the slow one got %d, %v, want the newest frame %d", f.Seq, ok, last)
	}
	if _, ok := slow.Take(); ok {
		t.Error("frames have piled up for the slow one")
	}
}

func TestASceneOfEveryTopic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, overlay.Options{})
		st.studio.body = func(string, int64) []byte { return fmt.Append(nil, st.studio.drawn.Load()) }
		v := st.hub.Watch("home", "", overlay.Position{}, "")
		synctest.Wait()
		v.Take()
		say(t, st.store, "b")
		synctest.Wait()
		if f, ok := v.Take(); !ok || string(f.Body) != "2" {
			t.Errorf("got %q, %v, want a new drawing for a change anywhere", f.Body, ok)
		}
		w := st.hub.Watch("home", "", overlay.Position{}, "")
		if _, ok := w.Take(); ok {
			t.Error("who comes got a frame that may be behind")
		}
		synctest.Wait()
		if f, ok := w.Take(); !ok || string(f.Body) != "3" {
			t.Errorf("got %q, %v", f.Body, ok)
		}
	})
}

func TestCloseEndsEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, overlay.Options{})
		v := st.hub.Watch("a", "a", overlay.Position{}, "")
		synctest.Wait()
		v.Take()
		idle := st.hub.Watch("b", "b", overlay.Position{}, "")
		idle.Close()
		if idle.Reason() != "" {
			t.Errorf("who closed itself has the reason %q", idle.Reason())
		}
		result := make(chan error)
		go func() {
			_, err := v.Next(context.Background())
			result <- err
		}()
		synctest.Wait()
		st.hub.Close("restarting")
		if err := <-result; !errors.Is(err, overlay.ErrDone) || v.Reason() != "restarting" {
			t.Errorf("the viewer ended with %v because of %q", err, v.Reason())
		}
		v.Close()
		w := st.hub.Watch("a", "a", overlay.Position{}, "")
		select {
		case <-w.Done():
		default:
			t.Error("a viewer came in after the end")
		}
		w.Close()
		say(t, st.store, "a")
		synctest.Wait()
		st.hub.Close("twice")
		if v.Reason() != "restarting" || w.Reason() != "restarting" {
			t.Errorf("reasons are %q and %q", v.Reason(), w.Reason())
		}
	})
}

func TestManySceneNamesDoNotFillTheMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, overlay.Options{Keep: time.Hour})
		for i := range 2000 {
			v := st.hub.Watch(fmt.Sprint(i), "a", overlay.Position{}, "")
			v.Close()
		}
		synctest.Wait()
		if n := len(st.hub.Scenes()); n > 300 {
			t.Errorf("%d scenes are kept that nobody watches", n)
		}
		if st.hub.Watching() != 0 {
			t.Errorf("%d viewers", st.hub.Watching())
		}
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if n := len(st.hub.Scenes()); n != 0 {
			t.Errorf("%d scenes are kept for ever", n)
		}
	})
}

// Nobody who comes after an answered write is shown less than it wrote.
func TestNobodyIsShownLessThanWhatWasAnswered(t *testing.T) {
	t.Parallel()
	st := newStage(t, overlay.Options{})
	stay := st.hub.Watch("a", "a", overlay.Position{}, "")
	defer stay.Close()
	for range 200 {
		seq := say(t, st.store, "a")
		v := st.hub.Watch("a", "a", overlay.Position{}, "")
		if f, _ := at(t, v, 0); f.Seq < seq {
			t.Fatalf("the first frame shows %d, and %d was answered before", f.Seq, seq)
		}
		v.Close()
	}
}

func TestSameBodyOfAnotherDatabaseIsNews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		var id atomic.Value
		id.Store("first")
		h := overlay.New(s, func(context.Context, string) (overlay.Frame, error) {
			f := overlay.Frame{Body: []byte("same")}
			f.Store, f.Seq = id.Load().(string), 5
			if f.Store == "second" {
				f.Seq = 1
			}
			return f, nil
		}, quiet(), overlay.Options{})
		defer h.Close("")
		v := h.Watch("a", "a", overlay.Position{}, "")
		synctest.Wait()
		v.Take()
		id.Store("second")
		if err := h.Redraw(context.Background(), "a"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if f, ok := v.Take(); !ok || f.Store != "second" || !bytes.Equal(f.Body, []byte("same")) {
			t.Errorf("got %+v, %v, want the frame of the other database", f.Position, ok)
		}
	})
}

func TestADrawingOfAnEarlierMomentIsNotShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seq atomic.Int64
		seq.Store(5)
		h := overlay.New(open(t), func(context.Context, string) (overlay.Frame, error) {
			n := seq.Load()
			return overlay.Frame{Position: overlay.Position{Store: "s", Seq: n}, Body: fmt.Append(nil, n)}, nil
		}, quiet(), overlay.Options{})
		defer h.Close("")
		h.Watch("a", "a", overlay.Position{}, "")
		synctest.Wait()
		seq.Store(4)
		if err := h.Redraw(context.Background(), "a"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if at := h.Scenes()[0].Position.Seq; at != 5 {
			t.Errorf("the scene went back to %d", at)
		}
	})
}

func TestAViewerWhoLeftIsNotDrawnFor(t *testing.T) {
	t.Parallel()
	begun, goOn := make(chan bool), make(chan bool)
	var drawn []string // one at a time
	h := overlay.New(open(t), func(_ context.Context, scene string) (overlay.Frame, error) {
		if drawn = append(drawn, scene); scene == "slow" {
			begun <- true
			<-goOn
		}
		return overlay.Frame{Body: []byte(scene)}, nil
	}, quiet(), overlay.Options{Parallel: 1})
	h.Watch("slow", "slow", overlay.Position{}, "")
	<-begun
	left := h.Watch("left", "left", overlay.Position{Seq: 1}, "")
	left.Close()
	stays := h.Watch("stays", "stays", overlay.Position{Store: "other"}, "")
	close(goOn)
	at(t, stays, 0)
	h.Close("")
	if slices.Contains(drawn, "left") || len(drawn) != 2 {
		t.Errorf("drawn are %v, want those that somebody watches", drawn)
	}
}

func TestCloseWaitsForWhatIsBeingDrawn(t *testing.T) {
	t.Parallel()
	begun := make(chan bool)
	var ended atomic.Bool
	h := overlay.New(open(t), func(ctx context.Context, _ string) (overlay.Frame, error) {
		begun <- true
		<-ctx.Done()
		time.Sleep(20 * time.Millisecond)
		ended.Store(true)
		return overlay.Frame{}, ctx.Err()
	}, quiet(), overlay.Options{})
	h.Watch("a", "a", overlay.Position{}, "")
	<-begun
	h.Close("")
	if !ended.Load() {
		t.Error("something is still being drawn")
	}
}
