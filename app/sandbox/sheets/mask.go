package sheets

import (
	"encoding/json"
	"strings"
)

// mask is a parsed field mask: what it names, below each name what is wanted of it; an empty mask wants all.
type mask map[string]mask

// parseMask reads "sheets(properties(title,sheetId),data.rowData.values/note)".
func parseMask(s string) (mask, error) {
	m, rest, err := maskList(s)
	if err == nil && rest != "" {
		err = invalid("Invalid field selection %s", s)
	}
	return m, err
}

func maskList(s string) (mask, string, error) {
	m := mask{}
	for {
		var err error
		if s, err = maskItem(m, s); err != nil {
			return nil, s, err
		}
		if !strings.HasPrefix(s, ",") {
			return m, s, nil
		}
		s = s[1:]
	}
}

func maskItem(m mask, s string) (string, error) {
	i := strings.IndexAny(s, "./,()")
	name, rest := s, ""
	if i >= 0 {
		name, rest = s[:i], s[i:]
	}
	name = strings.TrimSpace(name)
	if name == "" {
		return s, invalid("Invalid field selection %s", s)
	}
	have, twice := m[name]
	switch {
	case strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "/"):
		if !twice {
			have = mask{}
		}
		m[name] = have
		return maskItem(have, rest[1:])
	case strings.HasPrefix(rest, "("):
		below, after, err := maskList(rest[1:])
		if err != nil {
			return s, err
		}
		if !strings.HasPrefix(after, ")") {
			return s, invalid("Invalid field selection %s", s)
		}
		for k, v := range have {
			below[k] = v
		}
		m[name] = below
		return after[1:], nil
	}
	m[name] = mask{}
	return rest, nil
}

// wants reports whether a path is in the mask.
func (m mask) wants(path ...string) bool {
	for _, name := range path {
		if len(m) == 0 {
			return true
		}
		below, ok := m[name]
		if !ok {
			if below, ok = m["*"]; !ok {
				return false
			}
		}
		m = below
	}
	return true
}

// leaves returns every path that the mask names, joined by dots.
func (m mask) leaves(prefix string) []string {
	var list []string
	for name, below := range m {
		path := name
		if prefix != "" {
			path = prefix + "." + name
		}
		if len(below) == 0 {
			list = append(list, path)
			continue
		}
		list = append(list, below.leaves(path)...)
	}
	return list
}

// masked keeps of an answer what the call asks for.
func (c *call) masked(answer any) (any, error) {
	fields := c.query.Get("fields")
	if fields == "" {
		return answer, nil
	}
	m, err := parseMask(fields)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return nil, err
	}
	return m.keep(tree), nil
}

func (m mask) keep(v any) any {
	if len(m) == 0 {
		return v
	}
	switch v := v.(type) {
	case map[string]any:
		kept := map[string]any{}
		for k, below := range v {
			next, ok := m[k]
			if !ok {
				next, ok = m["*"]
			}
			if ok {
				kept[k] = next.keep(below)
			}
		}
		return kept
	case []any:
		kept := make([]any, len(v))
		for i := range v {
			kept[i] = m.keep(v[i])
		}
		return kept
	}
	return v
}
