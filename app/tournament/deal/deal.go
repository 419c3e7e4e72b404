// Package deal splits players into lobbies whose sizes differ by at most one.
package deal

import "math/rand/v2"

// Shuffle puts list into an order that depends on seed alone. The list is changed in place.
func Shuffle[T any](list []T, seed int64) {
	dice := rand.New(rand.NewPCG(uint64(seed), 0x6d61746368646179))
	dice.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// Lobbies returns how many lobbies of at most size n players need.
func Lobbies(n, size int) int { return (n + size - 1) / size }

// Blocks deals the first to A until it is full, then to B, and so on. The larger lobbies come first.
func Blocks[T any](list []T, size int) [][]T {
	lobbies := Lobbies(len(list), size)
	groups := make([][]T, lobbies)
	for i := range groups {
		n := Lobbies(len(list), lobbies-i)
		groups[i], list = list[:n], list[n:]
	}
	return groups
}

// Snake deals 1 to A, 2 to B, … and turns at the end of each row, so that the sums of the ranks are close.
func Snake[T any](list []T, size int) [][]T {
	lobbies := Lobbies(len(list), size)
	groups := make([][]T, lobbies)
	for i, player := range list {
		g := i % lobbies
		if (i/lobbies)%2 == 1 {
			g = lobbies - 1 - g
		}
		groups[g] = append(groups[g], player)
	}
	return groups
}

// Name counts the lobbies from 0: A to Z, AA, AB, …
func Name(i int) string {
	name := string(rune('A' + i%26))
	for i /= 26; i > 0; i /= 26 {
		i--
		name = string(rune('A'+i%26)) + name
	}
	return name
}
