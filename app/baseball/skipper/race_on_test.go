//go:build race

package skipper_test

// raced tells that the race detector is on, which makes everything many times slower: few games show it what there is.
const raced = true
