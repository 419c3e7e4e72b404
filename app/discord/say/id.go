package say

import (
	"strconv"
	"strings"
)

// A custom id is a path: what it does, then what it does it to, as "step/7/12/close_check_in". It comes back from
// outside, so it is read strictly, and what it names is looked up and judged as if a person had typed it.

// ID makes a custom id of a name and arguments: numbers that are not negative, and words of letters, digits, "-" and
// "_". Anything else is a mistake in the program and panics, as does an id longer than Discord takes.
func ID(name string, args ...any) string {
	parts := []string{name}
	for _, a := range args {
		switch a := a.(type) {
		case int64:
			parts = append(parts, strconv.FormatInt(a, 10))
		case int:
			parts = append(parts, strconv.Itoa(a))
		case string:
			parts = append(parts, a)
		default:
			panic("say: a custom id of neither numbers nor words") //nolint:forbidigo // a mistake in the program, found by the first test that draws it
		}
	}
	id := strings.Join(parts, "/")
	if _, ok := ParseID(id); !ok {
		panic("say: bad custom id " + strconv.Quote(id)) //nolint:forbidigo // the same
	}
	return id
}

// Path is a custom id that was read.
type Path struct {
	Name string
	args []string
}

// ParseID reads a custom id; ok is false for what ID would not have made.
func ParseID(id string) (p Path, ok bool) {
	if id == "" || len(id) > MaxID {
		return Path{}, false
	}
	parts := strings.Split(id, "/")
	for _, part := range parts {
		if !word(part) {
			return Path{}, false
		}
	}
	return Path{Name: parts[0], args: parts[1:]}, true
}

// letters are those of which a part of an id is made.
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

func word(s string) bool {
	if s == "" {
		return false
	}
	for _, r := range s {
		if !strings.ContainsRune(letters, r) {
			return false
		}
	}
	return true
}

// Under returns the custom id as an argument of a name: ParseID and Rest lead back. It is empty when it would be too long.
func (p Path) Under(name string) string {
	if id := strings.Join(append([]string{name, p.Name}, p.args...), "/"); len(id) <= MaxID {
		return id
	}
	return ""
}

// Rest returns the custom id that the arguments are.
func (p Path) Rest() Path {
	if len(p.args) == 0 {
		return Path{}
	}
	return Path{Name: p.args[0], args: p.args[1:]}
}

// Len returns how many arguments follow the name.
func (p Path) Len() int { return len(p.args) }

// Word returns an argument as it stands, empty when there are not so many.
func (p Path) Word(i int) string {
	if i < 0 || i >= len(p.args) {
		return ""
	}
	return p.args[i]
}

// Int returns an argument as a number; ok is false when it is none, is negative, or is written otherwise than ID would.
func (p Path) Int(i int) (n int64, ok bool) {
	s := p.Word(i)
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || strconv.FormatInt(n, 10) != s {
		return 0, false
	}
	return n, true
}
