package tournament_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"matchday/app/person"
	"matchday/app/tournament"
)

// Random nights of players and staff keep the invariants of domain/tournaments.md, appendix C. What hall looks at after
// every rule is part of it: no rule writes into a night that it was given, what changes is said, a refusal is a sentence,
// no seat stays free beside somebody whose turn it is, and a step leads back to where it came from.
func TestRandomNightsOfSolos(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) { randomNight(t, 1) })
}

func TestRandomNightsOfTeams(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) { randomNight(t, 2) })
}

const crowd = 10 // people who come to a random night

func randomNight(t *rapid.T, teamSize int) {
	h := open(t, teams(teamSize), func(r *tournament.Rules) {
		r.Cap = pick(t, "cap", numbers(2, 6))
		r.LobbySize = pick(t, "lobby size", numbers(2, 4))
		r.Points = tournament.DefaultPoints(r.LobbySize)
		r.Ties = rapid.Permutation([]tournament.Tie{tournament.MostFirsts, tournament.MostTopFours, tournament.CountBack, tournament.LastRound, tournament.FirstsTwice}).Draw(t, "ties")
	})
	h.fill(pick(t, "players", numbers(0, crowd)))
	r := &random{hall: h, t: t}
	r.getSomewhere(pick(t, "rounds to begin with", []int{-1, -1, 0, 1, 2}))
	commands := r.commands()
	names := slices.Sorted(maps.Keys(commands))
	var weighted []string
	for _, name := range names {
		weighted = append(weighted, slices.Repeat([]string{name}, commands[name].weight)...)
	}
	r.check("the beginning")
	for range pick(t, "steps", numbers(0, 50)) {
		name := pick(t, "command", weighted)
		before := h.n
		err := commands[name].do()
		if err != nil && asText(t, before) != asText(t, h.n) {
			t.Fatalf("%s was refused and changed the night", name)
		}
		r.inOrder(name, before, err)
		r.check(name)
		r.grows(name, before)
	}
}

// random is a hall with a source of chance.
type random struct {
	*hall
	t *rapid.T
}

type command struct {
	weight int
	do     func() error
}

func (r *random) who() int64 { return int64(pick(r.t, "who", numbers(1, crowd))) }

// pick draws one of list, each as likely as the other: rapid itself prefers the first ones, and a night in which the first
// command is drawn again and again gets nowhere.
func pick[T any](t *rapid.T, what string, list []T) T {
	bits := rapid.SliceOfN(rapid.Bool(), 10, 10).Draw(t, what)
	i := 0
	for _, bit := range bits {
		if i *= 2; bit {
			i++
		}
	}
	return list[i%len(list)]
}

func numbers(from, to int) []int {
	var list []int
	for n := from; n <= to; n++ {
		list = append(list, n)
	}
	return list
}

// any returns the id of some entry, of one that is not there when there is none.
func (r *random) any() int64 {
	if len(r.n.Entries) == 0 {
		return 404
	}
	return pick(r.t, "entry", r.n.Entries).ID
}

// member returns somebody of an entry, or 0 for all of them.
func (r *random) member(entry int64) int64 {
	e, _ := r.n.Entry(entry)
	ids := []int64{0}
	for _, m := range e.Members {
		ids = append(ids, m.Person)
	}
	return pick(r.t, "member", ids)
}

func (r *random) application(staff bool) tournament.Application {
	who := r.who()
	alias := pick(r.t, "alias", []int64{who, who, who, 1, 2})
	a := tournament.Application{Person: who, InGame: fmt.Sprintf(pick(r.t, "spelling", []string{"P%d", "p %d"}), alias), Staff: staff,
		Pronouns: pick(r.t, "pronouns", []string{"", "she/her", "any"})}
	a.Team = pick(r.t, "team", []string{"Team 1", "team1", "Team 2", "Team 3", "Team 4", "Team 5"})
	a.Shared = staff && pick(r.t, "shared", []bool{false, true})
	return a
}

