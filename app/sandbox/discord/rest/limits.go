package rest

import (
	"time"

	"matchday/app/sandbox/discord/pace"
)

// The limits of routes, for each channel, server or webhook. Discord does not publish them: these are as its API was
// seen to answer.
func sending() pace.Limit      { return pace.Limit{Requests: 5, Window: 5 * time.Second} }
func editing() pace.Limit      { return pace.Limit{Requests: 5, Window: 5 * time.Second} }
func deleting() pace.Limit     { return pace.Limit{Requests: 5, Window: time.Second} }
func reacting() pace.Limit     { return pace.Limit{Requests: 1, Window: 250 * time.Millisecond} }
func pinning() pace.Limit      { return pace.Limit{Requests: 5, Window: 4 * time.Second} }
func reading() pace.Limit      { return pace.Limit{Requests: 20, Window: 5 * time.Second} }
func hooking() pace.Limit      { return pace.Limit{Requests: 5, Window: 2 * time.Second} }
func managing() pace.Limit     { return pace.Limit{Requests: 10, Window: 10 * time.Second} }
func commanding() pace.Limit   { return pace.Limit{Requests: 5, Window: 20 * time.Second} }
func opening() pace.Limit      { return pace.Limit{Requests: 10, Window: 10 * time.Second} }
func bulkDeleting() pace.Limit { return pace.Limit{Requests: 1, Window: time.Second} }
