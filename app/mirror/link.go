package mirror

import (
	"fmt"
	"strings"

	"matchday/app/fault"
)

// Link is a pattern of the addresses to which in-game names lead, as "https://lolchess.gg/profile/na/{name}-{tag}". Empty
// leads nowhere.
type Link string

// Check returns what is wrong with the pattern.
func (l Link) Check() error {
	rest, secure := strings.CutPrefix(string(l), "https://")
	host, path, _ := strings.Cut(rest, "/")
	switch {
	case l == "":
		return nil
	case !secure || host == "" || strings.Trim(strings.ToLower(host), "abcdefghijklmnopqrstuvwxyz0123456789.-") != "":
		return fault.Field("link", "The link of names must begin with https:// and a fixed host, as in https://lolchess.gg/profile/na/{name}-{tag}.")
	case strings.ContainsAny(path, " \"<>\\^`|") || len(l) > 300:
		return fault.Field("link", "The link of names has characters in it that an address cannot have, or is longer than 300.")
	case !strings.Contains(path, "{name}"):
		return fault.Field("link", "The link of names needs {name} where the name goes, and may have {tag}.")
	}
	return nil
}

// To returns the address for an in-game name, empty when there is none: no pattern, or no tag where one is needed.
// Whatever the name holds, it stays within the part of the address that the pattern gives it.
func (l Link) To(inGame string) string {
	if l == "" || l.Check() != nil {
		return ""
	}
	name, tag, _ := strings.Cut(inGame, "#")
	name, tag = strings.TrimSpace(name), strings.TrimSpace(tag)
	if strings.Trim(name, ".") == "" || strings.Trim(tag, ".") == "" && strings.Contains(string(l), "{tag}") {
		return "" // dots alone would climb in the path
	}
	return strings.NewReplacer("{name}", escape(name), "{tag}", escape(tag)).Replace(string(l))
}

// escape writes a text so that it is one part of an address: RFC 3986's unreserved characters stay, all else is encoded.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}
