// Package admin is the staff pages that are not about one tournament: what is on tonight, the lists of tournaments and
// players, who helps, the league's settings.
package admin
