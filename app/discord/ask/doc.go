// Package ask turns what people do in Discord into calls of handlers, and what handlers return into answers.
//
// A feature is its command, what the command's parts and its buttons and forms do, and the words for it, in one file of
// play or desk. A handler is a function from an Ask to an Answer; it knows nothing of Discord. Errors that are faults are
// shown to the person alone, in their own words; all others become a neutral sentence with a reference that is in the log.
//
// Every interaction is answered within three seconds by construction: directly when the handler is done by then, else by
// a deferral that is sent by itself after 1.5 seconds, whose manner (private, public, in place) the action states
// beforehand. An action that may open a modal is never deferred, because a deferral cannot become one, and only reads.
package ask
