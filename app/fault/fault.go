// Package fault holds failures that a person may read.
//
// A Fault is a code for programs and a sentence for people: what happened, why, and what to do next.
// Everything that is not a Fault is internal: it is logged where it surfaces and never shown; Sentence answers a
// neutral text for it. The writers (league, club, studio) turn every expected failure into a Fault, so an adapter
// only has to choose how to show it.
package fault

import (
	"errors"
	"strings"
)

// Code is what a program may decide on. The set is closed: adapters map each code to a status or a colour.
type Code string

// The codes, each with the situation it stands for.
const (
	Invalid  Code = "invalid"  // what was given cannot be used; Field names the part
	SignIn   Code = "sign_in"  // nobody is signed in, or the sign-in has ended
	Denied   Code = "denied"   // somebody is, and may not do this
	Missing  Code = "missing"  // the thing does not exist, or not any more, or not in this league
	Taken    Code = "taken"    // somebody or something else holds it already
	Stale    Code = "stale"    // decided from an older version; look again and repeat
	Closed   Code = "closed"   // the thing is not in a state that allows this now
	Busy     Code = "busy"     // too many tries; wait
	Away     Code = "away"     // an outside service does not answer
	Internal Code = "internal" // our mistake; the sentence says nothing of the cause
	neutral       = "Something went wrong on our side. Nothing was changed. Please try again, and tell the league staff if it happens twice."
)

// Fault is one failure. Sentence is complete prose, ready to be shown.
type Fault struct {
	Code     Code
	Field    string // name of the form field, option or key at fault; empty when it is none
	Sentence string
	parts    []Part // of Sentence, when a time is in it
	cause    error
}

// Error returns the sentence, followed by the cause when there is one. It is for logs; people are shown Sentence.
func (f *Fault) Error() string {
	if f.cause != nil {
		return f.Sentence + " (" + f.cause.Error() + ")"
	}
	return f.Sentence
}

// Unwrap returns the cause given to Because, or nil.
func (f *Fault) Unwrap() error { return f.cause }

// Because returns a copy of f that remembers the technical cause for the log. The sentence stays as it is.
func (f *Fault) Because(cause error) *Fault {
	c := *f
	c.cause = cause
	return &c
}

// New makes a Fault. The sentence is formatted like fmt.Sprintf; a time is given as a Moment, another fault as it is.
func New(code Code, sentence string, args ...any) *Fault {
	return formatted(code, "", sentence, args...)
}

// Field makes an Invalid fault about one named field.
func Field(field, sentence string, args ...any) *Fault {
	return formatted(Invalid, field, sentence, args...)
}

func formatted(code Code, field, format string, args ...any) *Fault {
	f := &Fault{Code: code, Field: field}
	f.Sentence, f.parts = sentence(format, args...)
	return f
}

// List is several faults told at once, as a form with three wrong fields needs. An empty List is not an error:
// return List.Err() rather than the List.
type List []*Fault

// Error joins the sentences with spaces.
func (l List) Error() string {
	parts := make([]string, len(l))
	for i, f := range l {
		parts[i] = f.Sentence
	}
	return strings.Join(parts, " ")
}

// Unwrap lets errors.As and errors.Is look into each fault.
func (l List) Unwrap() []error {
	errs := make([]error, len(l))
	for i, f := range l {
		errs[i] = f
	}
	return errs
}

// Add appends the faults that err holds; nil adds nothing, and an internal error is added as Internal.
func (l *List) Add(err error) {
	if err != nil {
		*l = append(*l, All(err)...)
	}
}

// Err returns nil for an empty list, the single fault for one, the list for more.
func (l List) Err() error {
	switch len(l) {
	case 0:
		return nil
	case 1:
		return l[0]
	default:
		return l
	}
}

// All returns every fault that err holds, in order. An error that is no fault becomes one Internal fault with err as
// its cause; nil gives nil.
func All(err error) []*Fault {
	if err == nil {
		return nil
	}
	var list List
	if errors.As(err, &list) {
		return list
	}
	return []*Fault{Of(err)}
}

// Of returns the first fault in err. An error that is no fault becomes Internal with err as its cause; nil gives nil.
func Of(err error) *Fault {
	if err == nil {
		return nil
	}
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return &Fault{Code: Internal, Sentence: neutral, cause: err}
}

// Is reports whether err holds a fault with this code.
func Is(err error, code Code) bool {
	for _, f := range All(err) {
		if f.Code == code {
			return true
		}
	}
	return false
}

// Sentence returns what a person may read of err; a neutral text when err is no fault.
func Sentence(err error) string {
	if err == nil {
		return ""
	}
	return List(All(err)).Error()
}
