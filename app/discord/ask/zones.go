package ask

import (
	"context"
	"strings"
	"time"
)

// zones are offered while one is typed. Any other name of the time zone database is taken as well.
func zones() []string {
	return strings.Fields(`America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Anchorage Pacific/Honolulu
		America/Halifax America/St_Johns America/Toronto America/Vancouver America/Mexico_City America/Bogota America/Lima America/Caracas
		America/Santiago America/Sao_Paulo America/Argentina/Buenos_Aires Europe/London Europe/Dublin Europe/Lisbon Europe/Madrid Europe/Paris
		Europe/Brussels Europe/Amsterdam Europe/Berlin Europe/Zurich Europe/Vienna Europe/Rome Europe/Copenhagen Europe/Oslo Europe/Stockholm
		Europe/Helsinki Europe/Warsaw Europe/Prague Europe/Budapest Europe/Bucharest Europe/Sofia Europe/Athens Europe/Istanbul Europe/Kyiv
		Europe/Moscow Africa/Casablanca Africa/Lagos Africa/Cairo Africa/Nairobi Africa/Johannesburg Asia/Jerusalem Asia/Riyadh Asia/Dubai
		Asia/Tehran Asia/Karachi Asia/Kolkata Asia/Dhaka Asia/Bangkok Asia/Ho_Chi_Minh Asia/Jakarta Asia/Singapore Asia/Manila Asia/Hong_Kong
		Asia/Taipei Asia/Shanghai Asia/Seoul Asia/Tokyo Australia/Perth Australia/Adelaide Australia/Brisbane Australia/Sydney Pacific/Auckland UTC`)
}

// SuggestZones suggests time zones.
func SuggestZones(_ context.Context, a *Ask) ([]Choice, error) {
	var out []Choice
	for _, name := range zones() {
		if Matches(a.Typed(), name, strings.ReplaceAll(name, "_", " ")) {
			out = append(out, Choice{Name: name, Value: name})
		}
	}
	if _, err := time.LoadLocation(a.Typed()); len(out) == 0 && err == nil {
		out = append(out, Choice{Name: a.Typed(), Value: a.Typed()})
	}
	return out, nil
}