func (r *random) commands() map[string]command {
	all := map[string]command{
		"register":           {5, func() error { return r.register(r.application(false)) }},
		"staff register":     {3, func() error { return r.register(r.application(true)) }},
		"main offer":         {12, r.mainOffer},
		"play the round":     {6, r.playRound},
		"open registration":  {1, func() error { return r.step(doors(night.OpenRegistration)) }},
		"close registration": {1, func() error { return r.step(doors(night.CloseRegistration)) }},
		"shut registration":  {1, func() error { return r.step(doors(night.ShutRegistration)) }},
		"open check-in":      {1, func() error { return r.step(doors(night.OpenCheckIn)) }},
		"close check-in":     {1, func() error { return r.step(night.CloseCheckIn) }},
		"discard":            {1, func() error { return r.step(doors(night.Discard)) }},
		"start":              {1, func() error { return r.step(night.StartRound) }},
		"finish":             {1, func() error { return r.step(night.Finish) }},
		"cancel": {1, func() error {
			if pick(r.t, "really", numbers(0, 3)) > 0 {
				return nil
			}
			return r.step(night.Cancel)
		}},
		"edit":   {1, r.edit},
		"draw":   {2, r.drawAny},
		"swap":   {4, r.swapAny},
		"record": {8, r.recordAny},
		"undo": {3, func() error {
			if len(r.steps) == 0 {
				return nil
			}
			err := r.undo()
			if err != nil { // what cannot be taken back stays the last step for ever; forget it to get further
				r.steps = r.steps[:len(r.steps)-1]
			}
			return err
		}},
	}
	maps.Copy(all, r.playerCommands())
	maps.Copy(all, r.entryCommands())
	return all
}

func (r *random) playerCommands() map[string]command {
	mine := func(who int64) int64 {
		for _, e := range r.n.Entries {
			if _, in := e.Member(who); in && e.State.Active() {
				return e.ID
			}
		}
		return 0
	}
	return map[string]command{
		"check in": {8, func() error {
			who := r.who()
			return r.self(func(n night, at time.Time) (night, said, error) { return present(n, who, at) })
		}},
		"check out": {1, func() error {
			who := r.who()
			return r.self(func(n night, _ time.Time) (night, said, error) { return absent(n, who) })
		}},
		"withdraw": {3, func() error {
			who := r.who()
			id := mine(who)
			return r.self(func(n night, at time.Time) (night, said, error) { return n.Withdraw(id, who, at) })
		}},
	}
}

func (r *random) entryCommands() map[string]command {
	on := func(do func(night, int64, time.Time) (night, said, error)) func() error {
		return func() error {
			id := r.any()
			return r.step(func(n night, at time.Time) (night, said, error) { return do(n, id, at) })
		}
	}
	return map[string]command{
		"seat":       {3, on(night.Seat)},
		"remove":     {1, on(func(n night, id int64, at time.Time) (night, said, error) { return n.Remove(id, "note", at) })},
		"disqualify": {1, on(func(n night, id int64, at time.Time) (night, said, error) { return n.Disqualify(id, "note", at) })},
		"keep": {1, func() error {
			id, keep := r.any(), pick(r.t, "keep", []bool{true, false})
			return r.step(func(n night, _ time.Time) (night, said, error) { return n.Keep(id, keep) })
		}},
		"seed": {1, func() error {
			id, seed := r.any(), pick(r.t, "seed", numbers(-1, 3))
			return r.step(func(n night, _ time.Time) (night, said, error) { return n.SeedEntry(id, seed) })
		}},
		"check in for": {3, func() error {
			id := r.any()
			who := r.member(id)
			return r.step(func(n night, at time.Time) (night, said, error) { return n.CheckInFor(id, who, at) })
		}},
		"check out for": {1, func() error {
			id := r.any()
			who := r.member(id)
			return r.step(func(n night, _ time.Time) (night, said, error) { return n.CheckOutFor(id, who) })
		}},
		"replace": {2, func() error {
			id := r.any()
			who, by := r.member(id), r.application(true)
			by.InGame = fmt.Sprintf("Sub %d", r.last+int64(len(r.steps))) // league keeps in-game names apart
			return r.step(func(n night, at time.Time) (night, said, error) { return n.Replace(id, who, by, at) })
		}},
	}
}

// getSomewhere plays a night without incident up to a round, so that random nights are not all about registration.
func (r *random) getSomewhere(round int) {
	for range 20 {
		if r.n.Tournament.Stage.Over() || r.n.Tournament.Round >= round {
			return
		}
		r.must(r.mainOffer())
		if r.n.Tournament.CheckIn == tournament.Open {
			for _, e := range r.n.Entries {
				for _, m := range e.Members {
					r.checkIn(int(m.Person))
				}
			}
		}
		r.must(r.playRound())
	}
}

// mainOffer does what the night waits for, so that random nights get somewhere.
func (r *random) mainOffer() error {
	offers := r.n.Read(league, nil).Offers()
	if len(offers) == 0 || !offers[0].Main {
		return nil
	}
	step := offers[0].Step
	return r.step(func(n night, at time.Time) (night, said, error) { return carry(n, step, at) })
}

