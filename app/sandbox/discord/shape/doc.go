// Package shape holds what travels between Discord and a bot: the JSON of users, servers, channels, messages, components,
// commands and interactions, and the refusals by which Discord says no.
//
// The fields are those of Discord's API v9 and v10 as far as the sandbox speaks them; what it does not know is reported
// by the packages that read requests, never dropped in silence.
package shape
