package sheets

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"google.golang.org/api/googleapi"

	"matchday/app/fault"
)

// trouble is a call that failed, as it concerns the mirror.
type trouble struct {
	*fault.Fault
	halt  bool          // staff have to do something
	all   bool          // it concerns every Sheet
	tabs  bool          // a tab is not called as it was
	after time.Duration // what Google asked for
}

// Unwrap lets a trouble be read as its fault.
func (t *trouble) Unwrap() error { return t.Fault }

func away(sentence string, cause error) *trouble {
	return &trouble{Fault: fault.New(fault.Away, "%s", sentence).Because(cause)}
}

func halting(cause error, sentence string, args ...any) *trouble {
	return &trouble{Fault: fault.New(fault.Closed, sentence, args...).Because(cause), halt: true}
}

// The sentences about what passes by itself.
const (
	noAnswer  = "Google does not answer. The league goes on without it; the Sheet follows when Google is back."
	noQuota   = "Google's limit of calls in a minute is used up. The Sheet follows in a moment by itself."
	noService = "Google Sheets has a failure of its own. The league goes on without it; the Sheet follows by itself."
	noKey     = "Google refuses the key of the service account. Make a new key in the Google Cloud console, put it where sheets.credentials_file says and restart Matchday."
)

// judge says what a failed call means. account is who the Sheet has to be shared with.
func judge(ctx context.Context, err error, account string) error {
	if ctx.Err() != nil && errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err() // it is us who stop
	}
	var e *googleapi.Error
	if !errors.As(err, &e) {
		if said := err.Error(); strings.Contains(said, "invalid_grant") || strings.Contains(said, "cannot fetch token") {
			t := away(noKey, err)
			t.all = true
			return t
		}
		t := away(noAnswer, err)
		t.all = true
		return t
	}
	switch {
	case e.Code == http.StatusTooManyRequests, e.Code == http.StatusForbidden && (has(e, "rateLimitExceeded") || has(e, "userRateLimitExceeded") || has(e, "quotaExceeded")):
		t := away(noQuota, err)
		t.all, t.after = true, retryAfter(e)
		return t
	case e.Code >= 500, e.Code == http.StatusRequestTimeout, e.Code == http.StatusConflict:
		t := away(noService, err)
		t.after = retryAfter(e)
		return t
	case e.Code == http.StatusUnauthorized:
		t := away(noKey, err)
		t.all = true
		return t
	}
	return refusal(e, account)
}

// refusal says what a call means that will be refused again until somebody does something.
func refusal(e *googleapi.Error, account string) error {
	with := "the account in whose name Matchday works"
	if account != "" {
		with = account
	}
	switch said := e.Message; {
	case strings.Contains(said, "protected"):
		return halting(e, "A part of the Sheet that Matchday has to write is protected. Allow %s in the protection (Data, Protected sheets and ranges), then resume.", with)
	case strings.Contains(said, "Unable to parse range"), strings.Contains(said, "No grid with id"), strings.Contains(said, "exceeds grid limits"):
		t := halting(e, "A tab of the Sheet is not there any more. Look at the mapping, then resume.")
		t.tabs = true
		return t
	case e.Code == http.StatusForbidden && (strings.Contains(said, "SERVICE_DISABLED") || strings.Contains(said, "has not been used in project") || has(e, "accessNotConfigured")):
		return halting(e, "The Google Sheets API is not switched on for the project of the service account. Switch it on in the Google Cloud console, then resume.")
	case e.Code == http.StatusForbidden:
		return halting(e, "Google does not let Matchday into the Sheet, or does not let it write. Share the Sheet with %s as editor, then resume.", with)
	case e.Code == http.StatusNotFound:
		return halting(e, "Google knows no such Sheet: it was deleted, or the address is wrong. Bring it back from the bin or connect another, then resume.")
	}
	return halting(e, "Google did not accept what Matchday wanted to do in the Sheet; the log has its words. Look at the Sheet, then resume.")
}

func has(e *googleapi.Error, reason string) bool {
	for _, item := range e.Errors {
		if item.Reason == reason {
			return true
		}
	}
	return false
}

// retryAfter reads how long Google wants to be left alone: seconds or a date; 0 when it did not say.
func retryAfter(e *googleapi.Error) time.Duration {
	said := e.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(said); err == nil && seconds > 0 {
		return min(time.Duration(seconds)*time.Second, time.Hour)
	}
	if at, err := http.ParseTime(said); err == nil {
		return min(max(0, time.Until(at)), time.Hour)
	}
	return 0
}
