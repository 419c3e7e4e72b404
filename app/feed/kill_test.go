package feed_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"matchday/app/feed"
)

// victim names the directory in which a second process of this test works until it is killed.
const victim = "MATCHDAY_FEED_VICTIM"

func TestMain(m *testing.M) {
	if dir := os.Getenv(victim); dir != "" {
		work(dir)
		os.Exit(1)
	}
	goleak.VerifyTestMain(m)
}

// post is the outside as a file: a line with id and key for each call.
func post(dir string) *messages {
	file, err := os.OpenFile(filepath.Join(dir, "outside"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	return &messages{name: "messages", deliver: func(_ context.Context, d feed.Delivery) error {
		_, err := fmt.Fprintf(file, "%d %s\n", d.ID, d.Key)
		return err
	}}
}

// work commits events and follows them for ever.
func work(dir string) {
	t := &testing.B{}
	s := reopen(t, dir)
	f := feed.New(s, quiet(), feed.Options{})
	f.AddEffect(post(dir), feed.EffectOptions{FromStart: true})
	go func() { _ = f.Run(context.Background()) }()
	go func() { _ = f.Lead(context.Background()) }()
	for {
		seq := say(t, s, "tournament/1", "tournament/2")
		fmt.Println(seq) // answered: it must never be lost
		time.Sleep(time.Millisecond)
	}
}

func TestAKilledProcessLosesNoDelivery(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var answered int64
	for round := range 12 {
		answered = max(answered, killed(t, dir, time.Duration(rand.IntN(60))*time.Millisecond))
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
	}
	s := reopen(t, dir)
	m := post(dir)
	f := feed.New(s, quiet(), feed.Options{})
	f.AddEffect(m, feed.EffectOptions{FromStart: true})
	start(t, f)
	last := say(t, s, "the end")
	eventually(t, func() bool { st := status(t, f, "messages"); return st.Running && st.Behind == 0 && st.Waiting == 0 })
	if last <= answered {
		t.Errorf("event %d was answered and the log ends at %d", answered, last)
	}
	ids := outsideOf(t, dir)
	for seq := range last {
		if n := len(ids[fmt.Sprint(seq+1)]); n != 1 {
			t.Errorf("event %d: its message came under %d ids, want 1", seq+1, n)
		}
	}
}

// killed starts a victim, kills it a while after its first answer and returns the last event that it answered.
func killed(t *testing.T, dir string, after time.Duration) (answered int64) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), victim+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var complaint strings.Builder
	cmd.Stderr = &complaint
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		_ = cmd.Wait()
		t.Fatalf("the other process ended by itself: %s", complaint.String())
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	for ok := true; ok; ok = lines.Scan() {
		_, _ = fmt.Sscan(lines.Text(), &answered)
	}
	_ = cmd.Wait()
	return answered
}

// outsideOf returns the ids under which each key came.
func outsideOf(t *testing.T, dir string) map[string]map[string]bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "outside"))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]map[string]bool{}
	for line := range strings.Lines(string(text)) {
		id, key, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			t.Fatalf("the outside got %q", line)
		}
		if ids[key] == nil {
			ids[key] = map[string]bool{}
		}
		ids[key][id] = true
	}
	return ids
}
