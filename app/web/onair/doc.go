// Package onair is the pages that OBS shows: a graphic under an address that nobody can guess. Such a page is never an
// error and never asks for anything: what cannot be shown is transparent, and goes on asking.
package onair
