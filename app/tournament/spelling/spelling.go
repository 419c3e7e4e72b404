// Package spelling writes what people type the way the league keeps it, and finds names that might be mistyped.
package spelling

import (
	"slices"
	"strings"
	"unicode"

	"matchday/app/person"
)

// Pronouns writes "she / her" as "She/Her": parts trimmed, a small first letter raised, empty parts left out.
func Pronouns(s string) string {
	return join(person.Clean(s), "/", "/", func(part string) string {
		first := []rune(part)
		first[0] = unicode.ToUpper(first[0])
		return string(first)
	})
}

// List writes "a ,b,, c, A" as "a, b, c": parts trimmed, in the order in which they were typed, without those in which
// nothing can be seen and without a second spelling of the same name (person.Fold).
func List(s string) string {
	seen := map[string]bool{"": true}
	return join(person.Clean(s), ",", ", ", func(part string) string {
		folded := person.Fold(part)
		if seen[folded] {
			return ""
		}
		seen[folded] = true
		return part
	})
}

func join(s, cut, glue string, write func(string) string) string {
	var parts []string
	for _, part := range strings.Split(s, cut) {
		if part = strings.TrimSpace(part); part != "" {
			part = write(part)
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	return person.Clean(strings.Join(parts, glue))
}

// Near returns those of names that are close to name without being the same: worth showing to somebody who might have
// mistyped, never worth deciding by ("Team A" and "Team B" are near). The closest come first; at most five.
func Near(name string, names []string) []string {
	type near struct {
		name string
		far  int
	}
	want := []rune(person.Fold(name))
	var found []near
	for _, n := range names {
		if d := distance(want, []rune(person.Fold(n))); d > 0 && d <= max(1, len(want)/5) {
			found = append(found, near{n, d})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.far - b.far })
	var out []string
	for _, f := range found[:min(len(found), 5)] {
		out = append(out, f.name)
	}
	return out
}

// distance is the number of runes to insert, delete or change to get from a to b.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
