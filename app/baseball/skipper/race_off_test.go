//go:build !race

package skipper_test

const raced = false
