package shape

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
)

// Unknown returns the places in a body of JSON that the type of into has no field for. Discord ignores them; whoever
// pretends to be Discord should tell that they were there.
func Unknown(body []byte, into any) []string {
	var v any
	if json.Unmarshal(body, &v) != nil {
		return nil
	}
	var found []string
	unknown(v, reflect.TypeOf(into), "", &found)
	slices.Sort(found)
	return found
}

func unknown(v any, t reflect.Type, at string, found *[]string) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Struct && strings.HasPrefix(t.Name(), "Opt[") {
		f, _ := t.FieldByName("Value")
		unknown(v, f.Type, at, found)
		return
	}
	switch v := v.(type) {
	case []any:
		if t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8 {
			for i, e := range v {
				unknown(e, t.Elem(), Place(at, i), found)
			}
		}
	case map[string]any:
		if t.Kind() != reflect.Struct {
			return
		}
		for name, e := range v {
			f, ok := field(t, name)
			if !ok {
				*found = append(*found, Place(at, name))
				continue
			}
			unknown(e, f, Place(at, name), found)
		}
	}
}

func field(t reflect.Type, name string) (reflect.Type, bool) {
	for f := range t.Fields() {
		if f.Anonymous {
			if inner, ok := field(f.Type, name); ok {
				return inner, true
			}
			continue
		}
		if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag == name {
			return f.Type, true
		}
	}
	return nil, false
}
