// Package rows tells two lists of the same rows apart, row by row: what was added, what changed and what went away.
package rows

import "slices"

// Images is one row before and after a step: no Before means that the step added it, no After that it took it away.
type Images[T any] struct {
	Before *T `json:",omitempty"`
	After  *T `json:",omitempty"`
}

// Row returns the newest image that there is.
func (im Images[T]) Row() T {
	if im.After != nil {
		return *im.After
	}
	return *im.Before
}

// Between returns the rows in which after differs from before, in the order of after, then those that went away. The
// images point into the two lists. A key of 0 belongs to a row that has not been saved: it counts as added.
func Between[T any](before, after []T, key func(T) int64, equal func(T, T) bool) []Images[T] {
	var out []Images[T]
	old := make(map[int64]*T, len(before))
	for i := range before {
		old[key(before[i])] = &before[i]
	}
	for i := range after {
		k := key(after[i])
		was, ok := old[k]
		switch {
		case k == 0 || !ok:
			out = append(out, Images[T]{After: &after[i]})
		case !equal(*was, after[i]):
			out = append(out, Images[T]{Before: was, After: &after[i]})
		}
		delete(old, k)
	}
	for i := range before {
		if _, gone := old[key(before[i])]; gone {
			out = append(out, Images[T]{Before: &before[i]})
		}
	}
	return out
}

// Join returns what two changes make together when then follows first: a row that both touch keeps its oldest and its
// newest image, and one that was added and taken away again is not in it.
func Join[T any](first, then []Images[T], key func(T) int64) []Images[T] {
	out := slices.Clone(first)
	for _, im := range then {
		k := key(im.Row())
		i := slices.IndexFunc(out, func(old Images[T]) bool { return key(old.Row()) == k })
		switch {
		case i < 0:
			out = append(out, im)
		case out[i].Before == nil && im.After == nil:
			out = slices.Delete(out, i, i+1)
		default:
			out[i].After = im.After
		}
	}
	return out
}
