package card

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"matchday/app/baseball/chart"
	"matchday/app/fault"
)

// MaxName is the longest name of a player, in characters.
const MaxName = 60

// Check returns everything that is wrong with the card, one sentence each, or nil. A game accepts only cards that pass.
func (c *Card) Check() error {
	k := checker{who: c.Name}
	if n := utf8.RuneCountInString(c.Name); n == 0 || n > MaxName || strings.ContainsFunc(c.Name, unicode.IsControl) || strings.TrimSpace(c.Name) != c.Name || !utf8.ValidString(c.Name) {
		k.who = "This card"
		k.say("name", "needs a name of 1 to %d characters without spaces around it.", MaxName)
	}
	if c.ID <= 0 {
		k.say("id", "needs a positive number as its id.")
	}
	if c.Bats > chart.Switch {
		k.say("bats", "bats left (L), right (R) or both (S).")
	}
	if c.Throws > chart.Right {
		k.say("throws", "throws with the left (L) or the right (R) arm.")
	}
	if c.Rarity > HallOfFame {
		k.say("rarity", "has a rarity that does not exist.")
	}
	k.span("durability", "durability", int(c.Durability), 20, 70)
	if c.Batting == nil && c.Pitching == nil {
		k.say("batting", "has neither a batting nor a pitching table.")
	}
	k.gloves(c.Gloves)
	if c.Batting != nil {
		k.batting(c.Batting)
	}
	if c.Pitching != nil {
		k.pitching(c.Pitching)
	}
	return k.list.Err()
}

type checker struct {
	who  string
	list fault.List
}

func (k *checker) say(field, sentence string, args ...any) {
	f := fault.Field(field, sentence, args...)
	f.Sentence = k.who + " " + f.Sentence
	k.list = append(k.list, f)
}

func (k *checker) span(field, what string, n, low, high int) {
	if n < low || n > high {
		k.say(field, "has %s %d; it goes from %d to %d.", what, n, low, high)
	}
}

func (k *checker) gloves(gloves []Glove) {
	var seen [chart.RightField + 1]bool
	for _, g := range gloves {
		if !g.Position.Fields() {
			k.say("gloves", "is rated at %q, which is no place in the field.", g.Position.String())
			continue
		}
		if seen[g.Position] {
			k.say("gloves", "is rated twice at %s.", g.Position)
		}
		seen[g.Position] = true
		at := " at " + g.Position.String()
		k.span("gloves", "range"+at, int(g.Range), 1, 5)
		k.span("gloves", "error"+at, int(g.Error), 0, 90)
		k.span("gloves", "arm"+at, int(g.Arm), -6, 6)
		k.span("gloves", "passed ball number"+at, int(g.Passed), 0, 20)
		k.span("gloves", "overthrow number"+at, int(g.Overthrow), 0, 20)
	}
}

func (k *checker) batting(b *Batting) {
	for hand := range b.Vs {
		k.table("batting", "batting", chart.Hand(hand), &b.Vs[hand], chart.Outcome.Batting)
	}
	k.span("running", "running", int(b.Running), 8, 17)
	k.span("steal_low", "steal_low", int(b.StealLow), 1, 20)
	k.span("steal_high", "steal_high", int(b.StealHigh), 1, 20)
	if b.StealLow > b.StealHigh {
		k.say("steal_low", "steals better without a lead (%d) than with one (%d).", b.StealLow, b.StealHigh)
	}
	k.span("steal_jump", "jump", int(b.Jump), 0, 36)
	k.grade("bunting", b.Bunt)
	k.grade("hit_and_run", b.HitAndRun)
	k.span("offense_col", "layout", int(b.Layout), 1, 3)
	if int(b.Spray.Pull)+int(b.Spray.Center)+int(b.Spray.Slap) != 100 {
		k.say("spray", "hits to the fields with rates that add to %d instead of 100 percent.", int(b.Spray.Pull)+int(b.Spray.Center)+int(b.Spray.Slap))
	}
}

func (k *checker) pitching(p *Pitching) {
	for hand := range p.Vs {
		t := &p.Vs[hand]
		k.table("pitching", "pitching", chart.Hand(hand), t, chart.Outcome.Pitching)
		for i, want := range checkUnits {
			if o := chart.CheckPitcher + chart.Outcome(i); t[o] != want {
				k.say("pitching", "has %d units of %s against %s-handed batters; every pitcher has %d.", t[o], o, sideWord(chart.Hand(hand)), want)
			}
		}
	}
	k.span("balk", "balk number", int(p.Balk), 0, 20)
	k.span("wild_pitch", "wild pitch number", int(p.WildPitch), 0, 20)
	k.span("hold", "hold", int(p.Hold), -9, 9)
	k.span("starter", "POW as starter", int(p.Starter), 0, 12)
	k.span("relief", "POW in relief", int(p.Relief), 0, 12)
	k.span("closer", "POW as closer", int(p.Closer), 0, 12)
	if p.Starter == 0 && p.Relief == 0 && p.Closer == 0 {
		k.say("starter", "needs innings of POW in at least one role.")
	}
	k.grade("batting", p.Bats)
	k.span("offense_col", "layout", int(p.Layout), 1, 3)
}

func (k *checker) grade(field string, g chart.Grade) {
	if g > chart.D {
		k.say(field, "has a grade for %s that is not A, B, C or D.", field)
	}
}

func (k *checker) table(field, what string, against chart.Hand, t *Table, allowed func(chart.Outcome) bool) {
	for i, n := range t {
		if o := chart.Outcome(i); n > 0 && !allowed(o) {
			k.say(field, "has %s in the %s table, where it does not belong.", o, what)
		}
	}
	sum := t.Sum()
	switch {
	case sum < Units:
		k.say(field, "has %d units in the %s table against %s-handers; %d are missing to %d.", sum, what, sideWord(against), Units-sum, Units)
	case sum > Units:
		k.say(field, "has %d units in the %s table against %s-handers; that is %d more than %d.", sum, what, sideWord(against), sum-Units, Units)
	}
}

func sideWord(h chart.Hand) string {
	if h == chart.Left {
		return "left"
	}
	return "right"
}
