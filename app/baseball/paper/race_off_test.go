//go:build !race

package paper_test

const raced = false
