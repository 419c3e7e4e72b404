// Package door is how people come in and go out: the link that makes the owner, signing in by password and by link, and
// the page of one's own account.
package door
