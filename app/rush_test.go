package app

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"matchday/app/person"
)

// fans brings people into the server who are not registered, and returns their ids.
func (e *evening) fans(many int) []string {
	e.t.Helper()
	var users []string
	for n := range many {
		user := e.discord.AddPerson(fmt.Sprintf("fan%03d", n), fmt.Sprintf("Fan %03d", n))
		e.must(e.discord.AddMember(e.world.server, user))
		users = append(users, user)
	}
	return users
}

// TestTwoHundredPressRegisterAtOnceForThirtyOneSeats is the rush through Discord: exactly 31 get a seat, the others wait in
// order, everybody is told what became of them, nobody is there twice and nobody is lost.
func TestTwoHundredPressRegisterAtOnceForThirtyOneSeats(t *testing.T) {
	t.Parallel()
	const seats = 31
	people := 200
	if raced {
		people = 50
	}
	e := begin(t)
	plan := e.board().Tournament.Plan()
	plan.Rules.Cap = seats
	_, err := e.app.league.EditTournament(e.ctx, person.Console(e.world.league), 1, 0, plan)
	e.must(err)
	panel := e.panel("**0** of 31 seats").ID
	told := map[string]string{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	start := make(chan struct{})
	for n, user := range e.fans(people) {
		wg.Go(func() {
			<-start
			form, err := e.discord.Press(e.ctx, user, panel, "Register")
			if err != nil || form.Form == nil {
				t.Errorf("fan %d got no form: %v %+v", n, err, form)
				return
			}
			a, err := e.discord.Submit(e.ctx, user, form.Form.ID, map[string]string{"Name in the game": fmt.Sprintf("Fan %03d#NA1", n)})
			if err != nil || a.Failed || a.Thinking {
				t.Errorf("fan %d was not answered: %v %+v", n, err, a)
			}
			mu.Lock()
			defer mu.Unlock()
			told[user] = a.Text
		})
	}
	close(start)
	wg.Wait()
	b := e.board()
	if b.Counts.Seated != seats || b.Counts.Waiting != people-seats {
		t.Fatalf("%d seated, %d waiting", b.Counts.Seated, b.Counts.Waiting)
	}
	last := int64(0)
	for n, row := range slices.Concat(b.Seated, b.Waitlist) {
		if row.Entry.ID <= last {
			t.Errorf("entry %d stands behind entry %d", row.Entry.ID, last)
		}
		last = row.Entry.ID
		who, err := e.app.league.Person(e.ctx, row.Entry.Members[0].Person)
		e.must(err)
		want := fmt.Sprintf("**seat %d of %d**", n+1, seats)
		if n >= seats {
			want = fmt.Sprintf("**%d.. in line**", n-seats+1) // 1st, 2nd, 3rd, 4th
		}
		if ok, _ := regexp.MatchString(strings.ReplaceAll(want, "*", `\*`), told[who.Discord]); !ok {
			t.Errorf("%s is number %d and was told %q", who.Name, n+1, told[who.Discord])
		}
		delete(told, who.Discord)
	}
	if len(told) > 0 {
		t.Errorf("not there: %v", told)
	}
	e.panel("**31** of 31 seats")
}
