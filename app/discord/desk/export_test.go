package desk

import "matchday/app/tournament"

// Order reads the word of a custom id, for tests.
func Order(l tournament.LobbyReading, word string) []mark {
	o, ok := readOrder(l, word)
	if !ok {
		panic(word)
	}
	return o
}
