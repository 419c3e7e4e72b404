package board

import (
	"fmt"
	"strings"

	"matchday/app/baseball"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// Telling is one result in words. Short is for a log and a phone; Full says where everybody went and how it stands;
// Dice is what was rolled.
type Telling struct {
	Number int    `json:"number"`
	Short  string `json:"short"`
	Full   string `json:"full"`
	Dice   string `json:"dice,omitzero"`
	Loud   bool   `json:"loud,omitzero"` // a run scored, a half-inning or the game ended
}

// Tell puts results into words, each by itself.
func Tell(s *baseball.Setup, results []baseball.Result) []Telling {
	all := make([]Telling, len(results))
	for i := range results {
		all[i] = tell(s, &results[i])
	}
	return all
}

func tell(s *baseball.Setup, p *baseball.Result) Telling {
	v := voice{s: s, p: p, side: p.Before.Half & 1}
	t := Telling{Number: p.Number, Dice: rolled(p)}
	switch p.Kind {
	case score.Played, score.Ran:
		what := v.order() + v.event() + "."
		t.Short = what + v.scorers()
		t.Full = what + v.moves() + v.rare() + v.standing()
		t.Loud = p.Runs > 0
		return t
	case score.Struck:
		t.Short = v.struck()
	case score.Chose:
		t.Short = v.chose()
	case score.Jumped:
		t.Short = v.jumped()
	case score.Aligned:
		t.Short = "Defence: " + p.Choice.Chosen + "."
	case score.Replaced:
		t.Short = v.replaced()
	case score.Hurt:
		t.Short = v.hurt()
	case score.HalfOver:
		t.Short, t.Loud = v.halfOver(), true
	case score.GameOver:
		t.Short, t.Loud = v.gameOver(), true
	}
	t.Full = t.Short
	return t
}

// voice tells one play.
type voice struct {
	s    *baseball.Setup
	p    *baseball.Result
	side baseball.Side // at bat
}

// name is what a player of a side is called.
func (v voice) name(side baseball.Side, player uint8) string {
	roster := v.s.Clubs[side&1].Roster
	if int(player) >= len(roster) {
		return "somebody"
	}
	return last(roster[player].Name)
}

func (v voice) batter() string  { return v.name(v.side, v.p.Batter) }
func (v voice) pitcher() string { return v.name(v.side.Other(), v.p.Pitcher) }
func (v voice) fielder() string { return v.name(v.side.Other(), v.p.Fielder) }

var places = [...]string{chart.Pitcher: "the pitcher", chart.Catcher: "the catcher", chart.FirstBase: "first", chart.SecondBase: "second",
	chart.ThirdBase: "third", chart.Shortstop: "short", chart.LeftField: "left", chart.CenterField: "center", chart.RightField: "right"}

var bases = [...]string{1: "first", 2: "second", 3: "third", 4: "home"}

// to says " to center" when the place is known.
func (v voice) to() string {
	if at := v.p.Spot; at.Fields() {
		return " to " + places[at]
	}
	return ""
}

// order says what had been ordered, where the runners would not make sense without it.
func (v voice) order() string {
	switch f := v.p.Flags; {
	case f.Has(score.HitAndRun):
		return "Hit-and-run: "
	case f.Has(score.Bunted | score.Squeezed):
		return "Squeeze: "
	}
	return ""
}

// event says what happened in one clause.
func (v voice) event() string {
	p := v.p
	bunted := p.Flags.Has(score.Bunted)
	switch p.Event {
	case score.Single:
		if bunted {
			return v.batter() + " bunts for a single"
		}
		return v.batter() + " singles" + v.to()
	case score.Double:
		return v.batter() + " doubles" + v.to()
	case score.Triple:
		return v.batter() + " triples" + v.to()
	case score.HomeRun:
		return v.batter() + homer(p.Runs)
	case score.Strikeout:
		if bunted {
			return v.batter() + " strikes out bunting foul"
		}
		return v.batter() + " strikes out"
	case score.DoublePlay:
		if bunted {
			return v.batter() + " bunts into a double play"
		}
		return v.batter() + " grounds into a double play" + v.to()
	case score.FieldersChoice:
		if bunted {
			return v.batter() + " bunts and is safe on a fielder's choice"
		}
		return v.batter() + " grounds" + v.to() + " and is safe on a fielder's choice"
	case score.FlyOut:
		if p.Flags.Has(score.AtTheWall) {
			return v.batter() + " flies out" + v.to() + " at the wall"
		}
		return v.batter() + sacrificed(p, " hits a sacrifice fly", " flies out") + v.to()
	case score.ReachedOnError:
		return fmt.Sprintf("%s reaches %s on an error by %s%s", v.batter(), reached(p), v.fielder(), sacrificed(p, ", a sacrifice fly all the same", ""))
	case score.Steal, score.CaughtStealing, score.PickedOff:
		return v.ran()
	}
	return v.plain()
}

func homer(runs uint8) string {
	return [...]string{" homers", " homers", " hits a two-run homer", " hits a three-run homer", " hits a grand slam"}[min(runs, 4)]
}

func sacrificed(p *baseball.Result, yes, no string) string {
	if p.Flags.Has(score.SacrificeFly) {
		return yes
	}
	return no
}

func reached(p *baseball.Result) string {
	if m := p.Moves.From(0); m != nil && m.To > 0 && m.To <= 4 {
		return bases[m.To]
	}
	return "base"
}

// plain says the events that need nothing but a name.
func (v voice) plain() string {
	switch v.p.Event {
	case score.Walk:
		return v.batter() + " walks"
	case score.IntentionalWalk:
		return v.batter() + " is walked on purpose"
	case score.HitByPitch:
		return v.batter() + " is hit by a pitch"
	case score.GroundOut:
		return v.batter() + " grounds out" + v.to()
	case score.TriplePlay:
		return v.batter() + " grounds into a triple play" + v.to()
	case score.LineOut:
		return v.batter() + " lines out"
	case score.PopOut:
		return v.batter() + " pops out" + v.to()
	case score.FoulOut:
		return v.batter() + " fouls out to the catcher"
	case score.Sacrifice:
		return v.batter() + " sacrifices"
	case score.BuntOut:
		return v.batter() + " bunts out"
	case score.WildPitch:
		return "Wild pitch by " + v.pitcher()
	case score.PassedBall:
		return "Passed ball by " + v.fielder()
	case score.Balk:
		return "Balk by " + v.pitcher()
	case score.FoulError:
		return v.fielder() + " drops a foul fly: an error, and " + v.batter() + " bats on"
	}
	return "Play"
}

// ran says who stole, or was caught.
func (v voice) ran() string {
	var clauses []string
	for _, m := range v.p.Moves.List() {
		name := v.name(v.side, m.Player)
		switch {
		case v.p.Event == score.PickedOff && m.To == score.Out:
			return v.pitcher() + " picks " + name + " off " + bases[min(m.From, 3)]
		case m.Stole && m.To == score.Out:
			clauses = append(clauses, name+" is caught stealing "+bases[min(m.From+1, 4)])
		case m.Stole && v.p.Event == score.Steal:
			clauses = append(clauses, name+" steals "+bases[min(m.From+1, 4)])
		}
	}
	text := strings.Join(clauses, " and ")
	if v.p.Errors > 0 {
		text += ", and the throw by " + v.fielder() + " sails on"
	}
	return text
}

// scorers names who came home, the batter of a homer apart.
func (v voice) scorers() string {
	var names []string
	for _, m := range v.p.Moves.List() {
		if m.To == score.Home && m.From > 0 && (!m.Stole || m.From < 3) {
			names = append(names, v.name(v.side, m.Player))
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return " " + names[0] + " scores."
	}
	return " " + strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1] + " score."
}

// moves says where every runner went, and the batter where the event does not say it.
func (v voice) moves() string {
	var clauses []string
	for _, base := range [4]uint8{3, 2, 1, 0} {
		m := v.p.Moves.From(base)
		if m == nil || base == 0 && v.p.Kind != score.Played {
			continue
		}
		if clause := v.clause(m); clause != "" {
			clauses = append(clauses, clause)
		}
	}
	if len(clauses) == 0 {
		return ""
	}
	return " " + strings.Join(clauses, ", ") + "."
}

func (v voice) clause(m *score.Move) string {
	name := v.name(v.side, m.Player)
	p := v.p
	switch {
	case m.From == 0:
		gained := p.Event.Hit()
		switch {
		case gained == 0 || int(m.To) == gained:
			return ""
		case m.To == score.Out:
			return name + " is out trying for " + bases[min(gained+1, 4)]
		case p.Errors > 0:
			return name + " to " + bases[m.To&7] + " on an error by " + v.fielder()
		}
		return name + " to " + bases[m.To&7]
	case m.Stole && (m.To == score.Out || m.To == m.From+1):
		if p.Event == score.Strikeout {
			return name + map[bool]string{true: " is caught stealing second", false: " steals second"}[m.To == score.Out]
		}
		return ""
	case p.Event == score.PickedOff && m.To == score.Out:
		return ""
	case m.To == score.Out && m.Forced:
		return name + " is forced out"
	case m.To == score.Out && p.Event == score.LineOut:
		return name + " is doubled off"
	case m.To == score.Out:
		return name + " is thrown out"
	case m.To == score.Home:
		return name + " scores"
	case m.To != m.From:
		return name + " to " + bases[m.To&7]
	}
	return ""
}

// standing says the outs, and the score when it changed.
func (v voice) standing() string {
	p := v.p
	text := fmt.Sprintf(" %d out.", p.After.Outs)
	if p.Runs > 0 {
		text += " " + v.scoreText(p.After.Score) + "."
	}
	return text
}

func (v voice) scoreText(runs [2]uint16) string {
	return fmt.Sprintf("%s %d, %s %d", v.s.Clubs[0].Abbrev, runs[0], v.s.Clubs[1].Abbrev, runs[1])
}

// rareWords are the plays worth a sentence of their own; they change nothing.
var rareWords = [...]string{
	"A paper plane crosses the infield and nobody dares to blink.",
	"The bat boy has already run out with the wrong bat.",
	"Somewhere in the stands a tuba comments on it.",
	"A gull inspects second base and is not impressed.",
	"The scorekeeper needs a second pencil.",
	"The mascot trips over the tarpaulin in sympathy.",
	"Three fielders call for it, in three languages.",
	"The ball leaves a cloud of chalk and an argument.",
	"An umpire checks his watch, then the sky, then the rule book.",
	"Both dugouts applaud; neither knows why.",
}

func (v voice) rare() string {
	if !v.p.Check.Rare {
		return ""
	}
	return " " + rareWords[(v.p.Number+int(v.p.Check.Roll))%len(rareWords)]
}

// rolled lists the dice.
func rolled(p *baseball.Result) string {
	var parts []string
	for _, r := range p.Rolls.List() {
		parts = append(parts, fmt.Sprintf("%s d%d %d", strings.ReplaceAll(r.For.String(), "_", " "), r.Sides, r.Face))
	}
	return strings.Join(parts, ", ")
}
