package score

import (
	"encoding/json"

	"matchday/app/baseball/chart"
)

// BatLine is what one player did with the bat, on the bases and in the field in one game. Every count goes to 255.
type BatLine struct {
	PA      uint8 `json:"pa,omitzero"`
	AB      uint8 `json:"ab,omitzero"`
	R       uint8 `json:"r,omitzero"`
	H       uint8 `json:"h,omitzero"`
	Doubles uint8 `json:"doubles,omitzero"`
	Triples uint8 `json:"triples,omitzero"`
	HR      uint8 `json:"hr,omitzero"`
	RBI     uint8 `json:"rbi,omitzero"`
	BB      uint8 `json:"bb,omitzero"` // intentional ones too
	IBB     uint8 `json:"ibb,omitzero"`
	HBP     uint8 `json:"hbp,omitzero"`
	SO      uint8 `json:"so,omitzero"`
	SH      uint8 `json:"sh,omitzero"`
	SF      uint8 `json:"sf,omitzero"`
	GDP     uint8 `json:"gdp,omitzero"`
	SB      uint8 `json:"sb,omitzero"`
	CS      uint8 `json:"cs,omitzero"`
	E       uint8 `json:"e,omitzero"`
	PB      uint8 `json:"pb,omitzero"`
}

// TB returns total bases.
func (l BatLine) TB() int { return int(l.H) + int(l.Doubles) + 2*int(l.Triples) + 3*int(l.HR) }

// ArmLine is what one pitcher did in one game, and what the scorer has to remember of the moment he came in.
type ArmLine struct {
	Order   uint8  `json:"order,omitzero"` // 1 for the starter; 0 has not pitched
	Outs    uint16 `json:"outs,omitzero"`
	BF      uint16 `json:"bf,omitzero"`
	H       uint8  `json:"h,omitzero"`
	R       uint8  `json:"r,omitzero"`
	ER      uint8  `json:"er,omitzero"`
	BB      uint8  `json:"bb,omitzero"`
	IBB     uint8  `json:"ibb,omitzero"`
	SO      uint8  `json:"so,omitzero"`
	HR      uint8  `json:"hr,omitzero"`
	HBP     uint8  `json:"hbp,omitzero"`
	WP      uint8  `json:"wp,omitzero"`
	BK      uint8  `json:"bk,omitzero"`
	IR      uint8  `json:"ir,omitzero"`  // runners on base when he came in
	IRS     uint8  `json:"irs,omitzero"` // of those, how many scored while he pitched
	Entered Entry  `json:"entered,omitzero"`
	Offset  uint8  `json:"offset,omitzero"` // chances for outs not accepted before he came in this inning (9.16(i))
	Flags   Record `json:"flags,omitzero"`
}

// Entry is the moment in which a pitcher came in.
type Entry struct {
	Inning uint16 `json:"inning,omitzero"`
	Outs   uint8  `json:"outs,omitzero"`
	Lead   int16  `json:"lead,omitzero"`
}

// Record is what a pitcher is credited or charged with besides numbers.
type Record uint8

// The marks of a pitcher's record.
const (
	CouldSave Record = 1 << iota // came in with a lead that a save or a hold can be earned for
	TyingNear                    // the tying run was on base, at bat or on deck then
	Blown                        // and the lead was lost while he pitched
	Held                         // or kept until another took over
	Won
	Lost
	Saved
)

// Has reports whether all of want are set.
func (r Record) Has(want Record) bool { return r&want == want }

// IP writes innings pitched as box scores do: 5.2 is five innings and two outs.
func (l ArmLine) IP() string {
	text := make([]byte, 0, 6)
	n := int(l.Outs) / 3
	if n >= 100 {
		text = append(text, byte('0'+n/100%10))
	}
	if n >= 10 {
		text = append(text, byte('0'+n/10%10))
	}
	return string(append(text, byte('0'+n%10), '.', byte('0'+l.Outs%3)))
}

// BatSheet holds a club's batting lines by place on the roster.
type BatSheet [Roster]BatLine

// ArmSheet holds a club's pitching lines by place on the roster.
type ArmSheet [Roster]ArmLine

// MarshalJSON writes the lines that are not empty, by place on the roster.
func (s BatSheet) MarshalJSON() ([]byte, error) { return sparse(s[:]) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *BatSheet) UnmarshalJSON(data []byte) error { *s = BatSheet{}; return fill(s[:], data) }

// MarshalJSON writes the lines that are not empty, by place on the roster.
func (s ArmSheet) MarshalJSON() ([]byte, error) { return sparse(s[:]) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *ArmSheet) UnmarshalJSON(data []byte) error { *s = ArmSheet{}; return fill(s[:], data) }

func sparse[L comparable](lines []L) ([]byte, error) {
	var empty L
	kept := make(map[int]L)
	for i, l := range lines {
		if l != empty {
			kept[i] = l
		}
	}
	return json.Marshal(kept)
}

func fill[L any](lines []L, data []byte) error {
	var kept map[int]L
	if err := json.Unmarshal(data, &kept); err != nil {
		return err
	}
	for i, l := range kept {
		if i >= 0 && i < len(lines) {
			lines[i] = l
		}
	}
	return nil
}

// Appearance is somebody's place in a lineup from a moment on. Rows are only ever added, so the rows of a slot are its
// history.
type Appearance struct {
	Side   chart.Side     `json:"side"`
	Slot   uint8          `json:"slot"` // 0 to 8 in the order, 9 for a pitcher who does not bat
	Player uint8          `json:"player"`
	At     chart.Position `json:"at"`
	Number int            `json:"number"` // the input that put him there; 0 for starters
	Inning uint16         `json:"inning"`
}
