//go:build !race

package sheets_test

// racing tells that the race detector slows everything down.
const racing = false
