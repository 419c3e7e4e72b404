package mirror

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// UnmarshalJSON reads a row as json.Marshal writes it. Of most rows nothing is remembered but what their cells hold: these
// are read without reflection, because a look at a Sheet reads all of them.
func (r *Row) UnmarshalJSON(text []byte) error {
	if cells, ok := settledCells(text); ok {
		r.Cells, r.Stage, r.Trust = cells, Kept, ""
		return nil
	}
	type plain Row
	p := plain{Key: r.Key}
	if err := json.Unmarshal(text, &p); err != nil {
		return err
	}
	*r = Row(p)
	return nil
}

// settledCells reads {"c":{"discord":{"v":"moonpetal","n":1}}} and nothing else.
func settledCells(text []byte) (map[Field]Memory, bool) {
	rest, ok := bytes.CutPrefix(text, []byte(`{"c":{`))
	if !ok {
		return nil, false
	}
	cells := make(map[Field]Memory, 10)
	for {
		var field, value, version []byte
		if field, rest, ok = quoted(rest); !ok {
			return nil, false
		}
		if rest, ok = bytes.CutPrefix(rest, []byte(`:{"v":`)); !ok {
			return nil, false
		}
		if value, rest, ok = quoted(rest); !ok {
			return nil, false
		}
		if rest, ok = bytes.CutPrefix(rest, []byte(`,"n":`)); !ok {
			return nil, false
		}
		if version, rest, ok = bytes.Cut(rest, []byte{'}'}); !ok {
			return nil, false
		}
		n, err := strconv.Atoi(string(version))
		if err != nil {
			return nil, false
		}
		cells[Field(field)] = Memory{Value: string(value), Version: n}
		if string(rest) == "}}" {
			return cells, true
		}
		if rest, ok = bytes.CutPrefix(rest, []byte{','}); !ok {
			return nil, false
		}
	}
}

// quoted cuts a text in quotes that needs no decoding from the beginning.
func quoted(text []byte) (inside, rest []byte, ok bool) {
	if len(text) == 0 || text[0] != '"' {
		return nil, nil, false
	}
	end := bytes.IndexByte(text[1:], '"')
	if end < 0 || bytes.IndexByte(text[1:1+end], '\\') >= 0 {
		return nil, nil, false
	}
	return text[1 : 1+end], text[2+end:], true
}
