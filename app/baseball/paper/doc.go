// Package paper is the Paper League: thirty invented clubs of 26 cards, and the league-average club that everything is
// measured against.
package paper