func (r *random) playRound() error {
	if current, ok := r.n.CurrentRound(); ok && current.State == tournament.InPlay && !r.n.Tournament.Stage.Over() {
		r.play()
	}
	return nil
}

func (r *random) edit() error {
	capacity, rounds := pick(r.t, "new cap", numbers(2, 7)), pick(r.t, "new rounds", numbers(1, 4))
	size := pick(r.t, "new lobby size", numbers(2, 4))
	return r.step(func(n night, _ time.Time) (night, said, error) {
		p := n.Tournament.Plan()
		p.Rules.Cap, p.Rules.Rounds = capacity, rounds
		if n.Tournament.Stage == tournament.Preparing {
			p.Rules.LobbySize = size
		}
		return n.Edit(p)
	})
}

func (r *random) drawAny() error {
	how, seed := pick(r.t, "seating", tournament.Seatings()), int64(pick(r.t, "seed", numbers(1, 9)))
	err := r.step(func(n night, _ time.Time) (night, said, error) { return n.Draw(how, seed) })
	if err == nil {
		r.drawn()
	}
	return err
}

// drawn wants fresh lobbies to be of nearly one size and to hold everybody who has a seat.
func (r *random) drawn() {
	least, most, sum := 1000, 0, 0
	for _, l := range r.n.LobbiesOf(r.n.Tournament.Round) {
		least, most, sum = min(least, len(l.Seats)), max(most, len(l.Seats)), sum+len(l.Seats)
	}
	if most-least > 1 || most > r.n.Tournament.Rules.LobbySize || sum != len(r.n.InState(tournament.Seated)) {
		r.t.Fatalf("drawn %s", r.lobbies())
	}
}

func (r *random) swapAny() error {
	var sitting []int64
	for _, l := range r.n.LobbiesOf(r.n.Tournament.Round) {
		for _, s := range l.Seats {
			sitting = append(sitting, s.Entry)
		}
	}
	if len(sitting) == 0 {
		sitting = []int64{404}
	}
	a, b := pick(r.t, "one", sitting), pick(r.t, "other", sitting)
	return r.step(func(n night, _ time.Time) (night, said, error) { return n.Swap(a, b) })
}

// recordAny records or corrects some lobby: a random order, somebody absent, and now and then a version that is old.
func (r *random) recordAny() error {
	if len(r.n.Lobbies) == 0 {
		return nil
	}
	l := pick(r.t, "lobby", r.n.Lobbies)
	res := tournament.Result{Lobby: l.ID, Version: l.Version - int64(pick(r.t, "stale", []int{0, 0, 0, 0, 1}))}
	for _, s := range l.Seats {
		if e, _ := r.n.Entry(s.Entry); e.State != tournament.Disqualified || s.Outcome != tournament.Struck {
			res.Order = append(res.Order, s.Entry)
		}
	}
	res.Order = rapid.Permutation(res.Order).Draw(r.t, "order")
	if k := len(res.Order); k > 0 && pick(r.t, "somebody absent", []bool{false, false, true}) {
		res.Order, res.Absent = res.Order[:k-1], res.Order[k-1:]
	}
	return r.record(res)
}

// inOrder wants those who moved up by themselves to have been first among those whose turn it could be, and nobody to
// have moved up after the start.
func (r *random) inOrder(name string, before night, err error) {
	if err != nil || name == "seat" || name == "undo" || name == "check in for" {
		return
	}
	shut := r.n.Tournament.CheckIn == tournament.Shut
	for _, was := range before.InState(tournament.Waiting) {
		now, _ := r.n.Entry(was.ID)
		if now.State != tournament.Seated {
			continue
		}
		if before.Tournament.Stage != tournament.Preparing {
			r.t.Fatalf("%s let %s move up after the start", name, now.Name)
		}
		for _, waits := range r.n.InState(tournament.Waiting) {
			if waits.ID < was.ID && (!shut || waits.Ready(r.n.Tournament.Rules.TeamSize)) {
				r.t.Fatalf("%s let %s pass %s", name, now.Name, waits.Name)
			}
		}
	}
}

// grows wants versions never to go down, and the number of seats taken to exceed the cap only where it did before.
func (r *random) grows(name string, before night) {
	versionsGrow(r.t, before, r.n)
	was, now := len(before.InState(tournament.Seated)), len(r.n.InState(tournament.Seated))
	if now > r.n.Tournament.Rules.Cap && now > was && name != "undo" {
		r.t.Fatalf("%s took the seats from %d to %d of %d", name, was, now, r.n.Tournament.Rules.Cap)
	}
}

