package shape

import (
	"bytes"
	"encoding/json"
)

// Opt is a field that may be left out, null, or given: three different wishes when something is changed.
type Opt[T any] struct {
	Set   bool // the field was there, null or not
	Null  bool
	Value T
}

// UnmarshalJSON notes that the field was there.
func (o *Opt[T]) UnmarshalJSON(data []byte) error {
	o.Set = true
	if bytes.Equal(data, []byte("null")) {
		o.Null = true
		return nil
	}
	return json.Unmarshal(data, &o.Value)
}

// Given reports whether the field was there and is not null.
func (o Opt[T]) Given() bool { return o.Set && !o.Null }

// Some returns a given field, for bodies that are made in Go.
func Some[T any](v T) Opt[T] { return Opt[T]{Set: true, Value: v} }
