package app

import (
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"
	"github.com/knadh/koanf/v2"
)

// masked is what is shown of a secret.
const masked = "•••"

// Secret is a value that is never shown: however it is printed, logged or encoded, it reads as masked.
type Secret string

// String returns the mask.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return masked
}

// GoString returns the mask, for %#v.
func (s Secret) GoString() string { return strconv.Quote(s.String()) }

// LogValue returns the mask.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText returns the mask, so that neither JSON nor any other encoding gives a secret away.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// keys returns every section.key in the order of the file.
func keys() []string {
	var all []string
	c := Defaults()
	eachField(reflect.ValueOf(&c).Elem(), func(key string, _ reflect.Value) { all = append(all, key) })
	return all
}

func isSecret(key string) bool {
	secret := false
	c := Defaults()
	eachField(reflect.ValueOf(&c).Elem(), func(k string, v reflect.Value) {
		_, is := v.Interface().(Secret)
		secret = secret || is && k == key
	})
	return secret
}

func envName(key string) string {
	return "MATCHDAY_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

func unknown(values map[string]any) []string {
	known := keys()
	return slices.DeleteFunc(slices.Sorted(maps.Keys(values)), func(key string) bool { return slices.Contains(known, key) })
}

// decode fills cfg from the merged layers and returns every value of the wrong kind. A faulty value leaves the default.
func decode(k *koanf.Koanf, cfg *Config, sources map[string]string) []error {
	var faults []error
	def := Defaults()
	defaults := map[string]reflect.Value{}
	eachField(reflect.ValueOf(&def).Elem(), func(key string, v reflect.Value) { defaults[key] = v })
	eachField(reflect.ValueOf(cfg).Elem(), func(key string, v reflect.Value) {
		v.Set(defaults[key])
		if err := set(v, k.Get(key)); err != nil {
			faults = append(faults, fmt.Errorf("%s (%s): %w", key, sources[key], err))
		}
	})
	return faults
}

// set puts a raw value, from TOML or text, into a field.
func set(v reflect.Value, raw any) error {
	text, isText := raw.(string)
	switch v.Interface().(type) {
	case time.Duration:
		d, err := time.ParseDuration(text)
		if !isText || err != nil {
			return fmt.Errorf("%v is no duration; write it as 30s, 10m or 24h", raw)
		}
		v.SetInt(int64(d))
	case int:
		n, err := strconv.Atoi(fmt.Sprint(raw))
		if err != nil {
			return fmt.Errorf("%v is no whole number", raw)
		}
		v.SetInt(int64(n))
	case []string:
		list, err := stringList(raw)
		if err != nil {
			return err
		}
		v.Set(reflect.ValueOf(list))
	case Secret:
		if !isText {
			return errors.New("must be text in quotes")
		}
		v.SetString(strings.TrimSpace(text))
	default: // string
		if !isText {
			return fmt.Errorf("must be text in quotes, not %v", raw)
		}
		v.SetString(strings.TrimSpace(text))
	}
	return nil
}

func stringList(raw any) ([]string, error) {
	list := []string{}
	switch raw := raw.(type) {
	case string:
		for part := range strings.SplitSeq(raw, ",") {
			if part = strings.TrimSpace(part); part != "" {
				list = append(list, part)
			}
		}
	case []string:
		list = append(list, raw...)
	case []any:
		for _, item := range raw {
			s, ok := item.(string)
			if !ok {
				return nil, fmt.Errorf("must be a list of texts, and %v is none", item)
			}
			list = append(list, s)
		}
	default:
		return nil, fmt.Errorf("must be a list such as [\"10.0.0.1\"]")
	}
	return list, nil
}

// didYouMean returns "; did you mean …?" with the closest right name, or nothing when none is close.
func didYouMean(name string, names []string) string {
	best, at := "", len(name)/3+2
	for _, candidate := range slices.Sorted(slices.Values(names)) {
		if d := levenshtein.ComputeDistance(name, candidate); d < at {
			best, at = candidate, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}