// check looks at everything that holds of a night at any moment.
func (r *random) check(after string) {
	r.checkPeople(after)
	r.checkLobbies(after)
	r.checkStandings(after)
	r.checkBoard(after)
	offersArePossible(r.hall)
}

func (r *random) checkPeople(after string) {
	people, names, inGame := map[int64]bool{}, map[string]bool{}, map[string]bool{}
	size := r.n.Tournament.Rules.TeamSize
	for _, e := range r.n.Entries {
		if !e.State.Active() {
			if e.Left.IsZero() {
				r.t.Fatalf("after %s: %s has left at no time", after, e.Name)
			}
			continue
		}
		if len(e.Members) < 1 || len(e.Members) > size || !e.Left.IsZero() || size == 1 && e.Name != e.Members[0].InGame {
			r.t.Fatalf("after %s: %+v", after, e)
		}
		if name := person.Fold(e.Name); size > 1 && names[name] {
			r.t.Fatalf("after %s: two teams are called %s", after, e.Name)
		} else {
			names[name] = true
		}
		for _, m := range e.Members {
			if people[m.Person] {
				r.t.Fatalf("after %s: person %d is in two entries", after, m.Person)
			}
			people[m.Person] = true
			if name := person.Fold(m.InGame); !m.Shared && inGame[name] {
				r.t.Fatalf("after %s: two play as %s", after, m.InGame)
			} else if !m.Shared {
				inGame[name] = true
			}
		}
	}
}

func (r *random) checkLobbies(after string) {
	for _, round := range r.n.Rounds {
		sits := map[int64]bool{}
		done := true
		for _, l := range r.n.LobbiesOf(round.Number) {
			for _, s := range l.Seats {
				if sits[s.Entry] {
					r.t.Fatalf("after %s: entry %d sits twice in round %d", after, s.Entry, round.Number)
				}
				sits[s.Entry] = true
				if e, _ := r.n.Entry(s.Entry); round.State == tournament.Drawn && e.State != tournament.Seated {
					r.t.Fatalf("after %s: %s sits in a drawn lobby and is %s", after, e.Name, e.State)
				}
			}
			if len(l.Seats) > r.n.Tournament.Rules.LobbySize || len(l.Seats) == 0 && round.State != tournament.Drawn {
				r.t.Fatalf("after %s: lobby %s of round %d has %d seats", after, l.Name, round.Number, len(l.Seats))
			}
			done = done && l.Done()
			r.checkPlaces(after, l)
		}
		if done != (round.State == tournament.RoundDone) && len(sits) > 0 {
			r.t.Fatalf("after %s: round %d is %s", after, round.Number, round.State)
		}
		if round.State == tournament.RoundDone {
			continue
		}
		for _, e := range r.n.InState(tournament.Seated) {
			if !sits[e.ID] {
				r.t.Fatalf("after %s: %s holds a seat and sits nowhere in round %d", after, e.Name, round.Number)
			}
		}
	}
	if n := len(r.n.Rounds); n != r.n.Tournament.Round {
		r.t.Fatalf("after %s: %d rounds, the tournament is in round %d", after, n, r.n.Tournament.Round)
	}
}

// checkPlaces wants the places of a recorded lobby to be 1 to k for the k who played.
func (r *random) checkPlaces(after string, l tournament.Lobby) {
	var places []int
	for _, s := range l.Seats {
		switch {
		case s.Place > 0:
			places = append(places, s.Place)
		case l.Done() && s.Outcome == tournament.Played:
			r.t.Fatalf("after %s: a seat of lobby %s has neither place nor reason", after, l.Name)
		}
	}
	slices.Sort(places)
	for i, p := range places {
		if p != i+1 || !l.Done() {
			r.t.Fatalf("after %s: lobby %s has the places %v", after, l.Name, places)
		}
	}
}

