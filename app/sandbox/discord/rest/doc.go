// Package rest is Discord's HTTP API, versions 9 and 10: it knows who may call it and how often, reads requests, has the
// world carry them out and writes what Discord would answer. Documentation: Reference; Topics › Rate Limits.
//
// What Discord would understand and the sandbox does not is refused and noted, so that a test can fail on it.
package rest
