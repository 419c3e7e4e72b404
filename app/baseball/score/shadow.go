package score

// Shadow is the inning as it would have gone without errors and passed balls (9.16): where the runners would stand and
// how many would be out. It goes on past the third out, because a pitcher who comes in later does not have the benefit
// of chances that were missed before him (9.16(i)).
type Shadow struct {
	On    [4]Ghost `json:"on"` // by base
	Outs  uint8    `json:"outs,omitzero"`
	Muffs bool     `json:"muffs,omitzero"` // the batter lives on a muffed foul fly
}

// Ghost is a runner of the shadow inning. Scored is one who has really come home already and waits for the shadow to
// follow: if it does, his run becomes earned then.
type Ghost struct {
	ID      uint16 `json:"id,omitzero"`
	Pitcher uint8  `json:"pitcher,omitzero"`
	Scored  bool   `json:"scored,omitzero"`
}

// earned says for whom a run is earned.
type earned struct{ pitcher, team bool }

// reconstruct plays p in the shadow inning and tells which of the runs that really scored on it are earned. Runs of
// earlier plays that are earned only now are credited on the way.
func (b *Book) reconstruct(p *Play, charged [4]uint8) (scored [4]earned) {
	s := &b.Shadow
	if p.Event == FoulError {
		// The out was there to be made; the batter gets nothing earned from here on (9.16(b)(1)).
		s.Outs++
		s.Muffs = true
		return scored
	}
	r := rebuilt{p: p, charged: charged}
	limit := uint8(Home + 1)
	for base := uint8(3); base >= 1; base-- {
		if g := s.On[base]; g.ID != 0 {
			limit = r.move(g, base, limit)
		}
	}
	if p.Kind == Played {
		if !s.Muffs {
			r.batter(s)
		}
		s.Muffs = false
	}
	for _, g := range r.home[:r.homes] {
		team := s.Outs+r.hard < 3
		i, moved := r.find(g.ID)
		switch {
		case g.Scored:
			b.credit(p, g.Pitcher, s.Outs+r.hard, team)
		case moved && p.Moves.at[i].To == Home:
			scored[i] = earned{pitcher: b.unaccepted(p, charged[i], s.Outs+r.hard), team: team}
		default:
			r.on[3] = g // pushed home in the shadow only: he waits on third until he really scores
		}
	}
	r.follow()
	s.On = r.on
	s.Outs += r.hard + r.soft
	return scored
}

// unaccepted reports whether outs leave a pitcher's inning open when the chances that were missed before he came in do
// not count for him.
func (b *Book) unaccepted(p *Play, pitcher, outs uint8) bool {
	line := &b.Arm[p.Before.Half.Other()][pitcher%Roster]
	return outs < 3+line.Offset
}

func (b *Book) credit(p *Play, pitcher, outs uint8, team bool) {
	defence := p.Before.Half.Other()
	if b.unaccepted(p, pitcher, outs) {
		b.Arm[defence][pitcher%Roster].ER++
	}
	if team {
		b.TeamER[defence]++
	}
}

// rebuilt is one play in the shadow inning.
type rebuilt struct {
	p       *Play
	charged [4]uint8
	on      [4]Ghost
	home    [4]Ghost
	homes   int
	hard    uint8 // outs that let no run count: the batter's and forces
	soft    uint8 // other outs
}

func (r *rebuilt) find(id uint16) (int, bool) {
	for i, m := range r.p.Moves.List() {
		if m.ID == id && id != 0 {
			return i, true
		}
	}
	return 0, false
}

// move advances a ghost by as many bases as his person advanced apart from errors, never past the ghost ahead; limit is
// where that one stands now. It answers where this one stands.
func (r *rebuilt) move(g Ghost, base, limit uint8) uint8 {
	to := base
	i, real := r.find(g.ID)
	switch {
	case real && !g.Scored:
		m := r.p.Moves.at[i]
		if m.Clean == Out || m.To == Out {
			r.out(m.Forced)
			return limit
		}
		if m.Clean > m.From && !r.p.Event.Free() {
			to = base + m.Clean - m.From
		}
	default:
		// Nobody is there any more to show what he would have done: he gets what the hit forces (9.16(f) gives the
		// pitcher the benefit of the doubt).
		to = base + uint8(r.p.Event.Hit())
	}
	if to >= Home {
		r.score(g)
		return limit
	}
	to = max(min(to, limit-1), base)
	r.on[to] = g
	return to
}

func (r *rebuilt) out(forced bool) {
	if forced {
		r.hard++
	} else {
		r.soft++
	}
}

func (r *rebuilt) score(g Ghost) {
	if r.homes < len(r.home) {
		r.home[r.homes] = g
		r.homes++
	}
}

// batter places the batter in the shadow inning. One who reached on an error, or because somebody was put out who would
// not have been there, would have been out himself.
func (r *rebuilt) batter(s *Shadow) {
	m := r.p.Moves.From(0)
	if m == nil {
		return
	}
	if m.Clean == Out || r.p.Event == FieldersChoice && !r.retiredGhost(s) {
		r.out(r.p.Event.Hit() == 0) // after a hit he was put out on the bases
		return
	}
	g := Ghost{ID: m.ID, Pitcher: r.charged[0]}
	if m.Clean >= Home {
		r.score(g)
		return
	}
	r.push(m.Clean, g)
}

// retiredGhost reports whether the runner put out on a fielder's choice exists in the shadow inning. When nobody was
// put out (a throw home that came late) the choice stands.
func (r *rebuilt) retiredGhost(s *Shadow) bool {
	for _, m := range r.p.Moves.List() {
		if m.From == 0 || m.To != Out {
			continue
		}
		for _, g := range s.On {
			if g.ID == m.ID && !g.Scored {
				return true
			}
		}
		return false
	}
	return true
}

// push puts a ghost on a base and moves up whoever stands there.
func (r *rebuilt) push(base uint8, g Ghost) {
	if base >= Home {
		r.score(g)
		return
	}
	before := r.on[base]
	r.on[base] = g
	if before.ID != 0 {
		r.push(base+1, before)
	}
}

// follow marks ghosts whose persons have really come home on this play, and keeps their pitchers in step.
func (r *rebuilt) follow() {
	for base := range r.on {
		g := &r.on[base]
		i, moved := r.find(g.ID)
		if !moved || g.Scored {
			continue
		}
		g.Pitcher = r.charged[i]
		g.Scored = r.p.Moves.at[i].To == Home
	}
}
