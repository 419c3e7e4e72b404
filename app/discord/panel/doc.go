// Package panel keeps the pinned message of each tournament as the database has it: made and pinned when a channel is
// chosen, edited when its content has changed, made again when it was deleted. What keeps it from that is a notice to
// staff with what to do, taken back when it works again.
package panel
