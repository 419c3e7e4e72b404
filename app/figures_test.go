package app

import (
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"matchday/app/graphic"
	"matchday/app/tournament"
	"matchday/views/browsertest"
)

// BenchmarkFigures measures the program as people get it: one stripped binary, its Discord in another process (this one).
// docs/figures.md holds what is asked of it and what was measured. It is to be run once, alone on the machine:
//
//	go test ./app -run - -bench Figures -benchtime 1x
func BenchmarkFigures(b *testing.B) {
	binary := build(b)
	for _, one := range []struct {
		name string
		run  func(*testing.B, string)
	}{
		{"binary", measureBinary}, {"start", measureStart}, {"memory", measureMemory}, {"press-to-screen", measurePressToScreen},
		{"thousand-screens", measureThousandScreens}, {"presses", measurePresses}, {"rush", measureRush}, {"paint", measurePaint},
	} {
		b.Run(one.name, func(b *testing.B) {
			one.run(b, binary)
			b.ReportMetric(0, "ns/op")
		})
	}
}

// hall is a tournament of 64 whose check-in is open.
func hall() plot {
	return plot{fans: 64, steps: []tournament.Step{tournament.StepCloseRegistration, tournament.StepOpenCheckIn}}
}

// synced measures what the disk needs at present to append 16 kB and make them durable, which every answer waits for.
func synced(b *testing.B) (took spread) {
	f, err := os.Create(filepath.Join(b.TempDir(), "log"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for range 200 {
		began := time.Now()
		if _, err := f.Write(make([]byte, 16<<10)); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	return took
}

// measureBinary: how large what people download is. Target: 40 MB.
func measureBinary(b *testing.B, binary string) {
	info, err := os.Stat(binary)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/1e6, "MB")
}

// measureStart: exec to the first 200 of /readyz with an existing database. Target: 150 ms.
func measureStart(b *testing.B, binary string) {
	a := newArena(b, binary, hall())
	a.start() // the first start lays the panel out
	a.stop()
	var took spread
	for range 20 {
		took = append(took, a.start())
		a.stop()
	}
	took.report(b, "ready")
}

// measureMemory: PSS of an idle process before the first sign-in, and with 500 screens after ten changes. Targets: 40 MiB
// and 90 MiB.
func measureMemory(b *testing.B, binary string) {
	a := newArena(b, binary, hall())
	panel := a.up("Check-in is open")
	for !a.connected() {
		time.Sleep(10 * time.Millisecond)
	}
	b.ReportMetric(a.memory(), "started-MiB")
	time.Sleep(5 * time.Second)
	b.ReportMetric(a.memory(), "idle-MiB")
	all := watch(b, a.address, a.keys[graphic.CheckIn], 500)
	all.wait(present(0))
	b.ReportMetric(a.memory(), "opened-MiB")
	most := 0.0
	for fan := range 10 {
		a.press(fan, panel.ID, "Check in", "checked in")
		all.wait(present(fan + 1))
		most = max(most, a.memory())
	}
	b.ReportMetric(most, "with-500-MiB")
}

// measurePressToScreen: a press in Discord until each of 100 screens has the picture that shows it. Targets: p50 10 ms,
// p99 50 ms.
func measurePressToScreen(b *testing.B, binary string) {
	const warm = 10
	a := newArena(b, binary, hall())
	panel := a.up("Check-in is open")
	all := watch(b, a.address, a.keys[graphic.CheckIn], 100)
	all.wait(present(0))
	var seen, answered spread
	for fan := range a.fans {
		began := time.Now()
		took := make(chan time.Duration, 1)
		go func() { took <- a.press(fan, panel.ID, "Check in", "checked in") }()
		at := all.wait(present(fan + 1))
		answer := <-took
		if fan < warm {
			continue
		}
		answered = append(answered, answer)
		for _, t := range at {
			seen = append(seen, t.Sub(began))
		}
	}
	seen.report(b, "seen")
	answered.report(b, "answered")
	synced(b).report(b, "disk")
}

// measureThousandScreens: the same with a thousand screens and ten more that never read; then forty presses at once, after
// which every screen must end on the newest picture.
func measureThousandScreens(b *testing.B, binary string) {
	for _, stuck := range []int{0, 10} {
		a := newArena(b, binary, hall())
		panel := a.up("Check-in is open")
		for range stuck {
			stuckScreen(b, a.address, a.keys[graphic.CheckIn])
		}
		all := watch(b, a.address, a.keys[graphic.CheckIn], 1000)
		all.wait(present(0))
		var seen, last spread
		for fan := range 24 {
			began := time.Now()
			go a.press(fan, panel.ID, "Check in", "checked in")
			for _, t := range all.wait(present(fan + 1)) {
				seen = append(seen, t.Sub(began))
			}
		}
		var wg sync.WaitGroup
		for fan := 24; fan < 64; fan++ {
			wg.Go(func() { a.press(fan, panel.ID, "Check in", "checked in") })
		}
		wg.Wait()
		answered := time.Now()
		for _, t := range all.wait(present(64)) {
			last = append(last, max(0, t.Sub(answered)))
		}
		name := "stuck" + strconv.Itoa(stuck)
		seen.report(b, name+"-seen")
		b.ReportMetric(last.at(1), name+"-newest-after-answer-ms")
	}
}

// measurePresses: 500 presses that arrive in ten seconds, each answered through the gateway. Target: p99 300 ms.
func measurePresses(b *testing.B, binary string) {
	p := hall()
	p.fans = 500
	a := newArena(b, binary, p)
	panel := a.up("Check-in is open")
	began := time.Now()
	took := make(spread, len(a.fans))
	var wg sync.WaitGroup
	for fan := range a.fans {
		wg.Go(func() {
			time.Sleep(time.Until(began.Add(10 * time.Second * time.Duration(fan) / time.Duration(len(a.fans)))))
			took[fan] = a.press(fan, panel.ID, "Check in", "checked in")
		})
	}
	wg.Wait()
	took.report(b, "answered")
	b.ReportMetric(took.at(1), "slowest-ms")
	synced(b).report(b, "disk")
}

// measureRush: 200 people open the form and send it at once, for 31 seats.
func measureRush(b *testing.B, binary string) {
	a := newArena(b, binary, plot{guests: 200, cap: 31})
	panel := a.up("Registration is open")
	opened, sent := make(spread, len(a.fans)), make(spread, len(a.fans))
	var wg sync.WaitGroup
	for fan, user := range a.fans {
		wg.Go(func() {
			began := time.Now()
			form, err := a.discord.Press(b.Context(), user, panel.ID, "Register")
			if opened[fan] = time.Since(began); err != nil || form.Form == nil {
				b.Errorf("fan %d got no form: %v %+v", fan, err, form)
				return
			}
			began = time.Now()
			ans, err := a.discord.Submit(b.Context(), user, form.Form.ID, map[string]string{"Name in the game": "Fan " + strconv.Itoa(fan) + "#NA1"})
			if sent[fan] = time.Since(began); err != nil || ans.Failed || ans.Thinking {
				b.Errorf("fan %d was not answered: %v %+v", fan, err, ans)
			}
		})
	}
	wg.Wait()
	opened.report(b, "form")
	sent.report(b, "answered")
}

// measurePaint: an overlay of 64 rows from navigation until it is painted, in a Chromium that has its files. Target: 80 ms
// as the median of ten.
func measurePaint(b *testing.B, binary string) {
	a := newArena(b, binary, plot{fans: 64, steps: []tournament.Step{tournament.StepCloseRegistration}, played: true})
	a.up("64")
	page := browsertest.Start(b).Page(browsertest.Look{Width: 1920, Height: 1080})
	address := a.address + "/overlay/" + a.keys[graphic.Standings] + "?motion=off"
	page.Go(address)
	var painted, fonts spread
	for range 11 {
		page.Go(address)
		var got struct{ Paint, Fonts, Rows float64 }
		page.Eval(`new Promise((done) => {
			new PerformanceObserver((list) => {
				const paint = Math.max(...list.getEntries().map((e) => e.startTime), performance.getEntriesByName('first-contentful-paint')[0].startTime);
				const fonts = Math.max(0, ...performance.getEntriesByType('resource').filter((e) => e.name.endsWith('.woff2')).map((e) => e.responseEnd));
				done({ Paint: paint, Fonts: fonts, Rows: document.querySelectorAll('[data-row]').length });
			}).observe({ type: 'largest-contentful-paint', buffered: true });
		})`, &got)
		if got.Rows != 64 {
			b.Fatalf("%v rows", got.Rows)
		}
		painted = append(painted, time.Duration(got.Paint*float64(time.Millisecond)))
		fonts = append(fonts, time.Duration(got.Fonts*float64(time.Millisecond)))
	}
	b.ReportMetric(painted[1:].at(.5), "painted-ms")
	b.ReportMetric(fonts[1:].at(.5), "fonts-ms")
}
