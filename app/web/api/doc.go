// Package api is what programs ask for: the standings of a tournament as JSON, and whether Matchday is well.
package api
