// Package graphic describes what a screen shows: which picture, of which tournament. It is pure.
package graphic

import "time"

// Graphic is one picture with an address of its own.
type Graphic struct {
	ID         int64
	League     int64
	Tournament int64
	Kind       Kind
	Key        string // in the URL; unguessable, read-only, exchangeable
	Created    time.Time
	Rotated    time.Time // when the key was last exchanged; zero for never
}

// Kind is a ready-made picture.
type Kind string

// The ready-made pictures.
const (
	Standings Kind = "standings"
	TopEight  Kind = "top8"
	Lobbies   Kind = "lobbies"
	CheckIn   Kind = "check_in"
)

// Kinds lists the pictures that every tournament gets.
func Kinds() []Kind { return []Kind{Standings, TopEight, Lobbies, CheckIn} }

// Title names the picture on staff pages.
func (k Kind) Title() string {
	switch k {
	case Standings:
		return "Standings"
	case TopEight:
		return "Top 8"
	case Lobbies:
		return "Lobbies"
	case CheckIn:
		return "Check-in"
	}
	return string(k)
}

// Purpose says when a producer shows it.
func (k Kind) Purpose() string {
	switch k {
	case Standings:
		return "The whole table, between rounds"
	case TopEight:
		return "The first eight, large, for the break and the end"
	case Lobbies:
		return "Who plays whom this round"
	case CheckIn:
		return "Who is here, before the start"
	}
	return ""
}
