package wire

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"matchday/app/feed"
)

// The codes of Discord that the bot decides on.
const (
	UnknownChannel     = 10003
	UnknownServer      = 10004
	UnknownMember      = 10007
	UnknownMessage     = 10008
	UnknownRole        = 10011
	UnknownUser        = 10013
	UnknownInteraction = 10062
	TooManyPins        = 30003
	Answered           = 40060
	NoAccess           = 50001
	ClosedToMessages   = 50007
	NoPermission       = 50013
	NoSharedServer     = 50278
)

// Failure is a refusal by Discord.
type Failure struct {
	Status int           // of HTTP
	Code   int           // of Discord; 0 when it gave none
	After  time.Duration // for 429: when to come back
	Global bool          // for 429: it concerns everything
	Text   string        // what Discord said, for the log
}

// Error is for the log.
func (f *Failure) Error() string {
	return fmt.Sprintf("discord answered %d (code %d): %s", f.Status, f.Code, f.Text)
}

// Code returns Discord's code in err, 0 when there is none.
func Code(err error) int {
	var f *Failure
	if errors.As(err, &f) {
		return f.Code
	}
	return 0
}

// Gone reports whether err says that what was asked for does not exist any more.
func Gone(err error) bool {
	var f *Failure
	return errors.As(err, &f) && f.Status == http.StatusNotFound
}

// Refused reports whether err says that the bot may not.
func Refused(err error) bool {
	var f *Failure
	return errors.As(err, &f) && f.Status == http.StatusForbidden
}

// Closed reports whether err says that somebody takes no direct messages from the bot.
func Closed(err error) bool {
	code := Code(err)
	return code == ClosedToMessages || code == NoSharedServer
}

// failure makes discordgo's error one of ours; errors of the network and of the context stay as they are.
func failure(err error) error {
	var known *Failure
	var rest *discordgo.RESTError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known): // from the transport
		return known
	case errors.As(err, &rest):
		f := &Failure{Status: rest.Response.StatusCode, Text: string(rest.ResponseBody)}
		if rest.Message != nil {
			f.Code = rest.Message.Code
		}
		return f
	}
	return err
}

// Again turns an error of a call into what feed should do about it: come back when Discord said so, pause all for a
// limit or a refusal that concerns everything, give up for what no repetition helps, else try again later.
func Again(err error) error {
	var f *Failure
	switch {
	case !errors.As(err, &f):
		return err
	case f.Status == http.StatusTooManyRequests && f.Global:
		return feed.Pause(err, f.After)
	case f.Status == http.StatusTooManyRequests:
		return feed.RetryAfter(err, f.After)
	case f.Status == http.StatusUnauthorized:
		return feed.Pause(err, time.Minute)
	case f.Status >= 500:
		return err
	}
	return feed.Permanent(err)
}
