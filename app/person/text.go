package person

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"matchday/app/fault"
)

// MaxName is the longest name for display, in runes: a tournament, a team, a league, a person.
const MaxName = 80

// Clean makes a text from outside fit to be kept: valid UTF-8 in NFC, without control, bidirectional and other
// invisible characters, white space folded to single spaces and trimmed. Joiners that scripts and emoji need stay.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "")
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case invisible(r):
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// invisible reports whether r is a character that can be pasted without being seen. U+200C and U+200D join or part
// letters in several scripts and build emoji; they stay.
func invisible(r rune) bool {
	if r == '\u200c' || r == '\u200d' {
		return false
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) ||
		r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' || r == '\ufffc' || r == '\ufffd'
}

// Text cleans s and checks that it has between least and most runes. The fault names field, and calls it what in its
// sentence ("The team name").
func Text(field, what, s string, least, most int) (string, error) {
	s = Clean(s)
	n := len([]rune(s))
	switch {
	case n == 0 && least > 0:
		return "", fault.Field(field, "%s is empty. Type at least %d character%s.", what, least, plural(least))
	case n < least:
		return "", fault.Field(field, "%s is too short: at least %d character%s.", what, least, plural(least))
	case n > most:
		return "", fault.Field(field, "%s is too long: %d characters, at most %d.", what, n, most)
	}
	return s, nil
}

// Fold returns the form under which two spellings of a name are the same name: compatibility-normalised, case-folded,
// without spaces, joiners and variation selectors. It is for comparing and never shown.
func Fold(s string) string {
	s = Clean(s)
	for range 4 { // each step can open the way for another one; three are the most that a real text was seen to need
		next := foldOnce(s)
		if next == s {
			break
		}
		s = next
	}
	return s
}

func foldOnce(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200c' || r == '\u200d' || unicode.Is(unicode.Variation_Selector, r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
	// x/text folds the two cases of Cherokee into each other; lowering afterwards makes them meet.
	return norm.NFKC.String(strings.ToLower(cases.Fold().String(norm.NFKC.String(s))))
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}
