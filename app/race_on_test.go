//go:build race

package app

// raced tells that the race detector is on, which makes everything many times slower: crowds are smaller then.
const raced = true
