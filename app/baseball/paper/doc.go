// Package paper is the Paper League: thirty invented clubs of 26 cards each, shipped as data, and the league-average
// club that everything is measured against.
//
// clubs.csv and cards.csv are written by the program in make_test.go from the archetypes of package card and a list of
// names of our own; no club, player or ballpark in them exists. The clubs are balanced: stars are dealt so that every
// club adds up to nearly the same. Everybody may import cards of their own with card.ReadCSV.
package paper