// checkStandings computes the standings another way: each entry's rank is one more than the number of those that are
// better, by keys that compare from left to right.
func (r *random) checkStandings(after string) {
	got := r.n.Standings()
	keys := map[int64][]int{}
	for _, e := range r.n.Entries {
		if key := keyOf(r.n, e); key != nil {
			keys[e.ID] = key
		}
	}
	if len(keys) != len(got) {
		r.t.Fatalf("after %s: %d standings, want %d", after, len(got), len(keys))
	}
	struck := 0
	for i, s := range got {
		e, _ := r.n.Entry(s.Entry)
		if e.State == tournament.Disqualified {
			struck++
			if s.Rank != 0 || s.Total != 0 {
				r.t.Fatalf("after %s: disqualified with %+v", after, s)
			}
			continue
		}
		rank, shared := 1, false
		for id, key := range keys {
			other, _ := r.n.Entry(id)
			if id == s.Entry || other.State == tournament.Disqualified {
				continue
			}
			c := slices.Compare(key, keys[s.Entry])
			if c < 0 {
				rank++
			}
			shared = shared || c == 0
		}
		if s.Rank != rank || s.Shared != shared || s.Total != -keys[s.Entry][0] || struck > 0 {
			r.t.Fatalf("after %s: %s stands at %d (shared %v) with %d, want %d (%v) with %d", after, s.Name, s.Rank, s.Shared, s.Total, rank, shared, -keys[s.Entry][0])
		}
		if i > 0 && cmp.Or(cmp.Compare(got[i-1].Rank, s.Rank), cmp.Compare(got[i-1].Entry, s.Entry)) >= 0 {
			r.t.Fatalf("after %s: %s stands before %s", after, got[i-1].Name, s.Name)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(r.n.Standings()) {
		r.t.Fatalf("after %s: the standings are not the same twice", after)
	}
}

// keyOf returns what an entry is ranked by, smaller is better; nil when it is not in the standings.
func keyOf(n night, e tournament.Entry) []int {
	complete := 0
	for _, round := range n.Rounds {
		if round.State == tournament.RoundDone {
			complete = round.Number
		}
	}
	sat, total, last, times, upper := false, 0, 99, map[int]int{}, 0
	for _, l := range n.Lobbies {
		i := slices.IndexFunc(n.Rounds, func(round tournament.Round) bool { return round.Number == l.Round })
		s, here := l.Seat(e.ID)
		if !here || n.Rounds[i].State == tournament.Drawn {
			continue
		}
		sat = true
		if s.Place == 0 {
			continue
		}
		if points := n.Tournament.Rules.Points; s.Place <= len(points) {
			total += points[s.Place-1]
		}
		times[s.Place]++
		if 2*s.Place <= n.Tournament.Rules.LobbySize+1 {
			upper++
		}
		if l.Round == complete {
			last = s.Place
		}
	}
	if !sat && e.State != tournament.Seated {
		return nil
	}
	key := []int{-total}
	for _, tie := range n.Tournament.Rules.Ties {
		switch tie {
		case tournament.MostFirsts:
			key = append(key, -times[1])
		case tournament.MostTopFours:
			key = append(key, -upper)
		case tournament.FirstsTwice:
			key = append(key, -2*times[1]-upper)
		case tournament.LastRound:
			key = append(key, last)
		case tournament.CountBack:
			for place := 1; place <= tournament.MaxLobby; place++ {
				key = append(key, -times[place])
			}
		}
	}
	return key
}

func (r *random) checkBoard(after string) {
	b := r.n.Read(league, nil)
	c, size := b.Counts, r.n.Tournament.Rules.TeamSize
	if len(b.Seated)+len(b.Waitlist)+len(b.Left) != len(r.n.Entries) || c.Seated != c.CheckedIn+c.NotYet || c.Waiting != len(b.Waitlist) ||
		c.Seated != len(b.Seated) || c.PeopleIn > c.People || c.People > size*c.Seated || c.Free()+min(c.Seated, c.Seats) != c.Seats {
		r.t.Fatalf("after %s: counts %+v", after, c)
	}
	if len(b.Marks()) != 4 {
		r.t.Fatalf("after %s: marks %+v", after, b.Marks())
	}
	for who := int64(1); who <= crowd; who++ {
		m, in := b.Mine(who), false
		for _, e := range r.n.Entries {
			_, member := e.Member(who)
			in = in || member && e.State.Active()
		}
		if m.In != in || m.In && m.Row.Position == 0 || m.HasLobby && m.Lobby.Round == 0 {
			r.t.Fatalf("after %s: person %d is told %+v", after, who, m)
		}
	}
	for _, round := range b.Rounds {
		for _, l := range round.Lobbies {
			sum := 0
			for _, s := range l.Seats {
				sum += s.Points
			}
			if sum != l.Sum || len(l.Seats) != len(l.Lobby.Seats) {
				r.t.Fatalf("after %s: lobby %s adds up to %d, said %d", after, l.Name, sum, l.Sum)
			}
		}
	}
}
