// Package person says who somebody is and what they may do: the identity behind a Discord account or a web sign-in,
// the roles they hold in a league, the table of who may do what, and how the texts they type are cleaned and compared.
//
// It is pure: it asks no clock, no network and no database.
package person
