package mirror

// Overwritten finds what somebody typed in the moment in which a write arrived of which nobody heard: the answer was lost,
// or the process was killed. copies are the rows of the Shadow as the Sheet has them now, rows what is remembered. An edit
// is returned only where the Sheet holds what was being written and the copy something else than was expected there.
func (t Tab) Overwritten(r Reading, copies [][]any, rows map[string]Row) []Edit {
	if !t.Keyed() || t.Key < 0 {
		return nil
	}
	at := map[string]int{}
	for row := t.Header + 1; row < len(r.Cells); row++ {
		at[r.text(row, t.Key)] = row
	}
	var lost []Edit
	for _, was := range copies {
		key := Field("").Told(cellAt(was, t.Key))
		memory, known := rows[key]
		row, here := at[key]
		if !known || !here || key == "" {
			continue
		}
		for _, c := range t.Columns {
			m := memory.Cells[c.Field]
			typed, now := c.Field.Told(cellAt(was, c.At)), c.Field.Told(r.At(row, c.At))
			if len(m.Sent) > 0 && m.Version > 0 && m.wrote(now) && typed != m.Value && !m.wrote(typed) {
				lost = append(lost, Edit{Key: key, Field: c.Field, Row: row, Col: c.At, Was: m.Value, Ours: now, Theirs: typed, Version: m.Version})
			}
		}
	}
	return lost
}

// Unheard reports whether something was written of which nobody knows whether it arrived.
func (r Row) Unheard() bool {
	for _, m := range r.Cells {
		if len(m.Sent) > 0 {
			return true
		}
	}
	return false
}
