package rows_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"matchday/app/tournament/rows"
)

type row struct {
	ID   int64
	Text string
}

func key(r row) int64                       { return r.ID }
func equal(a, b row) bool                   { return a == b }
func between(a, b []row) []rows.Images[row] { return rows.Between(a, b, key, equal) }

func write(images []rows.Images[row]) string {
	out := ""
	for _, im := range images {
		was, now := "-", "-"
		if im.Before != nil {
			was = im.Before.Text
		}
		if im.After != nil {
			now = im.After.Text
		}
		out += fmt.Sprintf("%d:%s>%s ", im.Row().ID, was, now)
	}
	return out
}

func TestBetween(t *testing.T) {
	before := []row{{1, "a"}, {2, "b"}, {3, "c"}}
	after := []row{{2, "B"}, {3, "c"}, {0, "new"}, {0, "newer"}, {5, "back"}}
	if got := write(between(before, after)); got != "2:b>B 0:->new 0:->newer 5:->back 1:a>- " {
		t.Error(got)
	}
	if got := between(before, before); got != nil {
		t.Errorf("a list differs from itself: %s", write(got))
	}
}

func TestJoin(t *testing.T) {
	a := []row{{1, "a"}, {2, "b"}}
	b := []row{{1, "a"}, {2, "B"}, {3, "c"}}
	c := []row{{2, "X"}, {4, "d"}}
	first, then := between(a, b), between(b, c)
	if got := write(rows.Join(first, then, key)); got != "2:b>X 4:->d 1:a>- " {
		t.Error(got)
	}
	if got := write(first); got != "2:b>B 3:->c " {
		t.Errorf("joining wrote into the first: %s", got)
	}
}

// Joining two changes is the change from the first list to the last.
func TestJoinIsTheChangeFromFirstToLast(t *testing.T) {
	list := rapid.Custom(func(t *rapid.T) []row {
		texts := rapid.MapOfN(rapid.Int64Range(1, 6), rapid.SampledFrom([]string{"a", "b"}), 0, 6).Draw(t, "rows")
		var out []row
		for id, text := range texts {
			out = append(out, row{id, text})
		}
		slices.SortFunc(out, func(a, b row) int { return int(a.ID - b.ID) })
		return out
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := list.Draw(t, "a"), list.Draw(t, "b"), list.Draw(t, "c")
		joined := rows.Join(between(a, b), between(b, c), key)
		got := slices.Clone(a)
		for _, im := range joined {
			i := slices.IndexFunc(got, func(r row) bool { return r.ID == im.Row().ID })
			switch {
			case (im.Before == nil) != (i < 0) || i >= 0 && got[i] != *im.Before:
				t.Fatalf("%s does not fit %v", write(joined), a)
			case im.After == nil:
				got = slices.Delete(got, i, i+1)
			case i < 0:
				got = append(got, *im.After)
			default:
				got[i] = *im.After
			}
		}
		slices.SortFunc(got, func(a, b row) int { return int(a.ID - b.ID) })
		if !slices.Equal(got, c) {
			t.Fatalf("%v, want %v", got, c)
		}
	})
}
