package fault_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"matchday/app/fault"
)

func TestAnInternalErrorIsNeverShown(t *testing.T) {
	err := fmt.Errorf("register: %w", errors.New("UNIQUE constraint failed: entries.person"))
	if s := fault.Sentence(err); strings.Contains(s, "UNIQUE") || s == "" {
		t.Fatalf("shown: %q", s)
	}
	if f := fault.Of(err); f.Code != fault.Internal || !errors.Is(f, err) {
		t.Fatalf("got %v, want Internal with the cause kept", f)
	}
}

func TestAFaultKeepsItsSentenceThroughWrapping(t *testing.T) {
	want := fault.New(fault.Closed, "Registration closed at %s.", "6:00 PM")
	err := fmt.Errorf("league: %w", want.Because(errors.New("window")))
	if got := fault.Sentence(err); got != "Registration closed at 6:00 PM." {
		t.Fatalf("got %q", got)
	}
	if !fault.Is(err, fault.Closed) || fault.Is(err, fault.Invalid) {
		t.Fatal("code lost")
	}
	if want.Unwrap() != nil {
		t.Fatal("Because changed the original")
	}
}

func TestAListTellsEveryFaultAtOnce(t *testing.T) {
	var list fault.List
	if list.Err() != nil {
		t.Fatal("an empty list is an error")
	}
	list.Add(nil)
	list.Add(fault.Field("name", "Give it a name."))
	if err := list.Err(); fault.Of(err).Field != "name" {
		t.Fatalf("got %v", err)
	}
	list.Add(fault.List{fault.Field("cap", "The cap is a number."), fault.Field("zone", "No such zone.")})
	err := fmt.Errorf("create: %w", list.Err())
	if got := len(fault.All(err)); got != 3 {
		t.Fatalf("%d faults, want 3", got)
	}
	if got := fault.Sentence(err); got != "Give it a name. The cap is a number. No such zone." {
		t.Fatalf("got %q", got)
	}
	if !fault.Is(err, fault.Invalid) {
		t.Fatal("code not found in the list")
	}
}

func TestNothingIsNoFault(t *testing.T) {
	if fault.Of(nil) != nil || fault.All(nil) != nil || fault.Sentence(nil) != "" || fault.Is(nil, fault.Internal) {
		t.Fatal("nil became a fault")
	}
}
